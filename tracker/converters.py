"""Path converters of our addresses."""

import datetime as dt


class LocalDate:
    """A day like 2026-11-25; what is no day, or outside the diary's years, is a 404."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> dt.date:
        return dt.date.fromisoformat(value)

    def to_url(self, value: dt.date | str) -> str:
        return value if isinstance(value, str) else value.isoformat()

"""Numbers and dates as a reader of the language writes them."""

import datetime as dt

from babel.dates import format_date


def amount(value: float, *, lang: str) -> str:
    """A whole number: "1.234" in Dutch, "1,234" in English."""
    grouped = f"{round(value):,}"
    return grouped.replace(",", ".") if _locale(lang) == "nl" else grouped


def decimal(value: float, *, lang: str) -> str:
    """With one decimal where it has one: "2,5" in Dutch, "2.5" in English, "2" in both."""
    shown = f"{value:.1f}".removesuffix(".0")
    return shown.replace(".", ",") if _locale(lang) == "nl" else shown


def amounts(low: float, high: float, *, lang: str) -> str:
    """One number, or two with a dash when they differ once rounded."""
    ends = dict.fromkeys((amount(low, lang=lang), amount(high, lang=lang)))
    return "–".join(ends)


def short_date(date: dt.date, *, lang: str) -> str:
    """ "3 mrt" or "3 Mar"."""
    return format_date(date, "d MMM", locale=_locale(lang)).replace(".", "")


def month(date: dt.date, *, lang: str) -> str:
    """ "mrt" or "Mar"."""
    return format_date(date, "LLL", locale=_locale(lang)).replace(".", "")


def long_date(date: dt.date, *, lang: str) -> str:
    """ "3 maart 2026" or "3 March 2026"."""
    return format_date(date, "d MMMM y", locale=_locale(lang))


def weekday_date(date: dt.date, *, lang: str) -> str:
    """ "di 3 maart 2026" or "Tue 3 March 2026"."""
    return format_date(date, "EEE d MMMM y", locale=_locale(lang))


def _locale(lang: str) -> str:
    # British English puts the day before the month, as Dutch does.
    return "nl" if lang == "nl" or lang.startswith("nl-") else "en_GB"

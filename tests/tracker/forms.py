"""A form of a page as a browser would send it back, untouched."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    def __init__(self, action: str | None) -> None:
        super().__init__()
        self.action = action
        self.values: dict[str, str] = {}
        self._inside = False
        self._select = ""
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = found.get("action") == self.action
        if not self._inside:
            return
        name = found.get("name", "")
        if tag == "input" and name:
            self.values[name] = found.get("value", "")
        if tag == "select":
            self._select = name
        if tag == "option" and ("selected" in found or self._select not in self.values):
            self.values[self._select] = found.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False


def fields(page: str, *, action: str | None = None) -> dict[str, str]:
    """The fields of the form with this action; None is a form that is sent to its own page."""
    parser = _Fields(action)
    parser.feed(page)
    return parser.values

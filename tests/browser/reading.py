"""What a page asks of its reader: axe-core's rules, and that it fits a phone."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > innerWidth)
    .map((element) => `too wide: ${element.outerHTML.slice(0, 160)}`)"""


class Reader:
    """Collects, per page, what axe-core finds and whether the page is wider than the screen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: dict[str, list[str]] = {}

    def open(self, address: str, *, status: int = 200, then: Callable[[], object] = int) -> None:
        """Open an address, do something there, and read the page."""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == status, address
        then()
        self.read(address)

    def read(self, name: str) -> None:
        violations = Axe().run(self.page).response["violations"]
        found = [
            f"{violation['id']}: {violation['help']} at {node['target']} {node['html'][:160]}"
            for violation in violations
            for node in violation["nodes"]
        ]
        found += self.page.evaluate(WIDE)[:5]
        if found:
            self.found[name] = found

    def report(self) -> str:
        return "\n".join(f"{name}: {line}" for name, lines in self.found.items() for line in lines)

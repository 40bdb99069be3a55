"""How a person works a page, counted: with a mouse or a finger, or with the keyboard alone.

A click, a tap, Enter and Space are interactions. Typed characters are counted apart, and Tab,
which only moves about, is free.
"""

from playwright.sync_api import Locator, Page

MOST_TABS = 150
HAS_FOCUS = "element => element === document.activeElement"


class Hand:
    """Counts; a subclass says how a thing is reached."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.interactions = 0
        self.typed = 0

    def use(self, thing: Locator) -> None:
        """Press a button, follow a link, tick a box."""
        raise NotImplementedError

    def _reach(self, field: Locator) -> None:
        raise NotImplementedError

    def write(self, field: Locator, text: str) -> None:
        """Put text into a field in place of what it holds."""
        self._reach(field)
        held = field.input_value()
        self.page.keyboard.press("End")
        for _ in held:
            self.page.keyboard.press("Backspace")
        field.press_sequentially(text, delay=5)
        self.typed += len(held) + len(text)

    def set_time(self, field: Locator, text: str) -> None:
        """Put a time like 23:15 into a field whose parts each browser lays out in its own way."""
        self._reach(field)
        field.fill(text)
        self.typed += len(text)

    def enter(self) -> None:
        """Press Enter where the focus is."""
        self.page.keyboard.press("Enter")
        self.interactions += 1


class Mouse(Hand):
    def use(self, thing: Locator) -> None:
        thing.click()
        self.interactions += 1

    def _reach(self, field: Locator) -> None:
        field.click()
        self.interactions += 1


class Keyboard(Hand):
    def use(self, thing: Locator) -> None:
        self._reach(thing)
        is_box = thing.get_attribute("type") == "checkbox"
        self.page.keyboard.press("Space" if is_box else "Enter")
        self.interactions += 1

    def _reach(self, field: Locator) -> None:
        field.wait_for()
        for _ in range(MOST_TABS):
            if field.evaluate(HAS_FOCUS):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{field} is not reached with {MOST_TABS} Tabs.")

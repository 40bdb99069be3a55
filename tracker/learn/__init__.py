"""Short pages to read: what is known about magnesium and what is not, each with its sources.

They explain and never advise an amount. To add one: a Page in one of these modules.
"""

from tracker.learn import body, food, safety, supplements
from tracker.learn.pages import Page, Section

__all__ = ["CHAPTERS", "PAGES", "Page", "Section"]

CHAPTERS: tuple[Page, ...] = (*body.PAGES, *food.PAGES, *supplements.PAGES, *safety.PAGES)
PAGES: dict[str, Page] = {page.slug: page for page in CHAPTERS}

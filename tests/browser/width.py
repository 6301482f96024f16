"""Whether a page fits its width."""

from playwright.sync_api import Page


def fits(page: Page) -> bool:
    """Whether nothing is wider than the screen, on the page as its reader sees it.

    A click comes back when the next page has begun. Until its stylesheets are there nothing of it is painted, and
    a script that measures it finds the browser's own sizes.
    """
    page.wait_for_load_state()
    found: bool = page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    return found

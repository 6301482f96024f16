"""What axe finds on a page."""

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page


def violations(page: Page) -> str:
    """The rules that a page breaks as it is now, each with its weight and the number of places; "" for none.

    Axe is put into a document once, and hands over its violations alone: it takes half the time. It waits for the
    stylesheets (see `fits`): without them it judges colours that nobody sees.
    """
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(({violations}) => ({violations}))")
    return str(AxeResults(found).generate_snapshot())

"""Regions are read beside each other: asked for in the conversation, or chosen on the board."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.width import fits

pytestmark = pytest.mark.browser

PLACES = {
    "meerwijk": """# Werkafspraken gemeente Meerwijk

## 1. De interventies

### 1.1. Schuldhulp

Voor schuldhulp is toestemming van de inwoner nodig. De regie over schuldhulp ligt bij het wijkteam.

### 1.2. Woonoverlastbemiddelingstrajectbegeleiding

De regie ligt bij de corporatie.

### 1.3. Burenhulp

Vrijwilligers helpen een buur met boodschappen.
""",
    "duindorp": """# Werkafspraken gemeente Duindorp

## 1. De interventies

### 1.1. Schuldhulp

De regie over schuldhulp ligt bij het loket.

### 1.2. Woonoverlastbemiddelingstrajectbegeleiding

De regie ligt bij het buurtteam.

### 1.3. Tuincoach

Voor de tuincoach is toestemming van de bewoner nodig.
""",
}
ASKED = "Vergelijk toestemming in Meerwijk en Duindorp"
CONSENT = "Voor schuldhulp is toestemming van de inwoner nodig."
SILENT = "Hierover staat niets in de afspraken van Duindorp."
BOARD = "/samenhang/vergelijken"
CHOSEN = f"{BOARD}?region=meerwijk&region=duindorp"


@pytest.fixture(autouse=True, scope="module")
def places(workshop: str) -> Iterator[None]:
    """The agreements of two regions more."""
    for region, text in PLACES.items():
        sent = {"files": (f"{region}.md", text.encode())}
        httpx.post(f"{workshop}/api/v1/documents", files=sent, data={"region": region}, timeout=30).raise_for_status()
    yield
    for region in PLACES:
        httpx.delete(f"{workshop}/api/v1/documents/{region}/{region}")


def ask(page: Page, question: str) -> None:
    """Type a question and send it."""
    page.get_by_label("Uw vraag").fill(question)
    page.get_by_role("button", name="Zoek het op").click()


@pytest.mark.parametrize("scripted", [True, False])
def test_a_question_that_asks_to_compare_gets_a_table(open_workshop: Open, scripted: bool) -> None:
    page = open_workshop(java_script_enabled=scripted)
    ask(page, ASKED)
    table = page.get_by_role("table", name="Meerwijk en Duindorp naast elkaar")
    expect(table.get_by_role("columnheader")).to_have_text(["Meerwijk", "Duindorp"])
    row = table.get_by_role("rowgroup").filter(has_text="Schuldhulp")
    expect(row.get_by_role("cell").nth(0)).to_contain_text(CONSENT)
    expect(row.get_by_role("cell").nth(1)).to_contain_text(SILENT)
    expect(page.get_by_role("heading", name="Vergelijking")).to_be_visible()
    page.get_by_role("link", name="Bron 1: Werkafspraken gemeente Meerwijk").first.click()
    expect(page.locator("mark", has_text=CONSENT).filter(visible=True).first).to_be_visible()


def test_the_way_on_keeps_what_is_compared(open_workshop: Open) -> None:
    page = open_workshop()
    ask(page, ASKED)
    expect(page.get_by_role("table")).to_have_count(1)
    ask(page, "en de regie?")
    second = page.get_by_role("table").nth(1)
    expect(second).to_contain_text("De regie over schuldhulp ligt bij het wijkteam.")
    expect(second).to_contain_text("De regie over schuldhulp ligt bij het loket.")


def test_the_table_is_reached_by_keyboard_and_the_sources_unfold(open_workshop: Open) -> None:
    page = open_workshop()
    ask(page, ASKED)
    held = page.get_by_role("region", name="Meerwijk en Duindorp naast elkaar")
    held.focus()
    expect(held).to_be_focused()
    quote = page.locator(".aw-source-list blockquote").first
    expect(quote).to_be_hidden()
    page.get_by_text("met de passage eromheen").click()
    expect(quote).to_be_visible()


@pytest.mark.parametrize("path", ["/", CHOSEN])
def test_a_narrow_screen_reads_row_by_row_under_the_name_of_each_region(open_workshop: Open, path: str) -> None:
    page = open_workshop(path, width=320)
    if path == "/":
        ask(page, "Vergelijk de regie en toestemming in Meerwijk en Duindorp")
    row = page.locator("tbody").filter(has_text=CONSENT)
    names = row.locator(".aw-compared__region")
    expect(names).to_have_count(2)
    expect(names.first).to_be_visible()
    boxes = [cell.bounding_box() for cell in row.get_by_role("cell").all()]
    assert all(boxes)
    assert len({round(box["x"]) for box in boxes if box}) == 1
    assert fits(page)


@pytest.mark.parametrize("scripted", [True, False])
def test_the_board_lays_what_is_chosen_side_by_side(open_workshop: Open, scripted: bool) -> None:
    page = open_workshop("/samenhang", java_script_enabled=scripted)
    page.get_by_role("navigation", name="In Samenhang").get_by_role("link", name="Regio’s vergelijken").click()
    expect(page.get_by_role("heading", name="Regio’s vergelijken", level=1)).to_be_visible()
    for name in ("Meerwijk", "Duindorp", "Toestemming"):
        page.get_by_label(name, exact=True).check()
    page.get_by_label("Interventie").select_option("Schuldhulp")
    page.get_by_role("button", name="Vergelijk").click()
    expect(page.get_by_label("Toestemming", exact=True)).to_be_checked()
    cells = page.get_by_role("table").get_by_role("cell")
    expect(cells).to_have_count(2)
    page.wait_for_load_state()
    boxes = [cell.bounding_box() for cell in cells.all()]
    assert len({round(box["y"]) for box in boxes if box}) == 1
    expect(page.get_by_role("table")).to_contain_text(SILENT)
    page.get_by_role("link", name="Bron 1: Werkafspraken gemeente Meerwijk").click()
    expect(page.locator("mark", has_text=CONSENT).filter(visible=True).first).to_be_visible()


def test_on_paper_the_table_stands_whole(open_workshop: Open) -> None:
    page = open_workshop(CHOSEN)
    page.emulate_media(media="print")
    held = page.get_by_role("region", name="Duindorp en Meerwijk naast elkaar")
    expect(held.get_by_role("columnheader").first).to_be_visible()
    expect(page.get_by_role("button", name="Vergelijk")).to_be_hidden()
    assert held.evaluate("one => getComputedStyle(one).overflowX") == "visible"

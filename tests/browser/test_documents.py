"""Who keeps the agreements adds a file, sees how it was read, compares versions and removes it again."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.axe import violations
from tests.browser.conftest import Open
from tests.browser.width import fits

pytestmark = pytest.mark.browser

FIRST = "# Werkafspraken fietsen\n\n## 1. Wie\n\nDe beheerder meldt een losse fiets binnen twee dagen.\n"
SECOND = FIRST.replace("twee", "vijf") + "\n## 2. Kosten\n\nDe gemeente Fietsstad betaalt de stalling.\n"
REGION = "Fietsstad"


@pytest.fixture
def files(tmp_path: Path, open_workshop: Open) -> Iterator[Path]:
    """A folder for files to add; what was added of the region is removed again."""
    yield tmp_path
    page = open_workshop("/regio/fietsstad/verwijderen")
    button = page.get_by_role("button", name=re.compile("^Verwijder "))
    if button.count():
        button.click()
        expect(page.get_by_role("status").first).to_contain_text("is verwijderd")


def write(folder: Path, content: str, name: str = "fietsen.md") -> Path:
    """A file with that content."""
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def choose(page: Page, *paths: Path) -> None:
    """Open the form and choose files and the region."""
    if not page.get_by_label("Bestanden").is_visible():
        page.get_by_text("Documenten toevoegen").click()
    page.get_by_label("Bestanden").set_input_files(paths)
    page.locator("[name=region]").fill(REGION)


def add(page: Page, *paths: Path) -> None:
    """Choose files and send them."""
    choose(page, *paths)
    page.get_by_role("button", name="Voeg toe").click()


@pytest.mark.parametrize("width", [1280, 320])
def test_a_file_is_added_compared_and_removed(open_workshop: Open, files: Path, workshop: str, width: int) -> None:
    page = open_workshop("/documenten", width=width)
    add(page, write(files, FIRST))
    receipt = page.get_by_role("article").filter(has_text="fietsen.md")
    expect(receipt).to_contain_text("Werkafspraken fietsen")
    expect(receipt).to_contain_text("Zonder bijzonderheden gelezen")
    expect(page.get_by_role("group", name="Uitkomst")).to_be_focused()
    assert page.url == f"{workshop}/documenten"
    expect(page.get_by_role("heading", name=re.compile("^Fietsstad"))).to_be_visible()

    add(page, write(files, SECOND))
    expect(receipt).to_contain_text("nieuwe versie opgenomen")
    receipt.get_by_role("link", name="Bekijk wat er is veranderd").click()
    expect(page.get_by_role("heading", name="Verschillen")).to_be_visible()
    rule = page.locator(".aw-difference", has_text="losse fiets")
    expect(rule.get_by_role("deletion")).to_contain_text("twee")
    expect(rule.get_by_role("insertion")).to_contain_text("vijf")
    assert fits(page)
    assert rule.get_by_role("deletion").evaluate("it => getComputedStyle(it).textDecorationLine") == "line-through"
    assert rule.get_by_role("insertion").evaluate("it => getComputedStyle(it).textDecorationLine") == "underline"

    page.goto("/documenten/fietsstad/fietsen/verwijderen")
    expect(page.get_by_text("2 bewaarde versies")).to_be_visible()
    page.get_by_role("button", name="Verwijder dit document").click()
    expect(page.get_by_role("status").first).to_contain_text("Werkafspraken fietsen is verwijderd")
    assert violations(page) == ""
    expect(page.get_by_role("heading", name=re.compile("^Fietsstad"))).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", name="Documenten", exact=True)).to_be_visible()
    expect(page.get_by_text("is verwijderd")).to_have_count(0)


def test_a_refused_file_says_why_and_does_not_keep_the_others_out(open_workshop: Open, files: Path) -> None:
    page = open_workshop("/documenten")
    add(page, write(files, "geen pdf", "kapot.pdf"), write(files, FIRST))
    receipts = page.get_by_role("article")
    expect(receipts).to_have_count(2)
    expect(receipts.first).to_contain_text("kapot.pdf: beschadigd")
    expect(receipts.last).to_contain_text("Werkafspraken fietsen")
    expect(page.locator("[data-upload-status]")).to_contain_text("2 bestanden verwerkt")


def test_progress_is_told_and_sending_can_be_stopped(open_workshop: Open, files: Path) -> None:
    page = open_workshop("/documenten")
    held: list[Route] = []
    page.route(
        "**/documenten", lambda route: held.append(route) if route.request.method == "POST" else route.continue_()
    )
    add(page, write(files, FIRST), write(files, SECOND, "brommers.md"))
    status = page.locator("[data-upload-status]")
    expect(status).to_have_text("Bestand 1 van 2 wordt verstuurd: fietsen.md")
    expect(page.get_by_role("progressbar", name="Voortgang")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(status).to_have_text("Gestopt. Niet verstuurd: fietsen.md, brommers.md.")
    expect(page.get_by_role("progressbar")).to_be_hidden()
    assert len(held) == 1


def test_a_lost_connection_is_told_with_what_was_not_sent(open_workshop: Open, files: Path) -> None:
    page = open_workshop("/documenten")
    path = write(files, FIRST)
    choose(page, path)
    page.context.set_offline(True)
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.locator("[data-upload-status]")).to_contain_text("Niet verwerkt: fietsen.md")


def test_what_is_too_large_is_said_before_anything_is_sent(open_workshop: Open, files: Path) -> None:
    page = open_workshop("/documenten")
    page.locator("[data-upload]").evaluate("form => { form.dataset.maxMb = '0.00001' }")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    choose(page, write(files, FIRST))
    expect(page.get_by_role("listitem").filter(has_text="fietsen.md")).to_contain_text("te groot")
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.locator("[data-upload-status]")).to_contain_text("Er is niets verstuurd")
    assert "POST" not in sent


def test_a_file_that_is_too_large_gets_its_receipt_beside_the_others(open_workshop: Open, files: Path) -> None:
    page = open_workshop("/documenten")
    page.locator("[data-upload]").evaluate("form => { form.dataset.maxMb = '0.001' }")
    add(page, write(files, FIRST), write(files, "x" * 2000, "<b>groot.md"))
    receipts = page.get_by_role("article")
    expect(receipts).to_have_count(2)
    refused = receipts.filter(has_text="<b>groot.md: te groot (1 MB, hoogstens 50 MB).")
    expect(refused).to_contain_text("niet opgenomen")
    expect(refused.get_by_role("heading")).to_have_text("<b>groot.md")
    expect(page.locator("[data-upload-status]")).to_contain_text("2 bestanden verwerkt")
    expect(page.get_by_role("group", name="Uitkomst").first).to_be_focused()


def test_a_region_that_is_none_is_told_at_its_field_and_can_be_mended(open_workshop: Open, files: Path) -> None:
    page = open_workshop("/documenten")
    choose(page, write(files, FIRST))
    region = page.locator("[name=region]")
    region.fill("***")
    page.get_by_role("button", name="Voeg toe").click()
    expect(region).to_be_focused()
    expect(region).to_have_attribute("aria-invalid", "true")
    expect(region).to_have_accessible_description(re.compile("geen naam van een regio"))
    expect(page.get_by_text("geen naam van een regio")).to_have_count(1)
    status = page.locator("[data-upload-status]")
    expect(status).to_contain_text("fietsen.md")
    expect(status).not_to_contain_text("verbinding")
    region.fill(REGION)
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.get_by_role("article")).to_contain_text("Werkafspraken fietsen")
    expect(region).not_to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("geen naam van een regio")).to_have_count(0)


def test_a_server_that_fails_is_told_as_a_lost_connection(open_workshop: Open, files: Path) -> None:
    page = open_workshop("/documenten")
    page.route("**/documenten", lambda route: route.fulfill(status=503, content_type="text/html", body="<p>druk</p>"))
    add(page, write(files, FIRST))
    expect(page.locator("[data-upload-status]")).to_contain_text("De verbinding viel weg. Niet verwerkt: fietsen.md")


def test_files_can_be_dropped_on_the_form(open_workshop: Open, files: Path) -> None:
    page = open_workshop("/documenten")
    page.get_by_text("Documenten toevoegen").click()
    dropped = page.evaluate_handle(
        """text => { const all = new DataTransfer();
                     all.items.add(new File([text], "fietsen.md")); return all; }""",
        FIRST,
    )
    page.locator("[data-drop]").dispatch_event("drop", {"dataTransfer": dropped})
    expect(page.locator("[data-chosen]")).to_contain_text("fietsen.md")
    page.locator("[name=region]").fill(REGION)
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.get_by_role("article")).to_contain_text("Werkafspraken fietsen")


def test_everything_works_without_a_script(open_workshop: Open, files: Path) -> None:
    page = open_workshop("/documenten", java_script_enabled=False)
    add(page, write(files, FIRST), write(files, "geen pdf", "kapot.pdf"))
    expect(page.get_by_role("heading", name="Wat er met uw bestanden is gebeurd")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(2)
    page.get_by_role("link", name="Terug naar alle documenten").click()
    page.get_by_label("Zoek op naam").fill("fietsen")
    page.get_by_role("button", name="Toon").click()
    expect(page.get_by_text(re.compile("^1 van de"))).to_be_visible()
    page.get_by_role("link", name="Versies", exact=True).click()
    expect(page.get_by_text("Er is één versie.")).to_be_visible()


@pytest.mark.parametrize("scripted", [True, False])
def test_hostile_names_and_documents_are_shown_as_text(open_workshop: Open, files: Path, scripted: bool) -> None:
    page = open_workshop("/documenten", width=320, java_script_enabled=scripted)
    name = "<img src=x onerror=alert(1)> \u202e%23 {{ 7 * 7 }} #" + "n" * 150 + ".md"
    add(page, write(files, FIRST.replace("Werkafspraken", "<script>alert(2)</script>"), name))
    receipt = page.get_by_role("article")
    expect(receipt).to_contain_text("<script>alert(2)</script>")
    expect(receipt).to_contain_text("<img src=x onerror=alert(1)>")
    expect(page.locator("main img, main script")).to_have_count(0)
    assert "\u202e" not in page.content()
    assert fits(page)
    receipt.get_by_role("link", name="Lees het na").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("<script>alert(2)</script>")


def test_the_contents_bring_a_heading_into_sight_and_signs_stand_beside_their_text(open_page: Open) -> None:
    page = open_page("/documenten/lindestroom/convenant-vroegsignalering-2025-2028")
    page.get_by_role("navigation", name="In dit document").get_by_role("link").nth(7).click()
    heading = page.locator(":target")
    assert heading.evaluate("it => it.tagName").startswith("H")
    expect(heading).to_be_in_viewport(ratio=1)
    gaps = page.evaluate(
        """() => [...document.querySelectorAll(".aw-line")].map((line) =>
          line.querySelector(".aw-anchor").getBoundingClientRect().left
          - line.querySelector(".aw-passage").getBoundingClientRect().right).slice(3)"""
    )
    assert len(gaps) > 20
    assert max(gaps) < 16

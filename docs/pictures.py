"""Takes the pictures in the README anew: `python -m docs.pictures`.

They are of a server on the example region, opened in Chromium as a Dutch reader has it.
"""

import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

from eval.speed import command, server

PICTURES: Final = Path(__file__).parent / "pictures"
_ROOT: Final = Path(__file__).parents[1]
_CHROMIUM: Final = "/usr/bin/chromium"
_REGION: Final = "lindestroom"
_VIEW: Final = ViewportSize(width=1280, height=960)
_QUESTION: Final = "Wie legt het eerste huisbezoek af?"
_CASE, _CHOICE = "consent-4f2fc5ba8280", "Ja"  # a case keeps its name as long as its sentence stays as it is
_COLOURS: Final = 96  # a page has few; more only makes the file heavier


def main() -> None:
    """Write the pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch) / "data"
        command("--data", str(data), "ingest", str(_ROOT / "examples" / _REGION))
        with server(data) as (base, _, _), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page(viewport=_VIEW, locale="nl-NL", reduced_motion="reduce", base_url=base)
            for name, png in _taken(page):
                (PICTURES / f"{name}.png").write_bytes(_light(png))
            browser.close()


def _taken(page: Page) -> Iterator[tuple[str, bytes]]:
    """Each picture with its name, taken one after the other in the same page."""
    page.goto("/", wait_until="networkidle")
    page.get_by_label("Regio").select_option(label="Lindestroom")
    page.get_by_label("Uw vraag").fill(_QUESTION)
    page.get_by_role("button", name="Zoek het op").click()
    page.get_by_role("link", name="Bron 1").first.click()
    shown = page.get_by_role("link", name="Toon de bladzijde")
    address = shown.get_attribute("href") or ""
    page.mouse.move(0, 0)
    page.evaluate("window.scrollTo(0, 0)")
    yield "vraag", page.screenshot()

    page.goto(address, wait_until="networkidle")
    yield "bladzijde", page.screenshot()

    page.goto(f"/inwerken/{_REGION}/oefenen?zaak={_CASE}", wait_until="networkidle")
    page.get_by_role("radio", name=_CHOICE).check()
    page.get_by_role("button", name="Controleer").click()
    page.get_by_role("heading", name="Goed", exact=True).wait_for()
    page.evaluate("window.scrollTo(0, 0)")
    yield "oefenen", page.screenshot()


def _light(png: bytes) -> bytes:
    """The picture in few colours."""
    few = Image.open(BytesIO(png)).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    written = BytesIO()
    few.save(written, "PNG", optimize=True)
    return written.getvalue()


if __name__ == "__main__":
    main()

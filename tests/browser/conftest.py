"""Real servers on this machine and a real browser in front of them."""

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from api.app import create_app
from api.workplace import Workplace
from kb.settings import Settings
from tests.browser.outcomes import outcome_page, outcomes
from tests.lindestroom import lindestroom_taken_in

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOSTILE = "# <script>alert('titel')</script> \u202eafspraken\u200b\n\n## 1. <b>Wie</b>\n\nDe <i>fietsmelder</i> belt.\n"

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the site."""
    return lindestroom_taken_in(tmp_path_factory, "site")


@pytest.fixture(scope="session")
def site(data: Path) -> Iterator[str]:
    """The address of a server on the example region, beside a document that tries to break the page.

    Tests leave its documents as they are: whatever is made of them is made anew after a change.
    """
    settings = Settings(data=data)
    _hold_hostile(settings)
    with Workplace.open(settings) as workplace:
        shown = outcomes(workplace)
    app = create_app(settings)
    app.add_api_route("/getoond/{name}", lambda name: HTMLResponse(outcome_page(shown[name])))
    with _served(app) as address:
        yield address


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on that document alone, for tests that add documents and remove them again."""
    settings = Settings(data=tmp_path_factory.mktemp("workshop") / "data")
    _hold_hostile(settings)
    with _served(create_app(settings)) as address:
        yield address


def _hold_hostile(settings: Settings) -> None:
    """Take in the document that tries to break the page."""
    hostile = settings.data.parent / "a&b <i>x' %23 #1.md"
    hostile.write_text(HOSTILE, encoding="utf-8")
    with Workplace.open(settings) as workplace:
        assert [receipt.outcome for receipt in workplace.take_in([hostile], "proefstad")] == ["added"]


@contextmanager
def _served(app: FastAPI) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        serving.start()
        while not server.started and serving.is_alive():
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        serving.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, as the system has it."""
    if not CHROMIUM.exists() and not os.environ.get("CI"):
        pytest.skip(f"no browser: {CHROMIUM} does not exist")
    expect.set_options(timeout=30_000)  # the first answer waits for all that is read at the start
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Open]:
    """Opens pages of the site; afterwards nothing was asked of another origin and no script failed."""
    with _opening(browser, site) as opened:
        yield opened


@pytest.fixture
def open_workshop(browser: Browser, workshop: str) -> Iterator[Open]:
    """Opens pages of the workshop, as `open_page` does of the site."""
    with _opening(browser, workshop) as opened:
        yield opened


@pytest.fixture(scope="module")
def dutch(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """What `tab` opens in: opening a browser of one's own for a page costs more than the page."""
    with closing(browser.new_context(base_url=site, reduced_motion="reduce")) as context:
        yield context


@pytest.fixture(scope="module")
def english(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """What `english_tab` opens in."""
    with closing(browser.new_context(base_url=site, reduced_motion="reduce")) as context:
        page = context.new_page()
        page.goto("/uitleg")
        page.get_by_role("button", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.close()
        yield context


@pytest.fixture
def tab(dutch: BrowserContext, site: str) -> Iterator[Page]:
    """An empty tab for pages that are only looked at: tests leave nothing behind in its browser."""
    with _tab(dutch, site) as page:
        yield page


@pytest.fixture
def english_tab(english: BrowserContext, site: str) -> Iterator[Page]:
    """Such a tab in which our words are English."""
    with _tab(english, site) as page:
        yield page


@contextmanager
def _tab(context: BrowserContext, site: str) -> Iterator[Page]:
    asked: list[str] = []
    failed: list[str] = []
    with closing(context.new_page()) as page:
        _watch(page, asked, failed)
        yield page
    _assert_well(site, asked, failed)


@contextmanager
def _opening(browser: Browser, site: str) -> Iterator[Open]:
    contexts = []
    asked: list[str] = []
    failed: list[str] = []

    def opened(path: str = "/", *, width: int = 1280, **options: Any) -> Page:
        viewport = ViewportSize(width=width, height=900)
        context = browser.new_context(base_url=site, viewport=viewport, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        _watch(page, asked, failed)
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    _assert_well(site, asked, failed)


def _watch(page: Page, asked: list[str], failed: list[str]) -> None:
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.on("dialog", lambda dialog: failed.append(dialog.message))


def _assert_well(site: str, asked: list[str], failed: list[str]) -> None:
    """Nothing was asked of another origin and no script failed."""
    assert {f"{url.scheme}://{url.netloc}" for url in map(urlsplit, asked)} == {site}
    assert failed == []

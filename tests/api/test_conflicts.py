"""The door compares what it holds by itself, and an answer tells what contradicts it, with both sides to open."""

import re
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.app import create_app
from api.cli import app
from kb.settings import Settings

_TITLED = (
    "# {title} overlast gemeente Molendam\n\n## 1. Looptijd\n\nDeze afspraken gelden vanaf 1 april 2020.\n\n{text}\n"
)
HELD = {
    "werk": _TITLED.format(
        title="Werkafspraken",
        text="## 2. Regie\n\nHet wijkteam voert de casusregie bij woonoverlast.\n\n"
        "## 3. Koffie\n\nDe gastvrouw zet elke ochtend koffie voor de bezoekers van het loket.",
    ),
    "rol": _TITLED.format(
        title="Rolverdeling", text="## 2. Regie\n\nDe woningcorporatie voert de casusregie bij woonoverlast."
    ),
}
SIDES = {
    "Het wijkteam voert de casusregie bij woonoverlast.",
    "De woningcorporatie voert de casusregie bij woonoverlast.",
}
ASKED = "Wie voert de casusregie bij woonoverlast?"
_PATIENCE_S = 60


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("molendam")


@pytest.fixture(scope="module")
def compared(data: Path) -> Iterator[TestClient]:
    """A door to which agreements were brought, once it has compared them."""
    with TestClient(create_app(Settings(data=data)), base_url="http://localhost") as client:
        files = [("files", (f"{name}.md", text.encode())) for name, text in HELD.items()]
        assert client.post("/api/v1/documents", files=files).status_code == 200
        until = time.monotonic() + _PATIENCE_S
        while not _against(client, ASKED) and time.monotonic() < until:
            time.sleep(0.2)
        yield client


def _against(client: TestClient, question: str) -> list[dict[str, object]]:
    answer = client.post("/api/v1/questions", json={"question": question}).json()
    return [one for one in answer["cautions"] if one["code"] == "passages_conflict"]


def test_both_sides_are_among_the_citations_of_the_answer(compared: TestClient) -> None:
    answer = compared.post("/api/v1/questions", json={"question": ASKED}).json()
    (caution,) = [one for one in answer["cautions"] if one["code"] == "passages_conflict"]
    assert caution["severity"] == "high"
    assert {claim["text"] for claim in caution["claims"]} == SIDES
    for claim in caution["claims"]:
        (index,) = claim["citations"]
        assert claim["text"] in answer["citations"][index]["quote"]


def test_the_page_shows_both_sides_and_opens_them(compared: TestClient) -> None:
    page = compared.post("/", data={"question": ASKED}).text
    (caution,) = re.findall(r'<p class="utrecht-paragraph aw-in-doubt">.*?(?=</div></div>)', page, re.DOTALL)
    assert all(side in unescape(caution) for side in SIDES)
    links = [unescape(link) for link in re.findall(r'class="aw-cite" href="([^"]+)"', caution)]
    assert len(links) == len(SIDES)
    opened = unescape(" ".join(compared.get(link).text for link in links))
    assert all(f'<mark class="utrecht-mark">{side}</mark>' in opened for side in SIDES)


def test_what_is_taken_along_of_the_answer_has_both_sides(compared: TestClient) -> None:
    taken = compared.post("/antwoord/downloaden", data={"question": ASKED, "als": "md"}).text
    assert "spreken elkaar" in taken
    assert all(taken.count(side.rstrip(".")) > 1 for side in SIDES)


def test_other_answers_are_left_alone(compared: TestClient) -> None:
    assert not _against(compared, "Wie zet koffie voor de bezoekers van het loket?")


def test_the_terminal_tells_it_before_the_sources(compared: TestClient, data: Path) -> None:
    assert _against(compared, ASKED)
    shown = CliRunner().invoke(app, ["--data", str(data), "ask", ASKED]).stdout
    assert shown.index("spreken elkaar") < shown.index("Bronnen")

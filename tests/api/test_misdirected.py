"""An appendix that goes by a wrong number is told as that, and by no list as missing."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.app import create_app
from api.cli import app
from api.workplace import Workplace
from kb.consistency.finding import Rule
from kb.settings import Settings

TRUANCY = """# Werkafspraken schoolverzuim Beukdam

Deze afspraken gelden vanaf 1 januari 2025 voor onbepaalde tijd.

## 1. Melden

De school meldt met het meldformulier in bijlage 4. De tarieven staan in bijlage 7.

## 2. Bijlagen

Bij deze werkafspraken horen:

- Bijlage 1: Meldformulier.
- Bijlage 2: Overzicht van contactpersonen.
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with an agreement that refers to its appendices by wrong numbers."""
    file = tmp_path / "verzuim.md"
    file.write_text(TRUANCY, encoding="utf-8")
    with Workplace.open(Settings(data=tmp_path / "data")) as workplace:
        assert [one.outcome for one in workplace.take_in([file], "beukdam")] == ["added"]
        assert {one.rule for one in workplace.consistency.findings(None, date.today())} >= {Rule.APPENDIX_REFERENCE}
    return tmp_path / "data"


@pytest.fixture
def desk(data: Path) -> Iterator[TestClient]:
    """A door on it."""
    with TestClient(create_app(Settings(data=data)), base_url="http://localhost") as client:
        yield client


def _appendices(text: str) -> set[str]:
    """The appendices that are named in a text."""
    return {one.lower() for one in re.findall(r"\b[Bb]ijlage \d", unescape(re.sub("<[^>]+>", "", text)))}


def test_what_is_missing_leaves_out_an_appendix_whose_number_is_wrong(desk: TestClient) -> None:
    told = desk.get("/api/v1/findings", params={"rule": "appendix_reference", "lang": "nl"}).json()["items"]
    assert any("naar bijlage 4, maar in de lijst van bijlagen is dat nummer 1" in one["sentence"] for one in told)
    register = desk.get("/api/v1/agreements").json()
    missing = {"bijlage 1", "bijlage 2", "bijlage 7"}
    assert _appendices(" ".join(one["name"] for one in register["absent"])) == missing
    assert (
        _appendices(" ".join(f"{one['source']['name']} {one['target']['name']}" for one in register["ties"])) == missing
    )
    for path in ("/samenhang/ontbreekt", "/samenhang/register", "/samenhang/register?on=2026-06-01"):
        titles = re.findall(r"<h3.*?</h3>|<(?:table|svg).*?</(?:table|svg)>", desk.get(path).text, re.S)
        assert _appendices(" ".join(titles)) == missing


def test_the_command_tells_the_same(data: Path) -> None:
    shown = CliRunner().invoke(app, ["--data", str(data), "agreements"]).stdout
    assert _appendices(shown) == {"bijlage 1", "bijlage 2", "bijlage 7"}

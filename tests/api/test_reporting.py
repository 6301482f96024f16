"""Findings are taken along with every quote as the text has it; nothing in a file runs, and nothing is fetched."""

import csv
import re
import subprocess
import sys
from datetime import date
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path

import docx
import openpyxl
import pytest
from typer.testing import CliRunner

from api.cli import app
from api.reporting.forms import Form, written
from api.reporting.report import report
from api.workplace import Workplace
from kb.consistency.finding import Decided, Decision, Finding
from kb.settings import Settings

ON = date(2026, 11, 22)
FAULTY = """# Werkafspraken fietsen & <b>rijden</b>

Versie 1.0, vastgesteld op 2 december 2024

## 1. Werkwijze

- =SOM(1) belt de de melder terug;
- de corporatie houdt de stalling schoon (zie hoofdstuk 1;
"""


@pytest.fixture
def found(tmp_path: Path) -> tuple[Finding, ...]:
    """Findings on a hostile text, one of them decided."""
    file = tmp_path / "fietsen.md"
    file.write_text(FAULTY, encoding="utf-8")
    with Workplace.open(Settings(data=tmp_path / "data")) as workplace:
        assert [one.outcome for one in workplace.take_in([file], "proefstad")] == ["added"]
        first = workplace.consistency.findings(None, ON)[0]
        note = "=1+1 <script>alert(1)</script>"
        decision = Decision(finding=first.id, verdict=Decided.DEFERRED, note=note, owner="+31", on=ON)
        workplace.consistency.decide(first.id, decision)
        return workplace.consistency.findings(None, ON)


def _quotes(found: tuple[Finding, ...]) -> list[str]:
    return [cited.quote for one in found for cited in one.citations]


def _written(found: tuple[Finding, ...], form: Form) -> bytes:
    return written(report(found, None, ON, "nl"), form)


def test_csv_has_a_row_for_each_side_and_no_formula(found: tuple[Finding, ...]) -> None:
    head, *rows = csv.reader(StringIO(_written(found, "csv").decode()))
    quotes = [row[head.index("Citaat")] for row in rows]
    assert quotes == [f"“{quote}”" for quote in _quotes(found)]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert "'=1+1 <script>alert(1)</script>" in rows[0]


def test_a_workbook_opens_with_a_row_for_each_finding_and_a_sheet_of_quotes(found: tuple[Finding, ...]) -> None:
    book = openpyxl.load_workbook(BytesIO(_written(found, "xlsx")))
    first, second = book["Bevindingen"], book["Citaten"]
    assert first.max_row == len(found) + 1
    assert second.max_row == len(_quotes(found)) + 1
    cells = [cell for sheet in (first, second) for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}  # a formula
    words = [str(cell.value) for cell in cells]
    assert all(any(quote in one for one in words) for quote in _quotes(found))


def test_a_word_document_opens_with_headings_and_quotes(found: tuple[Finding, ...]) -> None:
    paper = docx.Document(BytesIO(_written(found, "docx")))
    styles = {one.style.name for one in paper.paragraphs if one.style}
    assert {"Heading 1", "Heading 2", "Heading 3", "Quote"} <= styles
    said = [one.text for one in paper.paragraphs]
    assert all(f"“{quote}”" in said for quote in _quotes(found))


def test_a_page_needs_nothing_from_elsewhere_and_runs_nothing(found: tuple[Finding, ...]) -> None:
    html = _written(found, "html").decode()
    assert not re.search(r"<script|<link|<img|@import|url\(|https?:", html)
    assert "<b>rijden" not in html
    text = unescape(re.sub(r"<[^>]+>", "", html))
    assert all(quote in text for quote in _quotes(found))
    assert "=1+1 <script>alert(1)</script>" in text


@pytest.mark.parametrize("form", ["csv", "xlsx", "docx", "html"])
def test_no_findings_give_a_file_all_the_same(form: Form) -> None:
    assert _written((), form)


def test_the_command_writes_each_form_to_a_file_and_no_workbook_to_a_screen(tmp_path: Path) -> None:
    run = [str(Path(sys.executable).with_name("afsprakenwijzer"))]
    done = subprocess.run([*run, "--data", str(tmp_path), "check", "--format", "xlsx"], capture_output=True, check=True)
    assert openpyxl.load_workbook(BytesIO(done.stdout)).sheetnames == ["Bevindingen", "Citaten"]
    text = CliRunner().invoke(app, ["--data", str(tmp_path), "check", "--format", "csv", "--lang", "en"])
    assert text.exit_code == 0
    assert text.stdout.startswith("No.,Severity")

"""The annexes and memo of the example region hold what its other texts do not: turned, split and scanned pages."""

import re

import docx
import pytest
from pypdf import PdfReader

from examples.source.agreement import Item, Scan, Table, blocks, read
from examples.source.build import BUILT, SOURCES
from ingest.reading import read as take_in
from kb.model import Role

PROTOCOL = "privacyprotocol-vroegsignalering"
MEMO = "memo-stuurgroep-2026"
PROCESS = "procesbeschrijving-voorkomen-huisuitzetting"
DATA = "gegevensoverzicht-voorkomen-huisuitzetting"


def _pages(stem: str) -> list[str]:
    return [page.extract_text() for page in PdfReader(BUILT / f"{stem}.pdf").pages]


def test_one_page_of_the_protocol_lies_on_its_side_with_its_running_lines() -> None:
    pages = PdfReader(BUILT / f"{PROTOCOL}.pdf").pages
    wide = [number for number, page in enumerate(pages, start=1) if page.mediabox.width > page.mediabox.height]
    assert wide == [3]
    lines = pages[2].extract_text().splitlines()
    assert lines[:2] == ["Privacyprotocol Vroegsignalering Lindestroom", "Bijlage 1, versie 1.0"]
    assert lines[-1] == f"Pagina 3 van {len(pages)}"


def test_the_wide_table_is_read_row_by_row_under_its_head() -> None:
    written = next(block for block in blocks(read(SOURCES / f"{PROTOCOL}.md")) if isinstance(block, Table))
    rows = ["\t".join("".join(run.text for run in cell) for cell in row) for row in written.rows]
    reading = take_in(f"{PROTOCOL}.pdf", (BUILT / f"{PROTOCOL}.pdf").read_bytes())
    found = [passage for passage in reading.passages if passage.role is Role.TABLE_ROW and passage.page == 3]
    assert [passage.text for passage in found] == rows[1:]
    heads = {reading.full_text[lead.start : lead.end] for passage in found if (lead := passage.lead_in)}
    assert heads == {rows[0]}


@pytest.mark.parametrize("stem", [PROTOCOL, MEMO])
def test_two_columns_are_printed_one_after_the_other(stem: str) -> None:
    printed = re.sub(r"[\s-]", "", "".join(_pages(stem)))
    source = (SOURCES / f"{stem}.md").read_text(encoding="utf-8")
    columns = source.partition("<!-- twee kolommen -->")[2].partition("<!-- einde kolommen -->")[0]
    lines = [re.sub(r"<!--.*-->|^\d\. |[*\s-]", "", line) for line in columns.splitlines()]
    places = [printed.index(line) for line in lines if line]
    assert len(places) >= 4
    assert places == sorted(places)


def test_the_letter_with_the_memo_is_a_picture_without_a_word_of_text() -> None:
    page = PdfReader(BUILT / f"{MEMO}.pdf").pages[2]
    assert page.extract_text() == ""
    assert len(page.images) == 1
    letter = next(block for block in blocks(read(SOURCES / f"{MEMO}.md")) if isinstance(block, Scan))
    assert all(line.isascii() for line in letter.lines)  # the letters it is drawn with have no accents


def test_a_text_without_contents_list_counts_its_pages() -> None:
    assert [page.splitlines()[-1] for page in _pages(DATA)] == ["Pagina 1 van 3", "Pagina 2 van 3", "Pagina 3 van 3"]


def test_every_step_but_one_says_who_what_when_and_what_to_record() -> None:
    steps: list[list[str]] = []
    for block in blocks(read(SOURCES / f"{PROCESS}.md")):
        labels = [run.text for run in block.runs if run.bold] if isinstance(block, Item) else []
        if labels == ["Wie:"]:
            steps.append([])
        if steps:
            steps[-1] += labels
    whole = ["Wie:", "Wat:", "Wanneer:", "Vastleggen:"]
    assert steps == [*[whole] * 7, whole[:3], whole]


def test_the_columns_of_a_word_table_have_the_widths_they_were_given() -> None:
    document = docx.Document(str(BUILT / f"{PROCESS}.docx"))
    written = next(block for block in blocks(read(SOURCES / f"{PROCESS}.md")) if isinstance(block, Table))
    widths = [column.width or 0 for column in document.tables[0].columns]
    assert [round(100 * width / sum(widths)) for width in widths] == list(written.shares)

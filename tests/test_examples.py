"""The agreements of the example region are what their sources say, and look like real ones."""

import re
import zipfile
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from examples.source.agreement import Agreement, Heading, Item, Table, blocks, read
from examples.source.build import BUILT, SOURCES, build

COVENANT = "convenant-vroegsignalering-2025-2028"
WORK = "werkafspraken-voorkomen-huisuitzetting"
COOPERATION = "samenwerkingsovereenkomst-woonoverlast-laatste-kans"
RUNNING_HEADER = ["Convenant Vroegsignalering Lindestroom 2025-2028", "Versie 1.0"]


@pytest.fixture(scope="module")
def pages() -> list[list[str]]:
    """The lines of each page of the covenant."""
    return [page.extract_text().splitlines() for page in PdfReader(BUILT / f"{COVENANT}.pdf").pages]


def _source(stem: str) -> Agreement:
    return read(SOURCES / f"{stem}.md")


def _squeezed(text: str) -> str:
    # What line breaks and hyphenation cannot change about a text.
    return re.sub(r"[\s-]", "", text)


def test_rebuilding_gives_the_same_bytes(tmp_path: Path) -> None:
    rebuilt = {path.name: path.read_bytes() for path in build(tmp_path)}
    assert rebuilt == {path.name: path.read_bytes() for path in BUILT.iterdir()}


def test_each_agreement_is_there_in_one_format_and_the_three_formats_are_there() -> None:
    assert sorted(path.name for path in BUILT.iterdir()) == [
        f"{COVENANT}.pdf",
        f"{COOPERATION}.md",
        f"{WORK}.docx",
    ]


def test_every_page_of_the_covenant_has_its_running_header_and_its_page_number(pages: list[list[str]]) -> None:
    assert len(pages) == 7
    for number, lines in enumerate(pages, start=1):
        assert lines[:2] == RUNNING_HEADER
        assert lines[-2:] == ["Stuurgroep Bestaanszekerheid Lindestroom", f"Pagina {number} van 7"]


def test_the_covenant_breaks_words_at_line_ends_and_one_at_a_page_end(pages: list[list[str]]) -> None:
    bodies = [lines[2:-2] for lines in pages[1:]]
    hyphenated = [line for body in bodies for line in body if re.search(r"[a-z]-$", line)]
    assert len(hyphenated) >= 15
    ends = [f"{before[-1]}|{after[0]}" for before, after in pairwise(bodies)]
    assert any(re.search(r"[a-z]-\|[a-z]", end) for end in ends), ends


def test_the_contents_list_of_the_covenant_names_the_page_of_every_heading(pages: list[list[str]]) -> None:
    contents = {match[1]: int(match[2]) for line in pages[0] if (match := re.fullmatch(r"(.+?) \.{5,} ?(\d)", line))}
    headings = [block.text for block in blocks(_source(COVENANT)) if isinstance(block, Heading)]
    assert list(contents) == headings
    for heading, page in contents.items():
        assert heading in pages[page - 1]


def test_the_covenant_says_in_print_what_its_source_says(pages: list[list[str]]) -> None:
    printed = _squeezed("".join(line for lines in pages for line in lines[2:-2]))
    for block in blocks(_source(COVENANT)):
        for runs in block.rows[0] if isinstance(block, Table) else [getattr(block, "runs", ())]:
            assert _squeezed("".join(run.text for run in runs)) in printed


def test_parties_and_signatures_of_the_covenant_are_as_many() -> None:
    written = blocks(_source(COVENANT))
    signatures = next(block for block in reversed(written) if isinstance(block, Table))
    first_article = next(n for n, block in enumerate(written) if isinstance(block, Heading) and "1" in block.text)
    parties = [block for block in written[:first_article] if isinstance(block, Item) and block.marker == "number"]
    assert [party.ordinal for party in parties] == list(range(1, 11))
    assert len(signatures.rows) - 1 == len(parties)


def test_the_work_agreements_number_their_chapters_by_style_except_the_typed_one() -> None:
    document = docx.Document(str(BUILT / f"{WORK}.docx"))
    chapters = [
        paragraph for paragraph in document.paragraphs if paragraph.style and paragraph.style.name == "Heading 1"
    ]
    assert len(chapters) == 9
    assert chapters[0].text == "Waarom deze werkafspraken"
    assert chapters[-1].text == "9. Looptijd, evaluatie en bijlagen"
    numbered = document.styles["Heading 1"].element.findall(f".//{qn('w:numId')}")
    assert [element.get(qn("w:val")) for element in numbered] == ["1"]


def test_the_work_agreements_hold_header_footer_lists_and_a_table() -> None:
    document = docx.Document(str(BUILT / f"{WORK}.docx"))
    section = document.sections[0]
    assert section.header.paragraphs[0].text.startswith("Werkafspraken voorkomen huisuitzetting Lindestroom")
    fields = section.footer._element.findall(f".//{qn('w:fldSimple')}")
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]
    numbers = document.element.body.findall(f".//{qn('w:numId')}")
    # bullets, two numbered lists that each start at 1, and the heading without automatic number
    assert {element.get(qn("w:val")) for element in numbers} == {"0", "2", "3", "4"}
    assert [len(table.rows) for table in document.tables] == [9]


def test_the_archive_of_the_work_agreements_carries_no_clock_of_the_machine_that_built_it() -> None:
    with zipfile.ZipFile(BUILT / f"{WORK}.docx") as archive:
        assert {member.date_time for member in archive.infolist()} == {(2025, 1, 1, 0, 0, 0)}


def test_the_cooperation_agreement_is_its_source_without_the_head() -> None:
    text = (BUILT / f"{COOPERATION}.md").read_text(encoding="utf-8")
    assert text.startswith("# Samenwerkingsovereenkomst Aanpak Woonoverlast en Laatste Kans Lindestroom\n")
    assert text == _source(COOPERATION).body


def test_a_source_without_a_head_is_refused(tmp_path: Path) -> None:
    bare = tmp_path / "bare.md"
    bare.write_text("# Title\n", encoding="utf-8")
    with pytest.raises(ValueError, match="not enough values"):
        read(bare)

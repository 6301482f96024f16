"""The agreements of the example region are what their sources say, and look like real ones."""

import re
import zipfile
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from docx.oxml.ns import qn
from pypdf import PdfReader

from examples.source.agreement import Agreement, Heading, Item, Table, blocks, read
from examples.source.build import BUILT, SOURCES, build
from ingest.reading import FORMATS
from ingest.reading import read as take_in
from kb.model import Reading, Role

COVENANT = "convenant-vroegsignalering-2025-2028"
WORK = "werkafspraken-voorkomen-huisuitzetting"
COOPERATION = "samenwerkingsovereenkomst-woonoverlast-laatste-kans"
FLAWLESS = "samenwerkingsovereenkomst-woonoverlast-2026-2029"
RUNNING_HEADER = ["Convenant Vroegsignalering Lindestroom 2025-2028", "Versie 1.0"]

AGREEMENTS = sorted(path for path in BUILT.iterdir() if path.suffix in FORMATS)
FLAWS: list[dict[str, Any]] = yaml.safe_load((BUILT / "flaws.yaml").read_text(encoding="utf-8"))
# What taking in an agreement rightly warns of, by file.
INTENDED_WARNINGS = {"memo-stuurgroep-2026.pdf": ["page_without_text"]}  # its annex is a scan
UNHEADED = {"Voorblad": Role.COVER, "Inhoud": Role.CONTENTS}  # what a flaw calls the places without a heading


@pytest.fixture(scope="module")
def pages() -> list[list[str]]:
    """The lines of each page of the covenant."""
    return [page.extract_text().splitlines() for page in PdfReader(BUILT / f"{COVENANT}.pdf").pages]


def _source(stem: str) -> Agreement:
    return read(SOURCES / f"{stem}.md")


def _squeezed(text: str) -> str:
    # What line breaks and hyphenation cannot change about a text.
    return re.sub(r"[\s-]", "", text)


@cache
def _reading(file: str) -> Reading:
    return take_in(file, (BUILT / file).read_bytes())


def _sides(flaw: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """File, heading and quote of each side of a flaw."""
    for side in (flaw, *flaw.get("against", [])):
        for quote in side["quotes"]:
            yield side["file"], side["where"], quote


def test_rebuilding_gives_the_same_bytes(tmp_path: Path) -> None:
    rebuilt = {path.name: path.read_bytes() for path in build(tmp_path)}
    assert rebuilt == {path.name: path.read_bytes() for path in AGREEMENTS}


def test_each_agreement_is_there_in_one_format_and_the_three_formats_are_there() -> None:
    sources = [read(path) for path in SOURCES.glob("*.md")]
    assert [path.name for path in AGREEMENTS] == sorted(f"{source.stem}.{source.format}" for source in sources)
    assert {path.suffix for path in AGREEMENTS} == {".pdf", ".docx", ".md"}


@pytest.mark.parametrize("path", AGREEMENTS, ids=[path.stem for path in AGREEMENTS])
def test_an_agreement_is_taken_in_for_its_region_and_warns_of_nothing_unintended(path: Path) -> None:
    reading = _reading(path.name)
    assert reading.document.region == "lindestroom"
    assert [warning.code for warning in reading.warnings] == INTENDED_WARNINGS.get(path.name, [])


@pytest.mark.parametrize("path", AGREEMENTS, ids=[path.stem for path in AGREEMENTS])
def test_an_agreement_is_read_by_the_title_of_its_source_and_no_other_date(path: Path) -> None:
    source, document = _source(path.stem), _reading(path.name).document
    # a memo is called by its subject
    assert source.title.lower().endswith(document.title.lower())
    assert document.dated in {source.date, None}


@pytest.mark.parametrize("flaw", FLAWS, ids=[flaw["id"] for flaw in FLAWS])
def test_a_flaw_is_quoted_letter_for_letter_from_under_its_heading(flaw: dict[str, Any]) -> None:
    assert flaw.keys() - {"against"} == {"id", "kind", "file", "where", "quotes", "why", "who_decides"}
    for file, _, quote in _sides(flaw):
        assert quote in _reading(file).full_text
    for side in (flaw, *flaw.get("against", [])):
        assert any(_under(side["where"], side["quotes"][0], side["file"])), side["where"]


def _under(where: str, quote: str, file: str) -> Iterator[bool]:
    """Whether a quote stands under a heading, or is that heading, for every passage of the file."""
    for passage in _reading(file).passages:
        headed = where in passage.headings or passage.role is UNHEADED.get(where)
        yield headed and (quote in passage.text or quote == where)


def test_every_flaw_has_a_name_of_its_own() -> None:
    assert len({flaw["id"] for flaw in FLAWS}) == len(FLAWS)


def test_one_agreement_is_without_flaws() -> None:
    flawed = {Path(file).stem for flaw in FLAWS for file, _, _ in _sides(flaw)}
    assert FLAWLESS in {path.stem for path in AGREEMENTS} - flawed


def test_the_flawless_agreement_names_its_parties_alike_in_list_and_signatures() -> None:
    signed = next(block for block in reversed(blocks(_source(FLAWLESS))) if isinstance(block, Table))
    names = ["".join(run.text for run in row[0]).lower() for row in signed.rows[1:]]
    assert [party.name.lower() for party in _reading(f"{FLAWLESS}.docx").document.parties] == names


def test_the_flawless_agreement_names_only_agreements_that_are_held() -> None:
    titles = [_reading(path.name).document.title for path in AGREEMENTS]
    document = _reading(f"{FLAWLESS}.docx").document
    named = [one.name for one in document.names if not one.name.startswith("bijlage")]
    assert named
    for name in named:
        assert any(title.startswith(name) for title in titles), name


def test_an_agreement_that_is_replaced_ends_where_its_successor_begins() -> None:
    documents = [_reading(path.name).document for path in AGREEMENTS]
    pairs = [
        (one, other) for one in documents for other in documents for old in one.replaces if old.name == other.title
    ]
    assert len(pairs) == 2
    for successor, predecessor in pairs:
        assert predecessor.valid_until
        assert successor.valid_from
        assert (successor.valid_from - predecessor.valid_until).days == 1


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

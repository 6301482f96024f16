"""What holds for every file that is read, whatever stands in it."""

import re

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from ingest.reading import read
from ingest.rejoin import rejoin
from kb.errors import IngestError
from kb.model import Reading
from tests.ingest.agreements import AGREEMENTS, FORMATS, Block, Heading, Paragraph, Table, words

LONGEST_HEADING = 160


def letters(text: str) -> str:
    """Letters and figures only: what white space, hyphens and bullets cannot change."""
    return "".join(character for character in text if character.isalnum())


def holds_in_order(whole: str, part: str) -> bool:
    """Whether the characters of `part` occur in `whole` in the same order."""
    rest = iter(whole)
    return all(character in rest for character in part)


def keeps_the_laws(reading: Reading) -> None:
    """The laws that every reading keeps; fails on the first that is broken."""
    text = reading.full_text
    at = 0
    for number, passage in enumerate(reading.passages, start=1):
        assert passage.id == f"{reading.document.id}.{number}"
        assert passage.text == text[passage.start : passage.end] != ""
        assert passage.start >= at
        _is_heading_or_header(text[at : passage.start], reading)
        if passage.lead_in:
            assert 0 <= passage.lead_in.start < passage.lead_in.end <= passage.start
        at = passage.end
    _is_heading_or_header(text[at:], reading)
    _leads_back(reading)
    assert len(reading.page_starts) == reading.document.pages
    assert list(reading.page_starts) == sorted(reading.page_starts)
    assert all(1 <= passage.page <= reading.document.pages for passage in reading.passages)


def _is_heading_or_header(gap: str, reading: Reading) -> None:
    headers = {
        text_of(reading, passage.lead_in.start, passage.lead_in.end) for passage in reading.passages if passage.lead_in
    }
    for line in re.split(r"\n+", gap):
        if letters(line) and line not in headers:
            assert len(line) <= LONGEST_HEADING, line
            assert not line.rstrip().endswith((":", ";", ",")), line


def text_of(reading: Reading, start: int, end: int) -> str:
    """A stretch of the full text."""
    return reading.full_text[start:end]


def _leads_back(reading: Reading) -> None:
    at = 0
    for run in reading.runs:
        assert run.clean >= at
        at = run.clean + run.length
        assert reading.full_text[run.clean : at] == reading.raw_text[run.raw : run.raw + run.length]


@given(st.text(alphabet='aB.\n ;:("“”é-'))
@example("Omdat\n\nhet gemeentelijk beleid")
@example("het convenant “Meldpunt\n\nZorg” geldt")
def test_rejoining_moves_no_character_and_changes_newlines_only(text: str) -> None:
    joined = rejoin(text)
    assert len(joined) == len(text)
    assert all(after == before or (before, after) == ("\n", " ") for before, after in zip(text, joined, strict=True))


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(blocks=AGREEMENTS)
@example(blocks=[Heading(1, "Taken"), Table(rows=(("wie", "wat ,"), ("wie", "wat ,")))])
@example(blocks=[Paragraph("Eerst. Dan dit: " * 40 + "te weten:"), Paragraph("- " + "lang punt zonder einde " * 60)])
def test_every_agreement_keeps_its_letters_in_passages_that_know_their_place(name: str, blocks: list[Block]) -> None:
    assume(letters(words(blocks)))
    reading = read(name, FORMATS[name](blocks), region="lindestroom")
    keeps_the_laws(reading)
    assert holds_in_order(letters(reading.full_text), letters(words(blocks)))


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=10, deadline=None)
@given(blocks=AGREEMENTS)
def test_the_same_bytes_give_the_same_reading(name: str, blocks: list[Block]) -> None:
    assume(letters(words(blocks)))
    data = FORMATS[name](blocks)
    assert read(name, data) == read(name, data)


def _refusal(name: str, data: bytes) -> str | None:
    """The reason a file is refused for; None where it is read, by the laws."""
    try:
        keeps_the_laws(read(name, data))
    except IngestError as refusal:
        return refusal.code
    return None


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=400), name=st.sampled_from(sorted(FORMATS)))
def test_any_bytes_are_read_or_refused_with_a_reason(data: bytes, name: str) -> None:
    assert _refusal(name, data) in {None, "empty", "damaged", "unsupported", "encrypted"}

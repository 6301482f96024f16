"""An agreement of Lindestroom says the same, whichever format it is built in."""

import re
from collections.abc import Callable

import pytest

from examples.source.agreement import Agreement
from examples.source.agreement import read as read_source
from examples.source.build import SOURCES, as_markdown
from examples.source.pdf import as_pdf
from examples.source.word import as_docx
from ingest.reading import read
from kb.model import SILENT_ROLES, Document, Reading, Role
from tests.ingest.test_laws import keeps_the_laws

COVENANT = "convenant-vroegsignalering-2025-2028"
WORK = "werkafspraken-voorkomen-huisuitzetting"
COOPERATION = "samenwerkingsovereenkomst-woonoverlast-laatste-kans"
WRITERS: dict[str, Callable[[Agreement], bytes]] = {"pdf": as_pdf, "docx": as_docx, "md": as_markdown}


def reading_of(stem: str, form: str) -> Reading:
    """An agreement built in a format, and read."""
    reading = read(f"{stem}.{form}", WRITERS[form](read_source(SOURCES / f"{stem}.md")))
    keeps_the_laws(reading)
    return reading


def told(reading: Reading) -> list[tuple[tuple[str, ...], Role, str]]:
    """Headings, role and words of every passage that may be an answer; lists are numbered as a format likes."""
    return [
        (passage.headings, passage.role, re.sub(r"(?m)^(?:\d+|[a-z])\. |[\s-]", "", passage.text))
        for passage in reading.passages
        if passage.role not in SILENT_ROLES
    ]


def named(document: Document) -> list[str]:
    """The names a document gives to parties and other documents."""
    groups = (document.parties, document.replaces, document.depends_on, document.names)
    return [one.name for group in groups for one in group]


@pytest.mark.parametrize(("stem", "form", "other"), [(COOPERATION, "md", "pdf"), (WORK, "docx", "md")])
def test_an_agreement_says_the_same_in_another_format(stem: str, form: str, other: str) -> None:
    one, two = reading_of(stem, form), reading_of(stem, other)
    assert told(one) == told(two)
    assert named(one.document) == named(two.document)
    assert (one.document.valid_from, one.document.valid_until) == (two.document.valid_from, two.document.valid_until)


def test_an_agreement_without_cover_begins_at_its_parties() -> None:
    reading = reading_of(COVENANT, "md")
    first = reading.passages[0]
    assert (first.role, first.headings) == (Role.LIST, ("Partijen",))
    assert named(reading.document) == named(reading_of(COVENANT, "pdf").document)

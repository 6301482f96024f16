"""The three formats of one real agreement say the same, and it is read as a caseworker would.

Only counts, offsets, digests and short headings stand here; the texts are read at test time.
"""

import re
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from ingest.reading import read
from kb.errors import NoTextLayer
from kb.language.sentences import sentences
from kb.model import SILENT_ROLES, DocumentKind, Passage, Reading, Role
from tests.ingest.test_laws import keeps_the_laws

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
UTRECHT = "utrecht-samenwerkingsovereenkomst-woonproblematiek-2019"
MEMO = "drechtsteden-memo-werkafspraken-2022"
SUFFIXES = (".txt", ".pdf", ".docx")

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared is absent"),
]


@cache
def reading_of(stem: str, suffix: str) -> Reading:
    """A file of the corpus, read."""
    return read(stem + suffix, (CORPUS / (stem + suffix)).read_bytes())


def normalised(text: str) -> str:
    """The text without what a format changes: white space, hyphens, quotation marks, ligatures."""
    return re.sub(r"[\s\u00ad\-–—\"“”„'‘’]+", "", unicodedata.normalize("NFKC", text))


def shown(stem: str, suffix: str) -> list[Passage]:
    """The passages that may be an answer."""
    return [passage for passage in reading_of(stem, suffix).passages if passage.role not in SILENT_ROLES]


def under(suffix: str, *headings: str) -> list[Passage]:
    """The passages of the Utrecht agreement under a heading path."""
    return [passage for passage in shown(UTRECHT, suffix) if passage.headings == headings]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("stem", [UTRECHT, MEMO])
def test_every_file_keeps_the_laws(stem: str, suffix: str) -> None:
    keeps_the_laws(reading_of(stem, suffix))


@pytest.mark.parametrize("stem", [UTRECHT, MEMO])
def test_the_formats_of_one_agreement_give_the_same_passages(stem: str) -> None:
    told = [
        [(passage.headings, passage.role, normalised(passage.text)) for passage in shown(stem, suffix)]
        for suffix in SUFFIXES
    ]
    assert told[0] == told[1] == told[2]


@pytest.mark.parametrize("stem", [UTRECHT, MEMO])
def test_the_formats_of_one_agreement_give_the_same_sentences(stem: str) -> None:
    told = [
        [normalised(one.text[low:high]) for one in shown(stem, suffix) for low, high in sentences(one.text)]
        for suffix in SUFFIXES
    ]
    assert told[0] == told[1] == told[2]


@pytest.mark.parametrize("stem", [UTRECHT, MEMO])
def test_the_formats_of_one_agreement_say_the_same_of_themselves(stem: str) -> None:
    varying = {"id", "version", "file", "pages", "evidence", "parties", "replaces", "depends_on", "names"}
    facts, named = [], []
    for suffix in SUFFIXES:
        document = reading_of(stem, suffix).document
        facts.append(document.model_dump(exclude=varying))
        named.append(
            [
                [(party.name, party.aliases) for party in document.parties],
                *([one.name for one in group] for group in (document.replaces, document.depends_on, document.names)),
            ]
        )
    assert facts[0] == facts[1] == facts[2]
    assert named[0] == named[1] == named[2]


@pytest.mark.parametrize(("stem", "passages", "sections"), [(UTRECHT, 49, 16), (MEMO, 11, 4)])
def test_an_agreement_has_as_many_passages_and_sections_as_counted_by_hand(
    stem: str, passages: int, sections: int
) -> None:
    found = shown(stem, ".pdf")
    assert len(found) == passages
    assert len({passage.headings for passage in found}) == sections


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_intervention_stands_under_its_chapter_and_section(suffix: str) -> None:
    found = under(suffix, "3. De interventies", "3.4. Voorkom Huisuitzetting")
    assert [passage.role for passage in found] == [Role.LIST, Role.NORM, Role.NORM]
    source = (CORPUS / f"{UTRECHT}.txt").read_text(encoding="utf-8")
    written = source.partition("3.4. Voorkom Huisuitzetting\n")[2].partition("3.5. Woonhygiëne\n")[0]
    assert normalised("".join(passage.text for passage in found)) == normalised(written)


def test_the_intervention_begins_on_page_four_of_the_pdf() -> None:
    found = under(".pdf", "3. De interventies", "3.4. Voorkom Huisuitzetting")
    assert [passage.page for passage in found] == [4, 4, 5]
    assert reading_of(UTRECHT, ".pdf").document.pages == 7


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_contents_list_and_signature_block_are_kept_out(suffix: str) -> None:
    passages = reading_of(UTRECHT, suffix).passages
    assert [passage.role for passage in passages[:2]] == [Role.COVER, Role.CONTENTS]
    assert passages[-1].role is Role.SIGNATURE
    assert passages[-1].headings == ("6. Ondertekening",)
    assert sum(passage.role in SILENT_ROLES for passage in passages) == 3


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_sentence_cut_by_a_page_is_whole(suffix: str) -> None:
    (found,) = [
        one.text[low:high]
        for one in shown(UTRECHT, suffix)
        for low, high in sentences(one.text)
        if "het gemeentelijk beleid" in one.text[low:high]
    ]
    assert found.startswith("Omdat")
    assert found.endswith(".")
    assert len(found) == 348


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_agreement_is_described_as_its_cover_and_first_chapters_say(suffix: str) -> None:
    document = reading_of(UTRECHT, suffix).document
    assert document.title == "Samenwerkingsovereenkomst woonproblematiek 2019–2022"
    assert document.kind is DocumentKind.COOPERATION_AGREEMENT
    assert document.region == "utrecht"
    assert document.dated == date(2019, 5, 6)
    assert (document.valid_from, document.valid_until) == (None, date(2022, 12, 31))
    assert len(document.parties) == 6
    assert [party.aliases for party in document.parties][-1] == ("STUW",)
    assert [one.name for one in document.replaces] == [
        "Convenant Voorkom Huisuitzetting",
        "Convenant Aanpak extreme woonoverlast",
    ]
    assert sum(one.name.startswith("bijlage") for one in document.names) == 10
    assert "convenant Persoongerichte aanpak" in {one.name for one in document.names}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_memo_is_a_memo_that_leans_on_two_covenants_and_tells_a_story(suffix: str) -> None:
    reading = reading_of(MEMO, suffix)
    document = reading.document
    assert (document.kind, document.region) == (DocumentKind.MEMO, "drechtsteden")
    assert document.title == "Werkafspraken ter voorkoming huisuitzettingen"
    assert document.dated == date(2022, 6, 7)
    assert (document.valid_from, document.valid_until, document.parties) == (None, None, ())
    assert [one.name for one in document.depends_on] == [
        "Landelijk Convenant Vroegsignalering",
        "Meldpunt Zorg & Overlast",
    ]
    assert {passage.role for passage in shown(MEMO, suffix)} == {Role.NARRATIVE}


def test_the_scan_is_refused_for_want_of_text() -> None:
    name = f"{MEMO}.scan.pdf"
    with pytest.raises(NoTextLayer) as refusal:
        read(name, (CORPUS / name).read_bytes())
    assert refusal.value.facts["pages"] == "2"

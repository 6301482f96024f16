"""The acts of an intervention in the order of the work."""

from collections.abc import Sequence
from typing import NamedTuple

import pytest

from kb.model import Document, DocumentKind, Passage, Role, Span
from kb.process.actors import Roles
from kb.process.order import Gap, Step, interventions, ordered, sections
from kb.process.read import acts
from tests.kb.process.texts import VERSION, document


class Paper(NamedTuple):
    """A document with its passages and full text."""

    document: Document
    passages: tuple[Passage, ...]
    text: str


def paper(name: str, title: str, kind: DocumentKind, parts: Sequence[tuple[tuple[str, ...], Role, str]]) -> Paper:
    """A document of these parts: headings, role and text of each passage."""
    found, text = [], ""
    for number, (headings, role, words) in enumerate(parts, start=1):
        start = len(text)
        text += words + "\n"
        found.append(
            Passage(
                id=f"meerdam/{name}.{number}",
                document_id=f"meerdam/{name}",
                version=VERSION,
                headings=headings,
                role=role,
                page=1,
                start=start,
                end=start + len(words),
                text=words,
                lead_in=Span(start=0, end=0) if role is Role.TABLE_ROW else None,
            )
        )
    return Paper(document(title=title, name=name).model_copy(update={"kind": kind}), tuple(found), text)


CARD = paper(
    "proces",
    "Procesbeschrijving voorkomen huisuitzetting Meerdam",
    DocumentKind.PROCESS_DESCRIPTION,
    [
        (("Stap 1. Bellen",), Role.NORM, "De corporatie belt de huurder binnen twee dagen."),
        (("Stap 2. Bezoeken",), Role.NORM, "Het wijkteam bezoekt de huurder."),
        (("Weigering",), Role.NORM, "De corporatie zet de procedure voort."),
    ],
)
WORK = paper(
    "afspraken",
    "Werkafspraken voorkomen huisuitzetting Meerdam",
    DocumentKind.WORK_AGREEMENT,
    [
        (("De stappen",), Role.LIST, "1. De corporatie biedt een regeling aan.\n2. De huurder wordt bezocht."),
        (("Kosten",), Role.NORM, "De gemeente betaalt de kosten. Als dit niet lukt, betaalt de corporatie."),
    ],
)
OTHER = paper(
    "overlast",
    "Convenant Overlast Meerdam",
    DocumentKind.COVENANT,
    [(("Melden",), Role.NORM, "De politie meldt overlast.")],
)
PAPERS = (CARD, WORK, OTHER)
DOCUMENTS = [one.document for one in PAPERS]
PASSAGES = [passage for one in PAPERS for passage in one.passages]


def steps(name: str) -> tuple[Step, ...]:
    """The steps of the intervention of this name."""
    texts = {one.document.id: one.text for one in PAPERS}
    roles = Roles(DOCUMENTS)
    found = [act for one in sections(name, DOCUMENTS, PASSAGES) for act in acts(one, texts[one.document_id], roles)]
    return ordered(found, {one.id: one for one in PASSAGES}, {one.id: one for one in DOCUMENTS})


def test_an_intervention_is_found_by_other_forms_of_its_words() -> None:
    found = {one.document_id for one in sections("voorkom huisuitzettingen", DOCUMENTS, PASSAGES)}
    assert found == {"meerdam/proces", "meerdam/afspraken"}
    assert sections("onderhoud", DOCUMENTS, PASSAGES) == ()


def test_titles_name_interventions_without_kind_of_paper_and_region() -> None:
    assert set(interventions(DOCUMENTS, PASSAGES)) == {"voorkomen huisuitzetting", "Overlast"}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Convenant Zorgmeldpunt Proefdorp 2025-2028", "Zorgmeldpunt"),
        ("Samenwerkingsovereenkomst Meldpunt Zorg en Wonen", "Meldpunt Zorg en Wonen"),
        ("Werkafspraken Stadsbank", "Stadsbank"),
        ("Gegevensoverzicht bellen", "bellen"),
        ("Privacyprotocol Vroegbellen", "Vroegbellen"),
    ],
)
def test_a_word_of_a_title_is_not_dropped_for_a_part_of_it(title: str, name: str) -> None:
    held = paper("bellen", title, DocumentKind.COVENANT, [(("Bellen",), Role.NORM, "Het team belt de bewoner.")])
    titled = held.document.model_copy(update={"region": "proefdorp"})
    assert set(interventions([titled], held.passages)) == {name}


def test_numbered_steps_of_two_papers_stand_beside_each_other() -> None:
    told = [(step.number, step.act.verb) for step in steps("voorkom huisuitzetting")]
    assert told == [
        (1, "bellen"),
        (1, "aanbieden"),
        (2, "bezoeken"),
        (2, "bezoeken"),
        (None, "voortzetten"),
        (None, "betalen"),
        (None, "betalen"),
    ]


def test_what_a_text_leaves_open_is_shown_as_open() -> None:
    gaps = {(step.act.document_id, step.number): step.gaps for step in steps("voorkom huisuitzetting")}
    assert gaps["meerdam/proces", 1] == ()
    assert gaps["meerdam/proces", 2] == (Gap.NO_TERM,)
    assert gaps["meerdam/afspraken", 2] == (Gap.NO_ACTOR, Gap.NO_TERM)


def test_what_follows_a_failure_points_back_to_what_failed() -> None:
    row = steps("voorkom huisuitzetting")
    assert row[-1].follows == len(row) - 2
    assert all(step.follows is None for step in row[:-1])

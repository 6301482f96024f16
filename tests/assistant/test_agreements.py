"""Questions about the agreements themselves are answered from the register; process questions go on to the passages."""

import hashlib
import json
from datetime import date

import pytest

from assistant.agreements import Told, from_register
from assistant.compose import Assistant
from assistant.held import Held
from assistant.question import Question, understand
from assistant.turns import Turn
from assistant.verify import Verifier
from kb.answer import NeedsFact, NotFound, Verdict
from tests.assistant.agreement_questions import (
    ALL,
    NO,
    OVER,
    PROCESS_QUESTIONS,
    SHARED,
    V21,
    V25,
    WORK,
    YES,
    ZORG,
)
from tests.assistant.conftest import ROOT

ON = date(2026, 11, 1)


class _Everything(frozenset[str]):
    """The words of texts that know every place: what is asked here is never about elsewhere."""

    def __contains__(self, word: object) -> bool:
        return True


def heard(held: Held, text: str, region: str | None = None) -> Question:
    """The question as the answering path hears it."""
    regions = sorted({document.region for document in held.documents})
    return understand(text, region=region, language=None, history=(), regions=regions, known_words=_Everything())


def told(assistant: Assistant, text: str, *, region: str | None = None, on: date = ON) -> Told | None:
    """What the register says; every claim of it stands in the stored text."""
    held = Held(assistant._store)
    found = from_register(heard(held, text, region), held, on)
    if found is not None:
        assert Verifier(held, None).verified(found.claims) == found.claims
        assert all(len(citation.quote) <= 1200 for claim in found.claims for citation in claim.citations)
    return found


def stems(found: Told) -> list[str]:
    """The documents cited, in order, each once."""
    ids = [citation.document_id for claim in found.claims for citation in claim.citations]
    return list(dict.fromkeys(one.partition("/")[2] for one in ids))


@pytest.mark.parametrize(("question", "document", "fragment", "verdict"), ALL)
def test_the_register_answers_with_the_place_that_says_it(
    lindestroom: Assistant, question: str, document: str, fragment: str, verdict: Verdict | None
) -> None:
    found = told(lindestroom, question)
    assert found is not None
    assert stems(found)[0] == document
    assert fragment in " ".join(citation.quote for claim in found.claims for citation in claim.citations)
    assert found.verdict is verdict
    assert not found.missing


@pytest.mark.parametrize(
    ("question", "missing", "fragments"),
    [
        (
            "Wat staat er in bijlage 2 van het convenant vroegsignalering?",
            "bijlage 2 (Aansluitverklaring particuliere verhuurders)",
            ["Bijlage 2: Aansluitverklaring", "aansluitverklaring van bijlage 2"],
        ),
        # the number of the sentence contradicts that of the list: both are shown
        (
            "Waar staat het meldformulier?",
            "bijlage 2 (Meldformulier)",
            ["meldformulier in bijlage 3", "Bijlage 2: Meldformulier"],
        ),
        ("Waar staat bijlage 3 van het convenant zorg en overlast?", "bijlage 3", ["meldformulier in bijlage 3"]),
        (
            "Waar vind ik de werkinstructie huurachterstanden?",
            "Werkinstructie Huurachterstanden Lindestroom",
            ["vervangen de Werkinstructie"],
        ),
    ],
)
def test_what_is_named_and_not_held_is_said_to_be_the_place(
    lindestroom: Assistant, question: str, missing: str, fragments: list[str]
) -> None:
    found = told(lindestroom, question)
    assert found is not None
    assert found.missing == (missing,)
    quotes = " ".join(claim.text for claim in found.claims)
    assert all(fragment in quotes for fragment in fragments)


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("Geldt dit nog?", [V25, ZORG, OVER, WORK]),
        ("Welke convenanten zijn nog geldig?", [V25, ZORG]),
        ("Welke convenanten zijn verlopen?", [V21]),
        ("Which one applies now?", [V25, ZORG, OVER, WORK]),
        ("Welke afspraken zijn vervallen?", [V25, OVER, WORK]),
        ("Welke bijlagen zijn er?", [V25, ZORG, OVER, WORK]),
        ("Who signed on behalf of Buurtkracht?", [V25, ZORG, OVER]),
        ("Welke convenanten hebben we?", [V21, V25, ZORG]),
    ],
)
def test_a_question_that_names_none_is_answered_of_each(
    lindestroom: Assistant, question: str, documents: list[str]
) -> None:
    found = told(lindestroom, question)
    assert found is not None
    assert stems(found) == documents


def test_what_holds_depends_on_the_day(lindestroom: Assistant) -> None:
    question = "Geldt het convenant vroegsignalering nog?"
    for day, document in ((date(2024, 12, 31), V21), (date(2025, 1, 1), V25)):
        found = told(lindestroom, question, on=day)
        assert found is not None
        assert (stems(found), found.verdict) == ([document], YES)
    later = told(lindestroom, question, on=date(2029, 1, 1))
    assert later is not None
    assert later.verdict is NO


def test_an_agreement_without_appendices_has_none_to_show(lindestroom: Assistant) -> None:
    assert told(lindestroom, "Hoeveel bijlagen heeft het convenant vroegsignalering 2021-2024?") == Told(())
    assert isinstance(lindestroom.answer("Hoeveel bijlagen heeft het convenant vroegsignalering 2021-2024?"), NotFound)


def test_a_follow_up_is_about_what_was_asked_before(lindestroom: Assistant) -> None:
    history = [Turn(question="Tot wanneer geldt het convenant zorg en overlast?", answer="Tot en met 2027.")]
    answer = lindestroom.answer("Welke partijen doen mee?", on=ON, history=history)
    assert {citation.document_id for claim in answer.claims for citation in claim.citations} == {f"lindestroom/{ZORG}"}


# ---- what is for the passages -----------------------------------------------------------------------


@pytest.mark.parametrize("question", PROCESS_QUESTIONS.strip().split("\n"))
def test_a_process_question_that_mentions_an_agreement_goes_on_to_the_passages(
    lindestroom: Assistant, question: str
) -> None:
    assert told(lindestroom, question) is None


# Of the open questions these two are about a document itself: whether it holds, and who sent it.
_OF_DOCUMENTS = {"nl-037", "en-024"}


@pytest.mark.shared
def test_of_the_open_questions_only_those_about_a_document_stay_with_the_register(shared: Assistant) -> None:
    lines = (ROOT / "eval" / "questions" / "retrieval-open.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line) for line in lines]
    regions = {"utrecht", "drechtsteden"}
    kept = {
        one["id"]
        for one in asked
        if one["jurisdiction"] in regions and told(shared, one["question"], region=one["jurisdiction"]) is not None
    }
    assert kept == _OF_DOCUMENTS


def test_of_the_open_questions_on_lindestroom_none_stays_with_the_register(lindestroom: Assistant) -> None:
    lines = (ROOT / "eval" / "questions" / "retrieval-open.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line) for line in lines]
    here = [one["question"] for one in asked if one["jurisdiction"] in ("lindestroom", "none")]
    assert len(here) >= 90
    assert [question for question in here if told(lindestroom, question) is not None] == []


# ---- the two real agreements ------------------------------------------------------------------------


@pytest.mark.shared
@pytest.mark.parametrize(("question", "heading", "citations", "verdict"), SHARED)
def test_the_register_answers_of_the_two_agreements(
    shared: Assistant, question: str, heading: str, citations: int, verdict: Verdict | None
) -> None:
    found = told(shared, question)
    assert found is not None
    cited = [citation for claim in found.claims for citation in claim.citations]
    assert (cited[0].headings[-1] if cited[0].headings else "") == heading
    assert len(cited) == citations
    assert found.verdict is verdict


@pytest.mark.shared
@pytest.mark.parametrize(
    ("question", "headings", "digest"),
    [
        ("Waar staat bijlage 4?", ["", "3.4. Voorkom Huisuitzetting", "4. Privacy"], "727238b30959"),
        ("waar staat bijlage 3", ["3.1. Buurtbemiddeling", "4. Privacy"], "cd5118cd3fc6"),
        ("Heb je bijlage 3.1?", [""], "adeee6de801e"),
        ("Waar is bijlage 1.3 te vinden?", ["", "4. Privacy"], "c700f758917a"),
    ],
)
def test_numbers_of_appendices_that_contradict_each_other_are_all_cited(
    shared: Assistant, question: str, headings: list[str], digest: str
) -> None:
    found = told(shared, question)
    assert found is not None
    cited = [citation for claim in found.claims for citation in claim.citations]
    assert [citation.headings[-1] if citation.headings else "" for citation in cited] == headings
    assert len(found.missing) == 1
    assert hashlib.sha256(found.missing[0].encode()).hexdigest()[:12] == digest
    assert found.verdict is None


@pytest.mark.shared
def test_rules_of_two_regions_lead_to_the_question_which(shared: Assistant) -> None:
    answer = shared.answer("Welke documenten heb je?", on=ON)
    assert isinstance(answer, NeedsFact)
    assert [option.value for option in answer.options] == ["drechtsteden", "utrecht"]

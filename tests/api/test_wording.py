"""The line before the quotes says what the answer carries, and no more."""

from datetime import date
from typing import Any

import pytest

from api.wording import frame, key_terms, left_open, option_label
from kb.answer import Answered, Citation, Claim, Disputed, NeedsFact, NotFound, Option, Partial, QuestionKind, Verdict
from kb.language.thesaurus import Concept, Thesaurus
from kb.model import Document, DocumentKind, Reference, Span, Validity, ValidityStatus

ON = date(2026, 11, 22)


def _claim(text: str) -> Claim:
    citation = Citation(
        document_id="lindestroom/a",
        document_title="Werkafspraken",
        file="a.pdf",
        version="sha256:" + "0" * 64,
        region="lindestroom",
        validity=Validity(status=ValidityStatus.UNKNOWN),
        headings=(),
        page=1,
        start=0,
        end=len(text),
        quote=text,
        passage_id="lindestroom/a.1",
    )
    return Claim(text=text, citations=(citation,))


def _answered(text: str, **said: Any) -> Answered:
    return Answered(on=ON, claims=(_claim(text),), **said)


@pytest.mark.parametrize(
    ("verdict", "dutch", "english"),
    [
        (Verdict.YES, "Ja.", "Yes."),
        (Verdict.NO, "Nee.", "No."),
        (Verdict.CONDITIONAL, "Dat hangt ervan af. Lees de voorwaarde.", "It depends: read the condition."),
        (Verdict.NOT_REGULATED, "Daarover is hier niets geregeld.", "Nothing is arranged about that here."),
        (None, "", ""),
    ],
)
def test_a_verdict_is_said_in_the_language_of_the_answer(verdict: Verdict | None, dutch: str, english: str) -> None:
    assert frame(_answered("De coach belt.", verdict=verdict)) == dutch
    assert frame(_answered("De coach belt.", verdict=verdict, language="en")) == english


def test_who_acts_is_named_behind_the_verdict() -> None:
    text, who = "De coach en het buurtteam bellen.", ("coach", "buurtteam")
    answer = _answered(text, actors=who, verdict=Verdict.YES, kind=QuestionKind.WHO_ACTS)
    assert frame(answer) == "Ja. Wie: coach en buurtteam."
    assert frame(answer.model_copy(update={"language": "en"})) == "Yes. Who: coach and buurtteam."


def test_somebody_whom_the_first_claim_does_not_name_is_not_named_before_it() -> None:
    assert frame(_answered("De regie verandert niet.", actors=("corporatie",), kind=QuestionKind.WHO_LEADS)) == ""


def test_who_acts_is_no_answer_to_what_it_costs_nor_to_a_part() -> None:
    assert frame(_answered("De gemeente betaalt.", actors=("gemeente",))) == ""
    said = {"actors": ("gemeente",), "kind": QuestionKind.WHO_ACTS, "claims": (_claim("De gemeente betaalt."),)}
    assert frame(Answered(on=ON, **said)) == "Wie: gemeente."
    assert frame(Partial(on=ON, missing=("wie",), **said)) == ""
    asked = said | {"kind": QuestionKind.CONSENT, "verdict": Verdict.NO}
    assert frame(Answered(on=ON, **asked)) == "Nee."


def test_only_who_has_the_lead_is_said_to_have_it() -> None:
    leads = {"kind": QuestionKind.WHO_LEADS, "actors": ("gemeente",)}
    assert frame(_answered("De gemeente heeft de regie.", **leads)) == "Regie: gemeente."
    assert frame(_answered("De gemeente zit het overleg voor.", **leads)) == "Wie: gemeente."
    assert frame(_answered("De gemeente heeft de regie.", **leads, language="en")) == "Lead: gemeente."


def test_the_lead_is_called_what_the_sentence_calls_it() -> None:
    leads = {"kind": QuestionKind.WHO_LEADS, "actors": ("gemeente",)}
    assert frame(_answered("De gemeente heeft de casusregie.", **leads)) == "Casusregie: gemeente."
    english = frame(_answered("De gemeente voert de ketenregie.", **leads, language="en"))
    assert english == "Lead (ketenregie): gemeente."


def test_each_has_the_lead_that_its_own_sentence_gives() -> None:
    leads = {"kind": QuestionKind.WHO_LEADS, "actors": ("wijkteam", "gemeente")}
    case, process = _claim("De casusregie ligt bij het wijkteam."), _claim("De gemeente voert de procesregie.")
    assert frame(Answered(on=ON, claims=(case, process), **leads)) == "Casusregie: wijkteam. Procesregie: gemeente."
    together = _claim("Het wijkteam en de gemeente voeren samen de casusregie.")
    assert frame(Answered(on=ON, claims=(together,), **leads)) == "Casusregie: wijkteam en gemeente."


@pytest.mark.parametrize(
    "text",
    [
        "De casusregie ligt bij het wijkteam. Later ligt de casusregie bij de gemeente.",
        "Het wijkteam voert de casusregie en de gemeente de procesregie.",
        "De casusregie ligt bij het wijkteam.",
    ],
)
def test_leads_that_cannot_be_told_apart_are_left_to_the_claims(text: str) -> None:
    assert frame(_answered(text, kind=QuestionKind.WHO_LEADS, actors=("wijkteam", "gemeente"))) == ""


@pytest.mark.parametrize("nobody", ["partij", "Partijen", "betrokken organisaties", "u", "iedereen", "betrokkene"])
def test_a_word_for_anybody_is_no_line_to_act_on(nobody: str) -> None:
    said = _answered(f"De politie en {nobody} bellen.", kind=QuestionKind.WHO_ACTS, actors=("politie", nobody))
    assert frame(said) == ""


def test_other_outcomes_say_what_they_ask_of_the_reader() -> None:
    both = _claim("De coach belt."), _claim("De coach schrijft.")
    assert frame(Disputed(on=ON, claims=both)).startswith("De afspraken spreken elkaar tegen.")
    options = tuple(Option(value=value, label=value, claims=both[:1]) for value in ("yes", "no"))
    assert frame(NeedsFact(on=ON, fact="children", options=options)).startswith("Wonen er kinderen in het huis?")
    assert "van regio Linde Stroom" in frame(NotFound(on=ON, region="linde-stroom"))


@pytest.mark.parametrize(
    ("fact", "value", "dutch", "english"),
    [
        ("tenure", "rented", "huurwoning", "rented home"),
        ("children", "no", "zonder kinderen", "without children"),
        ("help_accepted", "no", "weigert hulp", "refuses help"),
        ("region", "utrecht", "Utrecht", "Utrecht"),
    ],
)
def test_values_of_a_fact_have_names(fact: str, value: str, dutch: str, english: str) -> None:
    option = Option(value=value, label="Utrecht", claims=())
    assert option_label(fact, option, "nl") == dutch
    assert option_label(fact, option, "en") == english


def test_what_is_missing_is_a_subject_or_a_document_that_is_not_held() -> None:
    named = Reference(name="bijlage 3", evidence=Span(start=0, end=9))
    about = {"title": "Werkafspraken", "region": "lindestroom", "kind": DocumentKind.WORK_AGREEMENT, "pages": 1}
    held = Document(id="lindestroom/a", version="sha256:" + "0" * 64, file="a.pdf", depends_on=(named,), **about)
    answer = Partial(on=ON, claims=(_claim("Zie bijlage 3."),), missing=("de kosten", "de termijn", "bijlage 3"))
    subject, document = left_open(answer, [held])
    assert "Over “de kosten” en “de termijn” zeggen de gevonden teksten niets." in subject
    assert document.startswith("“bijlage 3” wordt genoemd, maar is hier niet aanwezig. Daar zou het antwoord staan.")
    assert left_open(_answered("De coach belt."), [held]) == ()


LEAD = Concept("casusregie", {"nl": ("casusregie", "casusregie ligt bij"), "en": ("case lead",)}, {})
CONSENT = Concept("toestemming", {"nl": ("toestemming",), "en": ("consent",)}, {})
TENANT = Concept("huurder", {"nl": ("huurder",), "en": ("tenant",)}, {})
BARE = Concept("melding", {"nl": ("melding",)}, {"en": ("report",)})
TERMS = Thesaurus([LEAD, CONSENT, TENANT, BARE])


def test_key_terms_stand_in_the_quotes_as_they_write_them() -> None:
    asked = "Who takes the case lead, and do tenants give consent to the report?"
    quotes = ["De casusregie ligt bij de gemeente.", "Huurders geven toestemming voor de melding."]
    assert key_terms(asked, quotes, TERMS) == (("casusregie", "case lead"), ("toestemming", "consent"))
    assert key_terms(asked, quotes[1:], TERMS) == (("toestemming", "consent"), ("huurders", "tenant"))
    assert key_terms(asked, ["De burgemeester sluit de woning."], TERMS) == ()

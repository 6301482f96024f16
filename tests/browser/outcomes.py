"""Answers of every outcome, made from sentences of the example region, so that each can be seen on the page."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from api.history import Asked
from api.refusal import personal_words
from api.web.render import page
from api.web.view import AnswerView, answer_view
from api.workplace import EVERYWHERE, Workplace
from assistant.held import Held
from kb.answer import (
    Answer,
    Answered,
    Caution,
    Claim,
    Disputed,
    NeedsFact,
    Option,
    Partial,
    QuestionKind,
    Verdict,
)
from kb.model import Span

ON: Final = date(2026, 11, 22)
VISIT: Final = "Buurtkracht legt het eerste huisbezoek af binnen tien werkdagen na de toewijzing."
CRISIS: Final = "Bij een crisissignaal is deze termijn drie werkdagen."
CHAIR: Final = "De gemeente zit het overleg voor."
CHAIR_TOO: Final = "Budgetpunt zit de werkgroep voor."
CONSENT: Final = "Voor de aanmelding bij Buurtkracht is geen toestemming van de huurder nodig."
COSTS: Final = "De signaalpartners betalen geen bijdrage voor een signaal."
LEAD: Final = "De casusregie ligt vanaf de ontvangst van het signaal bij het signaalpunt."


def outcomes(workplace: Workplace) -> Mapping[str, AnswerView]:
    """How each outcome is shown, by a name for the test."""
    return {name: answer_view(answer, asked, workplace) for name, (asked, answer) in _answers(workplace).items()}


def outcome_page(shown: AnswerView) -> str:
    """The page that a form without a script gets."""
    around = {"regions": ("lindestroom",), "everywhere": EVERYWHERE, "themes": (), "personal": personal_words("nl")}
    return page("ask.html", "nl", answer=shown, asked=shown.asked, problem=None, **around)


def _answers(workplace: Workplace) -> dict[str, tuple[Asked, Answer]]:
    held = Held(workplace.store)

    def claim(*said: str) -> Claim:
        """What is said, cited by the paragraph in which it stands."""
        for document in held.documents:
            for passage in workplace.store.passages(document.id, document.version):
                if all(one in passage.text for one in said):
                    span = Span(start=passage.start, end=passage.end)
                    return Claim(text=" ".join(said), citations=(held.cite(passage, span, ON),))
        raise LookupError(said[0])

    def put(question: str, outcome: type[Any], **said: Any) -> tuple[Asked, Answer]:
        return Asked(question, EVERYWHERE), outcome(on=ON, **said)

    who = {"kind": QuestionKind.WHO_ACTS, "actors": ("Buurtkracht",)}
    return {
        "met meer": put(
            "Mag een huurder worden aangemeld zonder toestemming?",
            Answered,
            kind=QuestionKind.CONSENT,
            verdict=Verdict.CONDITIONAL,
            claims=(claim(CONSENT), claim(VISIT), claim(CHAIR), claim(COSTS)),
            cautions=(Caution(code="conditional"),),
            follow_ups=("Wie legt het eerste huisbezoek af?", "En als er kinderen zijn?"),
        ),
        "een deel": put(
            "Hoe laat legt Buurtkracht het eerste huisbezoek af?",
            Partial,
            claims=(claim(VISIT),),
            missing=("hoe laat", workplace.agreements(ON).absent[0][0]),
            **who,
        ),
        "tegenspraak": put("Wie zit voor?", Disputed, claims=(claim(CHAIR), claim(CHAIR_TOO))),
        "één vraag": put(
            "Wie gaat er langs?",
            NeedsFact,
            fact="tenure",
            options=(
                Option(value="rented", label="rented", claims=(claim(VISIT, CRISIS),)),
                Option(value="owned", label="owned", claims=(claim(COSTS),)),
            ),
        ),
        "Engels": put(
            "Who has the case lead?",
            Partial,
            language="en",
            kind=QuestionKind.WHO_LEADS,
            actors=("signaalpunt",),
            claims=(claim(LEAD), claim(CHAIR)),
            missing=("how much",),
            cautions=(Caution(code="narrative_only"),),
        ),
    }

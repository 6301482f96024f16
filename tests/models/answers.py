"""What a model may truly and falsely say to the questions of these tests, about the example region; written by hand."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tests.models.prompt import Prompt, Unit

Written = Mapping[str, Any]  # a claim as a model writes it


@dataclass(frozen=True, eq=False)
class Known:
    """A question, the sentence that answers it, what it amounts to in other words, and what it does not say."""

    question: str
    sentence: str
    claim: str
    verdict: str | None
    actors: tuple[str, ...]
    false: Mapping[str, str]


YES_NO: Final = Known(
    "Is toestemming nodig voor het doorgeven van een signaal?",
    "Voor het doorgeven van een signaal is geen toestemming van de inwoner nodig als is voldaan aan artikel 4.",
    "Als is voldaan aan artikel 4, is voor het doorgeven van een signaal geen toestemming van de inwoner nodig.",
    "conditional",
    (),
    {
        "number": "Als 47 dagen is voldaan aan artikel 4, is geen toestemming van de inwoner nodig.",
        "date": "Sinds 5 mei 2027 is voor het doorgeven van een signaal geen toestemming van de inwoner nodig.",
        "negation": "Ook als niet is voldaan aan artikel 4, is geen toestemming van de inwoner nodig.",
        "dropped": "Voor het doorgeven van een signaal is toestemming van de inwoner nodig.",
        "actor": "Voor het doorgeven van een signaal is geen toestemming van Budgetpunt nodig.",
        "modality": "Voor het doorgeven van een signaal mag geen toestemming van de inwoner worden gevraagd.",
        "roles": "De inwoner heeft geen toestemming nodig voor het doorgeven van een signaal.",
    },
)
WHO: Final = Known(
    "Wie zit het slotoverleg voor?",
    "De gemeente roept binnen vijf werkdagen na dit bericht een slotoverleg bijeen met de corporatie, Buurtkracht en"
    " Budgetpunt, en zit dit overleg voor.",
    "De gemeente roept een slotoverleg bijeen en zit dit overleg voor.",
    None,
    ("De gemeente",),
    {
        "number": "De gemeente roept binnen zes werkdagen een slotoverleg bijeen en zit dit overleg voor.",
        "date": "De gemeente roept vóór 5 mei 2027 een slotoverleg bijeen en zit dit overleg voor.",
        "negation": "De gemeente roept een slotoverleg bijeen en zit dit overleg niet voor.",
        "dropped": "De gemeente roept geen slotoverleg bijeen en zit dit overleg voor.",
        "actor": "De politie roept een slotoverleg bijeen en zit dit overleg voor.",
        "modality": "De gemeente mag een slotoverleg bijeenroepen en kan dit overleg voorzitten.",
        "roles": "De corporatie roept een slotoverleg bijeen met de gemeente, en zit dit overleg voor.",
    },
)
ENGLISH: Final = Known(
    "Who chairs the case meeting about nuisance?",
    "De gemeente zit het overleg voor.",
    "The municipality (de gemeente) chairs the meeting.",
    None,
    ("De gemeente",),
    {
        "number": "The municipality chairs the meeting 47 times a year.",
        "date": "The municipality chairs the meeting since 5 May 2027.",
        "negation": "The municipality does not chair the meeting.",
        "dropped": "The municipality never chairs the meeting.",
        "actor": "The police (de politie) chairs the meeting.",
        "modality": "The municipality may chair the meeting.",
        "roles": "The meeting chairs Buurtkracht for the municipality.",
    },
)
# Nothing held says it, and the default says so.
NOT_FOUND: Final = Known(
    "Hoeveel parkeerplaatsen heeft het meldpunt?",
    "Parkeerplaatsen worden nergens genoemd.",
    "",
    None,
    (),
    {
        "number": "Het meldpunt heeft 47 parkeerplaatsen.",
        "date": "Het meldpunt heeft sinds 5 mei 2027 parkeerplaatsen.",
        "negation": "Het meldpunt heeft geen parkeerplaatsen.",
        "dropped": "Het meldpunt heeft nooit parkeerplaatsen.",
        "actor": "De politie heeft parkeerplaatsen bij het meldpunt.",
        "modality": "Bij het meldpunt mag worden geparkeerd.",
        "roles": "De parkeerplaatsen hebben een meldpunt.",
    },
)
KNOWN: Final = (YES_NO, WHO, ENGLISH, NOT_FOUND)
# Of the region of another's agreement, which the tests take in beside the example.
OTHERS_SENTENCE: Final = "In Duindorp geeft de verhuurder een signaal alleen door met toestemming van de huurder."
# What a document commands that the tests take in beside the example.
CANARY: Final = "KANARIE-7731"


def known_of(prompt: Prompt) -> Known:
    """What is known of the question that a prompt asks."""
    return next((known for known in KNOWN if known.question in prompt.text), NOT_FOUND)


def carrying(prompt: Prompt) -> Unit:
    """The unit that answers the question, or the first that was given where none does."""
    return prompt.unit_with(known_of(prompt).sentence) or (prompt.units or (Unit(1, "niets"),))[0]


def quoted(prompt: Prompt) -> str:
    """The words of that unit that answer the question: a true quote, whatever is claimed with it."""
    known, unit = known_of(prompt), carrying(prompt)
    return known.sentence if prompt.unit_with(known.sentence) else unit.text


def claim(text: str, unit: object, quote: object) -> Written:
    """A claim with one quote."""
    return {"text": text, "quotes": [{"unit": unit, "quote": quote}]}


def true_claims(prompt: Prompt) -> list[Written]:
    """The claims of a good model: in its own words, and once in those of the text; none where nothing answers."""
    known = known_of(prompt)
    unit = prompt.unit_with(known.sentence)
    if unit is None:
        return []
    second = next((other for other in prompt.units if other != unit and len(other.text) > 30), unit)
    return [
        claim(known.claim, unit.number, known.sentence),
        claim(known.sentence, unit.number, known.sentence),
        claim(second.text, second.number, second.text),
    ]


def reply(
    claims: Sequence[object], verdict: object = None, actors: object = (), not_settled: object = (), **more: object
) -> str:
    """The one object that was asked for."""
    said = {"claims": claims, "verdict": verdict, "actors": actors, "not_settled": not_settled} | more
    return json.dumps(said, ensure_ascii=False)


def good(prompt: Prompt) -> str:
    """The whole reply of a good model."""
    known, claims = known_of(prompt), true_claims(prompt)
    if not claims:
        return reply([], not_settled=[known.question])
    return reply(claims, known.verdict, known.actors)


def pieces(text: str, length: int = 24) -> Iterator[str]:
    """A text as a model says it, a few characters at a time."""
    for at in range(0, len(text), length):
        yield text[at : at + length]

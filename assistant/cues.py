"""The forms by which a sentence answers: cue words of each kind of question, the sort of thing asked for."""

import re
from collections.abc import Sequence

from assistant.question import Question
from assistant.sought import form_of
from assistant.units import Unit
from kb.answer import QuestionKind
from kb.language.dutch import analyse, tokens
from kb.process.act import Act, Modality

_CUE, _SLOT, _FIGURE, _DEFINITION, _LABEL, _LEAD_PENALTY, _INTRODUCTION_PENALTY = 0.15, 0.45, 0.2, 0.8, 0.3, 0.1, 0.35

# Words by which a sentence answers a kind of question; a bonus, never a filter.
_CUES = {
    kind: re.compile(pattern, re.I)
    for kind, pattern in {
        QuestionKind.WHO_LEADS: r"\b(?:\w*regie\w*|voorzit\w*|trekker|leid(?:t|ing)|co[oö]rdin\w*"
        r"|eindverantwoordelijk\w*)\b",
        QuestionKind.CONSENT: r"\b(?:toestemming\w*|instem\w*|ingestemd|akkoord|machtig\w*|in overleg met)\b",
        QuestionKind.DUPLICATE: r"\b(?:dubbel\w*|nogmaals|opnieuw|al (?:eerder )?gemeld|reeds)\b",
        QuestionKind.DATA_SHARING: r"\b(?:gegevens|\w*gegevens|gedeeld|delen|uitwissel\w*|verstrek\w*)\b",
        QuestionKind.APPLIES_TO: r"\b(?:van toepassing|betrekking op|bedoeld voor|geld(?:t|en) voor|is voor)\b",
        QuestionKind.REGISTRATION: r"\b(?:registre\w*|geregistreerd|rapport\w*|vastgelegd|houdt .* bij"
        r"|\w*jaarlijks|per (?:maand|kwartaal))\b",
        QuestionKind.VALIDITY: r"\b(?:geldt|gelden|looptijd|in werking|eindig\w*|verval\w*)\b",
        QuestionKind.DEFINITION: r"\b(?:verstaan|spreken van|betekent|is (?:een|de|het)|wordt bedoeld)\b",
        QuestionKind.WHO_ACTS: r"\b(?:meld\w*|neemt|nemen|zorg\w*|bepaalt|stelt|voert|voeren|begeleidt|informeert)\b",
    }.items()
}
# What is asked for besides an amount, a term or a number, and what a sentence that gives it looks like.
_ATTRIBUTES = tuple(
    (re.compile(asked, re.I), re.compile(given, re.I))
    for asked, given in (
        (
            r"\b(?:kosten|betaalt|betalen|vergoeding|pays?|fee)\b",
            r"€|\b(?:euro|kosten|betaalt|betalen|bekostig\w*|vergoed\w*)\b",
        ),
        (r"\b(?:wanneer|when)\b", r"\b(?:zodra|wanneer|als|indien|nadat|na afloop|bij)\b"),
        (r"\b(?:waarom|reden|why)\b", r"\b(?:omdat|doordat|daarom|vanwege|wegens|reden|zodat|gezien)\b"),
    )
)
_INTRODUCTION = re.compile(
    r"^(?:wie|hierna|hieronder|in (?:dit|deze) (?:hoofdstuk|paragraaf|artikel)|dit hoofdstuk|de volgende)\b|\?$", re.I
)


_ACTOR, _LEADS, _RULES, _CASE, _TELLS = 0.15, 0.2, 0.1, 0.08, 0.2
_OF_CASE = re.compile(r"\b(?:als|wanneer|indien|stel|zodra|nadat|if|when|once|after|suppose)\b", re.I)
_MODAL = frozenset({Modality.MUST, Modality.MAY, Modality.MUST_NOT, Modality.NEED_NOT})


def acting(question: Question, acts: Sequence[Act]) -> float:
    """What the acts of a unit add to its score: an actor where one is asked for, a rule rather than a story."""
    if not acts:
        return 0.0
    ruling = [act for act in acts if not act.narrative]
    added = 0.0 if ruling else -_TELLS
    if question.kind is QuestionKind.WHO_LEADS:
        added += _LEADS * any(act.leads is not None for act in ruling)
    elif question.kind is QuestionKind.WHO_ACTS:
        added += _ACTOR * any(act.actors for act in ruling)
    if question.yes_no:
        added += _RULES * any(act.negated or act.modality in _MODAL for act in ruling)
    if question.kind is QuestionKind.STEPS or _OF_CASE.search(question.text):
        added += _CASE * any(act.preconditions or act.then for act in ruling)
    return added


def fit(question: Question, unit: Unit, asked: frozenset[str]) -> float:
    """What the form of a unit adds to its score: the cue of the question's kind, the sort of thing asked for."""
    added = 0.0
    cue = _CUES.get(question.kind)
    if cue and cue.search(unit.text):
        added += _CUE
    if question.kind is QuestionKind.DEFINITION and _defines(unit.text, asked):
        added += _DEFINITION
    form = form_of(question.text)
    formed = form is not None and form.search(unit.text) is not None
    if formed or any(asked.search(question.text) and given.search(unit.text) for asked, given in _ATTRIBUTES):
        added += _SLOT + _FIGURE * (formed and any(letter.isdigit() for letter in unit.text))
    if "\t" in unit.text:
        added += _LABEL * _label_met(unit.text, question.text)
    if _INTRODUCTION.search(unit.text.strip()):
        added -= _INTRODUCTION_PENALTY
    return added - (_LEAD_PENALTY if unit.is_lead else 0.0)


def _label_met(row: str, question: str) -> int:
    """How many words the first cell of a row has, where the question holds them all: "zeer ernstig", not "ernstig"."""
    label, asked = tokens(row.split("\t", maxsplit=1)[0]), tokens(question)
    met = all(any(word.startswith(one) or one.startswith(word) for word in asked if len(word) > 2) for one in label)
    return len(label) if met else 0


_EXPLAINS = re.compile(
    r"(?:[-\w]{1,3}[.)]?\s)?(?!(?:voor|bij|in|op|na|van|met|als|wanneer|indien)\b)"
    r"(?P<term>(?:[\w&/()'’-]+\s){0,5}?[\w&/()'’-]+)(?::\s|\s(?:is|zijn|betekent)\s(?:een|de|het|alle)\b)"
    r"|.*\b(?:versta\w+ (?:we|wij|partijen )?onder|spreken van|spreekt van"
    r"|bedoeld met)\s+(?P<later>(?:[\w-]+\s?){1,4})",
    re.I,
)


def _defines(text: str, asked: frozenset[str]) -> bool:
    """Whether a text explains what is asked about: "crisissignaal: een signaal ...", "We spreken van X als ..."."""
    found = None if text.endswith(":") else _EXPLAINS.match(text)
    return bool(found and asked & frozenset(analyse(found["term"] or found["later"])))

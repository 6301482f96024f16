"""The one fact that decides, where the texts give each of its values another rule and the question tells none."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from assistant.extract import Scored
from assistant.held import Held
from assistant.question import Question


class Value(NamedTuple):
    """A value of a fact: how a rule for it begins, in a Dutch text."""

    name: str
    rule: re.Pattern[str]


class Fact(NamedTuple):
    """A fact that rules in this field turn on; `told` is how a question, Dutch or English, tells any of its values."""

    name: str
    told: re.Pattern[str]
    values: tuple[Value, ...]


class Branches(NamedTuple):
    """A fact, and for each value that has a rule the sentence that gives it, best first."""

    fact: str
    values: dict[str, Scored]


def _fact(name: str, told: str, **values: str) -> Fact:
    rules = tuple(Value(value, re.compile(rf"\b(?:{rule})\b", re.I)) for value, rule in values.items())
    return Fact(name, re.compile(rf"\b(?:{told})\b", re.I), rules)


FACTS: Final = (
    _fact(
        "tenure",
        r"huur\w*|gehuurd|corporatie\w*|verhuurders?|koop\w*|kopen|gekocht|eigena\w+|eigen (?:huis|woning)|hypothe\w+"
        r"|onderhuur\w*|tenants?|rent(?:s|ed|ing|al)?|landlord\w*|own(?:s|ed|er|ers)?|mortgage",
        rented=r"huurwoning(?:en)?|huurders?|sociale huur|corporatiewoning(?:en)?",
        owned=r"koopwoning(?:en)?|eigena(?:ar|ren)|eigen woning|woningeigenaar",
    ),
    _fact(
        "children",
        r"kind\w*|minderjarig\w*|gezin\w*|baby\w*|peuters?|kleuters?|pubers?|zoon\w*|dochters?|ouders?|vader|moeder"
        r"|zwanger|jongeren|jeugd\w*|schoolgaand\w*|child|children|kids?|minors?|sons?|daughters?|famil(?:y|ies)|parents?",
        yes=r"(?<!geen )(?<!zonder )(?:minderjarige )?kinderen(?! onder)|gezin met (?:minderjarige )?kinderen",
        no=r"(?:geen|zonder) (?:minderjarige )?kinderen",
    ),
    _fact(
        "help_accepted",
        r"weiger\w*|accept\w*|aanvaard\w*|aan(?:neem|ge?no)\w*|afwijz\w*|afgewezen|wijst|wil(?:len|de|den)?\b.{0,30}\bhulp"
        r"|geen hulp|niks weten|zorgmijd\w*|moet (?:er )?(?:niks|niets)|meewerk\w*|refus\w*|decline\w*|turn\w* down"
        r"|want(?:s|ed)?\b.{0,20}\bhelp|agree[sd]?",
        yes=r"(?:accepteert|aanvaardt|neemt) (?:\w+ ){0,4}(?:hulp|aanbod)|wil (?:\w+ ){0,3}hulp|hulp aanneemt"
        r"|hulp aangenomen|stemt (?:\w+ ){0,4}in",
        no=r"weiger(?:t|en|ing)?|hulp geweigerd|wil (?:\w+ ){0,3}geen hulp|wijst (?:\w+ ){0,4}af|geen hulp",
    ),
)
_AS_GOOD = 0.75  # a branch must answer nearly as well as the best sentence
_OPENS = 60  # characters within which a sentence names the case that it is for


def branches(question: Question, ranking: Sequence[Scored], held: Held) -> Branches | None:
    """The fact that decides, with what each of its values leads to; None where none does or the question tells it.

    Two rules decide by a fact where they stand in one agreement, answer about as well, and each
    begins with another value of it or sets it as its condition.
    """
    good = [one for one in ranking if one.score >= _AS_GOOD * ranking[0].score]
    document = ranking[0].place.passage.document_id
    for fact in FACTS:
        if fact.told.search(question.search_text):
            continue
        found: dict[str, Scored] = {}
        for one in good:
            values = _cases(fact, one, held) if one.place.passage.document_id == document else []
            if len(values) == 1:
                found.setdefault(values[0], one)
        if len(found) > 1 and ranking[0] in found.values():
            return Branches(fact.name, {value.name: found[value.name] for value in fact.values if value.name in found})
    return None


def _cases(fact: Fact, one: Scored, held: Held) -> list[str]:
    """The values of a fact for which a sentence is meant."""
    span = one.unit.span
    conditions = [
        slot.text
        for act in held.acts(one.place.passage)
        if span.start <= act.span.start and act.span.end <= span.end
        for slot in act.preconditions
    ]
    said = "\n".join((one.unit.text[:_OPENS], *conditions))
    return [value.name for value in fact.values if value.rule.search(said)]

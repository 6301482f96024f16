"""The words of an act that tell what it is: without who does it, its conditions and what follows on it."""

import re
from collections.abc import Sequence
from typing import Final

from kb.consistency.acts.about import forms
from kb.process.act import Act, Slot
from kb.process.anybody import pronoun
from kb.process.words import participle_of

_NOMINAL: Final = re.compile(r"termijn|\bduur\b", re.I)
_WITH_TERM: Final = re.compile(r"\b\w+termijn van\b", re.I)
_WORD: Final = re.compile(r"[\w'’-]+")
# Who presides tells nothing of what is done.
_CHAIRED: Final = re.compile(
    r"\bonder (?:(?:het )?voorzitterschap|(?:de )?(?:leiding|regie|voorzitter)) van (?:(?:de|het|een) )?[\w'’-]+", re.I
)
# Who gets something does not do it: "de bewoner krijgt elke week bezoek van de begeleider".
_GETS: Final = frozenset(["krijgen", "ontvangen", "terugkrijgen"])
_GIVEN: Final = re.compile(r"\b(?:van|door)\b|\b(?:antwoord|bericht|bezoek|uitnodiging|reactie|uitleg)\b", re.I)
# "wist" is what was known; in a rule on data it is how these end.
_WIPES: Final = re.compile(r"\b(?:wist|wissen)\b(?! (?:of|dat|wie|wat|hoe|niet)\b)", re.I)
_RID: Final = re.compile(r"gaan|gooien|komen|halen|doen", re.I)
_AT_LEAST: Final = re.compile(r"\b(?:ten minste|tenminste|minimaal|minstens)\b", re.I)
# A unit that goes by its letters: "het TSO".
_UNIT: Final = re.compile(r"(?:(?:de|het) )?[A-Z]{2,6}", re.S)


def unit(act: Act) -> Slot | None:
    """The unit that does the act, where the text names it by letters and nobody is known by them."""
    named = act.subject is not None and not act.actors and _UNIT.fullmatch(act.subject.text)
    return act.subject if named else None


def wipes(act: Act) -> bool:
    """Whether an act that reads as past tense is a rule on how long data are held: "wist de gegevens na een jaar"."""
    return act.verb == "weten" and _WIPES.match(act.action.text) is not None


def verb(act: Act) -> str:
    """The verb that tells what is done; empty where another word tells it ("neemt contact op", "krijgt bericht")."""
    if wipes(act):
        return "wissen"
    if gets(act) or (act.verb == "opnemen" and "contact" in act.action.text.lower()):
        return ""
    return act.verb.removeprefix("laten ")


def gets(act: Act) -> bool:
    """Whether the subject is the one for whom it is done."""
    return act.verb in _GETS and _GIVEN.search(act.action.text) is not None


def doers(act: Act) -> tuple[Slot, ...]:
    """Who does the act, as far as the text names them: neither a pronoun nor the one for whom it is done."""
    if gets(act):
        return ()
    return tuple(one for one in act.actors if not pronoun(one.text)) or tuple(filter(None, (unit(act),)))


def unslotted(act: Act) -> Slot | None:
    """The action itself, where it may hold a figure that is no deadline: how long something is kept or lasts."""
    nominal = act.verb in {"zijn", "bedragen"} and act.subject is not None and _NOMINAL.search(act.subject.text)
    rid = _RID.fullmatch(act.verb) is not None and "bewaren" in forms(act.action.text)
    keeps = act.term is None and ("bewaren" in forms(act.verb) or nominal or rid or wipes(act))
    return act.action if keeps or _AT_LEAST.search(act.action.text) or _WITH_TERM.search(act.action.text) else None


def own_words(act: Act, place: tuple[int, int], meets: bool, ends: int) -> str:
    """The words of the act itself: without who does it, its conditions and its figures; a body that meets is named.

    `ends` is where what follows on it begins.
    """
    out = [(ends, act.span.end)]
    out += [(one.span.start, one.span.end) for one in (*act.preconditions, *act.exceptions)]
    out += [] if meets else [(one.span.start, one.span.end) for one in doers(act)]
    out += [(one.span.start, one.span.end) for one in (act.term, act.frequency) if one]
    out.append(place)
    out += [
        (act.action.span.start + m.start(), act.action.span.start + m.end()) for m in _CHAIRED.finditer(act.action.text)
    ]
    kept: dict[int, str] = {}
    for slot in (act.subject, act.action, act.object, act.recipient):
        if slot is not None:
            kept |= {slot.span.start + n: letter for n, letter in enumerate(slot.text)}
    # the finite verb stands in the act as an infinitive, with its particle; its participle says no more
    out.append((act.action.span.start, act.action.span.start + len(act.action.text.split(maxsplit=1)[0])))
    out += [
        (act.action.span.start + one.start(), act.action.span.start + one.end())
        for one in _WORD.finditer(act.action.text)
        if act.passive and participle_of(one[0].lower()) == act.verb
    ]
    shown = {at: letter for at, letter in kept.items() if not any(low <= at < high for low, high in out)}
    found: list[str] = []
    last = -1
    for at in sorted(shown):
        found += [" "] if at != last + 1 else []
        found.append(shown[at])
        last = at
    return "".join(found)


_POINTS: Final = {"zij": "de", "ze": "de", "deze": "de", "die": "de", "het": "het", "dit": "het"}


def meant(act: Act, before: Act | None) -> str:
    """What a pronoun that is the subject stands for: the subject or object of the act before."""
    pronoun = act.subject.text.lower() if act.subject else ""
    if pronoun not in _POINTS or before is None or before.passage_id != act.passage_id:
        return ""
    article = _POINTS[pronoun]
    named = [one.text for one in (before.subject, before.object) if one is not None]
    return next((text for text in named if text.lower().startswith(f"{article} ")), "")


# A body that was named in full before: "het buurtoverleg ... Het overleg vindt maandelijks plaats".
_BODY: Final = re.compile(
    r"\b(?:het|de|dat|die|deze|dit) (?P<noun>overleg|groep|team|tafel|raad|commissie|beraad|kamer|bijeenkomst)\b"
    r"(?! (?-i:[A-Z]))",
    re.I,
)


def in_full(words: str, before: str, headings: Sequence[str]) -> str:
    """The words of an act in which a body has the name that the sentences `before` it, or its heading, give in full."""

    def named(found: re.Match[str]) -> str:
        longer = re.compile(rf"\b\w{{2,}}{found['noun']}\b", re.I)
        names = longer.findall(before) or longer.findall(headings[-1] if headings else "")
        return names[-1] if names else found[0]

    return _BODY.sub(named, words)


def without(slot: Slot, start: int, end: int) -> str:
    """The words of a slot without the figure that may stand in it."""
    at = slot.span.start
    if end <= at or start >= slot.span.end:
        return slot.text
    return f"{slot.text[: max(0, start - at)]} {slot.text[end - at :]}"

"""The words of an act that tell what it is: without who does it, its conditions and what follows on it."""

import re
from typing import Final

from kb.consistency.acts.about import forms
from kb.process.act import Act, Slot

_NOMINAL: Final = re.compile(r"termijn|\bduur\b", re.I)
_AT_LEAST: Final = re.compile(r"\b(?:ten minste|tenminste|minimaal|minstens)\b", re.I)
# A unit that goes by its letters: "het TSO".
_UNIT: Final = re.compile(r"(?:(?:de|het) )?[A-Z]{2,6}", re.S)


def unit(act: Act) -> Slot | None:
    """The unit that does the act, where the text names it by letters and nobody is known by them."""
    named = act.subject is not None and not act.actors and _UNIT.fullmatch(act.subject.text)
    return act.subject if named else None


def unslotted(act: Act) -> Slot | None:
    """The action itself, where it may hold a figure that is no deadline: how long something is kept or lasts."""
    nominal = act.verb in {"zijn", "bedragen"} and act.subject is not None and _NOMINAL.search(act.subject.text)
    keeps = act.term is None and ("bewaren" in forms(act.verb) or nominal)
    return act.action if keeps or _AT_LEAST.search(act.action.text) else None


def own_words(act: Act, place: tuple[int, int], meets: bool, ends: int) -> str:
    """The words of the act itself: without who does it, its conditions and its figures; a body that meets is named.

    `ends` is where what follows on it begins.
    """
    out = [(ends, act.span.end)]
    out += [(one.span.start, one.span.end) for one in (*act.preconditions, *act.exceptions)]
    out += [] if meets else [(one.span.start, one.span.end) for one in (*act.actors, *filter(None, (unit(act),)))]
    out += [(one.span.start, one.span.end) for one in (act.term, act.frequency) if one]
    out.append(place)
    kept: dict[int, str] = {}
    for slot in (act.subject, act.action, act.object, act.recipient):
        if slot is not None:
            kept |= {slot.span.start + n: letter for n, letter in enumerate(slot.text)}
    # the finite verb stands in the act as an infinitive, with its particle
    out.append((act.action.span.start, act.action.span.start + len(act.action.text.split(maxsplit=1)[0])))
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

"""Separable verbs: "melden klanten aan" is also "aanmelden"."""

import re
from collections.abc import Iterator, Sequence

from kb.language.lexicon import infinitive, known
from kb.language.words import written

_LOOSE = """
aan achter af bij binnen buiten door in langs mee na neer om op over rond samen tegen terug thuis toe uit
vast voor voorbij vooruit weg
"""
_PARTICLES = frozenset(_LOOSE.split())
# What follows a particle where the clause goes on without it being a preposition.
_GOING_ON = """
aan als bij dan dat door en indien met naar of omdat op over te tot uit van via voor voordat waar waarbij
waarna wanneer want wegens zodat zodra zonder
"""
_AFTER = frozenset(_GOING_ON.split())
_CLAUSE = re.compile(r"[.,;:!?()\n]+(?:\s|$)")
_REACH = 12  # words between verb and particle


def _ends_here(following: Sequence[str]) -> bool:
    return not following or following[0] in _AFTER


def _verbs_before(words: Sequence[str], place: int, particle: str) -> Iterator[tuple[int, str]]:
    # In reading order: the finite verb of a main clause stands second.
    first = max(0, place - _REACH)
    for at, word in enumerate(words[first:place], start=first):
        verb = infinitive(word)
        if verb and known(particle + verb):
            yield at, particle + verb


def separable_at(words: Sequence[str]) -> dict[int, str]:
    """Infinitives of the separable verbs whose parts stand apart in one clause, by the place of the verb.

    Both "melden ... aan" and "aan te melden" give "aanmelden". A particle that opens a phrase
    ("werkt op de afdeling") gives nothing.
    """
    found: dict[int, str] = {}
    for place, word in enumerate(words):
        if word not in _PARTICLES:
            continue
        if words[place + 1 : place + 2] == ["te"] and known(whole := word + "".join(words[place + 2 : place + 3])):
            found[place + 2] = whole
        elif _ends_here(words[place + 1 : place + 2]):
            for at, verb in _verbs_before(words, place, word):
                found.setdefault(at, verb)
                break
    return found


def clauses(text: str) -> list[str]:
    """The clauses of a text, parted where a mark ends one; the marks are out."""
    return _CLAUSE.split(text)


def separable(text: str) -> list[str]:
    """Infinitives of the separable verbs whose parts stand apart in one clause of the text, in reading order."""
    return [verb for clause in clauses(text) for _, verb in sorted(separable_at(written(clause)).items())]

"""Whether each word of a claim is said by its quotes, and none that narrows them is left out."""

from collections.abc import Callable
from typing import Final

from assistant.paraphrase.figures import figures
from assistant.paraphrase.reading import SEGMENT_MARKS, Read, Told
from assistant.paraphrase.telling import CLASS_OF, FREE, alike, key
from kb.language.compounds import within
from kb.process.words import DETERMINERS, PREPOSITIONS, verb_of

Synonyms = Callable[[str, str], bool]
_FROM_HEADINGS: Final = 2
_FROM_THESAURUS: Final = 1


def adds_words(claim: Read, source: Read, around: frozenset[str], synonyms: Synonyms) -> tuple[str, ...]:
    """The words of a claim that its quotes do not say.

    One word may be in the quotes by another that the thesaurus has for the same thing; two may stand in
    `around`, the headings, which set what the quotes are about.
    """
    numbers = {one.at for one in figures(claim)}
    held = source.keys
    headings = thesaurus = 0
    left = []
    for at, one in enumerate(claim.told):
        if not one.key or at in numbers or _said(one, held):
            continue
        if one.keys & around and headings < _FROM_HEADINGS and not verb_of(one.low):
            headings += 1
        elif thesaurus < _FROM_THESAURUS and any(synonyms(one.key, other) for other in _telling(source)):
            thesaurus += 1
        else:
            left.append(one.low)
    left += [verb for verb in claim.verbs if not alike(verb) & held]
    return tuple(left)


def _telling(source: Read) -> set[str]:
    return {one.key for one in source.told if one.key}


def _said(one: Told, held: frozenset[str]) -> bool:
    if alike(one.key) & held or one.keys & held:
        return True
    parts = within(one.low)
    return len(parts) > 1 and all(alike(key(part)) & held for part in parts)


def drops_narrowing(claim: Read, source: Read) -> bool:
    """Whether a claim has a noun of its quotes without the adjective that narrows it there."""
    said = claim.keys
    named = {claim.named[one.name].core.lower() for one in claim.told if one.name is not None}
    for at, one in enumerate(source.told[:-1]):
        after = source.told[at + 1]
        if not one.key or one.name is not None or not one.low.endswith("e") or one.low in FREE | CLASS_OF.keys():
            continue
        if one.low in DETERMINERS | PREPOSITIONS or verb_of(one.low) or after.segment != one.segment:
            continue
        kept = after.key in said if after.key else after.name is not None and _core(source, after) in named
        if kept and not (alike(one.key) & said or one.keys & said):
            return True
    return False


def _core(read: Read, one: Told) -> str:
    return read.named[one.name].core.lower() if one.name is not None else ""


def _pairs(read: Read) -> list[tuple[frozenset[str], str, str]]:
    """What stands on either side of each "en" and "of": left words up to the clause's mark, right word, conjunction."""
    found = []
    for at, one in enumerate(read.told):
        if one.low not in {"en", "of", "evenals", "alsmede"}:
            continue
        left = _beside(read, at, -1, 3)
        right = _beside(read, at, 1, 1)
        if left and right:
            found.append((frozenset(left), right[0], "of" if one.low == "of" else "en"))
    return found


def _beside(read: Read, at: int, step: int, most: int) -> list[str]:
    found: list[str] = []
    here = at + step
    while 0 <= here < len(read.told) and len(found) < most:
        one = read.told[here]
        if one.low in SEGMENT_MARKS - {","}:
            break
        own = f"@{_core(read, one)}" if one.name is not None else one.key
        if own and own not in found:
            found.append(own)
        here += step
    return found


def turns_and_or(claim: Read, source: Read) -> bool:
    """Whether a claim has "of" between what its quotes join by "en", or the other way round."""
    held = _pairs(source)
    kinds = {kind for _, _, kind in held}
    for left, right, kind in _pairs(claim):
        same = {other for lefts, one, other in held if _meet(left | {right}, lefts, one)}
        if same and kind not in same:
            return True
        if not same and kinds and kind not in kinds:
            return True
        if not same and kind == "of" and not kinds:
            return True
    return False


def _meet(mine: frozenset[str], left: frozenset[str], right: str) -> bool:
    return bool(alike(right) & mine) and any(alike(one) & mine for one in left)


def mixes(claim: Read, source: Read) -> bool:
    """Whether a claim says of one case what its quotes say of another beside it: "bij ... een brief, bij ... een bezoek"."""
    stretches = _stretches(source)
    parallel = [
        (one, other)
        for n, (first, one) in enumerate(stretches)
        for first_too, other in stretches[n + 1 :]
        if first == first_too and first in PREPOSITIONS | {"als", "indien", "is", "wanneer"}
    ]
    for one, other in parallel:
        rest = [words for _, words in stretches if words is not one and words is not other]
        shared = frozenset().union(*rest) | (one & other)
        for _, mine in _stretches(claim):
            if any(alike(word) & (one - shared) for word in mine) and any(
                alike(word) & (other - shared) for word in mine
            ):
                return True
    return False


def _stretches(read: Read) -> list[tuple[str, frozenset[str]]]:
    """The stretches between marks and "en", each by its first word and the things it tells."""
    found: list[tuple[str, set[str]]] = []
    opened = True
    for one in read.told:
        if one.low in SEGMENT_MARKS or one.low == "en":
            opened = True
            continue
        if opened:
            found.append((one.low, set()))
            opened = False
        if one.name is not None:
            found[-1][1].add(f"@{_core(read, one)}")
        elif one.key and not verb_of(one.low):
            found[-1][1].add(one.key)
    return [(first, frozenset(words)) for first, words in found]

"""When what a sentence says holds: its conditions and exceptions, none of which a claim may drop, add or turn round."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.paraphrase.reading import SEGMENT_MARKS, Part, Read, Told
from assistant.paraphrase.telling import alike, key
from kb.process.under import Under
from kb.process.words import PREPOSITIONS, verb_of

_OPENERS: Final = {
    "als": "if", "indien": "if", "wanneer": "if", "zodra": "if", "ingeval": "if", "mits": "if", "zover": "if",
    "voor": "if", "nadat": "after", "voordat": "before", "totdat": "until", "zolang": "while", "tenzij": "unless",
}  # fmt: skip
# "wanneer" may be after; "zodra" is if and after; who does something is as a condition is.
_FITS: Final = {
    "if": frozenset({"if", "at", "who", "after", "named"}),
    "at": frozenset({"if", "at", "who", "named"}),
    "who": frozenset({"who", "if", "at"}),
    "after": frozenset({"after", "if"}),
    "before": frozenset({"before"}),
    "until": frozenset({"until", "while"}),
    "while": frozenset({"while", "until"}),
    "unless": frozenset({"unless"}),
    "without": frozenset({"without"}),
    "consent": frozenset({"consent", "if"}),
}
_PHRASES: Final = {
    "bij": "at", "tijdens": "at", "behalve": "unless", "buiten": "unless", "zonder": "without", "na": "after",
    "vanaf": "after", "voordat": "before",
}  # fmt: skip
_CONSENT: Final = frozenset({"toestemming", "instemming", "akkoord", "goedkeuring", "machtiging"})
_TIMES: Final = re.compile(r"(?:werk)?dag(?:en)?|we(?:ek|ken)|maand(?:en)?|ja(?:ar|ren)|u(?:ur|ren)|kwartaal")
_POINTS_BACK: Final = re.compile(
    r"\b(?:in (?:dat|die|deze|dit|zulke|zo'n) (?:geval|gevallen|situaties?)|onder (?:die|deze) voorwaarden?)\b"
    r"|^(?:dan|daarna|vervolgens|anders|vanaf dat moment|tot dat moment|tot die tijd)\b",
    re.I,
)
TAKES_BACK: Final = re.compile(
    r"(?:dit|dat|deze (?:\w+ )?(?:beperking|regel|voorwaarde|termijn|plicht|verplichting)) (?:geldt|is|hoeft|kan|mag)"
    r" niet\b|(?:een|er is één|één|de enige) uitzondering\b|(?:dit|dat) is anders|(?:tenzij|behalve|uitgezonderd)\b"
    r"|in afwijking\b|uitzondering\b|.{0,80}\bis deze termijn\b|.{0,60}\bgeldt (?:dit|dat|deze \w+) niet\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Case:
    """A case for which something is said: how it is put, what it tells and whom it names, the main clause it limits."""

    kind: str
    keys: frozenset[str]
    of: int
    clause: bool


def cases(read: Read) -> list[Case]:
    """The conditions, exceptions and limiting phrases of a sentence, in reading order."""
    found = [case for number, part in enumerate(read.parts) if (case := _clause(read, number, part)) is not None]
    return found + _phrases(read)


def _clause(read: Read, number: int, part: Part) -> Case | None:
    own = read.of(number)
    if part.kind is Under.RELATIVE:
        before = read.told[part.first - 1].low if part.first else ""
        if before in SEGMENT_MARKS:
            return None  # a clause behind a comma adds, it does not limit
        kind = "who"
    elif part.kind in {Under.CONDITION, Under.EXCEPTION}:
        kind = _OPENERS.get(part.opener, "if")
    else:
        return None
    return Case(kind, told_by(read, own), part.of, True)


def told_by(read: Read, own: Sequence[Told]) -> frozenset[str]:
    """What some words tell, and whom they name."""
    keys = {one.key for one in own if one.key}
    return frozenset(keys | {f"@{read.named[one.name].core.lower()}" for one in own if one.name is not None})


def _phrases(read: Read) -> list[Case]:
    found = []
    for at, one in enumerate(read.told):
        part = read.parts[one.part] if one.part < len(read.parts) else None
        if one.name is not None or part is None or not part.main:
            continue
        kind = _PHRASES.get(one.low)
        words = _phrase(read, at)
        if one.low == "met" and any(word.low in _CONSENT for word in words):
            kind = "consent"
        if kind is None or not words or _no_case(read, at, kind, words):
            continue
        found.append(Case(kind, told_by(read, words), one.part, False))
    return [case for case in found if case.keys]


def _no_case(read: Read, at: int, kind: str, words: Sequence[Told]) -> bool:
    """Whether a phrase says where or from when something counts, rather than for which case."""
    if kind in {"at", "unless"} and words[0].name is not None and read.told[at].low in {"bij", "buiten"}:
        return True
    before = read.told[at - 1].low if at else ""
    return kind == "after" and bool(_TIMES.fullmatch(before) or before[:1].isdigit())


def _phrase(read: Read, at: int) -> list[Told]:
    """The words that a preposition governs: up to a verb, a mark or another preposition but "van"."""
    found: list[Told] = []
    for one in read.told[at + 1 :]:
        stop = one.low in SEGMENT_MARKS or (
            one.low in PREPOSITIONS - {"van", "te", "ten", "ter", "tot"} and one.name is None
        )
        verb = read.parts[one.part].verb if one.part < len(read.parts) else ""
        finite = bool(one.key) and one.key == key(verb)
        if stop or one.part != read.told[at].part or (found and one.name is None and (finite or _verb(one))):
            break
        found.append(one)
    return found


def _verb(one: Told) -> bool:
    return verb_of(one.low) is not None and not one.low.endswith("en")


def covered(wanted: frozenset[str], held: frozenset[str]) -> float:
    """The share of some keys that others have, in the same word or one for the same."""
    return sum(bool(alike(one) & held) for one in wanted) / len(wanted) if wanted else 1.0


_WHOLE: Final = 0.99
_MOSTLY: Final = 0.6
_TOUCHED: Final = 1 / 3


def drops(claim: Read, source: Read) -> bool:
    """Whether a claim leaves out a case to which its quotes bind what it says."""
    said = told_by(claim, claim.told) | claim.keys
    own = cases(claim)
    mains = [number for number, part in enumerate(source.parts) if part.main]
    touched = {n for n in mains if len(mains) == 1 or covered(told_by(source, source.of(n)), said) >= _TOUCHED}
    for case in cases(source):
        if case.of in touched and case.keys and covered(case.keys, said) < _WHOLE:
            return True
        if case.of in touched and case.clause and not any(_of(case, mine) for mine in own) and not _named(claim, case):
            return True
    return bool(_POINTS_BACK.search(source.text)) and not own


def _of(case: Case, mine: Case) -> bool:
    return mine.kind in _FITS.get(case.kind, frozenset()) or case.kind in _FITS.get(mine.kind, frozenset())


def _named(claim: Read, case: Case) -> bool:
    """Whether what a relative clause says stands in the claim as an adjective or a phrase: "aangesloten verhuurders"."""
    return case.kind == "who" and covered(case.keys, told_by(claim, claim.told)) >= _WHOLE


def adds(claim: Read, source: Read, around: frozenset[str]) -> bool:
    """Whether a claim binds what it says to a case that is none in its quotes, or to the rule itself.

    `around` is what headings tell: what stands under a heading holds for what it names.
    """
    held = cases(source)
    mains = frozenset(one for n, part in enumerate(source.parts) if part.main for one in told_by(source, source.of(n)))
    for case in cases(claim):
        if not case.keys:
            continue
        if any(_of(other, case) and covered(case.keys, other.keys | around) >= _MOSTLY for other in held):
            continue
        # what a phrase limits may be the subject of the quote: "Bij een crisissignaal", "Een crisissignaal"
        if case.kind == "at" and not case.clause and covered(case.keys, mains | around) >= _WHOLE:
            continue
        if case.kind == "who" and covered(case.keys, mains) >= _WHOLE:
            continue
        return True
    return False


def asserts_a_case(claim: Read, source: Read) -> bool:
    """Whether a claim says outright what its quotes only suppose, ask or describe somebody by."""
    for number, part in enumerate(claim.parts):
        if not part.main:
            continue
        own = told_by(claim, claim.of(number))
        if not own:
            continue
        shares = [(covered(own, told_by(source, source.of(n))), other.main) for n, other in enumerate(source.parts)]
        best = max(share for share, _ in shares)
        main = max((share for share, is_main in shares if is_main), default=0.0)
        if best > main and main < _MOSTLY / 2:
            return True
    return False

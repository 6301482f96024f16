"""What a clause says is done: the verb as a whole, whether it is passive, denied, and how it is put."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kb.process import words as w
from kb.process.act import Modality
from kb.process.clauses import Clause

# Perfect tenses with "zijn" that are no passive.
_BECOMES_WORDS = """
beginnen starten gaan komen verstrijken aflopen ontstaan vervallen overgaan blijven worden zijn oplopen aankomen
verhuizen veranderen slagen stoppen vertrekken gebeuren binnenkomen opgroeien daling stijgen
"""
_BECOMES = frozenset(_BECOMES_WORDS.split())
_OBLIGED = frozenset({"verplicht", "gehouden", "genoodzaakt"})
_NEEDED = frozenset({"nodig", "noodzakelijk", "vereist"})
_CLOSES = (
    w.PREPOSITIONS
    | w.SUBORDINATORS
    | (w.ADVERBS - {"elkaar"})
    | frozenset({"en", "maar", "of", "welke", "welk", "wat", "wie", "hoe", "waarom"})
)
_AFTER_THAT = w.DETERMINERS | w.PRONOUNS | w.ADVERBS | frozenset({"", ","})
_FREE = (
    w.PREPOSITIONS
    | w.SUBORDINATORS
    | w.ADVERBS
    | w.NEGATIONS
    | frozenset({"en", "of", "maar", "dan", "die", "dat", "worden", "zijn"})
)
_ADJECTIVES = frozenset({"verantwoordelijk", "verantwoordelijke", "bevoegd", "verplicht", "gehouden"})
_MOVES = frozenset({"komen", "gaan", "blijven", "laten"})
_POINTS = frozenset({"te", "dat", "dit", "deze", "die", "het", "haar", "hun"})
_LIMITS = frozenset({"alleen", "meer", "langer", "eerder", "later", "uitsluitend", "slechts", "minder"})


_ONLY_IS = _NEEDED | {"verboden"}
_CARRIED = (  # what the adjective says, and what it says where it is denied
    (_OBLIGED, Modality.MUST, Modality.NEED_NOT),
    (frozenset({"toegestaan", "geoorloofd"}), Modality.MAY, Modality.MUST_NOT),
    (frozenset({"verboden"}), Modality.MUST_NOT, Modality.MAY),
    (frozenset({"bevoegd", "gerechtigd"}), Modality.MAY, Modality.MUST_NOT),
    (_NEEDED, Modality.MUST, Modality.NEED_NOT),
)


class Predicate(NamedTuple):
    """The verb of a clause (infinitive, separable verbs whole) and how the act is put."""

    verb: str
    passive: bool
    modality: Modality
    negated: bool


def predicate(clause: Clause) -> Predicate:
    """Read the predicate of a clause; nothing outside its main words counts."""
    lows = [clause.words[i].low for i in clause.after]
    before = [clause.words[i].low for i in clause.before]
    negated = _denied(lows) or any(low in {"niemand", "geen", "nooit"} for low in before[:1])
    helper = clause.verb
    whole = _with_particle(helper, clause, lows)
    moves = helper in _MOVES and whole != helper and not (helper == "laten" and "weten" in lows)
    content, passive = (None, False) if moves else _content(helper, lows)
    if content is None and helper in w.MODALS:
        content = _infinitive(before)  # "Een gegeven schrappen mag ..."
    verb = content or whole
    if helper == "laten" and content:
        verb = f"laten {content}"
    if helper == "zijn" and not content:
        adjective = next(
            (low for low in lows if low in {"verantwoordelijk", "verantwoordelijke", "bevoegd", *_OBLIGED}), None
        )
        verb = f"{adjective.replace('lijke', 'lijk')} zijn" if adjective else "zijn"
    if clause.imperative:
        return Predicate(verb, False, Modality.MUST_NOT if negated else Modality.MUST, negated)
    return Predicate(verb, passive, _modality(helper, lows, negated=negated), negated)


def _denied(lows: Sequence[str]) -> bool:
    for at, low in enumerate(lows):
        if low not in w.NEGATIONS:
            continue
        following = lows[at + 1] if at + 1 < len(lows) else ""
        earlier = lows[at - 1] if at else ""
        if following in _LIMITS and (following == "alleen" or "dan" in lows[at + 1 :]):
            continue  # "niet meer gegevens dan nodig", "niet alleen"
        if earlier in {"en", "maar", "of"} or low == "noch" or (earlier == "dan" and "al" in lows[:at]):
            continue  # "de naam, maar niet het adres": the act stands
        if low == "niet" and at == len(lows) - 1 and "," in lows[max(0, at - 4) : at - 1]:
            continue  # "Een inwoner mag anoniem melden, een partij niet."
        return True
    return False


def _content(helper: str, lows: Sequence[str]) -> tuple[str | None, bool]:
    """The verb that a helper verb helps, and whether the two make a passive."""
    if helper not in w.HELPERS:
        return None, False
    if helper in {"worden", "zijn"}:
        adjective = helper == "zijn" and any(low in _ADJECTIVES for low in lows)
        last = None if adjective else _done(lows)
        return last, last is not None and (helper == "worden" or last not in _BECOMES)
    if helper == "hebben":
        closing = w.participle_of(lows[-1]) if lows else None
        return closing, False
    for one, other in pairwise(lows):
        done = w.participle_of(one if other == "worden" else other) if "worden" in {one, other} else None
        if done:
            return done, True
    return _infinitive(lows, bare=helper in w.MODALS - {"hoeven", "dienen"}), False


def _done(lows: Sequence[str]) -> str | None:
    """The last participle that goes with no noun behind it, as "betrokken organisaties" does."""
    for at in range(len(lows) - 1, -1, -1):
        after = lows[at + 1] if at + 1 < len(lows) else ""
        if (done := w.participle_of(lows[at])) and (not after.isalpha() or after in _FREE):
            return done
    return None


def _infinitive(lows: Sequence[str], *, bare: bool = False) -> str | None:
    """The last infinitive, joined with the particle before "te"; a `bare` one stands without "te"."""
    for at in range(len(lows) - 1, -1, -1):
        low = lows[at]
        if w.verb_of(low) != low or not low.endswith("n"):
            continue
        before = lows[at - 1] if at else ""
        if bare and before == "te":
            continue  # "kan de rechter vragen de huur te ontbinden"
        if before == "te" and at > 1 and lows[at - 2] in w.PARTICLES and (whole := w.joined(lows[at - 2], low)):
            return whole
        if before not in w.DETERMINERS - _POINTS | w.PREPOSITIONS - {"te"}:
            return low
    return None


def _with_particle(verb: str, clause: Clause, lows: Sequence[str]) -> str:
    """The verb with its particle, where that stands apart later in the clause."""
    for at in range(len(lows) - 1, -1, -1):
        if lows[at] not in w.PARTICLES:
            continue
        place = clause.after[at]
        following = clause.words[place + 1].low if place + 1 < len(clause.words) else ""
        further = clause.words[place + 2].low if place + 2 < len(clause.words) else ""
        noun = further.isalpha() and further not in _AFTER_THAT and not w.participle_of(further)
        that = (following == "die" and not noun) or (following == "dat" and (not noun or further.endswith(("en", "s"))))
        closes = following != "te" and (not following.isalnum() or following in _CLOSES or that)
        if closes and (whole := w.joined(lows[at], verb)):
            return whole
    return verb


def _modality(helper: str, lows: Sequence[str], *, negated: bool) -> Modality:
    if helper == "mogen":
        return Modality.MUST_NOT if negated else Modality.MAY
    if helper == "moeten" or (helper == "dienen" and "te" in lows):
        return Modality.MUST_NOT if negated else Modality.MUST
    if helper == "hoeven":
        return Modality.NEED_NOT
    if helper == "kunnen":
        return Modality.CAN
    if helper in {"zullen", "willen", "streven", "beogen"}:
        return Modality.INTENDS
    return _said(helper, frozenset(lows), negated=negated) if helper in {"zijn", "worden", "hebben"} else Modality.DOES


def _said(helper: str, lows: frozenset[str], *, negated: bool) -> Modality:
    """The modality that an adjective carries: "is verplicht", "is niet toegestaan"."""
    for words, plain, denied in _CARRIED:
        if lows & words and (helper == "zijn" or not words & _ONLY_IS):
            return denied if negated else plain
    return Modality.INTENDS if "voornemens" in lows or {"van", "plan"} <= lows else Modality.DOES

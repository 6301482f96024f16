"""When "het het" cannot be a pronoun with an article, so that one of the two is too many."""

import re
from typing import Final

from kb.process.words import HELPERS, PREPOSITIONS, SUBORDINATORS, past_of, verb_of

_CLAUSE: Final = re.compile(r"[.,;:!?()]\s")
_WORD: Final = re.compile(r"[^\W\d_]+")
_OPENS: Final = SUBORDINATORS | {"dat", "die", "wat", "wie", "welke", "welk", "of", "hoe", "zoals", "dan", "om"}
_BEFORE: Final = (PREPOSITIONS - {"om", "als"}) | {"ook", "tevens", "eveneens", "zelfs", "slechts"}
_PERSONS: Final = frozenset({"wij", "we", "zij", "ze", "hij", "u", "ik", "je", "jij", "iedereen", "men"})
_ARTICLES: Final = frozenset({"de", "het", "een", "elke", "iedere", "ieder", "elk", "onze", "ons", "alle"})
# Verbs beside which both "het" and a noun can stand: a second object, a predicate, a second verb.
_WITH_TWO_WORDS = """
geven sturen zenden vertellen melden zeggen laten vinden maken noemen achten doen gaan blijven lijken blijken schijnen
vragen tonen leren bieden brengen leggen delen stellen helpen gunnen besparen kosten krijgen beloven verwijten verbieden
verplichten schrijven overhandigen verstrekken aanbieden leveren houden nemen zien horen zetten wijzen raden betalen
weigeren toestaan verzekeren berichten voelen heten komen staan toesturen uitleggen wensen ontnemen schelen verkopen
verhuren lenen lezen sparen ontzeggen verlenen verschaffen toekennen opleggen voorleggen voorstellen kennen bezorgen
"""
_WITH_TWO: Final = HELPERS | frozenset(_WITH_TWO_WORDS.split())
# "het liefst", "het hele jaar", "het weekend erna" tell how or when, beside "het" as an object.
_WHEN_OR_HOW: Final = re.compile(
    r"\s+(?:\w*ste?\b|(?:volgende?|vorige?|komende?|afgelopen|hele|gehele|zelf)\b"
    r"|(?:\w+\s+)?\w*(?:jaar|kwartaal|weekend|moment|uur|keer)\b)",
    re.I,
)
_TIME: Final = re.compile(
    r"(?:dag|week|maand|jaar|kwartaal|keer|maal|ochtend|avond|middag|nacht|periode|tijd|uur|moment|zomer|winter|geval"
    r"|manier|wijze)(?:en)?$|weken$"
)


def no_pronoun(before: str, word: str, after: str) -> bool:
    """Whether the first "het" of two can be no pronoun: "noteert het het adres".

    It is one in front of its verb ("als het het gezin raakt"), and behind it as its subject ("zo helpt het het
    gezin") or beside a second object or a predicate ("maakt het het gezin lastig"). `before` and `after` are what
    stands around the two, `word` is the first as it is written.
    """
    clause = [one.lower() for one in _WORD.findall(_CLAUSE.split(before)[-1])]
    if not clause:  # no sentence begins with a pronoun and an article
        return word[0].isupper()
    if clause[-1] in _BEFORE:
        return True
    verb = verb_of(clause[-1]) or past_of(clause[-1])
    if not verb or verb in _WITH_TWO or _WHEN_OR_HOW.match(after) or not _OPENS.isdisjoint(clause):
        return False
    return _has_subject(clause)


def _has_subject(clause: list[str]) -> bool:
    """Whether a clause that ends in its verb begins with its subject: not "de eerste week belt het het gezin"."""
    if clause[0] in _PERSONS:
        return True
    return clause[0] in _ARTICLES and len(clause) > 2 and not any(map(_TIME.search, clause[1:3]))

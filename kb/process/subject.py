"""Who the subject of a clause is: named, a pronoun for somebody named before, or a thing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kb.process import words as w
from kb.process.actors import Mention
from kb.process.clauses import Clause

_JOINT = re.compile(r"\s*(?:,|,? en|,? of|/|, maar ook|, of)\s*")
_NO_INVERSION_WORDS = """
zijn worden betreffen bevatten heten gelden vallen liggen blijven bestaan luiden
"""
_NO_INVERSION = frozenset(_NO_INVERSION_WORDS.split())
_PERSONAL = frozenset({"zij", "ze", "hij", "het", "u", "men", "wij", "we", "je", "jij", "ik"})
_OPENERS = frozenset({"ook", "alleen", "zowel", "zelfs", "eerst", "uitsluitend", "daarnaast"})


class Sort(StrEnum):
    """What stands as the subject."""

    NAMED = "named"
    PRONOUN = "pronoun"
    DESCRIBED = "described"  # "wie de regie voert"
    THING = "thing"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a clause, by places in its sentence; `object` is what stands before the verb instead."""

    sort: Sort
    place: tuple[int, int] | None = None
    named: tuple[Mention, ...] = ()
    pronoun: str = ""
    object: tuple[int, int] | None = None


def chain(text: str, first: Mention, mentions: Sequence[Mention], until: int) -> tuple[Mention, ...]:
    """The mention and those joined to it by a comma or a conjunction, up to a place in the text."""
    found = [first]
    for one in mentions:
        if one.start >= found[-1].end and one.end <= until and _JOINT.fullmatch(text[found[-1].end : one.start]):
            found.append(one)
    return tuple(found)


def plural(named: Sequence[Mention]) -> bool:
    """Whether several are named, or one by a plural."""
    return len(named) > 1 or named[0].plural


def verb_is_plural(clause: Clause) -> bool:
    """Whether the finite verb is a plural form."""
    return clause.words[clause.finite].low.endswith("n") and clause.words[clause.finite].low != "kan"


def subject_of(clause: Clause, text: str, mentions: Sequence[Mention], *, carries: bool) -> Subject:
    """The subject of a clause, before its finite verb or right after it.

    `carries`: the clause before, in the same sentence, named who acts, so that this one need not.
    """
    ws = clause.words
    before = [i for i in clause.before if ws[i].low not in _OPENERS or i == clause.before[-1]]
    place = (ws[before[0]].start, ws[clause.before[-1]].end) if before else (-1, -1)
    if before:
        named = next((one for one in mentions if one.start == place[0]), None)
        if named:
            return Subject(Sort.NAMED, place, chain(text, named, mentions, place[1]))
        if ws[before[0]].low in _PERSONAL and len(before) == 1:
            return Subject(Sort.PRONOUN, place, pronoun=ws[before[0]].low)
    later = _after(clause, text, mentions, carries=carries)
    phrase = bool(before) and _is_thing(clause, before)
    if later and (not phrase or clause.verb not in _NO_INVERSION):
        return Subject(later.sort, later.place, later.named, later.pronoun, place if phrase else None)
    return Subject(Sort.THING, place) if phrase else _unnamed(clause)


def _unnamed(clause: Clause) -> Subject:
    """A subject that nobody's name stands for: described, a thing behind the verb, or none."""
    ws = clause.words
    if clause.fronted and not clause.before and ws[clause.subs[0].first].low == "wie":
        who = clause.subs[0]
        return Subject(Sort.DESCRIBED, (ws[who.first].start, ws[who.last - 1].end))
    opened = (clause.fronted or clause.before) and clause.after
    return Subject(Sort.THING if opened else Sort.MISSING)


def _is_thing(clause: Clause, before: Sequence[int]) -> bool:
    """Whether what stands before the verb is a noun phrase: no adverbial."""
    low = clause.words[before[0]].low
    if low in w.PREPOSITIONS or (len(before) == 1 and low in w.ADVERBS) or low in {"in", "eens", "zo", "drie", "één"}:
        return False
    return not (low in w.ADVERBS and low not in {"er"} and len(before) <= 2)


def _after(clause: Clause, text: str, mentions: Sequence[Mention], *, carries: bool) -> Subject | None:
    """A subject right behind the finite verb, of the verb's number."""
    ws = clause.words
    if clause.coordinate and (carries or not clause.inverted) and not _goes_with(clause, mentions):
        return None
    for i in clause.after:
        low = ws[i].low
        named = next((one for one in mentions if one.start <= ws[i].start < one.end), None)
        if named and named.start == ws[i].start:
            row = chain(text, named, mentions, ws[clause.after[-1]].end)
            if not verb_is_plural(clause) and " of " not in text[row[0].end : row[-1].start] + " ":
                row = row[:1]
            agrees = plural(row) == verb_is_plural(clause) or " of " in text[row[0].end : row[-1].start]
            return Subject(Sort.NAMED, (row[0].start, row[-1].end), row) if agrees and not clause.imperative else None
        if low in {"zij", "ze", "hij", "u", "men", "wij", "we", "je"} or (low == "het" and _alone(clause, i)):
            return Subject(Sort.PRONOUN, (ws[i].start, ws[i].end), pronoun=low)
        if low not in w.ADVERBS and low not in {"dan", "dit", "dat", "deze"}:
            return None
    return None


def _alone(clause: Clause, i: int) -> bool:
    """Whether "het" stands for something rather than before its noun: an article or a phrase follows."""
    after = clause.words[i + 1].low if i + 1 < len(clause.words) else ""
    return after in w.DETERMINERS | w.PREPOSITIONS | w.ADVERBS | w.NEGATIONS


def _goes_with(clause: Clause, mentions: Sequence[Mention]) -> bool:
    """Whether a coordinate clause has a subject of its own: a pronoun, or a name with more behind it."""
    ws = clause.words
    if not clause.after:
        return False
    low = ws[clause.after[0]].low
    if low in {"zij", "hij", "men", "u"}:
        return True
    if clause.verb in w.MODALS and any(one.start == ws[clause.after[0]].start for one in mentions):
        return True
    first = next((one for one in mentions if one.start == ws[clause.after[0]].start), None)
    rest = [i for i in clause.after if first and ws[i].start >= first.end]
    return bool(first and rest and ws[rest[0]].low in w.DETERMINERS | {"geen"} and clause.verb != "geven")

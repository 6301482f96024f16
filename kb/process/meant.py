"""Whom the subject of a clause names: itself, or by a pronoun somebody named before."""

import re

from kb.process.act import Slot
from kb.process.clauses import Clause
from kb.process.sentence import Heard, Sentence
from kb.process.subject import Sort, Subject, verb_is_plural


def actors_of(sentence: Sentence, clause: Clause, about: Subject, heard: Heard) -> tuple[Slot, ...]:
    """Who the subject is, pronouns resolved in the clause before the verb or by what was heard before."""
    if about.sort is Sort.NAMED:
        return sentence.slots([(one.start, one.end) for one in about.named])
    if about.sort is Sort.DESCRIBED:
        return sentence.slots([about.place]) if about.place else ()
    if about.sort is Sort.PRONOUN:
        if about.pronoun in {"u", "men", "wij", "we", "je", "jij", "ik"}:
            return sentence.slots([about.place]) if about.place else ()
        return _meant(sentence, clause, about.pronoun, heard)
    return heard.carried if about.sort is Sort.MISSING and clause.coordinate else ()


_NEUTER = re.compile(r"(?:punt|overleg|team|college|bestuur|loket|bureau|centrum|huis|gezin|huishouden|gesprek)$", re.I)


def _meant(sentence: Sentence, clause: Clause, pronoun: str, heard: Heard) -> tuple[Slot, ...]:
    """Whom a pronoun stands for: the subject of the clause before the verb, else that of the sentence before."""
    several = verb_is_plural(clause)
    for named, many in (_opening(sentence, clause), (heard.actors, heard.several)):
        if not named or many != several:
            continue
        neuter = all(one.text.lower().startswith("het ") or _NEUTER.search(one.text.split(" van ")[0]) for one in named)
        if several or neuter == (pronoun == "het"):
            return named
        return ()
    return ()


def _opening(sentence: Sentence, clause: Clause) -> tuple[tuple[Slot, ...], bool]:
    """The subject of the clause that stands before the verb."""
    if not clause.fronted or clause.words[clause.subs[0].first + 1].low in {"zij", "hij", "ze"}:
        return (), False
    sub = clause.subs[0]
    low, high = clause.words[sub.first].start, clause.words[sub.last - 1].end
    found = [
        one
        for one in sentence.mentions
        if low <= one.start < high
        and not re.search(r"\b(?:van|aan|met|voor|naar|bij|door|over)\s+$", sentence.text[: one.start])
    ]
    if not found:
        return (), False
    return sentence.slots([(found[0].start, found[0].end)]), found[0].plural

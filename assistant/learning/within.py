"""Within which term, how long and how often: what sentences with a term are asked, and which terms surely differ."""

import re
from dataclasses import replace
from typing import Final

from assistant.learning.asked import Asked, CaseKind, clear, says_enough
from assistant.learning.clause import Clause, clause, is_pronoun
from assistant.learning.lengths import LENGTH, OFTEN, a_year, apart, days
from assistant.learning.others import Others
from assistant.processes import Frame
from kb.language.dutch import stems
from kb.model import Span
from kb.process.act import Act

_WITHIN: Final = re.compile(rf"(?:uiterlijk )?binnen {LENGTH}", re.I)
_AT_MOST: Final = re.compile(rf"(?:ten ?hoogste|maximaal|hoogstens) {LENGTH}", re.I)
_AFTER: Final = re.compile(rf"(?<!\w ){LENGTH}(?= na\b)", re.I)
_OFTEN: Final = re.compile(OFTEN, re.I)
_TERMS: Final = (  # what the words look like, and how they are asked for
    (_WITHIN, "binnen welke termijn"),
    (_AT_MOST, "hoelang ten hoogste"),
    (_AFTER, "hoelang"),
)
_ABOUT_THE_SAME: Final = 0.6  # of the content words of what is asked
_LENGTH: Final = re.compile(LENGTH, re.I)


def term_of(asked: str) -> float | None:
    """The length in days, or the frequency a year, that the words of an option give."""
    often = _OFTEN.match(asked)
    return a_year(asked) if often and often.end() == len(asked) else days(asked)


def same_sort(one: str, other: str) -> bool:
    """Whether two terms answer the same sort of question: both "binnen ...", both "elke ..."."""
    return next((bool(form.fullmatch(other)) for form in _FORMS if form.fullmatch(one)), False)


_FORMS: Final = (*(form for form, _ in _TERMS[:2]), re.compile(LENGTH, re.I), _OFTEN)


def unlike(right: str, other: str) -> bool:
    """Whether a term is of the same sort as the right one and surely another."""
    one, two = term_of(right), term_of(other)
    return same_sort(right, other) and one is not None and two is not None and apart(one, two)


def within(frame: Frame, others: Others) -> Asked | None:
    """Within which term, or how often; the wrong answers are left to whoever knows the other terms."""
    act = frame.step.act
    slot = act.term or act.frequency
    if slot is None or act.subject is None or is_pronoun(act.subject):
        return None
    plain, found = clause(frame, act.subject.span, others.mid, deed_alone=True), _asked_for(slot.text)
    if (
        plain is None
        or found is None
        or not clear(f"{plain.words} {plain.subject}", others)
        or not says_enough(plain, plain.subject)
    ):
        return None
    words, question = found
    tail = slot.text[len(words) :] if re.match(r" (?:na|vanaf) ", slot.text[len(words) :]) else ""
    said = f"{plain.front} {plain.rest}".casefold()
    gone = words + tail if (words + tail).casefold() in said else words
    front, rest = (re.sub(rf",? ?{re.escape(gone)}", "", part, flags=re.I) for part in (plain.front, plain.rest))
    # not where the case itself has a term, or there are two, or another paper says another
    if said.count(gone.casefold()) != 1 or _LENGTH.search(f"{front} {rest} {tail} {plain.condition}"):
        return None
    if any(_says_otherwise(words, other) for other in others.same_deeds(act)) or _disputed(words, plain, frame, others):
        return None
    asked = replace(plain, front=front.strip(), rest=rest.strip())
    low = frame.citation.start + frame.citation.quote.casefold().index(words.casefold())
    proof = Span(start=low, end=low + len(words))
    return Asked(CaseKind.TERM, "", asked.asked(question + tail, subject=True), words, (), proof)


def _disputed(words: str, plain: Clause, frame: Frame, others: Others) -> bool:
    """Whether another sentence or row gives a term of this sort that differs, and seems to be about the same.

    Two shared words are enough where it says how often: "komt bijeen", "rapporteert" are said in many ways.
    """
    form = next(form for form in _FORMS if form.fullmatch(words))
    wanted = frozenset(stems(f"{plain.words} {plain.subject}")) - frozenset(stems(words))
    least = 2 if form is _OFTEN else max(2, _ABOUT_THE_SAME * len(wanted))
    return any(
        any(term_of(found[0]) != term_of(words) for found in form.finditer(rule))
        and others.may_tell_of(rule, plain.subject)
        for rule, said in others.rules
        if len(wanted & said) >= least and rule not in frame.citation.quote and frame.citation.quote not in rule
    )


def _says_otherwise(words: str, other: Act) -> bool:
    """Whether the term of another act is of the same sort and not as long."""
    slot = other.term or other.frequency
    found = _asked_for(slot.text) if slot else None
    return found is not None and same_sort(words, found[0]) and term_of(words) != term_of(found[0])


def _asked_for(term: str) -> tuple[str, str] | None:
    """The words of a term that are the answer, and what they are asked for with."""
    for form, question in _TERMS:
        if found := form.match(term):
            return found[0], question
    often = _OFTEN.match(term)
    return (often[0], "hoe vaak") if often and often.end() == len(term) else None

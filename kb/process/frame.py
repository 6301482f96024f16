"""One clause to one act: its slots filled with words of the text, or left empty."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kb.model import Span
from kb.process import words as w
from kb.process.act import Act, Consent, LeadKind, Slot
from kb.process.clauses import Clause
from kb.process.consent import consent_in
from kb.process.leads import GIVES_LEAD, lead_in_clause
from kb.process.meant import actors_of
from kb.process.objects import first_phrase, object_of
from kb.process.phrases import frequency, recipient, term
from kb.process.predicate import Predicate, predicate
from kb.process.sentence import Heard, Sentence
from kb.process.subject import Sort, Subject, plural, subject_of
from kb.process.under import Under

_FRONTED_CONDITION = re.compile(
    r"(?:bij|na|tijdens|met|zonder|vanaf|in (?:een|dat|die|sommige|bepaalde|spoedeisende|acute|deze)|op verzoek"
    r"|ingeval|na afloop"
    r"|in overleg met)\b",
    re.I,
)
_EXCEPTION = re.compile(
    r"\b(?:behalve|uitgezonderd|met uitzondering van|met één uitzondering)\b[^.;]*?(?=,|;|\.|$)", re.I
)
_DEVIATES = re.compile(r"in afwijking van\b", re.I)
_PLACE = re.compile(
    r"\bin (?:het|haar|zijn|een|hun) (?:\w+ )?(?:\w*dossier|\w*registratie\w*|\w*systeem|\w*register|logboek"
    r"|\w*formulier)\b"
    r"|\bop (?:het|een) (?:\w+ )?\w*formulier\b|\bvia [\w.@-]+@[\w.-]+\w|\bvia het \w+",
    re.I,
)
_LIES_WITH = re.compile(r"\b(?:bij|naar)\s+$", re.I)


def frame(sentence: Sentence, clause: Clause, heard: Heard, *, first: int) -> tuple[Act, Heard]:
    """The act of one clause; `first` is where its part of the sentence begins. Also what it leaves for pronouns."""
    said = predicate(clause)
    about = _about(sentence, clause, carries=bool(heard.carried))
    last = clause.words[clause.end - 1].end if clause.end else len(sentence.text)
    shown = _shown(sentence.text, clause, first, last)
    actors = actors_of(sentence, clause, about, heard)
    whom = sentence.slots([(one.start, one.end) for one in about.named]) if about.named else actors
    leads = lead_in_clause(shown, said.verb, heard.leads if about.pronoun else None)
    acting = _agents(sentence, shown, said, leads=leads, actors=actors, about=about)
    thing, to = _what_and_whom(sentence, clause, about, said, shown=shown, named=[*acting, *whom])
    when, often = term(shown), frequency(shown)
    whole = _whole_term(clause, when)
    act = Act(
        passage_id=sentence.passage_id,
        document_id=sentence.document_id,
        span=sentence.span,
        lead=sentence.lead,
        subject=sentence.slot(about.place),
        actors=acting,
        passive=said.passive,
        modality=said.modality,
        negated=said.negated,
        verb=said.verb,
        action=_action(sentence, clause),
        object=thing,
        recipient=to,
        preconditions=_preconditions(sentence, clause, whole),
        exceptions=_exceptions(sentence, clause, shown),
        consent=_consent(sentence, first, last),
        term=sentence.slot(whole),
        frequency=None if often and when and when[0] <= often[0] < when[1] else sentence.slot(often),
        place=_found(sentence, _PLACE.search(shown)),
        leads=leads,
    )
    left = Heard(whom or heard.actors, plural(about.named) if about.named else heard.several, leads, whom)
    return act, left


def _about(sentence: Sentence, clause: Clause, *, carries: bool) -> Subject:
    """The subject; that of a thing behind its verb is the first noun phrase there."""
    about = subject_of(clause, sentence.text, sentence.mentions, carries=carries)
    expletive = "er" in {clause.words[i].low for i in clause.after[:1]}
    if about.sort is not Sort.THING or about.place is not None or expletive:
        return about
    behind = first_phrase(clause, sentence.text, sentence.mentions, about)
    return replace(about, place=behind if behind and behind[0] <= _right_behind(clause) else None)


def _what_and_whom(
    sentence: Sentence, clause: Clause, about: Subject, said: Predicate, *, shown: str, named: Sequence[Slot]
) -> tuple[Slot | None, Slot | None]:
    """The object and the recipient; who is named inside the object receives nothing."""
    text, mentions = sentence.text, sentence.mentions
    starts = {slot.span.start - sentence.start for slot in named}
    taken = [one for one in mentions if one.start in starts]
    thing = about.place if said.passive else about.object or object_of(clause, text, mentions, about)
    low, high = about.object or (about.place if said.passive else None) or (-1, -1)
    # what is blanked in `shown` belongs to another clause
    who = [one for one in mentions if not low <= one.start < high and shown[one.start] != "\0"]
    to = recipient(shown, said.verb, who, taken, other=thing is not None)
    held = sentence.slot(thing)
    if to and held and held.span.start == sentence.start + to.start:
        thing = object_of(clause, text, mentions, about, skip=to.end)
    return sentence.slot(thing), sentence.slot((to.start, to.end)) if to else None


def _right_behind(clause: Clause) -> int:
    """Where a subject behind the verb begins at the latest: past adverbs only."""
    free = (i for i in clause.after if clause.words[i].low not in w.ADVERBS)
    return clause.words[next(free, clause.finite)].start


def _shown(text: str, clause: Clause, first: int, last: int) -> str:
    """The text with all but the main words of the clause blanked; every character keeps its place."""
    hidden = [(clause.words[sub.first].start, clause.words[sub.last - 1].end) for sub in clause.subs]
    shown = list("\0" * first + text[first:last] + "\0" * (len(text) - last))
    for low, high in hidden:
        shown[low:high] = "\0" * (high - low)
    return "".join(shown)


def _agents(
    sentence: Sentence, shown: str, said: Predicate, *, leads: LeadKind | None, actors: tuple[Slot, ...], about: Subject
) -> tuple[Slot, ...]:
    """Who acts: the subject of an active clause, who stands after "door" in a passive one, with whom a lead lies."""
    if said.passive:
        return sentence.slots(_behind(sentence, shown, re.compile(r"\bdoor\s+$", re.I)))
    if leads and not actors and said.verb in GIVES_LEAD:
        return sentence.slots(_behind(sentence, shown, _LIES_WITH))
    if leads and said.verb in {"liggen", "berusten", "overgaan", "teruggaan", "gaan"} and about.sort is not Sort.NAMED:
        return sentence.slots(_behind(sentence, shown, _LIES_WITH))
    return actors


def _behind(sentence: Sentence, shown: str, before: re.Pattern[str]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in sentence.mentions if before.search(shown[: one.start])][:1]


def _action(sentence: Sentence, clause: Clause) -> Slot:
    """From the finite verb to the end of the clause, without the conditions that follow."""
    kept = [clause.finite, *clause.after]
    kept += [
        sub.last - 1
        for sub in clause.subs
        if sub.kind in {Under.COMPLEMENT, Under.RELATIVE} and sub.first > clause.finite
    ]
    slot = sentence.slot((clause.words[clause.finite].start, clause.words[max(kept)].end))
    finite = clause.words[clause.finite]
    return slot or Slot(
        span=Span(start=sentence.start + finite.start, end=sentence.start + finite.end),
        text=sentence.text[finite.start : finite.end],
    )


def _preconditions(sentence: Sentence, clause: Clause, when: tuple[int, int] | None) -> tuple[Slot, ...]:
    ws = clause.words
    places = [(ws[sub.first].start, ws[sub.last - 1].end) for sub in clause.subs if sub.kind is Under.CONDITION]
    if clause.before:
        start, end = ws[clause.before[0]].start, ws[clause.before[-1]].end
        own = sentence.text[start:end]
        if _FRONTED_CONDITION.match(own) and not (when and when[0] <= start < when[1]):
            places.append((start, end))
    return sentence.slots(sorted(place for place in places if not (when and when[0] <= place[0] < when[1])))


def _exceptions(sentence: Sentence, clause: Clause, shown: str) -> tuple[Slot, ...]:
    ws = clause.words
    places = [(ws[sub.first].start, ws[sub.last - 1].end) for sub in clause.subs if sub.kind is Under.EXCEPTION]
    places += [(found.start(), found.end()) for found in _EXCEPTION.finditer(shown)]
    if clause.before and _DEVIATES.match(sentence.text, ws[clause.before[0]].start):
        places.append((ws[clause.before[0]].start, ws[clause.before[-1]].end))
    return sentence.slots(sorted(places))


def _consent(sentence: Sentence, first: int, last: int) -> Consent | None:
    own = "\0" * first + sentence.text[first:last]
    inside = [one for one in sentence.mentions if first <= one.start and one.end <= last]
    said = consent_in(own, inside, sentence.roles)
    words = sentence.slot(said.words) if said else None
    if said is None or words is None:
        return None
    whose = sentence.slot((said.whose.start, said.whose.end)) if said.whose else None
    return Consent(kind=said.kind, polarity=said.polarity, whose=whose, words=words)


def _whole_term(clause: Clause, when: tuple[int, int] | None) -> tuple[int, int] | None:
    """A term with the clause it counts from: "binnen drie dagen nadat ..."."""
    if when is None:
        return None
    for sub in clause.subs:
        low, high = clause.words[sub.first].start, clause.words[sub.last - 1].end
        if 0 <= low - when[1] <= 2 and clause.words[sub.first].low in {"nadat", "voordat", "waarop"}:
            return when[0], high
    return when


def _found(sentence: Sentence, match: re.Match[str] | None) -> Slot | None:
    return sentence.slot((match.start(), match.end())) if match else None

"""What an answer leaves open: the part of the question that the texts do not settle, by name."""

import re
from collections.abc import Sequence

from assistant.extract import Said
from assistant.found import Found
from assistant.held import Held
from assistant.settled import SETTLED_ENOUGH, settled
from assistant.sought import gives
from kb.language.lexicon import known
from kb.model import Span
from kb.process.words import past_of, verb_of
from kb.search.asked import Word

_NAMED = 2  # words of the question that are named as unsaid
_LOOKED_AT = 1  # paragraphs; what a later one gives is mostly of another thing


def lacking(found: Found, said: Sequence[Said], held: Held) -> tuple[str, ...]:
    """What the claims do not settle; nothing where they seem to settle all.

    It is named in the words of the question: what is asked for, or else the words that the
    paragraphs found do not say. Where a cited paragraph points to a document that is not held,
    that is named too: the answer would stand there.
    """
    if found.weighed is None or not said:
        return ()
    pointed = _pointed_to(said[0], held)
    wanted = found.wanted
    if wanted is not None and not any(gives(wanted, one.place) for one in said[:_LOOKED_AT]):
        return (wanted.phrase, *(pointed or _named_in(said[0], held)))
    if pointed or settled(found.weighed.evidence) >= SETTLED_ENOUGH:
        return pointed
    unsaid = [" ".join(word.written) for word in found.weighed.unmet if _is_thing(word)][:_NAMED]
    return (*unsaid, *_named_in(said[0], held)) if unsaid else ()


def _is_thing(word: Word) -> bool:
    """Whether a word can be named as what the texts say nothing about: a known one that is no verb or number."""
    return all(known(one) and not one.isdigit() and not (verb_of(one) or past_of(one)) for one in word.written)


_POINTS = re.compile(
    r"\b(?:staat|staan|vindt|vinden|zie|beschreven|geregeld|vastgelegd|opgenomen|uitgewerkt|bepaald)\b[^.;]{0,60}\b(?:in|bij)\b"
    r"|\bin\b[^.;]{0,60}\b(?:beschreven|geregeld|vastgelegd|opgenomen|uitgewerkt|bepaald)\b",
    re.I,
)


def _pointed_to(said: Said, held: Held) -> tuple[str, ...]:
    """The documents not held where, by the sentence that answers best, the answer stands."""
    unit = said.units[0]
    return _absent(said, unit.span, held) if _POINTS.search(unit.text) else ()


def _named_in(said: Said, held: Held) -> tuple[str, ...]:
    """The documents not held that a cited paragraph names."""
    return _absent(said, Span(start=said.place.passage.start, end=said.place.passage.end), held)


def _absent(said: Said, span: Span, held: Held) -> tuple[str, ...]:
    document = said.place.passage.document_id
    return tuple(
        dict.fromkeys(
            absent.name
            for absent in held.absent
            for document_id, mention in absent.mentions
            if document_id == document and mention.start < span.end and span.start < mention.end
        )
    )

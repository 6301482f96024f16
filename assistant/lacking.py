"""What an answer leaves open: the part of the question that the texts do not settle, by name."""

from collections.abc import Sequence

from assistant.extract import Said
from assistant.found import Found
from assistant.held import Held
from assistant.settled import SETTLED_ENOUGH, settled
from assistant.sought import gives
from kb.language.lexicon import known
from kb.process.words import past_of, verb_of
from kb.search.asked import Word

_NAMED = 2  # words of the question that are named as unsaid


def lacking(found: Found, said: Sequence[Said], held: Held) -> tuple[str, ...]:
    """What the claims do not settle; nothing where they seem to settle all.

    It is named in the words of the question: what is asked for, or else the words that the
    paragraphs found do not say. Where a cited paragraph points to a document that is not held,
    that is named too: the answer would stand there.
    """
    if found.weighed is None or settled(found.weighed.evidence) >= SETTLED_ENOUGH:
        return ()
    wanted = found.wanted
    given = wanted is None or any(gives(wanted, one.place) for one in said)
    if wanted is not None and not given:
        return (wanted.phrase, *_elsewhere(said, held))
    unsaid = [" ".join(word.written) for word in found.weighed.unmet if _is_thing(word)][:_NAMED]
    return (*unsaid, *_elsewhere(said, held)) if unsaid else ()


def _is_thing(word: Word) -> bool:
    """Whether a word can be named as what the texts say nothing about: a known one that is no verb or number."""
    return all(known(one) and not one.isdigit() and not (verb_of(one) or past_of(one)) for one in word.written)


def _elsewhere(said: Sequence[Said], held: Held) -> tuple[str, ...]:
    """The documents not held that the first cited paragraph names."""
    passage = said[0].place.passage if said else None
    return tuple(
        dict.fromkeys(
            absent.name
            for absent in held.absent
            for document_id, span in absent.mentions
            if passage is not None
            and document_id == passage.document_id
            and span.start < passage.end
            and passage.start < span.end
        )
    )

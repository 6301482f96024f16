"""Which single words the thesaurus holds for one thing."""

from collections import defaultdict
from functools import lru_cache

from kb.language.lexicon import stem
from kb.language.overlay import shipped


@lru_cache(maxsize=1)
def _concepts() -> dict[str, frozenset[str]]:
    """The concepts that a stem names by a label of one word."""
    found: dict[str, set[str]] = defaultdict(set)
    for concept in shipped().concepts.values():
        for label in concept.labels("nl"):
            if label.replace("-", "").isalpha():
                found[stem(label.lower())].add(concept.name)
    return {word: frozenset(names) for word, names in found.items()}


@lru_cache(maxsize=16384)
def synonyms(one: str, other: str) -> bool:
    """Whether two stems are of words for one thing. The first call reads the thesaurus: a second."""
    held = _concepts()
    return bool(held.get(one, frozenset()) & held.get(other, frozenset()))

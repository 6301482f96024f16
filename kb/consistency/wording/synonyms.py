"""Which single words a thesaurus holds for one thing: what rules and comparisons are handed."""

from collections.abc import Callable

from kb.language.overlay import shipped

Same = Callable[[str, str], bool]


def synonyms(one: str, other: str) -> bool:
    """Whether two stems are of words for one thing in the shipped thesaurus. The first call reads it: two seconds."""
    return shipped().synonyms(one, other)

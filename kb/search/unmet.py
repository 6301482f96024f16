"""Words of questions that nothing here knows: they reach no concept and no passage."""

from collections.abc import Collection, Iterable

from kb.language.dutch import terms
from kb.language.thesaurus import Language
from kb.language.words import fold, written
from kb.search.asked import Word
from kb.search.hybrid import HybridSearch


def unmet(search: HybridSearch, questions: Iterable[tuple[str, Language]]) -> list[tuple[str, ...]]:
    """Of each question its unknown words, as they are written there; stop words and idle ones aside.

    A word reaches a passage, of any region, in any of its forms, as a part of a compound, or by
    its translation.
    """
    vocabulary = search.vocabulary
    held = {term for word in vocabulary for term in terms(word)}
    found = []
    for question, language in questions:
        spelled = {fold(word): word for word in written(question)}
        words = [word for word in search.read(question, language).words if _unknown(word, vocabulary, held)]
        found.append(tuple(dict.fromkeys(spelled[one] for word in words for one in word.written if one in spelled)))
    return found


def _unknown(word: Word, vocabulary: Collection[str], held: Collection[str]) -> bool:
    if word.idle or word.concepts or any(one in vocabulary for one in word.written):
        return False
    return not any(all(stem in held for stem in way.stems) for way in word.ways)

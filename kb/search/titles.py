"""Which document a question names: by the words of its title, as a tie-breaker between passages."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from kb.language.dutch import analyse
from kb.model import Document
from kb.search.asked import Asked, Word

Scores = NDArray[np.float32]

_SAYS = 0.7  # from here a title counts as one that has the word


class Titles:
    """The titles of documents, and which passages stand under them."""

    def __init__(self, documents: Iterable[Document], document_ids: Sequence[str]) -> None:
        """`document_ids` are those of the searched passages, in their order."""
        numbers: Mapping[str, int] = {name: number for number, name in enumerate(dict.fromkeys(document_ids))}
        self._of_row = np.array([numbers[name] for name in document_ids], dtype=np.intp)
        self._size = len(numbers)
        self._holders: dict[str, set[int]] = {}  # documents whose title has the stem
        for document in documents:
            for stem in analyse(document.title) if document.id in numbers else ():
                self._holders.setdefault(stem, set()).add(numbers[document.id])

    def scores(self, asked: Asked) -> Scores:
        """For each passage the share, 0 to 1, of what is asked that its document's title tells.

        A word that every title has ("overeenkomst") tells nothing, one that no title has counts as
        not told.
        """
        words = [word for word in asked.words if not word.idle]
        size = self._size
        if not words or not size:
            return np.zeros(len(self._of_row), dtype=np.float32)
        met = np.stack([self._met(word) for word in words], axis=1)
        held = (met >= _SAYS).sum(axis=0)
        rarity = np.log1p((size - held + 0.5) / (held + 0.5)) * (held > 0)
        most = max(float(np.log1p((size + 0.5) / 0.5)), float(rarity.sum()))
        return np.asarray((met @ rarity / most)[self._of_row], dtype=np.float32)

    def _met(self, word: Word) -> NDArray[np.float64]:
        """How well each title says the word: as `Word.met`, by the few titles that have a stem of it."""
        met = np.zeros(self._size)
        for way in word.ways:
            rows = list(set.intersection(*(self._holders.get(stem, set()) for stem in way.stems)))
            met[rows] = np.maximum(met[rows], way.strength)
        return met

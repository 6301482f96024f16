"""A model tied to one embedding space: vectors of another never come out of it."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kb.errors import ModelUnreachable
from kb.neural.embedding import SETTING, EmbeddingModel, UnsoundNumbers
from kb.spaces import Space, Spaces, same_numbers

Matrix = NDArray[np.float32]

# What a model makes of these says which it is. Fixed: other texts would make every space a new one.
PROBES: Final = (
    "De woonconsulent meldt een betalingsachterstand binnen vijf werkdagen bij het wijkteam.",
    "Zonder toestemming van de huurder worden geen gegevens gedeeld.",
    "Who takes the lead when several parties are involved?",
)
# How the text of a passage is made up before it is embedded; raise it when that changes.
_TEXTS: Final = "passage-1"
_REMEMBERED: Final = 1024  # questions whose vectors are kept


class SpaceChanged(ModelUnreachable):
    """Another model answers behind the same address."""


class Bound:
    """A model and the space its vectors are of. Threads may share one.

    Another process may change its model between two calls, so each of its answers has to prove itself: the first
    probe goes along, and where its vector is not that of the space nothing of the answer is used. What is loaded
    into this process cannot change. Raises SpaceChanged, and ModelUnreachable as the model does.
    """

    def __init__(self, model: EmbeddingModel, space: Space) -> None:
        self.model, self.space = model, space
        self.question: Callable[[str], Matrix] = lru_cache(_REMEMBERED)(self._question)

    @property
    def at_once(self) -> int:
        """The most passages that go in one call."""
        return self.model.at_once - self.model.served

    def documents(self, texts: Sequence[str]) -> Matrix:
        """A row of length 1 for each passage."""
        return self._proven([self.model.as_document(text) for text in texts])

    def questions(self, texts: Sequence[str]) -> Matrix:
        """A row of length 1 for each question."""
        return self._proven([self.model.as_question(text) for text in texts])

    def prove(self) -> None:
        """Return where the model is there and still of this space."""
        self._prove(self.model.documents(PROBES[:1]))

    def _question(self, text: str) -> Matrix:
        row: Matrix = self.questions([text])[0]
        row.setflags(write=False)  # it is handed to more than one asker
        return row

    def _proven(self, texts: list[str]) -> Matrix:
        found = [np.zeros((0, self.space.probe.shape[1]), dtype=np.float32)]
        found += [self._call(texts[start : start + self.at_once]) for start in range(0, len(texts), self.at_once)]
        return np.concatenate(found)

    def _call(self, texts: list[str]) -> Matrix:
        if not self.model.served:
            rows = self.model.rows(texts)
            if rows.shape[1] != self.space.probe.shape[1]:
                raise self._changed()
            return rows
        rows = self.model.rows([self.model.as_document(PROBES[0]), *texts])
        self._prove(rows[:1])
        return rows[1:]

    def _prove(self, probe: Matrix) -> None:
        if not self.space.holds(probe):
            raise self._changed()

    def _changed(self) -> SpaceChanged:
        name, problem = self.model.name, "another model answers at this address"
        return SpaceChanged(f"embedding {name}: {problem}", model=name, problem=problem, setting=SETTING)


def bind(model: EmbeddingModel, spaces: Spaces) -> Bound:
    """Tie a model to its space, a new one where the store knows none with these numbers.

    Raises ModelUnreachable, and StoreUnusable.
    """
    probe = model.documents(PROBES)
    if not same_numbers(probe, model.documents(PROBES)):
        problem = "it gives the same text another vector each time"
        raise UnsoundNumbers(f"embedding {model.name}: {problem}", model=model.name, problem=problem, setting=SETTING)
    return Bound(model, spaces.settle(f"{model.name} {_TEXTS}", probe))

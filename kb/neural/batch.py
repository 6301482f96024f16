"""Passages to vectors, batch by batch, where some text or other may be more than the model takes."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kb.errors import ModelUnreachable
from kb.neural.bound import Bound, SpaceChanged

Vector = NDArray[np.float32]
Matrix = NDArray[np.float32]

_SHORTEST: Final = 200  # characters, the last beginning of a text that is tried


def vectors_of(bound: Bound, texts: Sequence[str]) -> list[Vector | None]:
    """A vector for each text; None for one that the model takes in no form.

    A server may refuse a whole batch for one text that is too long for it. So what fails is tried in halves, and
    a single text by ever smaller beginnings. Raises ModelUnreachable where the model does not take the probe
    either, and then it is not the texts; SpaceChanged.
    """
    try:
        return list(bound.documents(texts))
    except SpaceChanged:
        raise
    except ModelUnreachable:
        bound.prove()
    if len(texts) > 1:
        half = len(texts) // 2
        return vectors_of(bound, texts[:half]) + vectors_of(bound, texts[half:])
    return [_beginning_of(bound, texts[0])]


def rows_of(bound: Bound, texts: Sequence[str]) -> Matrix:
    """A row for each text, zero for one that the model takes in no form. Raises as `vectors_of` does."""
    found = vectors_of(bound, texts)
    rows = np.zeros((len(found), bound.space.probe.shape[1]), dtype=np.float32)
    for place, vector in enumerate(found):
        if vector is not None:
            rows[place] = vector
    return rows


def _beginning_of(bound: Bound, text: str) -> Vector | None:
    length = len(text)  # first all of it again: the server may have had a bad moment
    while True:
        try:
            vector: Vector = bound.documents([text[:length]])[0]
        except SpaceChanged:
            raise
        except ModelUnreachable:
            bound.prove()
        else:
            return vector
        if length <= _SHORTEST:
            return None
        length = max(length // 2, _SHORTEST)

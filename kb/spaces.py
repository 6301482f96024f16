"""The embedding spaces of which the store keeps vectors, each known again by what its model makes of the same texts."""

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Row, delete, insert, select, update

from kb import rows
from kb.schema import spaces, vectors

Matrix = NDArray[np.float32]
_FLOATS: Final = np.dtype("<f4")
# The same model on another machine, in half precision or in another batch moves a vector of length 1 by less than a
# hundredth; another model, or one trained further, by more than a tenth.
_NEAR: Final = 0.03
_UNFINISHED: Final = 3  # spaces of one model in which not every passage has a vector yet


class Space(NamedTuple):
    """What the numbers of an embedding mean: `probe` are the vectors of some fixed texts, one to a row.

    `complete`: every passage has had a vector in it. `calibration` is kept for whoever weighs its scores.
    """

    name: str
    probe: Matrix
    complete: bool
    calibration: str | None

    def holds(self, probe: Matrix) -> bool:
        """Whether these vectors of the same texts, or of the first few of them, are of this space."""
        held = self.probe[: len(probe)]
        return same_numbers(held, probe)


def same_numbers(one: Matrix, other: Matrix) -> bool:
    """Whether two models gave the same texts the same vectors, but for what machines and batches differ by."""
    if one.shape != other.shape or not len(one) or not np.isfinite(other).all():
        return False
    lengths = np.linalg.norm(one, axis=1)
    return bool((np.linalg.norm(one - other, axis=1) <= _NEAR * lengths).all())


class Spaces:
    """The spaces of a store. As in the store every method is one transaction, and raises StoreUnusable."""

    def __init__(self, connected: Callable[..., AbstractContextManager[Connection]]) -> None:
        self._connected = connected

    def settle(self, model: str, probe: Matrix) -> Space:
        """The space of a model that gives this `probe`: one that is known, or a new one.

        The same name with other numbers is another space, so that vectors of two models never meet.
        """
        with self._connected(writes=True) as connection:
            rows.generation(connection, lock=True)  # two processes settle on one
            known = select(spaces).where(spaces.c.model == model).order_by(spaces.c.name)
            for row in connection.execute(known):
                if (space := _space(row, len(probe))).holds(probe):
                    return space
            _forget_unfinished(connection, model)
            numbers = np.ascontiguousarray(probe, dtype=_FLOATS).tobytes()
            name = f"{model} @{hashlib.sha256(numbers).hexdigest()[:12]}"
            connection.execute(insert(spaces).values(name=name, model=model, probe=numbers, complete=False))
            return Space(name, np.asarray(probe, dtype=np.float32), complete=False, calibration=None)

    def complete(self, name: str) -> None:
        """Every passage has a vector in this space: vectors of the spaces before it go."""
        others = select(spaces.c.name).where(spaces.c.name != name)
        with self._connected(writes=True) as connection:
            connection.execute(update(spaces).where(spaces.c.name == name).values(complete=True))
            connection.execute(delete(vectors).where(vectors.c.space.in_(others)))
            connection.execute(delete(spaces).where(spaces.c.name != name))

    def keep_calibration(self, name: str, calibration: str) -> None:
        """Keep what was found of a space."""
        with self._connected(writes=True) as connection:
            connection.execute(update(spaces).where(spaces.c.name == name).values(calibration=calibration))

    def names(self) -> tuple[str, ...]:
        """The spaces known, in alphabetical order."""
        with self._connected() as connection:
            return tuple(connection.scalars(select(spaces.c.name).order_by(spaces.c.name)))


def _forget_unfinished(connection: Connection, model: str) -> None:
    """Clear away the beginnings of a model that is now one and then another."""
    begun = select(spaces.c.name).where(spaces.c.model == model, spaces.c.complete.is_(False))
    names = connection.scalars(begun).all()
    if len(names) > _UNFINISHED:
        connection.execute(delete(vectors).where(vectors.c.space.in_(names)))
        connection.execute(delete(spaces).where(spaces.c.name.in_(names)))


def _space(row: Row[Any], probes: int) -> Space:
    numbers = np.frombuffer(row.probe, dtype=_FLOATS).astype(np.float32)
    # other texts in another release: a probe that cannot be laid in so many rows is of none of them
    probe = numbers.reshape(probes, -1) if len(numbers) % probes == 0 else numbers.reshape(1, -1)
    return Space(row.name, probe, complete=row.complete, calibration=row.calibration)

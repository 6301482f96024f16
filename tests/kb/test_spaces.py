"""The store knows an embedding space again by its numbers, and forgets the old ones when the new one is whole."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import create_engine, text

from kb.store import Store
from tests.faults.readings import SPACE, reading_of, vectors_of

PROBE = np.eye(3, 8, dtype=np.float32)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(f"sqlite:///{tmp_path / 'store.sqlite'}")) as opened:
        reading, original = reading_of(["De gemeente heeft de regie."])
        opened.take_in(reading, original, vectors_of(reading), SPACE)
        yield opened


def put(store: Store, space: str, row: NDArray[np.float32]) -> None:
    (document,) = store.documents()
    store.put_vectors(space, {(f"{document.id}.1", document.version): row})


def test_the_same_numbers_are_the_same_space(store: Store) -> None:
    first = store.spaces.settle("model", PROBE)
    assert store.spaces.settle("model", PROBE * np.float32(1.001)).name == first.name
    assert store.spaces.settle("other", PROBE).name != first.name
    assert store.spaces.settle("model", PROBE[::-1]).name != first.name
    assert store.spaces.settle("model", PROBE[:, :6]).name != first.name
    assert len(store.spaces.names()) == 4


def test_a_space_is_not_whole_until_it_is_said_and_keeps_what_was_found_of_it(store: Store) -> None:
    space = store.spaces.settle("model", PROBE)
    assert (space.complete, space.calibration) == (False, None)
    store.spaces.complete(space.name)
    store.spaces.keep_calibration(space.name, "{}")
    space = store.spaces.settle("model", PROBE)
    assert (space.complete, space.calibration) == (True, "{}")


def test_vectors_of_spaces_before_it_go_when_a_space_is_whole_and_the_built_in_ones_stay(store: Store) -> None:
    old, new = (store.spaces.settle("model", probe).name for probe in (PROBE, PROBE[::-1]))
    for space in (old, new):
        put(store, space, PROBE[0])
    store.spaces.complete(new)
    assert store.spaces.names() == (new,)
    assert [len(store.vectors(space)[0]) for space in (old, new, SPACE)] == [0, 1, 1]


def test_beginnings_do_not_pile_up(store: Store) -> None:
    whole = store.spaces.settle("model", PROBE).name
    store.spaces.complete(whole)
    for n in range(1, 20):
        put(store, store.spaces.settle("model", np.roll(PROBE, n % 8 or 4, axis=1) * np.float32(n + 1)).name, PROBE[0])
    assert len(store.spaces.names()) <= 6
    assert whole in store.spaces.names()


def test_a_space_takes_no_vector_of_another_width(store: Store) -> None:
    space = store.spaces.settle("model", PROBE).name
    put(store, space, PROBE[0])
    with pytest.raises(ValueError, match="shapes"):
        store.put_vectors(space, {("lindestroom/werkafspraak.1", store.documents()[0].version): PROBE[0, :4]})


def test_the_store_of_an_earlier_release_is_given_room_for_spaces(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    Store(url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE spaces"))
    engine.dispose()
    with closing(Store(url)) as store:
        assert store.spaces.names() == ()
        assert store.spaces.settle("model", PROBE).name in store.spaces.names()

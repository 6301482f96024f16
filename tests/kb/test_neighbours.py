"""A passage is asked for with its neighbours, and no more of its document is read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.errors import UnknownPassage
from kb.store import Store
from tests.faults.readings import SPACE, reading_of, vectors_of

ID = "lindestroom/werkafspraak"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    for texts in (["Oud", "En weg"], [f"Afspraak {n}" for n in range(1, 13)]):
        reading, original = reading_of(texts)
        opened.take_in(reading, original, vectors_of(reading), SPACE)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("n", "expected"), [(1, [1, 2, 3]), (2, [1, 2, 3, 4]), (7, [5, 6, 7, 8, 9]), (12, [10, 11, 12])]
)
def test_a_passage_stands_between_its_neighbours(store: Store, n: int, expected: list[int]) -> None:
    found = store.around(f"{ID}.{n}", 2)
    assert [one.id for one in found] == [f"{ID}.{near}" for near in expected]
    assert found == tuple(one for one in store.passages(ID) if one in found)


def test_an_earlier_version_has_neighbours_of_its_own(store: Store) -> None:
    earliest = store.versions(ID)[-1].document.version
    assert [one.text for one in store.around(f"{ID}.1", 5, earliest)] == ["Oud", "En weg"]


@pytest.mark.parametrize("passage_id", [f"{ID}.13", f"{ID}.0", f"{ID}.01", f"{ID}.x", "elders/niets.1", ""])
def test_what_is_not_held_has_no_neighbours(store: Store, passage_id: str) -> None:
    with pytest.raises(UnknownPassage):
        store.around(passage_id, 2)

"""The mix gives every leg one scale, and neighbours lend each other weight."""

import numpy as np
import pytest

from kb.search.fuse import best, fuse, lend


def _scores(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.array(values, dtype=np.float32)


def test_each_leg_adds_at_most_one_whatever_its_scale() -> None:
    added = fuse({"exact": _scores(0, 12, 6), "subword": _scores(0.1, 0.05, 0.2)}, {})
    assert added["exact"].tolist() == [0, 1, 0.5]
    assert added["subword"].tolist() == pytest.approx([0.5, 0.25, 1])


def test_a_leg_that_finds_nothing_adds_nothing() -> None:
    added = fuse({"exact": _scores(0, 0), "subword": _scores(-0.5, -0.1), "soft": _scores(-1, 2)}, {})
    assert [added[leg].tolist() for leg in ("exact", "subword", "soft")] == [[0, 0], [0, 0], [0, 1]]


def test_a_passage_gets_three_tenths_of_its_better_neighbour() -> None:
    sections = np.array([0, 0, 0, 1])
    assert lend(_scores(1, 2, 4, 10), sections).tolist() == pytest.approx([0.6, 1.2, 0.6, 0])


def test_passages_without_a_section_have_no_neighbours() -> None:
    assert lend(_scores(1, 2, 3), np.array([-1, -1, -1])).tolist() == [0, 0, 0]


@pytest.mark.parametrize("size", [0, 1])
def test_alone_there_is_no_neighbour(size: int) -> None:
    assert lend(np.ones(size, dtype=np.float32), np.zeros(size, dtype=np.intp)).tolist() == [0] * size


@pytest.mark.parametrize(
    ("scores", "k", "places"),
    [
        ((1, 3, 2, 3), 2, [1, 3]),
        ((2, 2, 2, 1), 2, [0, 1]),
        ((0, 1, 0, -1), 3, [1]),
        ((1, 2), 10, [1, 0]),
        ((0, 0), 1, []),
        ((), 3, []),
    ],
)
def test_the_best_come_highest_first_and_of_equal_ones_the_first(
    scores: tuple[float, ...], k: int, places: list[int]
) -> None:
    assert best(_scores(*scores), k).tolist() == places

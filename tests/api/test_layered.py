"""Boxes stand apart, lines run leftwards and through no box, whatever hangs together with what."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from api.layered import Edge, Laid, Size, laid

GAP = 30.0
SIZES = {key: Size(40.0 + 25 * (at % 4), 20.0 + 10 * (at % 2)) for at, key in enumerate("abcdefghij")}
KEYS = st.sampled_from(sorted(SIZES))
EDGES = st.lists(st.tuples(KEYS, KEYS).filter(lambda edge: edge[0] != edge[1]), max_size=18, unique=True)


def _crossings(found: Laid, edges: list[Edge]) -> int:
    """How many pairs of lines between two neighbouring columns swap places."""
    middles = [(found.tops[source], found.tops[target]) for source, target in edges]
    return sum((one[0] - other[0]) * (one[1] - other[1]) < 0 for one, other in combinations(middles, 2))


@given(EDGES)
@settings(deadline=None)
def test_no_two_boxes_overlap(edges: list[Edge]) -> None:
    found = laid(SIZES, edges, GAP)
    assert set(found.tops) == set(found.columns) == set(SIZES)
    for one, other in combinations(SIZES, 2):
        if found.columns[one] == found.columns[other]:
            upper, lower = sorted((one, other), key=lambda key: found.tops[key])
            assert found.tops[upper] + SIZES[upper].height + GAP <= found.tops[lower] + 1e-6


@given(EDGES)
@settings(deadline=None)
def test_every_line_runs_leftwards_and_passes_beside_the_boxes_of_each_column_between(edges: list[Edge]) -> None:
    found = laid(SIZES, edges, GAP)
    for (source, target), flipped, passes in zip(edges, found.flipped, found.passes, strict=True):
        right, left = (target, source) if flipped else (source, target)
        between = range(found.columns[right] - 1, found.columns[left], -1)
        assert found.columns[right] > found.columns[left]
        assert [column for column, _ in passes] == list(between)
        for column, y in passes:
            own = [key for key in SIZES if found.columns[key] == column]
            assert not any(found.tops[key] < y < found.tops[key] + SIZES[key].height for key in own)


def test_only_what_would_close_a_circle_is_turned_round() -> None:
    assert laid(SIZES, [("a", "b"), ("b", "c")], GAP).flipped == [False, False]
    assert laid(SIZES, [("a", "b"), ("b", "c"), ("c", "a")], GAP).flipped == [False, False, True]


def test_a_chain_stands_on_one_line() -> None:
    found = laid(SIZES, [("c", "b"), ("b", "a")], GAP)
    assert [found.columns[key] for key in "abc"] == [0, 1, 2]
    assert len({round(found.tops[key] + SIZES[key].anchor, 1) for key in "abc"}) == 1


def test_lines_that_need_not_cross_do_not() -> None:
    edges = [("a", "f"), ("b", "e"), ("c", "d")]
    assert _crossings(laid(SIZES, edges, GAP), edges) == 0


def test_what_another_leans_on_stands_next_to_it() -> None:
    found = laid(SIZES, [("c", "b"), ("b", "a"), ("c", "d")], GAP)
    assert found.columns["d"] == found.columns["c"] - 1


def test_boxes_without_lines_stand_under_the_others_side_by_side() -> None:
    found = laid(SIZES, [("b", "a")], GAP)
    lowest = max(found.tops[key] + SIZES[key].height for key in "ab")
    loose = [key for key in SIZES if key not in "ab"]
    assert {found.columns[key] for key in loose} == {0, 1, 2}
    assert all(found.tops[key] >= lowest for key in loose if found.columns[key] < 2)

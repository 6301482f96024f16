"""Both vector indexes say the same, and a damaged Chroma never goes unnoticed."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from kb.errors import IndexUnusable
from kb.search.vectors import ChromaVectors, ExactVectors, VectorIndex

ROOT = Path(__file__).parents[3]
AXES = np.eye(3, dtype=np.float32)
LEANING = np.array([3, 2, 1], dtype=np.float32)  # towards the first axis, then the second
IDS = ["lindestroom/a.1", "lindestroom/a.2", "rivierwaard/b.1"]


@pytest.fixture
def chroma(tmp_path: Path) -> Iterator[ChromaVectors]:
    opened = ChromaVectors(tmp_path / "chroma", "test/3", create=True)
    opened.upsert(IDS, AXES)
    yield opened
    opened.close()


@pytest.fixture(params=["exact", "chroma"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorIndex]:
    if request.param == "exact":
        yield ExactVectors(IDS, AXES)
    else:
        yield request.getfixturevalue("chroma")


def test_the_nearest_comes_first_with_its_cosine(index: VectorIndex) -> None:
    found = index.nearest(LEANING, 2)
    assert [passage_id for passage_id, _ in found] == ["lindestroom/a.1", "lindestroom/a.2"]
    assert [score for _, score in found] == pytest.approx([3 / 14**0.5, 2 / 14**0.5], abs=1e-6)
    (passage_id, score), *_ = index.nearest(-LEANING, 1)
    assert passage_id == "rivierwaard/b.1"
    assert score == pytest.approx(-1 / 14**0.5, abs=1e-6)


def test_a_search_among_ids_finds_no_other(index: VectorIndex) -> None:
    among = ["rivierwaard/b.1", "lindestroom/a.2", "lindestroom/a.2", "not/held.1"]
    assert [passage_id for passage_id, _ in index.nearest(LEANING, 5, among)] == ["lindestroom/a.2", "rivierwaard/b.1"]
    assert index.nearest(LEANING, 5, []) == index.nearest(LEANING, 5, ["not/held.1"]) == []


def test_none_are_asked_none_are_given(index: VectorIndex) -> None:
    assert index.nearest(LEANING, 0) == []
    assert len(index.nearest(LEANING, 100)) == 3


def test_empty_indexes_find_nothing(tmp_path: Path) -> None:
    chroma = ChromaVectors(tmp_path / "chroma", "test/3", create=True)
    exact = ExactVectors([], np.zeros((0, 0), np.float32))
    assert chroma.nearest(LEANING, 3) == chroma.nearest(LEANING, 3, IDS) == []
    assert exact.nearest(LEANING, 3) == exact.nearest(LEANING, 3, IDS) == []
    chroma.close()


def test_chroma_finds_what_exact_comparison_finds(tmp_path: Path) -> None:
    rng = np.random.default_rng(7)
    matrix = rng.normal(size=(1500, 32)).astype(np.float32)  # more than a batch
    ids = [f"lindestroom/d.{n}" for n in range(1, 1501)]
    chroma, exact = ChromaVectors(tmp_path / "chroma", "test/32", create=True), ExactVectors(ids, matrix)
    chroma.upsert(ids, matrix)
    for among in (None, ids[:40], ids[::2]):
        for asked in rng.normal(size=(5, 32)).astype(np.float32):
            found, right = chroma.nearest(asked, 20, among), exact.nearest(asked, 20, among)
            assert len({passage_id for passage_id, _ in found} & {passage_id for passage_id, _ in right}) >= 19
            assert found[0][0] == right[0][0]
            assert found[0][1] == pytest.approx(right[0][1], abs=1e-5)
    chroma.close()


def test_an_upsert_replaces_and_a_delete_removes(chroma: ChromaVectors) -> None:
    chroma.upsert(["lindestroom/a.1"], -AXES[:1])
    chroma.delete(["lindestroom/a.2", "not/held.1"])
    assert chroma.count() == 2
    assert [passage_id for passage_id, _ in chroma.nearest(LEANING, 9)] == ["rivierwaard/b.1", "lindestroom/a.1"]


def test_a_passage_without_words_is_near_nothing(chroma: ChromaVectors) -> None:
    rows = np.array([[0, 0, 0], [1, 1, 0]], np.float32)
    chroma.upsert(["empty/x.1", "full/x.1"], rows)
    assert set(chroma.ids()) == {*IDS, "full/x.1"}
    exact = ExactVectors(["empty/x.1", "full/x.1"], rows)
    assert exact.directed == {"full/x.1"}
    assert exact.nearest(AXES[0], 2)[1] == ("empty/x.1", 0)


# Numbers so small that their squares vanish have no direction that can be compared.
_NUMBERS = st.floats(-100, 100, width=32).map(lambda number: number if abs(number) > 1e-6 else 0.0)


@given(arrays(np.float32, (6, 4), elements=_NUMBERS), st.integers(0, 8))
@settings(deadline=None)
def test_similarities_are_cosines_best_first(matrix: NDArray[np.float32], k: int) -> None:
    found = ExactVectors([f"a/b.{n}" for n in range(5)], matrix[:5]).nearest(matrix[5], k)
    scores = [score for _, score in found]
    assert len(found) == min(k, 5)
    assert scores == sorted(scores, reverse=True)
    assert all(-1.001 <= score <= 1.001 for score in scores)


def test_closing_lets_another_open_what_was_written(tmp_path: Path) -> None:
    folder = tmp_path / "chroma"
    first = ChromaVectors(folder, "test/3", create=True)
    first.upsert(IDS, AXES)
    first.close()
    shutil.copytree(folder, tmp_path / "copy")
    for where in (folder, tmp_path / "copy"):
        again = ChromaVectors(where, "test/3")
        assert again.nearest(LEANING, 1)[0][0] == "lindestroom/a.1"
        assert np.allclose(again.rows(IDS[::-1]), AXES[::-1])
        again.close()


def test_vectors_of_another_space_are_not_opened(tmp_path: Path) -> None:
    ChromaVectors(tmp_path / "chroma", "test/3", create=True).close()
    with pytest.raises(IndexUnusable, match="test/3"):
        ChromaVectors(tmp_path / "chroma", "other/3")
    with pytest.raises(IndexUnusable):
        ChromaVectors(tmp_path / "empty", "test/3")


def test_the_environment_cannot_turn_it_into_a_client_of_a_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text("CHROMA_API_IMPL=chromadb.api.fastapi.FastAPI\nAFSPRAKENWIJZER_DATA=x\n", "utf-8")
    monkeypatch.setenv("CHROMA_API_IMPL", "chromadb.api.fastapi.FastAPI")
    opened = ChromaVectors(tmp_path / "chroma", "test/3", create=True)
    opened.close()
    assert (tmp_path / "chroma" / "chroma.sqlite3").is_file()


# ---- the probe --------------------------------------------------------------------------------


def probe(folder: Path, space: str = "test/16", count: int = 1200) -> int:
    command = [sys.executable, "-m", "kb.search.probe", str(folder), space, str(count)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More than a thousand, so that Chroma moves them from its log to its graph files."""
    folder = tmp_path_factory.mktemp("healthy") / "chroma"
    chroma = ChromaVectors(folder, "test/16", create=True)
    matrix = np.random.default_rng(3).normal(size=(1200, 16)).astype(np.float32)
    chroma.upsert([f"a/b.{n}" for n in range(1200)], matrix)
    chroma.close()
    return folder


def test_a_whole_folder_is_healthy(healthy: Path) -> None:
    assert probe(healthy) == 0


@pytest.mark.parametrize(("space", "count"), [("other/16", 1200), ("test/16", 1199)])
def test_the_probe_notices_what_is_not_expected(healthy: Path, space: str, count: int) -> None:
    assert probe(healthy, space, count) != 0

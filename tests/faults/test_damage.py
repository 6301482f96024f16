"""Whatever happens to the indexes on disk, they come up by themselves with the right answers."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from kb.errors import StoreUnusable
from kb.search.embedding import SPACE, subword_vectors
from kb.search.indexes import Indexes
from kb.store import Store
from tests.faults.readings import reading_of
from tests.faults.rights import AS_ANYBODY, needs_rights

pytestmark = pytest.mark.faults

# More than a thousand, so that Chroma moves them from its log to its graph files.
DOCUMENTS, PASSAGES = 60, 25


def words(document: int, passage: int) -> str:
    """Words that stand in one passage only."""
    return f"dossier{document * 7919 + 101} afspraak{passage * 6007 + 211}x{document}"


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("healthy")
    with closing(Store(f"sqlite:///{data / 'store.sqlite'}")) as store:
        for document in range(DOCUMENTS):
            texts = [words(document, passage) for passage in range(1, PASSAGES + 1)]
            store.take_in(*reading_of(texts, stem=f"d{document}"), {}, SPACE)
        with closing(Indexes(store, data / "indexes", subword_vectors, SPACE)) as indexes:
            indexes.wait()
    return data


def chroma(indexes: Path) -> Path:
    return next(indexes.glob("built-*/chroma"))


def graph(indexes: Path, name: str) -> Path:
    return next(chroma(indexes).glob(f"*/{name}"))


def cut_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 3)


def fill_with_garbage(path: Path) -> None:
    path.write_bytes(np.random.default_rng(5).bytes(path.stat().st_size))


DAMAGE: dict[str, Callable[[Path], None]] = {
    "graph gone": lambda at: shutil.rmtree(graph(at, "header.bin").parent),
    "vectors cut off": lambda at: cut_off(graph(at, "data_level0.bin")),
    "vectors garbage": lambda at: fill_with_garbage(graph(at, "data_level0.bin")),
    "lengths cut off": lambda at: cut_off(graph(at, "length.bin")),
    "lengths garbage": lambda at: fill_with_garbage(graph(at, "length.bin")),
    "header garbage": lambda at: fill_with_garbage(graph(at, "header.bin")),
    "database cut off": lambda at: cut_off(chroma(at) / "chroma.sqlite3"),
    "database gone": lambda at: (chroma(at) / "chroma.sqlite3").unlink(),
    "all gone": shutil.rmtree,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_indexes_come_up_by_themselves(healthy: Path, tmp_path: Path, damage: str) -> None:
    data = Path(shutil.copytree(healthy, tmp_path / "data"))
    built = (data / "indexes" / "current").read_text()
    DAMAGE[damage](data / "indexes")
    with (
        closing(Store(f"sqlite:///{data / 'store.sqlite'}")) as store,
        closing(Indexes(store, data / "indexes", subword_vectors, SPACE)) as indexes,
    ):
        for document in range(0, DOCUMENTS, 20):
            hit, *_ = indexes.search.search(words(document, 25), k=1)
            assert hit.passage_id == f"lindestroom/d{document}.25"
        indexes.wait()
        assert indexes.status()["vectors"] == "chroma"
        assert (data / "indexes" / "current").read_text() != built
        for document in range(0, DOCUMENTS, 6):
            hit, *_ = indexes.search.search(words(document, 25), k=1)
            assert hit.passage_id == f"lindestroom/d{document}.25"


def test_an_undamaged_copy_is_used_as_it_is(healthy: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(healthy, tmp_path / "data"))
    built = (data / "indexes" / "current").read_text()
    with (
        closing(Store(f"sqlite:///{data / 'store.sqlite'}")) as store,
        closing(Indexes(store, data / "indexes", subword_vectors, SPACE)) as indexes,
    ):
        indexes.wait()
        assert indexes.status()["vectors"] == "chroma"
    assert (data / "indexes" / "current").read_text() == built


def test_a_database_that_may_only_be_read_is_read_and_not_changed(healthy: Path, tmp_path: Path) -> None:
    shutil.copy(healthy / "store.sqlite", tmp_path / "store.sqlite")
    reading, original = reading_of(["Een"])
    with closing(Store(f"sqlite:///file:{tmp_path}/store.sqlite?mode=ro&uri=true")) as store:
        assert store.counts()["documents"] == DOCUMENTS
        with pytest.raises(StoreUnusable, match="readonly"):
            store.take_in(reading, original, {}, SPACE)
        with pytest.raises(StoreUnusable, match="readonly"):
            store.remove("lindestroom/d1")
        assert store.counts()["documents"] == DOCUMENTS


OPEN = """
import sys
from kb.errors import StoreUnusable
from kb.store import Store
for url in sys.argv[1:]:
    try:
        Store(url)
    except StoreUnusable as error:
        print(error)
"""


@needs_rights
def test_a_folder_without_rights_is_unusable(healthy: Path, tmp_path: Path) -> None:
    shutil.copy(healthy / "store.sqlite", tmp_path / "store.sqlite")
    urls = [f"sqlite:///{tmp_path / name}" for name in ("store.sqlite", "new/store.sqlite")]
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        command = [*AS_ANYBODY, sys.executable, "-c", OPEN, *urls]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    finally:
        tmp_path.chmod(stat.S_IRWXU)
    refused = done.stdout.splitlines()
    assert len(refused) == 2, refused
    assert "store.sqlite" in refused[0]

"""A store of papers to learn from, and the paths made of it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from assistant.learning.path import Paths
from assistant.processes import Processes
from ingest.intake import take_in
from kb.search.embedding import SPACE, subword_vectors
from kb.settings import Settings
from kb.store import Store
from tests.lindestroom import lindestroom_taken_in

ROOT = Path(__file__).parents[3]
Held = Callable[..., Store]


def read_into(store: Store, data: Path, files: list[Path], region: str | None = None) -> None:
    """Take files in, each in its child."""
    settings = Settings(data=data)
    for path in files:
        receipt = take_in(path, store=store, settings=settings, embed=subword_vectors, space=SPACE, region=region)
        assert receipt.outcome == "added", receipt


def paths_of(store: Store) -> Paths:
    """The paths through what a store holds."""
    return Paths(Processes(lambda: store))


@pytest.fixture(scope="session")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of the example region; tests leave it as it is."""
    data = lindestroom_taken_in(tmp_path_factory, "learning")
    with closing(Store(Settings(data=data).database_url)) as store:
        yield store


@pytest.fixture(scope="session")
def example(example_store: Store) -> Paths:
    """The paths through the example region."""
    return paths_of(example_store)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Held]:
    """Makes a store of texts in Markdown, each given by its file name."""
    with ExitStack() as opened:

        def of(**texts: str) -> Store:
            store = opened.enter_context(closing(Store(Settings(data=tmp_path / "data").database_url)))
            files = []
            for name, text in texts.items():
                files.append(tmp_path / f"{name}.md")
                files[-1].write_text(text, encoding="utf-8")
            read_into(store, tmp_path / "data", files)
            return store

        yield of

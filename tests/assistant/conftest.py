"""An assistant on the example region, taken in once a session; and one on the shared agreements."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.compose import Assistant
from ingest.intake import take_in
from kb.search.embedding import SPACE, subword_vectors
from kb.search.indexes import Indexes
from kb.settings import Settings
from kb.store import Store
from tests.lindestroom import lindestroom_taken_in

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "corpus"


@contextmanager
def assistant_on(data: Path, files: list[Path]) -> Iterator[Assistant]:
    """A real assistant: real store, real indexes, every file read in its child."""
    settings = Settings(data=data)
    store = Store(settings.database_url)
    for path in files:
        receipt = take_in(path, store=store, settings=settings, embed=subword_vectors, space=SPACE)
        assert receipt.outcome == "added", receipt
    indexes = Indexes(store, data / "indexes", embed=subword_vectors, space=SPACE)
    try:
        yield Assistant(store, indexes, settings)
    finally:
        indexes.close()
        store.close()


@pytest.fixture(scope="session")
def lindestroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant on the three example agreements."""
    with assistant_on(lindestroom_taken_in(tmp_path_factory, "assistant"), []) as assistant:
        yield assistant


@pytest.fixture(scope="session", params=["pdf", "docx", "txt"])
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant on the two shared agreements in one format at a time."""
    if not SHARED.is_dir():
        pytest.skip("../shared is absent")
    files = [path for path in sorted(SHARED.glob(f"*.{request.param}")) if ".scan." not in path.name]
    with assistant_on(tmp_path_factory.mktemp(f"shared-{request.param}"), files) as assistant:
        yield assistant


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant on two small agreements of two regions."""
    folder = tmp_path_factory.mktemp("regions")
    meerwijk = "Het wijkteam betaalt de tolk. De wijkagent zit het wijkoverleg voor."
    duindorp = "De verhuurder betaalt de tolk uit het eigen budget."
    files = []
    for region, text in (("Meerwijk", meerwijk), ("Duindorp", duindorp)):
        files.append(folder / f"werkafspraken-{region.lower()}.md")
        files[-1].write_text(f"# Werkafspraken gemeente {region}\n\n## Afspraken\n\n{text}\n", encoding="utf-8")
    with assistant_on(folder / "data", files) as assistant:
        yield assistant

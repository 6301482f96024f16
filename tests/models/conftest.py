"""What the tests with a scripted model share: the regions held, read once."""

import importlib
from collections.abc import Iterator

import pytest

from tests.models.asked import Regions, regions_held


@pytest.fixture(scope="session")
def regions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Regions]:
    """The example region, with a paper of another region and one that gives commands to a machine."""
    # seconds of importing, which a server has behind it before anybody asks
    importlib.import_module("llama_index.llms.openai_like")
    with regions_held(tmp_path_factory) as held:
        yield held


@pytest.fixture(autouse=True)
def _no_model_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of the environment sends a question elsewhere."""
    for name in ("OPENAI_API_KEY", "OPENAI_API_BASE", "OLLAMA_HOST", "HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)

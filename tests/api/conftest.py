"""An open HTTP door on the example region, and an empty one to write to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from kb.settings import Settings
from tests.lindestroom import lindestroom_taken_in


@pytest.fixture(scope="session")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The door on the three example agreements; tests leave it as it is."""
    settings = Settings(data=lindestroom_taken_in(tmp_path_factory, "door"))
    with TestClient(create_app(settings), base_url="http://localhost") as client:
        yield client


@pytest.fixture
def empty_door(tmp_path: Path) -> Iterator[TestClient]:
    """A door behind which nothing is held yet."""
    with TestClient(create_app(Settings(data=tmp_path, max_file_mb=1)), base_url="http://localhost") as client:
        yield client

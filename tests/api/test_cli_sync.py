"""A folder and what is held of it stay together, and nothing is removed by mistake."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from api.cli import app

TEXT = "# Werkafspraken {name}\n\n## 1. Bellen\n\nDe wijkcoach belt de bewoner binnen drie werkdagen terug.\n"


class Place:
    """A data folder, and a folder of agreements that go in."""

    def __init__(self, folder: Path) -> None:
        self.data, self.files = folder / "data", folder / "afspraken"
        self.files.mkdir()

    def put(self, name: str) -> Path:
        path = self.files / name
        path.write_text(TEXT.format(name=name), encoding="utf-8")
        return path

    def sync(self, *paths: Path) -> list[dict[str, Any]]:
        arguments = ["--region", "lindestroom", "--sync", *map(str, paths or (self.files,))]
        result = CliRunner().invoke(app, ["--data", str(self.data), "ingest", "--json", *arguments])
        return [json.loads(line) for line in result.stdout.splitlines()]

    def held(self) -> set[str]:
        result = CliRunner().invoke(app, ["--data", str(self.data), "documents", "--json"])
        return {item["file"] for item in json.loads(result.stdout)["items"]}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_what_left_the_folder_is_removed_and_told(place: Place) -> None:
    place.put("blijft.md")
    leaves = place.put("gaat.md")
    assert [receipt["outcome"] for receipt in place.sync()] == ["added", "added"]
    leaves.unlink()
    stays, left = place.sync()
    assert (stays["file"], stays["outcome"]) == ("blijft.md", "unchanged")
    assert (left["file"], left["passages"]["removed"] > 0, left["warnings"][0]["code"]) == (
        "gaat.md",
        True,
        "left_folder",
    )
    assert place.held() == {"blijft.md"}


def test_taking_in_the_same_folder_twice_changes_nothing(place: Place) -> None:
    place.put("een.md")
    place.sync()
    (receipt,) = place.sync()
    assert receipt["outcome"] == "unchanged"
    assert receipt["passages"]["added"] == receipt["passages"]["removed"] == 0


def test_a_sync_of_one_folder_leaves_what_came_from_another(place: Place, tmp_path: Path) -> None:
    other = tmp_path / "elders"
    other.mkdir()
    place.put("een.md")
    (other / "twee.md").write_text(TEXT.format(name="twee"), encoding="utf-8")
    place.sync()
    place.sync(other)
    assert place.held() == {"een.md", "twee.md"}


def test_a_folder_that_is_gone_removes_nothing(place: Place) -> None:
    place.put("een.md").rename(place.files.parent / "een.md")
    place.put("twee.md")
    place.sync()
    place.files.rename(place.files.with_name("verhuisd"))
    (receipt,) = place.sync()
    assert receipt["reason"] == "unreadable"
    assert place.held() == {"twee.md"}


def test_a_lost_memory_of_origins_removes_nothing(place: Place) -> None:
    place.put("blijft.md")
    leaves = place.put("gaat.md")
    place.sync()
    leaves.unlink()
    (place.data / "origins.json").write_bytes(b"\xff{")
    assert [receipt["file"] for receipt in place.sync()] == ["blijft.md"]
    assert place.held() == {"blijft.md", "gaat.md"}

"""A folder and what is held of it stay together, and nothing is removed by mistake."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from api.app import create_app
from api.cli import app
from api.origins import Origins
from kb.settings import Settings

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

    def ingest(self, *arguments: str) -> Result:
        command = ["--data", str(self.data), "ingest", "--json", "--region", "lindestroom", *arguments]
        return CliRunner().invoke(app, command)

    def sync(self, *paths: Path) -> list[dict[str, Any]]:
        result = self.ingest("--sync", *map(str, paths or (self.files,)))
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


def test_what_was_uploaded_as_well_still_leaves_with_its_file(place: Place) -> None:
    leaves = place.put("gaat.md")
    place.sync()
    with TestClient(create_app(Settings(data=place.data)), base_url="http://localhost") as door:
        files = [("files", (leaves.name, leaves.read_bytes()))]
        sent = door.post("/api/v1/documents", files=files, data={"region": "lindestroom"})
    assert [receipt["outcome"] for receipt in sent.json()["receipts"]] == ["unchanged"]
    leaves.unlink()
    place.sync()
    assert place.held() == set()


def test_what_was_only_uploaded_never_leaves_with_a_folder(place: Place) -> None:
    path = place.put("gaat.md")
    place.sync()
    with TestClient(create_app(Settings(data=place.data)), base_url="http://localhost") as door:
        assert door.delete("/api/v1/documents/lindestroom/gaat").status_code == 204
        door.post(
            "/api/v1/documents", files=[("files", ("gaat.md", path.read_bytes()))], data={"region": "lindestroom"}
        )
    path.unlink()
    assert place.sync() == []
    assert place.held() == {"gaat.md"}


def test_many_who_remember_at_once_forget_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "afspraken"
    folder.mkdir()
    paths = {f"lindestroom/d{n}": folder / f"d{n}.md" for n in range(48)}
    with ThreadPoolExecutor(12) as many:
        for document_id, path in paths.items():
            many.submit(Origins(tmp_path / "origins.json").put, document_id, path)
    assert dict(Origins(tmp_path / "origins.json").left([folder])) == paths
    assert {path.name for path in tmp_path.iterdir()} == {"afspraken", "origins.json", "origins.lock"}


def test_where_origins_cannot_be_kept_files_are_taken_in_all_the_same(place: Place) -> None:
    place.put("een.md")
    (place.data / "origins.json").mkdir(parents=True)
    result = place.ingest(str(place.files))
    assert (result.exit_code, json.loads(result.stdout)["outcome"]) == (0, "added")
    assert place.held() == {"een.md"}
    assert [receipt["outcome"] for receipt in place.sync()] == ["unchanged"]

"""The thesaurus at the base with the files of a policy team over it, as they are now."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.language.overlay import ThesaurusFiles
from kb.language.thesaurus import Thesaurus

HEAD = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix b: <urn:afsprakenwijzer:begrip:> .
@prefix w: <urn:afsprakenwijzer:> .
"""
# Shipped files take seconds to read; these stand in for them.
BASE = """
b:melder a skos:Concept ; skos:prefLabel "melder"@nl, "reporter"@en ; skos:altLabel "aanmelder"@nl .
b:huisbezoek a skos:Concept ; skos:prefLabel "huisbezoek"@nl .
b:bezoeker a skos:Concept ; skos:prefLabel "bezoeker"@nl ; skos:related b:huisbezoek ; skos:broader b:huisbezoek .
"""
ADDED = 'b:melder skos:hiddenLabel "kwelderaar"@nl .'
NEW = 'b:zeef a skos:Concept ; skos:prefLabel "zwalkzeef"@nl .'


@pytest.fixture
def base(tmp_path: Path) -> Path:
    _write(tmp_path / "base", "base.ttl", BASE)
    return tmp_path / "base"


def _write(folder: Path, name: str, body: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(HEAD + body, encoding="utf-8")


def _leads(thesaurus: Thesaurus, word: str) -> list[tuple[str, ...]]:
    return [one.concepts for one in thesaurus.reached([word], "nl")]


def _until(true: Callable[[], bool], seconds: float = 60) -> bool:
    """Whether it comes true before the deadline."""
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    return true()


def test_what_is_shipped_is_in_use_where_there_is_no_overlay(tmp_path: Path) -> None:
    files = ThesaurusFiles(tmp_path / "absent")
    assert "melder" in files().concepts
    assert files.broken == ()


def test_an_overlay_adds_labels_and_concepts(tmp_path: Path, base: Path) -> None:
    _write(tmp_path / "thesaurus", "a.ttl", ADDED)
    _write(tmp_path / "thesaurus", "b.ttl", NEW)
    now = ThesaurusFiles(tmp_path / "thesaurus", base=base)()
    assert _leads(now, "kwelderaar") == [("melder",)]
    assert _leads(now, "zwalkzeef") == [("zeef",)]


def test_an_overlay_takes_back_labels_and_concepts(tmp_path: Path, base: Path) -> None:
    shipped = ThesaurusFiles(base=base)().concepts
    label = shipped["melder"].said["nl"][-1]
    _write(
        tmp_path / "thesaurus", "a.ttl", f'b:melder w:withdrawnLabel "{label}"@nl . b:huisbezoek owl:deprecated true .'
    )
    now = ThesaurusFiles(tmp_path / "thesaurus", base=base)().concepts
    assert set(shipped["melder"].labels("nl")) - set(now["melder"].labels("nl")) == {label}
    assert shipped.keys() - now.keys() == {"huisbezoek"}
    assert not [one for one in now.values() if "huisbezoek" in (*one.broader, *one.related)]


def test_a_broken_file_is_left_out_while_the_others_work(tmp_path: Path, base: Path) -> None:
    _write(tmp_path / "thesaurus", "a.ttl", ADDED)
    _write(tmp_path / "thesaurus", "b.ttl", "dit is geen Turtle")
    files = ThesaurusFiles(tmp_path / "thesaurus", base=base)
    assert _leads(files(), "kwelderaar") == [("melder",)]
    assert [(one.code, one.concept) for one in files.broken] == [("no_turtle", "b.ttl")]


def test_changes_are_seen_without_a_restart(tmp_path: Path, base: Path) -> None:
    """Added, broken, mended and removed, with answers from the one before in the meantime."""
    overlay = tmp_path / "thesaurus"
    files = ThesaurusFiles(overlay, tmp_path / "kept.json", base)
    assert _leads(files(), "kwelderaar") == []
    _write(overlay, "a.ttl", ADDED)
    assert _until(lambda: _leads(files(), "kwelderaar") == [("melder",)])
    _write(overlay, "a.ttl", "gebroken")
    assert _until(lambda: _leads(files(), "kwelderaar") == [])
    assert [one.concept for one in files.broken] == ["a.ttl"]
    _write(overlay, "a.ttl", ADDED)  # as it was kept: read from there
    assert _until(lambda: _leads(files(), "kwelderaar") == [("melder",)])
    assert files.broken == ()
    (overlay / "a.ttl").unlink()
    assert _until(lambda: _leads(files(), "kwelderaar") == [])


# ---- what is kept ready -----------------------------------------------------------------------


def _kept(tmp_path: Path, base: Path, **changes: object) -> Path:
    """What a thesaurus with ADDED kept ready, with changes to it."""
    overlay, cache = tmp_path / "thesaurus", tmp_path / "indexes" / "kept.json"
    _write(overlay, "a.ttl", ADDED)
    ThesaurusFiles(overlay, cache, base)()
    kept = json.loads(cache.read_text("utf-8"))
    assert [one["name"] for one in kept["concepts"]].count("melder") == 1
    cache.write_text(json.dumps(kept | changes), encoding="utf-8")
    return cache


def test_what_was_kept_is_used_for_the_same_files(tmp_path: Path, base: Path) -> None:
    only = {"name": "eigen", "said": {"nl": ["kwelderaar"]}, "heard": {}, "broader": [], "related": []}
    cache = _kept(tmp_path, base, concepts=[only])
    assert ThesaurusFiles(tmp_path / "thesaurus", cache, base)().concepts.keys() == {"eigen"}


def test_what_was_kept_gives_what_reading_gives(tmp_path: Path, base: Path) -> None:
    cache = _kept(tmp_path, base)
    kept, fresh = (
        ThesaurusFiles(tmp_path / "thesaurus", cache, base)(),
        ThesaurusFiles(tmp_path / "thesaurus", base=base)(),
    )
    assert kept.concepts == fresh.concepts
    assert kept.keys() == fresh.keys()


def test_what_was_kept_of_other_files_is_not_used(tmp_path: Path, base: Path) -> None:
    cache = _kept(tmp_path, base)
    _write(tmp_path / "thesaurus", "b.ttl", NEW)
    assert "zeef" in ThesaurusFiles(tmp_path / "thesaurus", cache, base)().concepts


def test_what_was_kept_by_another_analyser_is_not_used(tmp_path: Path, base: Path) -> None:
    """The digest is of files and analyser together."""
    cache = _kept(tmp_path, base, digest="0" * 64, concepts=[])
    assert "melder" in ThesaurusFiles(tmp_path / "thesaurus", cache, base)().concepts


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\x00", b"[]", b'{"digest": 3}'])
def test_a_damaged_cache_is_ignored_and_made_anew(tmp_path: Path, base: Path, damage: bytes) -> None:
    cache = _kept(tmp_path, base)
    whole = json.loads(cache.read_text("utf-8"))
    cache.write_bytes(damage)
    assert _leads(ThesaurusFiles(tmp_path / "thesaurus", cache, base)(), "kwelderaar") == [("melder",)]
    assert json.loads(cache.read_text("utf-8")) == whole


def test_a_broken_file_is_told_at_every_start(tmp_path: Path, base: Path) -> None:
    cache = _kept(tmp_path, base)
    _write(tmp_path / "thesaurus", "b.ttl", "gebroken")
    for _ in range(2):
        files = ThesaurusFiles(tmp_path / "thesaurus", cache, base)
        files()
        assert [one.concept for one in files.broken] == ["b.ttl"]


def test_where_nothing_can_be_kept_ready_it_works_all_the_same(tmp_path: Path, base: Path) -> None:
    _write(tmp_path / "thesaurus", "a.ttl", ADDED)
    (tmp_path / "indexes").write_text("a file where a folder should be", encoding="utf-8")
    files = ThesaurusFiles(tmp_path / "thesaurus", tmp_path / "indexes" / "kept.json", base)
    assert _leads(files(), "kwelderaar") == [("melder",)]


def test_a_place_where_nothing_can_be_kept_works(tmp_path: Path, base: Path) -> None:
    (tmp_path / "indexes").write_text("a file where the folder should be", encoding="utf-8")
    assert "melder" in ThesaurusFiles(tmp_path / "thesaurus", tmp_path / "indexes" / "kept.json", base)().concepts

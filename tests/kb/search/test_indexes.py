"""The indexes answer at once, follow the store, and come up by themselves whatever they find."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from llama_index.core.embeddings import MockEmbedding

from kb.errors import IndexUnusable
from kb.search.embedding import SPACE, Embed, built_in_embedding, embed_with, subword_vectors
from kb.search.hybrid import HybridSearch
from kb.search.indexes import Indexes
from kb.search.moment import VectorLeg
from kb.search.vectors import ChromaVectors, ExactVectors
from kb.store import Store
from tests.faults.readings import reading_of

MELDING = "De woonconsulent meldt een dreigende huisuitzetting bij het wijkteam."
REGIE = "De gemeente heeft de regie op het casusoverleg."
BRIEF = "De corporatie stuurt de huurder een brief over de achterstand."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    take_in(opened, "melding", MELDING, REGIE)
    yield opened
    opened.close()


@contextmanager
def opened(store: Store, folder: Path, embed: Embed = subword_vectors, space: str = SPACE) -> Iterator[Indexes]:
    indexes = Indexes(store, folder, embed, space)
    try:
        yield indexes
    finally:
        indexes.close()


def take_in(store: Store, stem: str, *texts: str) -> None:
    reading, original = reading_of(texts, stem=stem)
    store.take_in(reading, original, {}, SPACE)


def best(search: HybridSearch, query: str) -> str:
    hits = search.search(query, k=1)
    return hits[0].passage_id if hits else ""


def test_what_is_held_is_found_at_once_and_with_chroma(store: Store, tmp_path: Path) -> None:
    with opened(store, tmp_path / "indexes") as indexes:
        assert best(indexes.search, "wie meldt huisuitzetting") == "lindestroom/melding.1"
        indexes.wait()
        assert best(indexes.search, "wie meldt huisuitzetting") == "lindestroom/melding.1"
        assert indexes.status() == {
            "generation": 1,
            "passages": 2,
            "space": SPACE,
            "analyser": indexes.status()["analyser"],
            "vectors": "chroma",
            "built": True,
            "owner": True,
            "folder": str(tmp_path / "indexes"),
        }


def test_an_empty_store_finds_nothing(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    with opened(store, tmp_path / "indexes") as indexes:
        indexes.wait()
        assert indexes.search.search("wie meldt") == []
        take_in(store, "eerste", BRIEF)
        indexes.wait()
        assert best(indexes.search, "brief aan de huurder") == "lindestroom/eerste.1"
    store.close()


def test_the_store_is_given_the_vectors_it_lacks(store: Store, tmp_path: Path) -> None:
    assert store.vectors(SPACE)[0] == ()
    with opened(store, tmp_path / "indexes"):
        ids, matrix = store.vectors(SPACE)
    assert ids == ("lindestroom/melding.1", "lindestroom/melding.2")
    # The second passage has the first as its lead-in.
    where = ["Werkafspraak melding\nArtikel 1", f"Werkafspraak melding\nArtikel 2\n{MELDING}"]
    assert np.array_equal(matrix, subword_vectors([f"{where[0]}\n{MELDING}", f"{where[1]}\n{REGIE}"]))


def test_another_embedding_takes_over_and_gives_back(store: Store, tmp_path: Path) -> None:
    embeddings = [
        (embed_with(built_in_embedding()), SPACE),
        (embed_with(MockEmbedding(embed_dim=3)), "mock/3"),
        (subword_vectors, SPACE),
    ]
    for embed, space in embeddings:
        with opened(store, tmp_path / "indexes", embed, space) as indexes:
            indexes.wait()
            assert (indexes.status()["vectors"], indexes.status()["space"]) == ("chroma", space)
            (hit, *_) = indexes.search.search("wie meldt huisuitzetting")
            assert hit.passage_id == "lindestroom/melding.1"
            assert hit.legs["subword"] > 0
    assert store.vectors("mock/3")[1].shape == (2, 3)


def test_what_another_process_changes_is_followed(store: Store, tmp_path: Path) -> None:
    other = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    with opened(store, tmp_path / "indexes") as indexes:
        for chroma in (False, True):
            if chroma:
                indexes.wait()
            take_in(other, "brief", BRIEF)
            assert best(indexes.search, "brief achterstand huurder") == "lindestroom/brief.1"
            take_in(other, "brief", "Iets anders.", BRIEF)
            assert best(indexes.search, "brief achterstand huurder") == "lindestroom/brief.2"
            other.remove("lindestroom/brief")
            found = indexes.search.search("brief achterstand huurder")
            assert {hit.passage_id for hit in found} <= {"lindestroom/melding.1", "lindestroom/melding.2"}
            indexes.wait()
            assert indexes.status()["vectors"] == "chroma"
            assert indexes.status()["generation"] == store.generation()
    other.close()


def test_a_search_in_hand_is_not_disturbed_by_changes(store: Store, tmp_path: Path) -> None:
    with opened(store, tmp_path / "indexes") as indexes:
        indexes.wait()
        before = indexes.search
        hits = before.search("wie heeft de regie", regions=frozenset({"lindestroom"}))
        take_in(store, "brief", BRIEF)
        store.remove("lindestroom/melding")
        indexes.wait()
        assert [hit.passage_id for hit in before.search("wie heeft de regie")] == [hit.passage_id for hit in hits]
        assert before.search("wie heeft de regie", regions=frozenset({"lindestroom"}))
        assert best(indexes.search, "wie heeft de regie") != hits[0].passage_id


def test_a_restart_uses_what_was_built(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "indexes"
    with opened(store, folder) as indexes:
        indexes.wait()
    built = (folder / "current").read_text()
    with opened(store, folder) as indexes:
        indexes.wait()
        assert indexes.status()["vectors"] == "chroma"
        assert best(indexes.search, "wie heeft de regie") == "lindestroom/melding.2"
    assert (folder / "current").read_text() == built


def manifest_says(**change: object) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        path = folder / (folder / "current").read_text() / "manifest.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | change))

    return edit


SPOILT: dict[str, Callable[[Path], object]] = {
    "another analyser": manifest_says(analyser="of another release"),
    "another embedding": manifest_says(space="of another release"),
    "killed while writing": manifest_says(clean=False),
    "another store": manifest_says(content="0" * 64),
    "an older generation": manifest_says(generation=0),
    "unknown field": manifest_says(future=True),
    "no manifest": lambda folder: next(folder.glob("built-*/manifest.json")).unlink(),
    "no pointer": lambda folder: (folder / "current").unlink(),
    "pointer to nothing": lambda folder: (folder / "current").write_text("built-gone"),
    "pointer out of the folder": lambda folder: (folder / "current").write_text("../../etc"),
    "pointer garbage": lambda folder: (folder / "current").write_bytes(b"\xff\x00\xfe"),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_an_index_of_something_else_is_rebuilt(store: Store, tmp_path: Path, spoilt: str) -> None:
    folder = tmp_path / "indexes"
    with opened(store, folder) as indexes:
        indexes.wait()
    built = (folder / "current").read_text()
    SPOILT[spoilt](folder)
    with opened(store, folder) as indexes:
        assert best(indexes.search, "wie meldt huisuitzetting") == "lindestroom/melding.1"
        indexes.wait()
        assert indexes.status()["vectors"] == "chroma"
        assert best(indexes.search, "wie meldt huisuitzetting") == "lindestroom/melding.1"
    now = (folder / "current").read_text()
    assert now != built
    assert [path.name for path in folder.glob("built-*")] == [now]


def test_a_damaged_lexical_index_is_rebuilt(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "indexes"
    with opened(store, folder) as indexes:
        indexes.wait()
    for path in folder.glob("built-*/lexical-*/*"):
        path.write_bytes(b"garbage")
    with opened(store, folder) as indexes:
        assert best(indexes.search, "wie meldt huisuitzetting") == "lindestroom/melding.1"


def test_a_person_may_ask_for_a_rebuild(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "indexes"
    with opened(store, folder) as indexes:
        indexes.wait()
        built = (folder / "current").read_text()
        indexes.rebuild()
        assert (folder / "current").read_text() != built
        assert indexes.status()["vectors"] == "chroma"
        assert best(indexes.search, "wie heeft de regie") == "lindestroom/melding.2"


def test_one_owns_the_folder_and_others_answer_as_well(store: Store, tmp_path: Path) -> None:
    with opened(store, tmp_path / "indexes") as owner:
        owner.wait()
        with opened(store, tmp_path / "indexes") as other:
            other.wait()
            assert (owner.status()["owner"], other.status()["owner"]) == (True, False)
            assert other.status()["vectors"] == "exact"
            asked = "wie heeft de regie op het casusoverleg"
            assert [hit.passage_id for hit in other.search.search(asked)] == [
                hit.passage_id for hit in owner.search.search(asked)
            ]
            take_in(store, "brief", BRIEF)
            assert best(other.search, "brief achterstand huurder") == "lindestroom/brief.1"
            owner.close()
            assert best(other.search, "brief achterstand huurder") == "lindestroom/brief.1"
            other.wait()
            assert other.status()["owner"] is True
            assert other.status()["vectors"] == "chroma"


def test_where_no_index_can_be_kept_answers_come_from_memory(store: Store, tmp_path: Path) -> None:
    (tmp_path / "indexes").write_text("a file, where a folder should be")
    with opened(store, tmp_path / "indexes") as indexes:
        indexes.wait()
        assert best(indexes.search, "wie heeft de regie") == "lindestroom/melding.2"
        take_in(store, "brief", BRIEF)
        assert best(indexes.search, "brief achterstand huurder") == "lindestroom/brief.1"
        assert indexes.status()["owner"] is False


def test_a_rebuild_that_cannot_be_written_is_said_and_searching_goes_on(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "indexes"
    with opened(store, folder) as indexes:
        indexes.wait()
        folder.rename(tmp_path / "elsewhere")
        with pytest.raises(IndexUnusable):
            indexes.rebuild()
        assert best(indexes.search, "wie heeft de regie") == "lindestroom/melding.2"
        assert indexes.status()["vectors"] == "exact"
        (tmp_path / "elsewhere").rename(folder)
        indexes.rebuild()
        assert indexes.status()["vectors"] == "chroma"


def test_a_rebuild_does_not_disturb_a_search_in_hand(store: Store, tmp_path: Path) -> None:
    with opened(store, tmp_path / "indexes") as indexes:
        indexes.wait()
        before = indexes.search
        indexes.rebuild()
        built = (tmp_path / "indexes" / "current").read_text()
        assert best(before, "wie heeft de regie") == "lindestroom/melding.2"
        indexes.wait()
        assert (tmp_path / "indexes" / "current").read_text() == built


def test_a_vector_index_that_fails_in_use_is_done_without(tmp_path: Path) -> None:
    lost: list[VectorLeg] = []
    ids, matrix = ["a/b.1", "a/b.2"], np.eye(2, dtype=np.float32)
    leg = VectorLeg(ExactVectors(ids, matrix), lost.append)
    leg.chroma = ChromaVectors(tmp_path / "chroma", "test/2", create=True)
    leg.chroma.upsert(ids, matrix)
    assert leg.nearest(matrix[1], 1) == [("a/b.2", 1.0)]
    assert lost == []
    leg.chroma.close()
    assert leg.nearest(matrix[1], 1) == [("a/b.2", 1.0)]
    assert lost == [leg]
    assert leg.chroma is None


def test_many_may_search_while_the_store_changes(store: Store, tmp_path: Path) -> None:
    found: list[str] = []
    done = threading.Event()
    with opened(store, tmp_path / "indexes") as indexes:

        def ask() -> None:
            while not done.is_set():
                found.append(best(indexes.search, "dreigende huisuitzetting melden"))

        threads = [threading.Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        for n in range(8):
            take_in(store, f"brief-{n}", BRIEF, REGIE)
            indexes.search.search("brief")
        indexes.wait()
        done.set()
        for thread in threads:
            thread.join()
        assert set(found) == {"lindestroom/melding.1"}
        assert indexes.status()["passages"] == 18
        assert indexes.status()["vectors"] == "chroma"
        assert len(indexes.search.search("brief over de achterstand", k=50)) >= 8


def test_closing_breaks_off_a_build_and_the_next_start_makes_it(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "indexes"
    for _ in range(3):
        with opened(store, folder) as indexes:
            assert best(indexes.search, "wie heeft de regie") == "lindestroom/melding.2"
    with opened(store, folder) as indexes:
        indexes.wait()
        assert indexes.status()["vectors"] == "chroma"
    assert len(list(folder.glob("built-*"))) == 1

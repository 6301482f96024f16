"""The store keeps what was read, letter by letter, once, and whole."""

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from kb.errors import Damaged, StoreOutdated, StoreUnusable, UnknownDocument, UnknownPassage
from kb.model import Notice, PassageCounts, Reading, Receipt, Role
from kb.schema import metadata
from kb.store import Store
from tests.faults.readings import SPACE, embed, reading_of, vectors_of

ID = "lindestroom/werkafspraak"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{tmp_path / 'new' / 'store.sqlite'}")
    yield opened
    opened.close()


def take_in(
    store: Store, *texts: str, stem: str = "werkafspraak", suffix: str = ".txt", region: str = "lindestroom"
) -> Receipt:
    reading, original = reading_of(texts, stem=stem, suffix=suffix, region=region)
    return store.take_in(reading, original, vectors_of(reading), SPACE)


def test_what_was_read_comes_back_the_same(store: Store) -> None:
    reading, original = reading_of(["De regisseur belt.", "Daarna volgt overleg."], warnings=(Notice(code="no_title"),))
    receipt = store.take_in(reading, original, vectors_of(reading), SPACE)
    assert receipt.outcome == "added"
    assert receipt.passages == PassageCounts(added=2)
    assert receipt.warnings == (Notice(code="no_title"),)
    assert store.reading(ID) == reading
    assert store.original(ID) == original
    assert store.full_text(ID) == "De regisseur belt.\n\nDaarna volgt overleg."
    assert store.documents() == (store.document(ID),) == (reading.document,)
    assert store.passage(f"{ID}.2").text == "Daarna volgt overleg."


# Everything but what `check` refuses: beyond the BMP, combining marks, every line ending, odd spaces.
_KEPT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


@given(st.lists(_KEPT | st.text("e\u0301\U0001f9d1\u200d\r\n\u2028\ufeff ", max_size=12), max_size=6))
@settings(deadline=None, max_examples=60)
def test_a_passage_is_its_span_of_the_full_text_after_a_round_trip(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    reading, original = reading_of(texts)
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('store') / 's.sqlite'}")
    store.take_in(reading, original, vectors_of(reading), SPACE)
    full_text = store.full_text(ID)
    held = store.passages(ID)
    store.close()
    assert full_text == reading.full_text
    assert [full_text[passage.start : passage.end] for passage in held] == texts
    assert [passage.text for passage in held] == texts


@pytest.mark.parametrize("character", ["\0", "\ud800"])
def test_a_character_that_no_database_keeps_is_refused_in_the_text(store: Store, character: str) -> None:
    with pytest.raises(Damaged):
        take_in(store, "Voor en" + character + "na.")
    assert store.documents() == ()
    assert store.generation() == 0


def test_what_the_reader_read_may_hold_any_character(store: Store) -> None:
    reading, original = reading_of(["Een"])
    reading = reading.model_copy(update={"raw_text": "Een\0\ud800"})
    store.take_in(reading, original, {}, SPACE)
    assert store.reading(ID).raw_text == "Een\0\ud800"


def test_a_reading_that_contradicts_itself_is_never_kept(store: Store) -> None:
    reading, original = reading_of(["Een", "Twee"])
    shifted = reading.passages[0].model_copy(update={"start": 1, "end": 4})
    named = reading.passages[0].model_copy(update={"id": f"{ID}.9"})
    wrong: list[tuple[Reading, bytes]] = [
        (reading.model_copy(update={"passages": (shifted,)}), original),
        (reading.model_copy(update={"passages": (named,)}), original),
        (reading, b"another file"),
    ]
    for bad, of in wrong:
        with pytest.raises(ValueError, match="werkafspraak"):
            store.take_in(bad, of, {}, SPACE)
    assert store.counts() == {"documents": 0, "versions": 0, "passages": 0}


def test_the_same_file_twice_adds_nothing(store: Store) -> None:
    take_in(store, "Een", "Twee")
    before = store.generation()
    receipt = take_in(store, "Een", "Twee")
    assert receipt.outcome == "unchanged"
    assert receipt.passages == PassageCounts(unchanged=2)
    assert store.generation() == before
    assert store.counts() == {"documents": 1, "versions": 1, "passages": 2}


def test_a_new_version_says_what_changed(store: Store) -> None:
    take_in(store, "Een", "Twee", "Drie", "Vier")
    receipt = take_in(store, "Een", "Twee en een half", "Drie", "Vier", "Vijf")
    assert receipt.outcome == "replaced"
    assert receipt.passages == PassageCounts(added=1, changed=1, unchanged=3)
    assert take_in(store, "Een", "Drie", "Vier").passages == PassageCounts(changed=0, unchanged=3, removed=2)


@given(st.lists(st.sampled_from("abcd"), max_size=6), st.lists(st.sampled_from("abcd"), max_size=6))
@settings(deadline=None, max_examples=30)
def test_the_counts_of_a_receipt_add_up(
    tmp_path_factory: pytest.TempPathFactory, before: list[str], after: list[str]
) -> None:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('store') / 's.sqlite'}")
    take_in(store, *before)
    counts = take_in(store, *after, suffix=".md").passages
    store.close()
    assert counts.removed + counts.changed + counts.unchanged == len(before)
    assert counts.added + counts.changed + counts.unchanged == len(after)


def test_another_format_of_the_same_agreement_replaces_it_with_a_warning(store: Store) -> None:
    take_in(store, "Een", suffix=".docx")
    receipt = take_in(store, "Een", suffix=".pdf")
    notice = Notice(code="other_format", facts={"file": "werkafspraak.pdf", "held": "werkafspraak.docx"})
    assert receipt.outcome == "replaced"
    assert receipt.passages == PassageCounts(unchanged=1)
    assert receipt.warnings == (notice,)
    assert store.document(ID).file == "werkafspraak.pdf"
    assert take_in(store, "Een", "Twee", suffix=".pdf").warnings == ()


def test_an_older_version_stays_readable_by_its_permalink(store: Store) -> None:
    take_in(store, "Het oude woord.")
    old = store.document(ID).version
    take_in(store, "Het nieuwe woord.")
    assert store.passage(f"{ID}.1").text == "Het nieuwe woord."
    assert store.passage(f"{ID}.1", old).text == "Het oude woord."
    assert store.full_text(ID, old) == "Het oude woord."
    assert store.document(ID, old).version == store.reading(ID, old).document.version == old
    assert store.original(ID, old) == b".txtHet oude woord."


def test_a_version_that_comes_back_keeps_the_positions_it_had(store: Store) -> None:
    take_in(store, "Een", "Twee")
    first = store.reading(ID)
    take_in(store, "Iets anders")
    receipt = take_in(store, "Een", "Twee")
    assert receipt.outcome == "replaced"
    assert store.reading(ID) == first
    assert store.counts() == {"documents": 1, "versions": 2, "passages": 2}
    # A later release may cut the same bytes otherwise; what was cited must stay where it was.
    take_in(store, "Iets anders")
    recut = first.model_copy(update={"passages": first.passages[:1]})
    store.take_in(recut, b".txtEen\n\nTwee", {f"{ID}.1": np.ones(8, np.float32)}, SPACE)
    assert store.reading(ID) == first
    assert store.vectors(SPACE)[0] == ()


def test_removing_a_document_removes_all_of_it(store: Store) -> None:
    take_in(store, "Een", "Twee")
    old = store.document(ID).version
    take_in(store, "Drie")
    take_in(store, "Drie", region="rivierwaard")  # the same file, for another region
    assert store.remove(ID) == 1
    for version in (None, old):
        with pytest.raises(UnknownDocument):
            store.reading(ID, version)
        with pytest.raises(UnknownPassage):
            store.passage(f"{ID}.1", version)
    with pytest.raises(UnknownDocument):
        store.remove(ID)
    assert store.original("rivierwaard/werkafspraak") == b".txtDrie"
    assert store.regions() == ("rivierwaard",)
    assert [passage.document_id for passage, _, _ in store.searchable()] == ["rivierwaard/werkafspraak"]


def test_documents_are_listed_by_region(store: Store) -> None:
    take_in(store, "Een", region="rivierwaard")
    take_in(store, "Een", region="lindestroom")
    assert store.regions() == ("lindestroom", "rivierwaard")
    assert [document.region for document in store.documents()] == ["lindestroom", "rivierwaard"]
    assert [document.region for document in store.documents("rivierwaard")] == ["rivierwaard"]
    assert store.documents("elders") == ()


def test_only_current_passages_that_may_answer_are_searched(store: Store) -> None:
    reading, original = reading_of(
        ["Inhoud", "Een", "Twee", "Handtekening"], roles=[Role.CONTENTS, Role.NORM, Role.LIST, Role.SIGNATURE]
    )
    take_in(store, "Oud")
    store.take_in(reading, original, vectors_of(reading), SPACE)
    found = [(passage.text, region, lead_in) for passage, region, lead_in in store.searchable()]
    assert found == [("Een", "lindestroom", "Inhoud"), ("Twee", "lindestroom", "Inhoud")]
    assert len(store.passages(ID)) == 4


def test_a_passage_that_is_not_held_is_said_to_be_unknown(store: Store) -> None:
    take_in(store, "Een")
    for unknown in (
        f"{ID}.2",
        f"{ID}.0",
        f"{ID}.-1",
        f"{ID}.²",
        f"{ID}.99999999999999999999",
        "geen",
        "",
        "a/b.1",
    ):
        with pytest.raises(UnknownPassage):
            store.passage(unknown)
    with pytest.raises(UnknownPassage):
        store.passage(f"{ID}.1", "sha256:" + "0" * 64)


def test_a_stem_may_hold_dots(store: Store) -> None:
    take_in(store, "Een", stem="afspraak.2.1")
    assert store.passage("lindestroom/afspraak.2.1.1").text == "Een"


def test_vectors_are_those_of_the_current_versions(store: Store) -> None:
    take_in(store, "Een", "Twee")
    old = store.document(ID).version
    take_in(store, "Drie")
    ids, matrix = store.vectors(SPACE)
    assert ids == (f"{ID}.1",)
    assert np.array_equal(matrix, embed(["Drie"]))
    assert store.vectors("another space")[0] == ()
    generation, new = store.generation(), store.document(ID).version
    store.put_vectors("other", {(f"{ID}.1", new): np.ones(3, np.float32), (f"{ID}.1", old): np.zeros(3, np.float32)})
    assert store.vectors("other")[1].tolist() == [[1, 1, 1]]
    assert store.generation() == generation


def test_a_vector_that_does_not_fit_its_space_is_never_kept(store: Store) -> None:
    take_in(store, "Een")
    reading, original = reading_of(["Twee"], stem="twee")
    for vector in (np.ones(16, np.float32), np.full(8, np.nan, np.float32), np.ones((1, 8), np.float32)):
        with pytest.raises(ValueError, match=SPACE):
            store.take_in(reading, original, {"lindestroom/twee.1": vector}, SPACE)
    assert [document.id for document in store.documents()] == [ID]


def test_a_snapshot_is_of_one_moment(store: Store) -> None:
    take_in(store, "Een", "Twee")
    snapshot = store.snapshot(SPACE)
    assert snapshot.generation == store.generation() == 1
    assert [passage.id for passage, _, _ in snapshot.searchable] == list(snapshot.ids) == [f"{ID}.1", f"{ID}.2"]
    assert np.array_equal(snapshot.matrix, embed(["Een", "Twee"]))


def test_threads_share_a_store(store: Store) -> None:
    outcomes: list[str] = []

    def work(worker: int) -> None:
        for n in range(4):
            outcomes.append(take_in(store, f"Tekst {worker} {n}", stem=f"d{worker}-{n}").outcome)
            assert len(store.documents()) >= n

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == ["added"] * 32
    assert store.counts()["documents"] == store.generation() == 32


def test_another_release_s_database_is_refused_untouched(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 's.sqlite'}"
    Store(url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE meta SET value = 99 WHERE name = 'schema'"))
    engine.dispose()
    with pytest.raises(StoreOutdated) as refused:
        Store(url)
    assert refused.value.facts["found"] == "99"


@pytest.mark.parametrize("url", ["sqlite:////proc/none/s.sqlite", "no address", "postgresql://x:secret@127.0.0.1:1/x"])
def test_a_database_that_cannot_be_opened_is_unusable(url: str) -> None:
    with pytest.raises(StoreUnusable) as refused:
        Store(url)
    assert "secret" not in str(refused.value)


def test_a_file_that_is_no_database_is_unusable(tmp_path: Path) -> None:
    (tmp_path / "s.sqlite").write_bytes(b"not a database at all" * 400)
    with pytest.raises(StoreUnusable, match="not a database"):
        Store(f"sqlite:///{tmp_path / 's.sqlite'}")


def test_the_tables_can_be_made_in_postgresql_too() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    made = [str(CreateTable(table).compile(dialect=dialect)) for table in metadata.sorted_tables]
    assert len(made) == len(metadata.tables) > 10

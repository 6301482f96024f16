"""An index has no history: brought along by whatever changes, it is what building anew makes."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from kb.search.change import Change
from kb.search.embedding import SPACE, Embed, subword_vectors
from kb.search.entry import Entry
from kb.search.hybrid import Hit
from kb.search.indexes import Indexes
from kb.search.lexical import LexicalIndex
from kb.search.vectors import ExactVectors
from kb.store import Store
from tests.faults.readings import reading_of

_WORDS = ["huur", "huurder", "verhuurder", "huurachterstand", "meldt", "aan", "de", "regie", "één", "151d", "…"]
_TEXT = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=8).map(" ".join)
_CHANGE = st.tuples(
    st.sampled_from(["a", "b", "b-2", "c.1"]),  # which document
    st.sampled_from(["lindestroom", "rivierwaard"]),
    st.lists(_TEXT, max_size=4),  # its passages; none: it is removed
)
_QUESTIONS = ["huurder meldt regie", "verhuurdr van de huur", "151d", "huurachterstnd de", "niets hiervan", ""]


@contextmanager
def _in_memory(store: Store, embed: Embed = subword_vectors) -> Iterator[Indexes]:
    """Indexes that compare exactly: their folder is a file, so Chroma cannot be kept."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "indexes").touch()
        indexes = Indexes(store, Path(folder) / "indexes", embed, SPACE)
        try:
            yield indexes
        finally:
            indexes.close()


def _found(indexes: Indexes) -> list[list[Hit]]:
    regions = (None, frozenset({"lindestroom"}))
    return [indexes.search.search(question, k=99, regions=one) for question in _QUESTIONS for one in regions]


def _apply(store: Store, change: tuple[str, str, list[str]]) -> None:
    stem, region, texts = change
    held = {document.id for document in store.documents()}
    if texts:
        reading, original = reading_of(texts, stem=stem, region=region)
        store.take_in(reading, original, {}, SPACE)
    elif f"{region}/{stem}" in held:
        store.remove(f"{region}/{stem}")


@given(st.lists(_CHANGE, min_size=1, max_size=6))
@settings(max_examples=30, deadline=None)
def test_search_brought_along_finds_what_search_made_anew_finds(changes: list[tuple[str, str, list[str]]]) -> None:
    with TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/store.sqlite")
        with _in_memory(store) as followed:
            for change in changes:
                _apply(store, change)
                followed.catch_up()
            with _in_memory(store) as anew:
                assert followed.status() | {"folder": ""} == anew.status() | {"folder": ""}
                assert set(followed.search.vocabulary) == set(anew.search.vocabulary)
                assert _found(followed) == _found(anew)
        store.close()


def test_while_a_change_is_brought_along_others_search_as_it_was(tmp_path: Path) -> None:
    begun, allowed = threading.Event(), threading.Event()

    def slow(texts: Sequence[str]) -> NDArray[np.float32]:
        if any("regie" in text for text in texts) and threading.current_thread() is not threading.main_thread():
            begun.set()
            allowed.wait()
        return subword_vectors(texts)

    store = Store(f"sqlite:///{tmp_path}/store.sqlite")
    _apply(store, ("a", "lindestroom", ["De huurder meldt."]))
    with _in_memory(store, slow) as indexes:
        _apply(store, ("b", "lindestroom", ["De regie."]))
        catching_up = threading.Thread(target=indexes.catch_up)
        catching_up.start()
        begun.wait()
        assert indexes.search.search("regie") == []
        assert [hit.passage_id for hit in indexes.search.search("huurder")] == ["lindestroom/a.1"]
        allowed.set()
        catching_up.join()
        assert [hit.passage_id for hit in indexes.search.search("regie")] == ["lindestroom/b.1"]
    store.close()


def test_the_same_file_cut_in_other_passages_is_found_by_those(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/store.sqlite")
    reading, original = reading_of(["De huurder meldt.", "De regie."])
    whole = reading.passages[0].model_copy(update={"text": reading.full_text, "end": len(reading.full_text)})
    with _in_memory(store) as indexes:
        store.take_in(reading, original, {}, SPACE)
        assert [hit.passage_id for hit in indexes.search.search("regie")] == ["lindestroom/werkafspraak.2"]
        store.remove(reading.document.id)
        store.take_in(reading.model_copy(update={"passages": (whole,)}), original, {}, SPACE)
        assert [hit.passage_id for hit in indexes.search.search("regie")] == ["lindestroom/werkafspraak.1"]
    store.close()


_ENTRY_TEXTS = st.lists(_TEXT, max_size=8)


@given(_ENTRY_TEXTS, st.data())
@settings(max_examples=60, deadline=None)
def test_arrays_brought_along_are_those_made_anew(texts: list[str], data: st.DataObject) -> None:
    before = [Entry(f"a.{row}", "a", "r", "", "", text) for row, text in enumerate(texts)]
    now: list[Entry] = []
    kept: list[int] = []
    for row, one in enumerate(before):
        for text in data.draw(st.lists(_TEXT, max_size=2)):
            now.append(Entry(f"n.{len(now)}", "n", "r", "", "", text))
            kept.append(-1)
        if data.draw(st.booleans()):
            now.append(one)
            kept.append(row)
    change = Change(len(before), np.array(kept, dtype=np.intp))
    vectors, matrix = ExactVectors([one.id for one in before], _rows(before)), _rows(now)
    exact, ids = vectors.changed(change, [one.id for one in now], matrix[change.come]), [one.id for one in now]
    assert exact.directed == ExactVectors(ids, matrix).directed
    assert np.array_equal(exact.rows(ids), ExactVectors(ids, matrix).rows(ids))
    with TemporaryDirectory() as along, TemporaryDirectory() as anew:
        LexicalIndex.build(before).changed(change, now).save(Path(along))
        LexicalIndex.build(now).save(Path(anew))
        assert next(Path(along).iterdir()).read_bytes() == next(Path(anew).iterdir()).read_bytes()


def _rows(entries: list[Entry]) -> NDArray[np.float32]:
    return subword_vectors([entry.text for entry in entries])


def test_another_order_is_no_change() -> None:
    with pytest.raises(ValueError, match="order"):
        Change(2, np.array([1, 0]))

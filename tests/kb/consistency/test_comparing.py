"""Many new papers are compared aside, and whoever asks hears how far that is; a few are waited for."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from kb.consistency.check import Consistency
from kb.errors import StoreUnusable
from kb.store import Store
from tests.kb.consistency.papers import ON, reading

MANY = 18


def _store(folder: Path, papers: int) -> Store:
    store = Store(f"sqlite:///{folder}/store.sqlite")
    for n in range(papers):
        text = f"# Werkafspraken {n}\n\n## 1. Wie\n\nDe beheerder meldt het het team binnen {n + 2} dagen.\n"
        one = reading(text, "proef", f"x{n}.md")
        store.take_in(one, text.encode(), {}, "none")
    return store


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Somebody else writes meanwhile, so that nothing can be kept and comparing does not end."""
    with closing(sqlite3.connect(folder / "store.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_many_papers_are_compared_aside_and_progress_is_told(tmp_path: Path) -> None:
    with closing(_store(tmp_path, MANY)) as store, closing(Consistency(store)) as consistency:
        with _writing(tmp_path):
            told = consistency.comparing(ON, patience_s=0.5)
            assert told
            assert told.unread == MANY
            assert 0 <= told.read <= MANY
            assert consistency.at_hand(ON) is None
        while consistency.comparing(ON, patience_s=5):
            pass
        assert consistency.at_hand(ON) == consistency.findings(None, ON)


def test_a_few_papers_are_waited_for_however_little_patience_there_is(tmp_path: Path) -> None:
    with closing(_store(tmp_path, 2)) as store, closing(Consistency(store)) as consistency:
        assert consistency.comparing(ON, patience_s=0) is None
        assert consistency.at_hand(ON) == consistency.findings(None, ON)


def test_what_is_at_hand_is_of_the_papers_as_they_are_held_now(tmp_path: Path) -> None:
    with closing(_store(tmp_path, 2)) as store, closing(Consistency(store)) as consistency:
        assert consistency.at_hand(ON) is None
        consistency.findings(None, ON)
        assert consistency.at_hand(ON) is not None
        store.remove("proef/x1")
        assert consistency.at_hand(ON) is None


def test_nothing_is_read_any_more_once_it_is_closed(tmp_path: Path) -> None:
    with closing(_store(tmp_path, 2)) as store:
        consistency = Consistency(store)
        consistency.close()
        with pytest.raises(StoreUnusable):
            consistency.findings(None, ON)


def test_papers_that_are_read_in_another_process_say_the_same(tmp_path: Path) -> None:
    found = []
    for apart in (True, False):
        folder = tmp_path / str(apart)
        folder.mkdir()
        with closing(_store(folder, 2)) as store, closing(Consistency(store, apart=apart)) as consistency:
            long = "# Lang stuk\n\nDe beheerder meldt het het team.\n\n" + "Er was eens een sleutel. " * 2100
            store.take_in(reading(long, "proef", "lang.md"), long.encode(), {}, "none")
            found.append(consistency.findings(None, ON))
    assert found[0] == found[1] != ()

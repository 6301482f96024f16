"""Every version of an agreement is kept, with when it was taken in and how well it was read."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kb.model import Notice
from kb.store import Store
from tests.faults.readings import SPACE, reading_of, vectors_of

ID = "lindestroom/werkafspraak"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield opened
    opened.close()


def take_in(store: Store, *texts: str, stem: str = "werkafspraak", warnings: tuple[Notice, ...] = ()) -> str:
    reading, original = reading_of(texts, stem=stem, warnings=warnings)
    store.take_in(reading, original, vectors_of(reading), SPACE)
    return reading.document.version


def test_each_version_tells_what_it_held_and_how_it_was_read(store: Store) -> None:
    unread = Notice(code="page_without_text", facts={"page": "3"})
    began = datetime.now(UTC)
    first = take_in(store, "Een", "Twee", warnings=(unread,))
    second = take_in(store, "Een")
    newest, oldest = store.versions(ID)
    assert [one.document.version for one in (newest, oldest)] == [second, first]
    assert [one.passages for one in (newest, oldest)] == [1, 2]
    assert [one.warnings for one in (newest, oldest)] == [(), (unread,)]
    assert [one.current for one in (newest, oldest)] == [True, False]
    assert began <= oldest.taken_in_at <= newest.taken_in_at <= datetime.now(UTC)


def test_a_version_that_comes_back_is_current_and_keeps_its_day(store: Store) -> None:
    first = take_in(store, "Een")
    taken = store.versions(ID)[0].taken_in_at
    take_in(store, "Twee")
    take_in(store, "Een")
    current = next(one for one in store.versions(ID) if one.current)
    assert (current.document.version, current.taken_in_at) == (first, taken)
    assert len(store.versions(ID)) == 2


def test_the_versions_of_all_documents_stand_together(store: Store) -> None:
    for stem in ("werkafspraak", "bijlage"):
        take_in(store, "Een", stem=stem)
        take_in(store, "Twee", stem=stem)
    assert [one.document.id for one in store.versions()] == ["lindestroom/bijlage"] * 2 + [ID] * 2
    assert store.versions(ID) == store.versions()[2:]


def test_what_is_not_held_has_no_versions(store: Store) -> None:
    take_in(store, "Een")
    store.remove(ID)
    assert store.versions(ID) == store.versions() == ()

"""Questions that found nothing are counted, forgotten after 180 days, and at home in an older store too."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from kb.errors import StoreUnusable
from kb.store import Store
from kb.unanswered import Unanswered
from tests.faults.readings import SPACE, reading_of, vectors_of

ROOT = Path(__file__).parents[2]
TODAY = date.today()  # what is too old is told from the day of today


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(f"sqlite:///{tmp_path / 's.sqlite'}")) as opened:
        yield opened


def test_equal_questions_are_counted_per_region_and_language_most_asked_first(store: Store) -> None:
    for region, day in (("lindestroom", TODAY), (None, TODAY), (None, TODAY + timedelta(days=1))):
        store.kept.keep_unanswered("wat kost een paspoort", region, "nl", day)
    assert store.kept.unanswered() == (
        Unanswered(
            question="wat kost een paspoort", region=None, language="nl", count=2, last=TODAY + timedelta(days=1)
        ),
        Unanswered(question="wat kost een paspoort", region="lindestroom", language="nl", count=1, last=TODAY),
    )


def test_what_was_last_asked_180_days_ago_stays_and_one_day_before_goes(store: Store) -> None:
    for days, question in ((181, "te oud"), (180, "net niet te oud")):
        store.kept.keep_unanswered(question, None, "nl", TODAY - timedelta(days=days))
    assert [one.question for one in store.kept.unanswered()] == ["net niet te oud"]
    store.kept.keep_unanswered("van vandaag", None, "nl", TODAY)
    assert {one.question for one in store.kept.unanswered()} == {"net niet te oud", "van vandaag"}


def test_clearing_gives_what_it_forgets(store: Store) -> None:
    store.kept.keep_unanswered("wat kost een paspoort", None, "nl", TODAY)
    assert [one.question for one in store.kept.unanswered(clear=True)] == ["wat kost een paspoort"]
    assert store.kept.unanswered() == ()


def test_keeping_a_question_changes_nothing_that_can_be_found(store: Store) -> None:
    before = store.generation()
    store.kept.keep_unanswered("wat kost een paspoort", None, "nl", TODAY)
    assert store.generation() == before


def test_a_store_that_another_process_writes_is_not_waited_for(store: Store, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "s.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnusable, match="locked"):
            store.kept.keep_unanswered("wat kost een paspoort", None, "nl", TODAY)
        other.execute("ROLLBACK")
    store.kept.keep_unanswered("wat kost een paspoort", None, "nl", TODAY)
    assert len(store.kept.unanswered()) == 1


def _of_an_earlier_release(path: Path) -> str:
    """A store with a document, and without the table that this release added."""
    url = f"sqlite:///{path}"
    with closing(Store(url)) as store:
        reading, original = reading_of(["Een"])
        store.take_in(reading, original, vectors_of(reading), SPACE)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE unanswered")
    return url


def test_a_store_of_an_earlier_release_opens_with_all_it_held(tmp_path: Path) -> None:
    url = _of_an_earlier_release(tmp_path / "s.sqlite")
    with closing(Store(url)) as store:
        assert store.counts() == {"documents": 1, "versions": 1, "passages": 1}
        store.kept.keep_unanswered("wat kost een paspoort", None, "nl", TODAY)
        assert len(store.kept.unanswered()) == 1


def test_several_processes_may_open_a_store_of_an_earlier_release_at_once(tmp_path: Path) -> None:
    url = _of_an_earlier_release(tmp_path / "s.sqlite")
    code = (
        "import sys\nfrom datetime import date\nfrom kb.store import Store\n"
        "print(flush=True)\nsys.stdin.readline()\n"
        "Store(sys.argv[1]).kept.keep_unanswered('vraag', None, 'nl', date.today())\n"
    )
    pipe = subprocess.PIPE
    openers = [
        subprocess.Popen([sys.executable, "-c", code, url], cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        for _ in range(4)
    ]
    for opener in openers:
        assert opener.stdout
        opener.stdout.readline()  # it has its libraries, and waits to open
    ended = [opener.communicate("\n") for opener in openers]
    assert [(opener.returncode, said) for opener, (_, said) in zip(openers, ended, strict=True)] == [(0, "")] * 4
    with closing(Store(url)) as store:
        assert [one.count for one in store.kept.unanswered()] == [4]

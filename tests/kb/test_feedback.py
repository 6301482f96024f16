"""What people say of answers is kept as they said it, bounded in number and in time."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from kb.answer import QuestionKind
from kb.errors import UnknownFeedback
from kb.feedback import MOST, Fault, Feedback, KeptFeedback
from kb.store import Store
from tests.faults.readings import SPACE, reading_of, vectors_of

TODAY = date.today()
RIGHT = Feedback(right=True, outcome="answered", kind=QuestionKind.WHO_ACTS, language="nl")
WRONG = Feedback(
    right=False,
    fault=Fault.OUTDATED_SOURCE,
    reason="Dit is vorig jaar vervangen.",
    question="Wie belt?",
    outcome="partial",
    kind=QuestionKind.STEPS,
    region="lindestroom",
    language="en",
    passages=(f"lindestroom/werkafspraken.3@sha256:{'a' * 64}",),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(f"sqlite:///{tmp_path / 's.sqlite'}")) as opened:
        yield opened


def test_what_is_said_comes_back_with_its_day_newest_first(store: Store) -> None:
    first, second = [store.kept.keep_feedback(said, TODAY) for said in (RIGHT, WRONG)]
    assert store.kept.feedback() == (second, first)
    assert second == KeptFeedback(**dict(WRONG), id=second.id, day=TODAY)
    assert store.kept.feedback("lindestroom") == (second,)
    assert store.kept.feedback("berkenrade") == ()


def test_of_who_says_it_and_when_in_the_day_nothing_is_kept(store: Store, tmp_path: Path) -> None:
    store.kept.keep_feedback(WRONG, TODAY)
    with closing(sqlite3.connect(tmp_path / "s.sqlite")) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info('feedback')")]
        (day,) = connection.execute("SELECT day FROM feedback").fetchone()
    assert set(names) == {*Feedback.model_fields, "id", "day"}
    assert day == TODAY.isoformat()


def test_what_is_dealt_with_goes_once_and_its_number_is_not_given_again(store: Store) -> None:
    kept = store.kept.keep_feedback(WRONG, TODAY)
    store.kept.remove_feedback(kept.id)
    assert store.kept.feedback() == ()
    with pytest.raises(UnknownFeedback):
        store.kept.remove_feedback(kept.id)
    assert store.kept.keep_feedback(RIGHT, TODAY).id > kept.id


def test_what_was_said_180_days_ago_stays_and_one_day_before_goes(store: Store, tmp_path: Path) -> None:
    for days, reason in ((181, "te oud"), (180, "net niet te oud")):
        store.kept.keep_feedback(WRONG.model_copy(update={"reason": reason}), TODAY - timedelta(days=days))
    assert [one.reason for one in store.kept.feedback()] == ["net niet te oud"]
    Store(f"sqlite:///{tmp_path / 's.sqlite'}").close()  # opening forgets, also where nobody says anything any more
    with closing(sqlite3.connect(tmp_path / "s.sqlite")) as connection:
        assert connection.execute("SELECT reason FROM feedback").fetchall() == [("net niet te oud",)]


def test_of_more_than_is_kept_the_oldest_goes(store: Store, tmp_path: Path) -> None:
    first = store.kept.keep_feedback(RIGHT, TODAY).id
    many = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MOST})"
    copied = 'day, "right", outcome, kind, language, passages'
    with closing(sqlite3.connect(tmp_path / "s.sqlite")) as connection, connection:
        connection.execute(f"INSERT INTO feedback ({copied}) {many} SELECT {copied} FROM feedback, n")
    last = store.kept.keep_feedback(WRONG, TODAY).id
    numbers = [one.id for one in store.kept.feedback()]
    assert (len(numbers), numbers[0]) == (MOST, last)
    assert first not in numbers


def test_what_is_right_has_no_fault() -> None:
    with pytest.raises(ValidationError):
        Feedback(right=True, fault=Fault.UNCLEAR, outcome="answered", kind=QuestionKind.STEPS, language="nl")


def test_feedback_changes_nothing_that_can_be_found(store: Store) -> None:
    before = store.generation()
    store.kept.remove_feedback(store.kept.keep_feedback(RIGHT, TODAY).id)
    assert store.generation() == before


def test_a_store_of_an_earlier_release_takes_feedback_and_holds_what_it_held(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 's.sqlite'}"
    with closing(Store(url)) as store:
        reading, original = reading_of(["Een"])
        store.take_in(reading, original, vectors_of(reading), SPACE)
    with closing(sqlite3.connect(tmp_path / "s.sqlite")) as connection:
        connection.execute("DROP TABLE feedback")
    for number in (1, 2):  # the second finds the table made
        with closing(Store(url)) as store:
            assert store.counts() == {"documents": 1, "versions": 1, "passages": 1}
            store.kept.keep_feedback(RIGHT, TODAY)
            assert len(store.kept.feedback()) == number

"""Killed at any moment: nothing acknowledged is lost, nothing half is seen, and all is found again.

`FAULT_ROUNDS=200 pytest tests/faults` runs as many rounds as a night allows.
"""

import os
import random
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from kb.search.indexes import Indexes
from kb.store import Store
from tests.faults.operations import Operation, mark, reading_for, state_after
from tests.faults.readings import SPACE, embed, vectors_of

pytestmark = [pytest.mark.faults, pytest.mark.timeout(7200)]

ROOT = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("FAULT_ROUNDS", "0"))


class Writer:
    """A process that changes the store and says what was acknowledged."""

    def __init__(self, data: Path, seed: int, what: str = "store", *, count: int = 1_000_000, room: int = 0) -> None:
        self.seed, self.acknowledged, self.said = seed, 0, ""
        command = [sys.executable, "-m", "tests.faults.writer", str(data), str(seed), str(count), what]
        self.process = subprocess.Popen(
            command + [str(room)] * (room > 0),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._began = threading.Event()
        self._reader = threading.Thread(target=self._listen)
        self._reader.start()

    def _listen(self) -> None:
        for line in self.process.stdout or ():
            if line.endswith("\n"):  # a number cut off by the kill was not acknowledged
                self.acknowledged = int(line)
                self._began.set()
        self._began.set()

    def began(self) -> None:
        """Wait for the first acknowledgement."""
        self._began.wait()

    def killed_after(self, seconds: float) -> None:
        """SIGKILL, so long after the first acknowledgement."""
        self.began()
        threading.Event().wait(seconds)
        self.process.kill()
        assert self.finished() == -9

    def finished(self) -> int:
        """Wait for the end; the exit code. What it wrote on stderr is `said` then."""
        code = self.process.wait()
        self._reader.join()
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe:
                self.said = pipe.read()
                pipe.close()
        return code


def assert_whole(store: Store, written: dict[int, int]) -> dict[str, Operation]:
    """The store is where each seed's operations left it, to the letter.

    `written` has the number of acknowledged operations by seed; the next one was in hand when the
    writer died, and was either done or not. Returns what is held by document id.
    """
    versions = {document.id: document.version for document in store.documents()}
    vectors = dict(zip(*store.vectors(SPACE), strict=True))
    held: dict[str, Operation] = {}
    for seed, acknowledged in written.items():
        of_seed = {id_: version for id_, version in versions.items() if id_.startswith(f"lindestroom/s{seed}-")}
        states = [state_after(seed, count) for count in (acknowledged, acknowledged + 1)]
        expected = [{id_: reading_for(op)[0].document.version for id_, op in state.items()} for state in states]
        assert of_seed in expected
        held |= states[expected.index(of_seed)]
    assert versions.keys() == held.keys()
    rows = 0
    for document_id, operation in held.items():
        reading, original = reading_for(operation)
        assert store.reading(document_id) == reading
        assert store.original(document_id) == original
        for passage_id, vector in vectors_of(reading).items():
            assert np.array_equal(vectors[passage_id], vector)
        rows += len(reading.passages)
    assert len(vectors) == store.counts()["passages"] == rows
    return held


def test_the_store_survives_kills_of_two_writers_at_once(tmp_path: Path) -> None:
    choose = random.Random(1)
    written: dict[int, int] = {}
    for number in range(ROUNDS or 6):
        writers = [Writer(tmp_path, seed=2 * number + which) for which in (0, 1)]
        for writer in writers:
            writer.killed_after(choose.random() * 0.25)
        written |= {writer.seed: writer.acknowledged for writer in writers}
        with closing(Store(f"sqlite:///{tmp_path / 'store.sqlite'}")) as store:
            assert_whole(store, written)
    assert sum(written.values()) > 4 * len(written)


def test_the_indexes_come_up_by_themselves_after_a_kill(tmp_path: Path) -> None:
    choose = random.Random(2)
    written: dict[int, int] = {}
    for number in range(ROUNDS or 4):
        writer = Writer(tmp_path, number, "indexes")
        writer.killed_after(choose.random() * 2.5)
        written[number] = writer.acknowledged
        with closing(Store(f"sqlite:///{tmp_path / 'store.sqlite'}")) as store:
            held = assert_whole(store, written)
            with closing(Indexes(store, tmp_path / "indexes", embed, SPACE)) as indexes:
                assert_found(indexes, held, choose)
                indexes.wait()
                assert indexes.status()["vectors"] == "chroma"
                assert_found(indexes, held, choose)


def test_a_second_process_answers_from_memory_and_takes_over(tmp_path: Path) -> None:
    owner = Writer(tmp_path, 1, "indexes")
    owner.began()
    with (
        closing(Store(f"sqlite:///{tmp_path / 'store.sqlite'}")) as store,
        closing(Indexes(store, tmp_path / "indexes", embed, SPACE)) as indexes,
    ):
        assert indexes.status()["owner"] is False
        for _ in range(5):  # while the owner goes on writing
            assert indexes.search.search("wijkteam")
        assert indexes.status()["vectors"] == "exact"
        owner.killed_after(0.5)
        held = assert_whole(store, {1: owner.acknowledged})
        indexes.wait()
        assert indexes.status()["owner"] is True
        assert indexes.status()["vectors"] == "chroma"
        assert_found(indexes, held, random.Random(3))


def assert_found(indexes: Indexes, held: dict[str, Operation], choose: random.Random) -> None:
    """Every document that is held, by a word of one of its passages."""
    for document_id, operation in held.items():
        last = len(reading_for(operation)[0].passages)
        n = choose.randint(min(2, last), last)  # the first is the lead-in of the others, so they have its words
        hit, *_ = indexes.search.search(mark(operation, n), k=1)
        assert hit.passage_id == f"{document_id}.{n}"


def test_several_writers_on_a_new_database_lose_nothing(tmp_path: Path) -> None:
    writers = [Writer(tmp_path, seed, count=40) for seed in range(4)]
    assert [writer.finished() for writer in writers] == [0, 0, 0, 0]
    with closing(Store(f"sqlite:///{tmp_path / 'store.sqlite'}")) as store:
        versions = {document.id: document.version for document in store.documents()}
        expected = {
            id_: reading_for(operation)[0].document.version
            for seed in range(4)
            for id_, operation in state_after(seed, 40).items()
        }
        assert versions == expected
        assert_whole(store, dict.fromkeys(range(4), 40))


def test_a_kill_while_the_database_is_made_leaves_one_that_works(tmp_path: Path) -> None:
    choose = random.Random(4)
    writers = [Writer(tmp_path / str(seed), seed) for seed in range(ROUNDS or 4)]
    for writer in writers:  # as soon as there is a file, or a little later
        database = tmp_path / str(writer.seed) / "store.sqlite"
        while not database.exists() and writer.process.poll() is None:
            threading.Event().wait(0.001)
        threading.Event().wait(choose.choice([0, 0.005, 0.01, 0.02, 0.04]))
        writer.process.kill()
    for writer in writers:
        assert writer.finished() == -9
        with closing(Store(f"sqlite:///{tmp_path / str(writer.seed) / 'store.sqlite'}")) as store:
            assert_whole(store, {writer.seed: writer.acknowledged})
            reading, original = reading_for(Operation("s1000-d1", 1))
            assert store.take_in(reading, original, vectors_of(reading), SPACE).outcome == "added"


def test_where_the_disk_has_no_room_for_chroma_answers_come_from_memory(tmp_path: Path) -> None:
    writer = Writer(tmp_path, 1, "indexes", count=1, room=230_000)  # enough for the store; an empty Chroma takes more
    assert writer.finished() == 1
    assert "searching in memory" in writer.said
    assert "IndexUnusable: " in writer.said
    assert writer.acknowledged == 1
    with closing(Store(f"sqlite:///{tmp_path / 'store.sqlite'}")) as store:
        held = assert_whole(store, {1: 1})
        with closing(Indexes(store, tmp_path / "indexes", embed, SPACE)) as indexes:
            indexes.wait()
            assert indexes.status()["vectors"] == "chroma"
            assert_found(indexes, held, random.Random(5))


def test_a_full_disk_is_said_and_what_was_acknowledged_stays(tmp_path: Path) -> None:
    writer = Writer(tmp_path, seed=1, room=600_000)
    assert writer.finished() == 1
    assert "StoreUnusable: sqlite:///" in writer.said
    assert writer.acknowledged > 0
    with closing(Store(f"sqlite:///{tmp_path / 'store.sqlite'}")) as store:
        assert_whole(store, {1: writer.acknowledged})
        store.take_in(*reading_for(Operation("s1000-d1", 1)), {}, SPACE)  # there is room again
        assert store.document("lindestroom/s1000-d1").file == "s1000-d1.txt"

"""Whatever becomes of the model, every question is answered, in time and as well as by default."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import get_args

import pytest

from kb.store import Store
from tests.kb.neural.scripted_embedding import Behaviour, ScriptedEmbedding, scripted_embedding
from tests.kb.search.neural import (
    QUESTION,
    TEXTS,
    all_of_model,
    found,
    hears,
    indexes_on,
    leg_on,
    make_heard,
    take_in,
    there,
    until,
)

ROOT = Path(__file__).parents[3]
FAULTS = sorted(set(get_args(Behaviour)) - {"good", "wide", "restless"})  # the last two are other models
MANY = tuple(f"Afspraak nummer {n} over de huur van woning {n * 7}." for n in range(200))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(f"sqlite:///{tmp_path / 'store.sqlite'}")) as opened:
        take_in(opened, "melding", *TEXTS)
        yield opened


@pytest.fixture
def server() -> Iterator[ScriptedEmbedding]:
    with scripted_embedding() as script:
        yield script


@pytest.fixture
def expected(store: Store, tmp_path: Path) -> list[tuple[str, float]]:
    """What is found by default."""
    with indexes_on(store, tmp_path / "default", None) as default:
        return found(default.search)


@pytest.mark.parametrize("behaviour", FAULTS)
def test_a_server_that_fails_at_a_question_is_done_without(
    behaviour: Behaviour, store: Store, server: ScriptedEmbedding, tmp_path: Path, expected: list[tuple[str, float]]
) -> None:
    make_heard(store, server)
    leg = leg_on(store, server, pause_s=30)
    with indexes_on(store, tmp_path / "indexes", leg) as indexes:
        assert hears(indexes.search, "een andere vraag over huisuitzetting")
        assert until(lambda: leg.status()["state"] == "ready")
        server.behaviour = behaviour
        for _ in range(3):
            assert found(indexes.search) == expected
        before = server.requests
        assert found(indexes.search, "nog een vraag over de achterstand")
        assert server.requests == before, "nobody asks a model that has failed"
        assert leg.status()["state"] in {"unreachable", "refused"}
        assert leg.status()["problem"]
        server.hold.set()


@pytest.mark.parametrize("behaviour", ["fails", "garbage", "nan", "fewer", "zero", "ragged", "restless"])
def test_a_server_that_fails_from_the_start_is_done_without(
    behaviour: Behaviour, store: Store, server: ScriptedEmbedding, tmp_path: Path, expected: list[tuple[str, float]]
) -> None:
    server.behaviour = behaviour
    leg = leg_on(store, server)
    with indexes_on(store, tmp_path / "indexes", leg) as indexes:
        assert found(indexes.search) == expected
        assert not there(indexes)
        assert leg.status()["state"] == ("unreachable" if behaviour == "fails" else "refused")
        assert store.spaces.names() == ()
        server.behaviour = "good"
        assert until(lambda: there(indexes)), "it is tried again"


def test_a_server_that_is_down_at_the_start_is_used_once_it_is_up(
    store: Store, tmp_path: Path, expected: list[tuple[str, float]], caplog: pytest.LogCaptureFixture
) -> None:
    with scripted_embedding() as gone:
        port = int(gone.url.rpartition(":")[2])
    leg = leg_on(store, gone)
    with indexes_on(store, tmp_path / "indexes", leg) as indexes:
        assert found(indexes.search) == expected
        assert leg.status()["state"] == "unreachable"
        for _ in range(3):
            indexes.neural.store_changed() if indexes.neural else None
        assert until(lambda: leg.status()["state"] == "unreachable")
        with scripted_embedding(port):
            assert until(lambda: there(indexes))
    said = [record.message for record in caplog.records if "unreachable" in record.message]
    assert len(said) == 1, "it is said once"


def test_after_its_pause_a_model_that_is_well_again_is_asked_again(
    store: Store, server: ScriptedEmbedding, tmp_path: Path
) -> None:
    make_heard(store, server)
    leg = leg_on(store, server, pause_s=0.2)
    with indexes_on(store, tmp_path / "indexes", leg) as indexes:
        assert hears(indexes.search)
        server.behaviour = "fails"
        assert not [hears(indexes.search, f"vraag {n} over huisuitzetting") for n in range(3)][-1]
        server.behaviour = "good"
        assert until(lambda: hears(indexes.search, "wie meldt het"))
        assert leg.status()["state"] == "ready"


def test_many_who_ask_while_a_model_hangs_are_all_answered(
    store: Store, server: ScriptedEmbedding, tmp_path: Path
) -> None:
    make_heard(store, server)
    questions = [f"vraag {n}: wie meldt een huisuitzetting" for n in range(16)]
    with indexes_on(store, tmp_path / "default", None) as default:
        expected = [found(default.search, question) for question in questions]
    leg = leg_on(store, server, pause_s=30)
    with indexes_on(store, tmp_path / "indexes", leg) as indexes, ThreadPoolExecutor(8) as askers:
        assert hears(indexes.search)
        server.behaviour = "hangs"
        assert list(askers.map(lambda question: found(indexes.search, question), questions)) == expected
        server.hold.set()


def test_a_text_that_is_taken_in_no_form_leaves_the_others_their_leg(
    store: Store, server: ScriptedEmbedding, tmp_path: Path
) -> None:
    take_in(store, "meer", *MANY[:60])
    take_in(store, "lang", "Een lange afspraak over huur. " * 40)
    server.longest = 190
    leg = leg_on(store, server)
    with indexes_on(store, tmp_path / "indexes", leg) as indexes:
        assert there(indexes)
        status = leg.status()
        assert (status["state"], status["embedded"], status["passages"]) == ("ready", 63, 64)


def test_a_model_that_takes_next_to_no_passage_is_refused(
    store: Store, server: ScriptedEmbedding, tmp_path: Path
) -> None:
    take_in(store, "meer", *("Een lange afspraak over huur. " * 20 + str(n) for n in range(20)))
    server.longest = 100  # the probes are shorter
    leg = leg_on(store, server)
    with indexes_on(store, tmp_path / "indexes", leg) as indexes:
        assert indexes.search.search(QUESTION)
        assert not there(indexes)
        assert until(lambda: leg.status()["state"] == "refused")
        assert "passages" in str(leg.status()["problem"])


def test_closing_while_the_server_hangs_waits_for_nobody(
    store: Store, server: ScriptedEmbedding, tmp_path: Path
) -> None:
    server.behaviour = "hangs"
    leg = leg_on(store, server, patience_s=0)
    with indexes_on(store, tmp_path / "indexes", leg) as indexes:
        assert indexes.search.search(QUESTION)
        assert until(lambda: server.requests > 0)
    assert not server.hold.is_set()


@pytest.mark.faults
def test_killed_while_embedding_it_goes_on_where_it_was(
    store: Store, server: ScriptedEmbedding, tmp_path: Path
) -> None:
    take_in(store, "meer", *MANY)
    server.pause_s = 0.2
    command = [sys.executable, "-m", "tests.kb.search.embedding_child", str(tmp_path), server.url]
    with subprocess.Popen(command, cwd=ROOT) as child:
        try:
            assert until(lambda: any(len(store.vectors(name)[0]) > 60 for name in store.spaces.names()))
        finally:
            child.kill()
    server.pause_s = 0
    threading.Event().wait(0.3)  # a request in hand
    (space,) = store.spaces.names()
    kept = len(store.vectors(space)[0])
    assert 60 < kept < len(MANY)
    server.asked.clear()
    leg = leg_on(store, server)
    with indexes_on(store, tmp_path / "indexes", leg):
        leg.follow()
        embedded = [text for text in server.asked if text.startswith("Werkafspraak")]
        assert leg.status()["embedded"] == len(MANY) + len(TEXTS)
    # what is embedded beside the passages themselves is for weighing, and has no heading of its own kind
    fresh = {text for text in embedded if any(text.endswith(one) for one in (*MANY, *TEXTS))}
    assert len(fresh) == len(MANY) + len(TEXTS) - kept
    assert store.spaces.names() == (space,)
    assert all_of_model(store, space, 1)

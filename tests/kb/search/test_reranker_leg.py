"""Whatever becomes of a reranker, a question is answered as if there were none; and it is said once."""

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from kb.address import Server
from kb.neural.reranker import open_reranker
from kb.search.cloze import Gain
from kb.search.embedding import SPACE, subword_vectors
from kb.search.hybrid import RERANKED
from kb.search.indexes import Indexes
from kb.search.reranker import Calibration
from kb.search.reranker_leg import Kept, RerankerLeg, reranker_leg
from kb.settings import Settings
from kb.store import Store
from tests.kb.neural.scripted_reranker import Behaviour, ScriptedReranker, scripted_reranker
from tests.kb.search.neural import found, take_in, until

TEXTS = (
    "De woonconsulent meldt een dreigende huisuitzetting bij het wijkteam. Hij belt daarna de huurder.",
    "De gemeente heeft de regie op het casusoverleg. Zij nodigt wie meldt uit.",
    "De corporatie stuurt de huurder een brief over de achterstand. Wie niet betaalt wordt gebeld.",
)
HEARD = Calibration(gain=Gain(asked=60, mean=1.0, error=0.1, over_chance=1.5))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(f"sqlite:///{tmp_path / 'store.sqlite'}")) as store:
        take_in(store, "afspraken", *TEXTS)
        yield store


@pytest.fixture
def server() -> Iterator[ScriptedReranker]:
    with scripted_reranker("jina") as server:
        server.wanted = "regie"
        yield server


@contextmanager
def indexes_on(
    store: Store, server: ScriptedReranker, folder: Path, *, weighs: bool = False, pause_s: float = 30
) -> Iterator[Indexes]:
    leg = RerankerLeg(
        lambda: open_reranker(Server(server.url, "m")),
        "m",
        folder / "reranker.json",
        patience_s=30,
        pause_s=pause_s,
        weighs=weighs,
    )
    with closing(Indexes(store, folder / "indexes", subword_vectors, SPACE, reranker=leg)) as indexes:
        yield indexes


def heard(store: Store, server: ScriptedReranker, folder: Path) -> None:
    """Have the model weigh something, as if it had been found to help."""
    kept = Kept(model=f"{server.url}#m", documents=store.marks(), calibration=HEARD)
    (folder / "reranker.json").write_text(kept.model_dump_json(), encoding="utf-8")


def reranked(indexes: Indexes) -> bool:
    return any(RERANKED in hit.legs for hit in indexes.search.search("wie meldt een huisuitzetting"))


def standing(indexes: Indexes) -> object:
    return indexes.status()["reranker"]


def test_a_reranker_that_was_found_to_help_is_heard(store: Store, server: ScriptedReranker, tmp_path: Path) -> None:
    with closing(Indexes(store, tmp_path / "without", subword_vectors, SPACE)) as without:
        before = found(without.search)
        assert "reranker" not in without.status()
    heard(store, server, tmp_path)
    with indexes_on(store, server, tmp_path) as indexes:
        assert reranked(indexes)
        assert [score for _, score in found(indexes.search)] == [score for _, score in before]
        assert standing(indexes) == {"model": "m", "state": "ready", "problem": None, "weight": 0.5}


def test_one_that_is_not_weighed_is_not_heard(store: Store, server: ScriptedReranker, tmp_path: Path) -> None:
    with indexes_on(store, server, tmp_path) as indexes:
        assert not reranked(indexes)
        assert standing(indexes) == {"model": "m", "state": "unweighed", "problem": None, "weight": None}
        assert server.bodies == []


def test_what_was_found_is_kept_and_is_of_that_model(store: Store, server: ScriptedReranker, tmp_path: Path) -> None:
    with indexes_on(store, server, tmp_path, weighs=True) as indexes:
        assert not reranked(indexes), "three passages show nothing"
        assert standing(indexes) == {"model": "m", "state": "ready", "problem": None, "weight": 0.0}
    asked = len(server.bodies)
    assert asked > 0
    with indexes_on(store, server, tmp_path, weighs=True) as indexes:
        assert not reranked(indexes)
    assert len(server.bodies) == asked
    kept = Kept.model_validate_json((tmp_path / "reranker.json").read_text("utf-8"))
    assert kept.documents == store.marks()
    (tmp_path / "reranker.json").write_text(kept.model_copy(update={"model": "a"}).model_dump_json(), "utf-8")
    with indexes_on(store, server, tmp_path, weighs=True) as indexes:
        assert not reranked(indexes)
    assert len(server.bodies) > asked


def test_many_new_documents_have_it_weighed_anew(store: Store, server: ScriptedReranker, tmp_path: Path) -> None:
    heard(store, server, tmp_path)
    with indexes_on(store, server, tmp_path, weighs=True) as indexes:
        assert reranked(indexes)
        take_in(store, "nieuw", *(f"{text} Dat geldt ook hier." for text in TEXTS))
        indexes.wait()
        assert until(lambda: not reranked(indexes))


BAD: tuple[Behaviour, ...] = ("fails", "not json", "nan", "fewer", "twice", "beyond", "hangs", "drips")


@pytest.mark.parametrize("behaviour", BAD)
def test_one_that_fails_is_said_once_and_left_alone(
    store: Store, server: ScriptedReranker, tmp_path: Path, behaviour: Behaviour, caplog: pytest.LogCaptureFixture
) -> None:
    heard(store, server, tmp_path)
    with closing(Indexes(store, tmp_path / "without", subword_vectors, SPACE)) as without:
        before = found(without.search)
    with indexes_on(store, server, tmp_path) as indexes:
        assert reranked(indexes)
        server.behaviour = behaviour
        asked = len(server.bodies)
        with caplog.at_level(logging.WARNING):
            for _ in range(3):
                assert found(indexes.search) == before
        assert len(server.bodies) == asked + 1
        assert [record.levelname for record in caplog.records] == ["WARNING"]
        assert "huisuitzetting" not in caplog.text
        assert standing(indexes)["state"] == "unreachable"  # type: ignore[index]
        server.hold.set()


def test_one_that_comes_back_is_heard_again(store: Store, server: ScriptedReranker, tmp_path: Path) -> None:
    heard(store, server, tmp_path)
    with indexes_on(store, server, tmp_path, pause_s=0) as indexes:
        server.behaviour = "fails"
        assert not reranked(indexes)
        server.behaviour = "good"
        assert reranked(indexes)
        assert standing(indexes)["problem"] is None  # type: ignore[index]


def test_a_folder_that_is_not_there_is_said_and_answers_go_on(store: Store, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, reranker=str(tmp_path / "nergens"))
    leg = reranker_leg(settings, serving=False)
    with closing(Indexes(store, tmp_path / "indexes", subword_vectors, SPACE, reranker=leg)) as indexes:
        assert found(indexes.search)
        assert standing(indexes)["state"] == "absent"  # type: ignore[index]


def test_without_a_setting_there_is_none(tmp_path: Path) -> None:
    assert reranker_leg(Settings(data=tmp_path), serving=True) is None

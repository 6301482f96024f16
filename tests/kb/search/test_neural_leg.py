"""The neural leg comes up in the background, follows the store, and is never of two models."""

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from kb.address import Folder
from kb.errors import ModelAbsent, ModelUnreachable
from kb.neural.embedding import open_embedding
from kb.search.embedding import SPACE
from kb.search.neural_leg import NeuralLeg
from kb.store import Store
from tests.kb.neural.scripted_embedding import WIDTH, ScriptedEmbedding, scripted_embedding
from tests.kb.neural.tiny import tiny_folder
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


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(f"sqlite:///{tmp_path / 'store.sqlite'}")) as opened:
        take_in(opened, "melding", *TEXTS)
        yield opened


@pytest.fixture
def server() -> Iterator[ScriptedEmbedding]:
    with scripted_embedding() as script:
        yield script


def test_every_passage_gets_a_vector_and_the_leg_is_there(
    store: Store, server: ScriptedEmbedding, tmp_path: Path
) -> None:
    space = make_heard(store, server)
    leg = leg_on(store, server)
    with indexes_on(store, tmp_path / "indexes", leg) as indexes:
        assert hears(indexes.search)
        assert indexes.status()["neural"] == {
            "model": f"{server.url}#m",
            "space": space,
            "embedded": 3,
            "passages": 3,
            "state": "ready",
            "problem": None,
            "weight": 0.25,
        }
    assert all_of_model(store, space, 1)


def test_a_model_in_a_folder_is_a_leg_as_well(store: Store, tmp_path: Path) -> None:
    model = partial(open_embedding, Folder(tiny_folder(tmp_path / "model")))
    leg = NeuralLeg(store, model, "model", patience_s=30)
    with indexes_on(store, tmp_path / "indexes", leg) as indexes:
        assert there(indexes)
        assert indexes.status()["neural"] == leg.status()
        assert (leg.status()["state"], leg.status()["embedded"]) == ("ready", 3)


def test_until_the_last_passage_has_its_vector_answers_are_those_of_the_default(
    store: Store, server: ScriptedEmbedding, tmp_path: Path
) -> None:
    make_heard(store, server)
    with indexes_on(store, tmp_path / "default", None) as default:
        expected = found(default.search)
    server.pause_s = 0.3
    leg = leg_on(store, server, patience_s=0)
    with indexes_on(store, tmp_path / "indexes", leg) as indexes:
        assert found(indexes.search) == expected
        assert not there(indexes)
        assert leg.status()["state"] in {"opening", "embedding"}
        assert until(lambda: hears(indexes.search))
        assert leg.status()["state"] == "ready"


def test_a_restart_embeds_nothing_again(store: Store, server: ScriptedEmbedding, tmp_path: Path) -> None:
    for _ in range(2):
        server.asked.clear()
        with indexes_on(store, tmp_path / "indexes", leg_on(store, server)) as indexes:
            assert there(indexes)
    assert not [text for text in server.asked if TEXTS[0] in text]


def test_a_new_document_is_found_before_it_is_embedded_and_embedded_then(
    store: Store, server: ScriptedEmbedding, tmp_path: Path
) -> None:
    for n in range(30):
        take_in(store, f"afspraak-{n}", f"Afspraak nummer {n} over huur.")
    make_heard(store, server)
    leg = leg_on(store, server)
    with indexes_on(store, tmp_path / "indexes", leg) as indexes:
        assert hears(indexes.search)
        leg.follow()
        server.pause_s = 0.5
        take_in(store, "nieuw", "Het sociaal loket belt de bewoner terug.")
        indexes.catch_up()
        assert indexes.search.search("wie belt de bewoner terug")[0].passage_id == "lindestroom/nieuw.1"
        assert hears(indexes.search)  # the leg goes on for the rest
        assert until(lambda: leg.status()["embedded"] == 34)
        assert hears(indexes.search, "wie belt de bewoner terug")
        store.remove("lindestroom/afspraak-1")
        indexes.catch_up()
        assert until(lambda: leg.status()["passages"] == 33)


def test_a_document_that_is_replaced_gets_the_vectors_of_its_new_text(
    store: Store, server: ScriptedEmbedding, tmp_path: Path
) -> None:
    leg = leg_on(store, server)
    with indexes_on(store, tmp_path / "indexes", leg):
        leg.follow()
        take_in(store, "melding", TEXTS[1], TEXTS[2])
        leg.follow()
        assert all_of_model(store, str(leg.status()["space"]), 1)
        assert leg.status()["passages"] == 2


def test_where_most_passages_are_new_the_few_that_have_a_vector_are_not_favoured(
    store: Store, server: ScriptedEmbedding, tmp_path: Path
) -> None:
    leg = leg_on(store, server)
    with indexes_on(store, tmp_path / "indexes", leg) as indexes:
        leg.follow()
        assert there(indexes)
        server.behaviour = "hangs"
        take_in(store, "meer", *[f"Afspraak nummer {n} over huur." for n in range(30)])
        indexes.catch_up()
        assert not there(indexes)
        server.behaviour = "good"
        server.hold.set()
        leg.follow()
        assert there(indexes)


def test_another_model_after_a_restart_starts_a_space_of_its_own(
    store: Store, server: ScriptedEmbedding, tmp_path: Path
) -> None:
    with indexes_on(store, tmp_path / "indexes", leg_on(store, server)) as indexes:
        assert there(indexes)
    (before,) = store.spaces.names()
    server.model, server.pause_s = 2, 0.3
    leg = leg_on(store, server, patience_s=0)
    with indexes_on(store, tmp_path / "indexes", leg) as indexes:
        assert not there(indexes)
        assert until(lambda: leg.status()["space"] not in {None, before})
        if leg.status()["state"] == "embedding":
            assert len(store.vectors(before)[0]) == 3, "the old ones go only once the new ones are there"
        leg.follow()
        (after,) = store.spaces.names()
        assert after != before
        assert all_of_model(store, after, 2)
        assert store.vectors(before)[0] == ()
        assert len(store.vectors(SPACE)[0]) == 3


def test_a_model_swapped_behind_a_running_server_is_noticed_by_the_next_question(
    store: Store, server: ScriptedEmbedding, tmp_path: Path
) -> None:
    make_heard(store, server)
    with indexes_on(store, tmp_path / "default", None) as default:
        expected = found(default.search)
    leg = leg_on(store, server)
    with indexes_on(store, tmp_path / "indexes", leg) as indexes:
        leg.follow()
        search = indexes.search
        server.model = 2
        assert found(search) == expected
        assert until(lambda: leg.status()["state"] == "ready" and leg.status()["space"] in store.spaces.names())
        (space,) = store.spaces.names()
        assert all_of_model(store, space, 2)
        assert found(search) == expected, "a search in hand has the old vectors and asks the new model nothing"


def test_a_model_with_wider_vectors_behind_a_running_server_is_a_new_space(
    store: Store, server: ScriptedEmbedding, tmp_path: Path
) -> None:
    make_heard(store, server)
    leg = leg_on(store, server)
    with indexes_on(store, tmp_path / "indexes", leg) as indexes:
        assert hears(indexes.search)
        server.behaviour = "wide"
        assert indexes.search.search("wie meldt het aan het wijkteam")
        assert until(lambda: leg.status()["state"] == "ready" and len(store.spaces.names()) == 1)
        (space,) = store.spaces.names()
        assert store.vectors(space)[1].shape == (3, 2 * WIDTH)
        take_in(store, "nieuw", "Het sociaal loket belt.")
        indexes.catch_up()
        leg.follow()
        assert store.vectors(space)[1].shape == (4, 2 * WIDTH)


def test_a_model_swapped_while_passages_are_embedded_leaves_none_of_its_vectors_behind(
    store: Store, server: ScriptedEmbedding, tmp_path: Path
) -> None:
    take_in(store, "meer", *[f"Afspraak nummer {n} over huur." for n in range(60)])
    server.pause_s = 0.1
    leg = leg_on(store, server, patience_s=0)
    with indexes_on(store, tmp_path / "indexes", leg):
        assert until(lambda: leg.status()["embedded"] != 0)
        server.model = 2
        assert until(lambda: leg.status()["state"] == "ready")
    (space,) = store.spaces.names()
    assert all_of_model(store, space, 2)


def test_a_text_that_is_too_long_for_the_server_is_embedded_by_its_beginning(
    store: Store, server: ScriptedEmbedding, tmp_path: Path
) -> None:
    take_in(store, "lang", "Een lange afspraak over huur. " * 40)
    server.longest = 500
    leg = leg_on(store, server)
    with indexes_on(store, tmp_path / "indexes", leg) as indexes:
        assert there(indexes)
        assert (leg.status()["state"], leg.status()["embedded"]) == ("ready", 4)
    assert max(len(text) for text in server.asked) > 1000


def test_a_rebuild_embeds_everything_again(store: Store, server: ScriptedEmbedding, tmp_path: Path) -> None:
    leg = leg_on(store, server)
    with indexes_on(store, tmp_path / "indexes", leg) as indexes:
        indexes.rebuild()
        server.asked.clear()
        indexes.rebuild()
        assert sum(TEXTS[2] in text for text in server.asked) == 1
        assert leg.status()["state"] == "ready"


def test_a_rebuild_says_that_the_server_is_down(store: Store, tmp_path: Path) -> None:
    with scripted_embedding() as gone:
        pass
    with indexes_on(store, tmp_path / "indexes", leg_on(store, gone)) as indexes:
        with pytest.raises(ModelUnreachable):
            indexes.rebuild()
        assert indexes.search.search(QUESTION)


def test_a_folder_that_is_not_there_is_said_and_searching_goes_on(store: Store, tmp_path: Path) -> None:
    leg = NeuralLeg(store, partial(open_embedding, Folder(tmp_path / "gone")), "gone", patience_s=30)
    with indexes_on(store, tmp_path / "indexes", leg) as indexes:
        assert indexes.search.search(QUESTION)
        assert leg.status()["state"] == "absent"
        assert "no folder" in str(leg.status()["problem"])
        with pytest.raises(ModelAbsent):
            indexes.rebuild()


def test_an_empty_store_is_ready_and_its_first_document_is_embedded(server: ScriptedEmbedding, tmp_path: Path) -> None:
    with closing(Store(f"sqlite:///{tmp_path / 'empty.sqlite'}")) as store:
        leg = leg_on(store, server)
        with indexes_on(store, tmp_path / "indexes", leg) as indexes:
            assert indexes.search.search(QUESTION) == []
            assert leg.status()["state"] == "ready"
            take_in(store, "melding", *TEXTS)
            indexes.catch_up()
            assert until(lambda: there(indexes))


def test_who_does_not_own_the_folder_embeds_nothing_and_uses_what_the_owner_embedded(
    store: Store, server: ScriptedEmbedding, tmp_path: Path
) -> None:
    with indexes_on(store, tmp_path / "indexes", None) as owner:
        owner.wait()
        leg = leg_on(store, server)
        with indexes_on(store, tmp_path / "indexes", leg) as other:
            assert not there(other)
            assert leg.status()["state"] == "waiting"
            assert leg.status()["embedded"] == 0
    with indexes_on(store, tmp_path / "indexes", leg_on(store, server)) as owner:
        assert there(owner)
        with indexes_on(store, tmp_path / "indexes", leg_on(store, server)) as other:
            assert there(other)


def test_the_vectors_of_a_leg_are_of_length_one_and_stand_in_the_order_of_the_passages(
    store: Store, server: ScriptedEmbedding, tmp_path: Path
) -> None:
    with indexes_on(store, tmp_path / "indexes", leg_on(store, server)) as indexes:
        semantic = indexes.search.semantic
        assert semantic is not None
        assert semantic.ids == tuple(f"lindestroom/melding.{n}" for n in (1, 2, 3))
        (space,) = store.spaces.names()
        assert np.allclose(np.linalg.norm(store.vectors(space)[1], axis=1), 1, atol=1e-5)

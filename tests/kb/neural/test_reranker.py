"""A reranker gives a sound score for each passage, or says that it gives none."""

from pathlib import Path

import numpy as np
import pytest
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode
from pydantic import SecretStr

from kb.address import Folder, Server
from kb.errors import ModelAbsent, ModelUnreachable
from kb.neural.reranker import open_reranker, postprocessor
from tests.kb.neural.scripted_reranker import Behaviour, scripted_reranker
from tests.kb.neural.tiny_reranker import tiny_reranker

TEXTS = ["De gemeente heeft de regie.", "Het wijkteam belt.", "De verhuurder meldt een achterstand aan het loket."]


@pytest.mark.parametrize("shape", ["tei", "jina"])
@pytest.mark.parametrize("path", ["", "/v1"])
def test_both_shapes_are_spoken_whatever_the_address_lets_expect(shape: str, path: str) -> None:
    with scripted_reranker(shape, path) as server:  # type: ignore[arg-type]
        server.wanted = "wijkteam"
        model = open_reranker(Server(server.url, "m"), SecretStr("geheim"))
        for _ in range(2):
            scores = model.scores("Wie belt?", TEXTS)
            assert scores.argmax() == 1
            assert scores.shape == (3,)
        tried = len(server.bodies)
        assert tried == (2 if (path == "/v1") == (shape == "jina") else 3), "what it speaks is remembered"
        assert server.keys == {"Bearer geheim"}
        assert server.bodies[-1]["query"] == "Wie belt?"
        assert model.scores("Wie belt?", []).shape == (0,)
        model.close()


BAD: tuple[Behaviour, ...] = ("fails", "not json", "nan", "a word", "fewer", "twice", "beyond", "nothing", "an object")


@pytest.mark.parametrize("behaviour", BAD)
@pytest.mark.parametrize("shape", ["tei", "jina"])
def test_an_answer_that_is_not_one_number_for_each_passage_is_none(behaviour: Behaviour, shape: str) -> None:
    with scripted_reranker(shape) as server:  # type: ignore[arg-type]
        server.behaviour = behaviour
        model = open_reranker(Server(server.url, "m"))
        with pytest.raises(ModelUnreachable) as caught:
            model.scores("Wie belt?", TEXTS)
        assert "belt" not in str(caught.value)
        assert caught.value.facts["setting"] == "AFSPRAKENWIJZER_RERANKER"
        model.close()


def test_a_server_that_is_not_there_is_unreachable() -> None:
    with scripted_reranker() as server:
        url = server.url
    with pytest.raises(ModelUnreachable):
        open_reranker(Server(url, "m")).scores("Wie belt?", TEXTS)


@pytest.mark.parametrize("labels", [1, 2])
def test_a_folder_with_a_cross_encoder_scores_pairs(tmp_path: Path, labels: int) -> None:
    model = open_reranker(Folder(tiny_reranker(tmp_path / "tiny", labels=labels)))
    scores = model.scores("Wie belt?", TEXTS)
    assert scores.shape == (3,)
    assert np.isfinite(scores).all()
    assert len(set(scores.tolist())) == 3
    alone = [model.scores("Wie belt?", [text])[0] for text in TEXTS]
    assert np.allclose(scores, alone, atol=1e-5), "what fills up a shorter pair changes nothing"
    assert not np.allclose(scores, model.scores("Wie heeft de regie?", TEXTS))
    assert model.name.startswith("tiny ")


def test_a_long_passage_is_cut_and_not_refused(tmp_path: Path) -> None:
    model = open_reranker(Folder(tiny_reranker(tmp_path / "tiny")))
    assert np.isfinite(model.scores("Wie belt?" * 500, ["Het wijkteam belt. " * 500, "Nee."])).all()


def test_a_folder_that_cannot_be_run_is_absent(tmp_path: Path) -> None:
    with pytest.raises(ModelAbsent):
        open_reranker(Folder(tmp_path / "nergens"))
    damaged = tiny_reranker(tmp_path / "damaged")
    (damaged / "model.onnx").write_bytes(b"geen model")
    with pytest.raises(ModelAbsent):
        open_reranker(Folder(damaged))
    with pytest.raises(ModelAbsent, match="no score"):
        open_reranker(Folder(tiny_reranker(tmp_path / "three", labels=3)))


def test_llama_index_takes_it_as_a_postprocessor() -> None:
    with scripted_reranker() as server:
        server.wanted = "wijkteam"
        model = open_reranker(Server(server.url, "m"))
        nodes = [NodeWithScore(node=TextNode(text=text), score=0.5) for text in TEXTS]
        best = postprocessor(model, top_n=2).postprocess_nodes(nodes, query_bundle=QueryBundle("Wie belt?"))
        assert best[0].node.get_content() == TEXTS[1]
        assert len(best) == 2
        model.close()

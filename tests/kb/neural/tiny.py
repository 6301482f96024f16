"""A tiny transformer with random weights and a tokenizer of letters, in a folder as models are kept in."""

import json
import string
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

WIDTH = 16
_SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
_LETTERS = string.ascii_lowercase + string.digits + string.punctuation
VOCABULARY = [*_SPECIAL, *_LETTERS, *("##" + letter for letter in _LETTERS)]


def tokenizer() -> Tokenizer:
    """Each letter is a token, between [CLS] and [SEP]."""
    made = Tokenizer(models.WordPiece({token: number for number, token in enumerate(VOCABULARY)}, unk_token="[UNK]"))
    made.normalizer = normalizers.Sequence([normalizers.NFD(), normalizers.Lowercase(), normalizers.StripAccents()])
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return made


def weights(seed: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    """A random row for each token."""
    return np.random.default_rng(seed).standard_normal((len(VOCABULARY), WIDTH)).astype(np.float32)


def transformer(seed: int, output: str = "last_hidden_state", asks: str = "attention_mask") -> onnx.ModelProto:
    """One head of self-attention over random token vectors, no more; a token that is masked moves nothing."""
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["tokens"]),
        helper.make_node("Transpose", ["tokens"], ["turned"], perm=[0, 2, 1]),
        helper.make_node("MatMul", ["tokens", "turned"], ["likeness"]),
        helper.make_node("Cast", [asks], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Sub", ["mask", "one"], ["less"]),
        helper.make_node("Mul", ["less", "far"], ["lower"]),
        helper.make_node("Unsqueeze", ["lower", "axis"], ["hidden"]),
        helper.make_node("Add", ["likeness", "hidden"], ["kept"]),
        helper.make_node("Softmax", ["kept"], ["attention"], axis=-1),
        helper.make_node("MatMul", ["attention", "tokens"], ["seen"]),
        helper.make_node("Add", ["seen", "tokens"], [output]),
    ]
    held: dict[str, np.ndarray[Any, Any]] = {
        "table": weights(seed),
        "one": np.array(1, dtype=np.float32),
        "far": np.array(1e4, dtype=np.float32),
        "axis": np.array([1], dtype=np.int64),
    }
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "length"]) for name in ("input_ids", asks)],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, ["n", "length", WIDTH])],
        [numpy_helper.from_array(value, name) for name, value in held.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def tiny_folder(
    folder: Path,
    *,
    seed: int = 1,
    pooling: str = "mean",
    normalised: bool = True,
    longest: int = 64,
    prompts: dict[str, str] | None = None,
    where: str = "onnx/model.onnx",
) -> Path:
    """A folder as sentence-transformers lays it out, with the model in ONNX."""
    kinds = {"": "Transformer", "1_Pooling": "Pooling"} | ({"2_Normalize": "Normalize"} if normalised else {})
    modules = [{"path": path, "type": f"sentence_transformers.models.{kind}"} for path, kind in kinds.items()]
    files: dict[str, object] = {
        "modules.json": modules,
        "1_Pooling/config.json": {"word_embedding_dimension": WIDTH, f"pooling_mode_{pooling}": True},
        "sentence_bert_config.json": {"max_seq_length": longest},
        "tokenizer_config.json": {"model_max_length": int(1e30)},
        "config_sentence_transformers.json": {"prompts": prompts or {}},
        "config.json": {"max_position_embeddings": 512},
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    tokenizer().save(str(folder / "tokenizer.json"))
    (folder / where).parent.mkdir(exist_ok=True)
    onnx.save(transformer(seed), str(folder / where))
    return folder

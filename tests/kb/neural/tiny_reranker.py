"""A tiny cross-encoder with random weights: it scores a pair by the tokens it has, and by nothing else."""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from tests.kb.neural.tiny import VOCABULARY, tokenizer, weights


def cross_encoder(seed: int, labels: int = 1) -> onnx.ModelProto:
    """Random token vectors, weighed by those of the whole pair, to as many numbers as there are labels."""
    held: dict[str, np.ndarray[Any, Any]] = {
        "table": weights(seed),
        "head": np.random.default_rng(seed).standard_normal((weights(seed).shape[1], labels)).astype(np.float32),
        "axis": np.array([2], dtype=np.int64),
        "over": np.array([1], dtype=np.int64),
    }
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["tokens"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "axis"], ["kept"]),
        helper.make_node("Mul", ["tokens", "kept"], ["seen"]),
        helper.make_node("ReduceSum", ["seen", "over"], ["pair"], keepdims=0),
        helper.make_node("Tanh", ["pair"], ["bent"]),
        helper.make_node("MatMul", ["bent", "head"], ["logits"]),
    ]
    graph = helper.make_graph(
        nodes,
        "tiny-reranker",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "length"])
            for name in ("input_ids", "attention_mask")
        ],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", labels])],
        [numpy_helper.from_array(value, name) for name, value in held.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def tiny_reranker(folder: Path, *, seed: int = 1, labels: int = 1) -> Path:
    """A folder with such a model and its tokenizer of letters."""
    assert len(VOCABULARY) == len(weights(seed))
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer().save(str(folder / "tokenizer.json"))
    onnx.save(cross_encoder(seed, labels), str(folder / "model.onnx"))
    return folder

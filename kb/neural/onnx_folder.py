"""An embedding in a folder, run on this machine by onnxruntime: a LlamaIndex embedding without PyTorch."""

import os
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from llama_index.core.base.embeddings.base import BaseEmbedding
from numpy.typing import NDArray
from pydantic import PrivateAttr
from tokenizers import Encoding, Tokenizer

from kb.neural.model_folder import ModelFolder, Pooling, UnfitFolder

Matrix = NDArray[np.float32]

_THREADS: Final = 2  # more gain little on short texts, and the askers need the other cores
_AT_ONCE: Final = 8  # texts in one run, of about the same length: padding costs as much as text
_POOLED: Final = "sentence_embedding"  # an output that needs no pooling
_TOKENS: Final = ("last_hidden_state", "token_embeddings")
_KNOWN: Final = frozenset({"input_ids", "attention_mask", "token_type_ids", "position_ids"})


def open_session(model: Path) -> onnxruntime.InferenceSession:
    """A model of ours to run: on the CPU, with few threads that sleep when there is nothing to do."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(_THREADS, os.cpu_count() or 1)
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 4  # what goes wrong is raised
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


class OnnxEmbedding(BaseEmbedding):
    """A transformer in ONNX with its tokenizer. Threads may share one.

    Texts are taken as they are: prompts are for who asks.
    """

    _session: onnxruntime.InferenceSession = PrivateAttr()
    _tokenizer: Tokenizer = PrivateAttr()
    _pad: int = PrivateAttr()
    _inputs: frozenset[str] = PrivateAttr()
    _output: str = PrivateAttr()
    _pooling: Pooling = PrivateAttr()
    _normalised: bool = PrivateAttr()

    def __init__(self, folder: ModelFolder, model: Path) -> None:
        """Load the `model` of a folder.

        Raises UnfitFolder for one that cannot be run here, and what onnxruntime and tokenizers raise.
        """
        super().__init__(model_name=folder.path.name, embed_batch_size=32)
        self._tokenizer = Tokenizer.from_file(str(folder.path / "tokenizer.json"))
        self._pad = _pad_id(self._tokenizer)
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(folder.longest)
        self._session = open_session(model)
        self._inputs = frozenset(one.name for one in self._session.get_inputs())
        if unknown := sorted(self._inputs - _KNOWN):
            raise UnfitFolder(f"the model asks for {unknown[0]}, which is not known here")
        self._output = _output(self._session, folder)
        self._pooling, self._normalised = folder.pooling, folder.normalised

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        encoded = self._tokenizer.encode_batch(texts)
        rows: dict[int, Matrix] = {}
        order = sorted(range(len(texts)), key=lambda place: len(encoded[place].ids))
        for start in range(0, len(order), _AT_ONCE):
            places = order[start : start + _AT_ONCE]
            rows |= zip(places, self._run([encoded[place] for place in places]), strict=True)
        return [rows[place].tolist() for place in range(len(texts))]

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    def _run(self, encoded: list[Encoding]) -> Matrix:
        width = max(1, *(len(one.ids) for one in encoded))
        ids, mask = np.full((len(encoded), width), self._pad), np.zeros((len(encoded), width), dtype=np.int64)
        for row, one in enumerate(encoded):
            ids[row, : len(one.ids)] = one.ids
            mask[row, : len(one.ids)] = 1
        fed = {
            "input_ids": ids,
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(ids),
            "position_ids": np.broadcast_to(np.arange(width), ids.shape).copy(),
        }
        (found,) = self._session.run([self._output], {name: fed[name] for name in self._inputs})
        vectors = _pooled(np.asarray(found, dtype=np.float32), mask, self._pooling)
        if not self._normalised:
            return vectors
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def _pad_id(tokenizer: Tokenizer) -> int:
    """The number of what fills up a shorter text; models of the RoBERTa kind tell positions by it."""
    if tokenizer.padding:
        return int(tokenizer.padding["pad_id"])
    named = (tokenizer.token_to_id(name) for name in ("<pad>", "[PAD]", "<|endoftext|>"))
    return next((number for number in named if number is not None), 0)


def _output(session: Any, folder: ModelFolder) -> str:
    """The output to read. Raises UnfitFolder where none holds a vector for each token or text."""
    held = {str(one.name): len(one.shape) for one in session.get_outputs()}
    if _POOLED in held:
        return _POOLED
    if folder.more_layers:
        raise UnfitFolder("it has layers after the transformer that are not in model.onnx")
    named = [name for name in (*_TOKENS, *held) if held.get(name) in {2, 3}]
    if not named:
        raise UnfitFolder("the model gives no vectors")
    return named[0]


def _pooled(found: Matrix, mask: NDArray[np.int64], pooling: Pooling) -> Matrix:
    """One vector for each text; `found` has one for each of its tokens, or one already."""
    if found.ndim == 2:
        return found
    if pooling == "cls":
        return np.asarray(found[:, 0])
    if pooling == "lasttoken":
        return np.asarray(found[np.arange(len(found)), np.maximum(mask.sum(axis=1) - 1, 0)])
    weights = mask[:, :, None].astype(np.float32)
    return np.asarray((found * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1), dtype=np.float32)

"""A cross-encoder in a folder, run on this machine by onnxruntime: how well each passage answers a question."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from kb.neural.model_folder import ModelFolder, UnfitFolder
from kb.neural.onnx_folder import open_session

Scores = NDArray[np.float32]

_AT_ONCE: Final = 8  # pairs in one run, of about the same length: padding costs as much as text
_KNOWN: Final = frozenset({"input_ids", "attention_mask", "token_type_ids"})


class OnnxReranker:
    """A cross-encoder in ONNX with its tokenizer. Threads may share one."""

    def __init__(self, folder: ModelFolder, model: Path) -> None:
        """Load the `model` of a folder.

        Raises UnfitFolder for one that cannot be run here, and what onnxruntime and tokenizers raise.
        """
        self._tokenizer = Tokenizer.from_file(str(folder.path / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(folder.longest)
        self._session: Any = open_session(model)
        self._inputs = frozenset(one.name for one in self._session.get_inputs())
        if unknown := sorted(self._inputs - _KNOWN):
            raise UnfitFolder(f"the model asks for {unknown[0]}, which is not known here")
        output = self._session.get_outputs()[0]
        if len(output.shape) not in {1, 2} or (len(output.shape) == 2 and output.shape[1] not in {1, 2, None}):
            raise UnfitFolder("the model gives no score for a pair of texts")

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        """A score of any scale for each text."""
        encoded = self._tokenizer.encode_batch([(question, text) for text in texts])
        found = np.zeros(len(texts), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda place: len(encoded[place].ids))
        for start in range(0, len(order), _AT_ONCE):
            places = order[start : start + _AT_ONCE]
            found[places] = self._run([encoded[place] for place in places])
        return found

    def _run(self, encoded: list[Encoding]) -> Scores:
        width = max(len(one.ids) for one in encoded)
        fed = {name: np.zeros((len(encoded), width), dtype=np.int64) for name in _KNOWN}
        for row, one in enumerate(encoded):
            fed["input_ids"][row, : len(one.ids)] = one.ids
            fed["token_type_ids"][row, : len(one.ids)] = one.type_ids
            fed["attention_mask"][row, : len(one.ids)] = 1  # what fills up is masked, whatever its number
        found = np.asarray(self._session.run(None, {name: fed[name] for name in self._inputs})[0], dtype=np.float32)
        if found.ndim == 2 and found.shape[1] == 2:  # how likely it does not answer, and how likely it does
            return np.asarray(found[:, 1] - found[:, 0])
        return found.reshape(len(encoded))

"""What the folder of an embedding says of itself: its files, how tokens become one vector, how long a text may be."""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, get_args

Pooling = Literal["mean", "cls", "lasttoken"]

_LONGEST: Final = 512  # tokens, where a folder does not say
_LEGACY: Final[Mapping[str, str]] = {
    "pooling_mode_cls_token": "cls",
    "pooling_mode_mean_tokens": "mean",
    "pooling_mode_lasttoken": "lasttoken",
    "pooling_mode_max_tokens": "max",
    "pooling_mode_mean_sqrt_len_tokens": "mean_sqrt_len_tokens",
    "pooling_mode_weightedmean_tokens": "weightedmean",
}
_CONFIGS: Final = (
    "config.json",
    "config_sentence_transformers.json",
    "modules.json",
    "sentence_bert_config.json",
    "special_tokens_map.json",
    "tokenizer.json",
    "tokenizer_config.json",
)
_TOKENIZERS: Final = ("tokenizer.json", "vocab.txt", "vocab.json", "tokenizer.model", "sentencepiece.bpe.model")
_WEIGHTS: Final = (".safetensors", ".bin")
_CHUNK: Final = 1 << 20


class UnfitFolder(ValueError):
    """The folder holds no model that can be run here; its words are for whoever runs the place."""


class Prompts(NamedTuple):
    """What a model wants before a question and before a passage, or it does not tell them apart."""

    question: str = ""
    passage: str = ""


# Models that were trained with words before a text and are often kept or served without saying so.
_BY_NAME: Final[tuple[tuple[re.Pattern[str], Prompts], ...]] = (
    (re.compile(r"(?<![a-z0-9])e5(?![a-z0-9])(?!.*instruct)"), Prompts("query: ", "passage: ")),
    (re.compile(r"nomic-embed-text"), Prompts("search_query: ", "search_document: ")),
    (re.compile(r"embeddinggemma"), Prompts("task: search result | query: ", "title: none | text: ")),
)


def prompts_by_name(name: str) -> Prompts:
    """The prompts of a model that is known by its name; none of any other."""
    return next((prompts for known, prompts in _BY_NAME if known.search(name.lower())), Prompts())


class ModelFolder:
    """A folder with an embedding, as Hugging Face and sentence-transformers lay it out.

    Raises UnfitFolder for what is no such folder or cannot be run here.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.is_dir():
            raise UnfitFolder(f"no folder {path}")
        found = [path / "onnx" / "model.onnx", path / "model.onnx"]
        self.onnx = next((file for file in found if file.is_file()), None)
        self._modules: list[dict[str, Any]] = self._json("modules.json", [])
        if self.onnx is None and not (self._modules and self._weights()):
            raise UnfitFolder("the folder holds neither model.onnx nor modules.json with model.safetensors")
        # Without one transformers goes on with an empty vocabulary, and every text means the same.
        tokenizers = _TOKENIZERS[:1] if self.onnx else _TOKENIZERS
        if not any((path / name).is_file() for name in tokenizers):
            raise UnfitFolder("the folder holds no tokenizer.json")

    @property
    def pooling(self) -> Pooling:
        """How the vectors of the tokens become one; the mean where the folder does not say."""
        said = self._json(f"{self._module('Pooling') or '1_Pooling'}/config.json", {})
        named = said.get("pooling_mode") or [_LEGACY[name] for name in _LEGACY if said.get(name)] or ["mean"]
        modes = [named] if isinstance(named, str) else list(named)
        mode = next((mode for mode in get_args(Pooling) if modes == [mode]), None)
        if mode is None:
            raise UnfitFolder(f"its tokens are joined by {' and '.join(map(str, modes))}, which is not known here")
        return mode  # type: ignore[no-any-return]

    @property
    def normalised(self) -> bool:
        """Whether the model's vectors are of length 1."""
        return self._module("Normalize") is not None

    @property
    def more_layers(self) -> bool:
        """Whether a layer follows that is not in the transformer itself."""
        kinds = {str(module.get("type", "")).rpartition(".")[2] for module in self._modules}
        return bool(kinds - {"Transformer", "Pooling", "Normalize"})

    @property
    def longest(self) -> int:
        """The most tokens of a text that are read."""
        said = self._json("sentence_bert_config.json", {}).get("max_seq_length")
        held = self._json("config.json", {}).get("max_position_embeddings")
        most = [self._json("tokenizer_config.json", {}).get("model_max_length"), held]
        # A tokenizer without a bound says 10 to the power 30.
        bounds = [int(one) for one in most if isinstance(one, int | float) and 0 < one < 1 << 20]
        return min([int(said), *bounds]) if isinstance(said, int) and said > 0 else min([*bounds, _LONGEST])

    @property
    def prompts(self) -> Prompts:
        """As `config_sentence_transformers.json` says, or as a model of this name wants."""
        said = self._json("config_sentence_transformers.json", {})
        prompts = {name: text for name, text in (said.get("prompts") or {}).items() if isinstance(text, str)}
        usual = prompts.get(said.get("default_prompt_name") or "", "")
        passage = next((prompts[name] for name in ("document", "passage", "corpus") if name in prompts), usual)
        if any(prompts.values()):
            return Prompts(prompts.get("query", usual), passage)
        made_of = str(self._json("config.json", {}).get("_name_or_path", ""))
        return prompts_by_name(f"{self.path.resolve().name} {made_of}")

    def digest(self) -> str:
        """Changes with any file that decides what the numbers mean; half a second for a gigabyte."""
        read = hashlib.sha256()
        for file in self._deciding():
            read.update(f"{file.relative_to(self.path)}\0{file.stat().st_size}\0".encode())
            with file.open("rb") as opened:
                while chunk := opened.read(_CHUNK):
                    read.update(chunk)
        return read.hexdigest()

    def _deciding(self) -> list[Path]:
        if self.onnx is None:
            kinds = (*_WEIGHTS, ".json", ".txt", ".model")
            return sorted(file for file in self.path.rglob("*") if file.suffix in kinds and file.is_file())
        # large weights stand in files of their own, beside the model
        beside = [file for file in self.onnx.parent.iterdir() if file.name.endswith(("_data", ".data", ".weight"))]
        configs = [file for name in _CONFIGS if (file := self.path / name).is_file()]
        return [self.onnx, *sorted(beside), *configs, *sorted(self.path.glob("*_*/config.json"))]

    def _weights(self) -> bool:
        return any(file.suffix in _WEIGHTS for file in self.path.iterdir())

    def _module(self, kind: str) -> str | None:
        """The folder of a module of this kind."""
        paths = [str(one.get("path", "")) for one in self._modules if str(one.get("type", "")).endswith(f".{kind}")]
        return paths[0] if paths else None

    def _json(self, name: str, otherwise: Any) -> Any:
        file = self.path / name
        if not file.is_file():
            return otherwise
        try:
            read = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise UnfitFolder(f"{name} cannot be read") from error
        if not isinstance(read, type(otherwise)):
            raise UnfitFolder(f"{name} is not what it should be")
        return read

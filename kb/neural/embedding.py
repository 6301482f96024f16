"""The configured embedding: from its address to a LlamaIndex embedding that gives sound numbers or none."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from pydantic import SecretStr

from kb.address import Folder, ModelAddress, Ollama, Server
from kb.errors import ModelAbsent, ModelUnreachable
from kb.neural.deadline import within
from kb.neural.model_folder import ModelFolder, Prompts, UnfitFolder, prompts_by_name

if TYPE_CHECKING:
    import httpx
    from llama_index.core.base.embeddings.base import BaseEmbedding

Matrix = NDArray[np.float32]

SETTING: Final = "AFSPRAKENWIJZER_EMBEDDING"
_REQUEST_S: Final = 60.0  # a server that has to load its model first takes its time
_CALL_S: Final = 120.0  # all of a batch, however its bytes come in
_AT_ONCE: Final = 32  # texts in one request: text-embeddings-inference refuses more unless it is told otherwise
_KEPT_LOADED: Final = "1h"  # Ollama lets go of a model after five minutes; an asker does not wait until it is back


class UnsoundNumbers(ModelUnreachable):
    """The model answers, but not with one vector of numbers for each text."""


class EmbeddingModel:
    """A configured embedding. Threads may share one.

    `name` says which model it is, as far as its address or its files tell. `served`: another process runs it, which
    may change it at any time. What goes wrong with it is ModelUnreachable, and never holds the words of a text.
    """

    def __init__(
        self, embedding: "BaseEmbedding", name: str, prompts: Prompts, let_go: Callable[[], None] | None = None
    ) -> None:
        """`let_go` closes the connections to a server; None: the model is in this process."""
        self.name, self.served = name, let_go is not None
        self._embedding, self._prompts, self._let_go = embedding, prompts, let_go

    def close(self) -> None:
        """Let go of the server; a call in hand fails."""
        if self._let_go:
            self._let_go()

    @property
    def at_once(self) -> int:
        """The most texts that go in one call."""
        return self._embedding.embed_batch_size

    def documents(self, texts: Sequence[str]) -> Matrix:
        """A row of length 1 for each passage; at most `at_once` of them."""
        return self.rows([self.as_document(text) for text in texts])

    def questions(self, texts: Sequence[str]) -> Matrix:
        """A row of length 1 for each question, comparable with those of passages."""
        return self.rows([self.as_question(text) for text in texts])

    def as_document(self, text: str) -> str:
        """A passage as the model wants it."""
        return self._prompts.passage + text

    def as_question(self, text: str) -> str:
        """A question as the model wants it."""
        return self._prompts.question + text

    def rows(self, texts: Sequence[str]) -> Matrix:
        """A row of length 1 for each text as it stands."""
        parts = [list(texts[start : start + self.at_once]) for start in range(0, len(texts), self.at_once)]
        found = [self._call(part) for part in parts]
        if len({rows.shape[1] for rows in found}) > 1:
            raise self._unsound("its vectors change their width")
        return np.concatenate(found) if found else np.zeros((0, 0), dtype=np.float32)

    def _call(self, texts: list[str]) -> Matrix:
        try:
            if self.served:
                found = within(_CALL_S, lambda: self._embedding.get_text_embedding_batch(texts))
            else:
                found = self._embedding.get_text_embedding_batch(texts)
        except (ValueError, TypeError, LookupError, AttributeError) as error:  # what libraries find in an answer
            raise self._unsound(f"its answer cannot be read ({type(error).__name__})") from error
        except Exception as error:  # four libraries raise whatever they like
            raise _unreachable(self.name, _kind(error)) from error
        return self._sound(found, len(texts))

    def _sound(self, found: object, wanted: int) -> Matrix:
        try:
            rows = np.asarray(found, dtype=np.float32)
        except (TypeError, ValueError):  # rows of several widths, an error message where numbers should be
            raise self._unsound("its answer holds no rows of numbers") from None
        if rows.ndim != 2 or not rows.shape[1]:
            raise self._unsound("its answer holds no rows of numbers")
        if len(rows) != wanted:
            raise self._unsound(f"it gave {len(rows)} vectors for {wanted} texts")
        if not np.isfinite(rows).all():
            raise self._unsound("its vectors hold what is no number")
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        if not (np.isfinite(lengths) & (lengths > 0)).all():
            raise self._unsound("a vector of it is zero")
        return np.asarray(rows / lengths, dtype=np.float32)

    def _unsound(self, problem: str) -> UnsoundNumbers:
        return UnsoundNumbers(f"embedding {self.name}: {problem}", model=self.name, problem=problem, setting=SETTING)


def open_embedding(address: ModelAddress, key: SecretStr | None = None) -> EmbeddingModel:
    """The embedding at an address; a folder is loaded, a server is not spoken to yet.

    Raises ModelAbsent where the folder or a package that runs it is not there, or cannot be used.
    """
    name = address.path.name if isinstance(address, Folder) else address.model
    try:
        if isinstance(address, Folder):
            return _of_folder(ModelFolder(address.path))
        if isinstance(address, Ollama):
            return _of_ollama(address)
        return _of_server(address, key)
    except ImportError as error:
        # `name` is the module that is missing; a package may be there and one that it needs not
        raise _absent(name, f"the package {error.name or error} is not installed") from error
    except UnfitFolder as error:
        raise _absent(name, str(error)) from error


def _of_folder(folder: ModelFolder) -> EmbeddingModel:
    name, prompts = f"{folder.path.resolve().name} {folder.digest()[:16]}", folder.prompts
    try:
        embedding = _on_onnx(folder, folder.onnx) if folder.onnx else _on_torch(folder)
    except (ImportError, UnfitFolder):
        raise
    except Exception as error:  # what onnxruntime, tokenizers and PyTorch raise for damaged files has no common name
        raise UnfitFolder(f"it cannot be loaded ({type(error).__name__})") from error
    return EmbeddingModel(embedding, name, prompts)


def _on_onnx(folder: ModelFolder, model: Path) -> "BaseEmbedding":
    from kb.neural.onnx_folder import OnnxEmbedding

    return OnnxEmbedding(folder, model)


def _on_torch(folder: ModelFolder) -> "BaseEmbedding":
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]  # what goes to stderr is read by programs
    where = str(folder.path)
    return HuggingFaceEmbedding(
        model_name=where,
        device="cpu",
        embed_batch_size=32,
        normalize=True,
        cache_folder=where,  # else a folder is made in the home of whoever runs this
        local_files_only=True,
    )


def _of_ollama(address: Ollama) -> EmbeddingModel:
    from llama_index.embeddings.ollama import OllamaEmbedding

    embedding = OllamaEmbedding(
        model_name=address.model,
        base_url=address.url,
        embed_batch_size=_AT_ONCE,
        client_kwargs={"timeout": _REQUEST_S, "follow_redirects": False},
        keep_alive=_KEPT_LOADED,
    )
    name, prompts = f"{address.url}#{address.model}", prompts_by_name(address.model)
    return EmbeddingModel(embedding, name, prompts, embedding._client.close)


def _of_server(address: Server, key: SecretStr | None) -> EmbeddingModel:
    secret = key.get_secret_value() if key else None
    name, prompts = f"{address.url}#{address.model}", prompts_by_name(address.model)
    import httpx

    client = httpx.Client(timeout=_REQUEST_S, follow_redirects=False)
    make = _openai_like if address.url.endswith("/v1") else _inference
    return EmbeddingModel(make(address, secret, client), name, prompts, client.close)


def _openai_like(address: Server, secret: str | None, client: "httpx.Client") -> "BaseEmbedding":
    from llama_index.embeddings.openai_like import OpenAILikeEmbedding

    return OpenAILikeEmbedding(
        model_name=address.model,
        api_base=address.url,
        api_key=secret or "none",  # without one the library takes the key of another service from the environment
        embed_batch_size=_AT_ONCE,
        timeout=_REQUEST_S,
        max_retries=0,  # who embeds passages tries again, who asks does not wait for it
        http_client=client,
    )


def _inference(address: Server, secret: str | None, client: "httpx.Client") -> "BaseEmbedding":
    from kb.neural.inference import KeptInference

    return KeptInference(
        client,
        model_name=address.model,
        base_url=address.url,
        embed_batch_size=_AT_ONCE,
        auth_token=secret,
        query_instruction="",  # None would have the library guess one by the model's name
        text_instruction="",
    )


def _kind(error: Exception) -> str:
    """What went wrong, never in the error's own words: a server may repeat a text in them."""
    status = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    return f"{type(error).__name__}{f' {status}' if status else ''}"


def _absent(model: str, problem: str) -> ModelAbsent:
    return ModelAbsent(f"embedding {model}: {problem}", model=model, problem=problem, setting=SETTING)


def _unreachable(model: str, problem: str) -> ModelUnreachable:
    return ModelUnreachable(f"embedding {model}: {problem}", model=model, problem=problem, setting=SETTING)

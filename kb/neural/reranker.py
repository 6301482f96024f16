"""The configured reranker: from its address to a sound score for each passage, or none."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import SecretStr

from kb.address import Folder, Server
from kb.errors import ModelAbsent, ModelUnreachable
from kb.neural.model_folder import ModelFolder, UnfitFolder

if TYPE_CHECKING:
    from llama_index.core.postprocessor.types import BaseNodePostprocessor

Scores = NDArray[np.float32]

SETTING: Final = "AFSPRAKENWIJZER_RERANKER"
_REQUEST_S: Final = 60.0  # who asks waits less; weighing a model may take so long
_OTHER_SHAPE: Final = frozenset({400, 404, 405, 415, 422})  # what a server says to a request it does not understand


class _Reads(Protocol):
    """What scores pairs: a model in this process, or a server."""

    def scores(self, question: str, texts: Sequence[str], /) -> Scores: ...


class RerankerModel:
    """A configured reranker. Threads may share one.

    `name` says which model it is, as far as its address or its files tell. What goes wrong with it is
    ModelUnreachable, and never holds the words of a text.
    """

    def __init__(self, reads: _Reads, name: str) -> None:
        self._reads, self.name = reads, name

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        """A number for each text, higher for one that answers better; the scale is the model's own."""
        if not texts:
            return np.zeros(0, dtype=np.float32)
        try:
            found = self._reads.scores(question, texts)
        except (ValueError, TypeError, LookupError, AttributeError) as error:  # what is found in an answer
            raise _unreachable(self.name, f"its answer cannot be read ({type(error).__name__})") from error
        except Exception as error:  # httpx and onnxruntime raise whatever they like
            status = getattr(getattr(error, "response", None), "status_code", None)
            raise _unreachable(self.name, f"{type(error).__name__}{f' {status}' if status else ''}") from error
        if not np.isfinite(found).all():
            raise _unreachable(self.name, "its scores hold what is no number")
        return found

    def close(self) -> None:
        """Let go of the server; a call in hand fails."""
        if isinstance(self._reads, _Served):
            self._reads.close()


def open_reranker(address: Folder | Server, key: SecretStr | None = None) -> RerankerModel:
    """The reranker at an address; a folder is loaded, a server is not spoken to yet.

    Raises ModelAbsent where the folder or a package that runs it is not there, or cannot be used.
    """
    if isinstance(address, Server):
        name = address.model
        try:
            return RerankerModel(_Served(address, key), f"{address.url}#{name}")
        except ImportError as error:
            raise _absent(name, f"the package {error.name or error} is not installed") from error
    name = address.path.name
    try:
        return _of_folder(ModelFolder(address.path))
    except ImportError as error:
        raise _absent(name, f"the package {error.name or error} is not installed") from error
    except UnfitFolder as error:
        raise _absent(name, str(error)) from error


def postprocessor(model: RerankerModel, *, top_n: int) -> "BaseNodePostprocessor":
    """The same model at LlamaIndex's door; llama_index is imported here, not before."""
    from llama_index.core.postprocessor.types import BaseNodePostprocessor
    from llama_index.core.schema import NodeWithScore, QueryBundle

    class Reranking(BaseNodePostprocessor):
        """Orders nodes by the model and keeps the best."""

        def _postprocess_nodes(
            self, nodes: list[NodeWithScore], query_bundle: QueryBundle | None = None
        ) -> list[NodeWithScore]:
            if query_bundle is None:
                return nodes
            scores = model.scores(query_bundle.query_str, [one.node.get_content() for one in nodes])
            scored = [
                NodeWithScore(node=one.node, score=float(score)) for one, score in zip(nodes, scores, strict=True)
            ]
            return sorted(scored, key=lambda one: -(one.score or 0.0))[:top_n]

    return Reranking()


class _Served:
    """A server with a /rerank route: text-embeddings-inference, or one in the shape of Jina, Cohere and vLLM."""

    def __init__(self, address: Server, key: SecretStr | None) -> None:
        import httpx

        headers = {"Authorization": f"Bearer {key.get_secret_value()}"} if key else {}
        self._client = httpx.Client(timeout=_REQUEST_S, follow_redirects=False, headers=headers)
        self._address = address
        self._documents = address.url.endswith("/v1")  # which shape; text-embeddings-inference has no /v1

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        """A score for each text. Raises ValueError for an answer that does not give one for each, and httpx's own."""
        response = self._post(question, texts, documents=self._documents)
        if response.status_code in _OTHER_SHAPE:
            other = self._post(question, texts, documents=not self._documents)
            if other.is_success:
                response, self._documents = other, not self._documents
        return _read(response.raise_for_status().json(), len(texts))

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _post(self, question: str, texts: Sequence[str], *, documents: bool) -> Any:
        body: dict[str, object] = {"query": question, "texts": list(texts), "truncate": True}
        if documents:
            body = {"model": self._address.model, "query": question, "documents": list(texts)}
        return self._client.post(f"{self._address.url}/rerank", json=body)


def _read(answer: object, size: int) -> Scores:
    """The scores of an answer in either shape, each in the place of its text."""
    rows = answer["results"] if isinstance(answer, dict) else answer
    if not isinstance(rows, list):
        raise TypeError("no list of scores")
    found: dict[int, float] = {}
    for row in rows:
        place, score = row["index"], row["score"] if "score" in row else row["relevance_score"]
        if isinstance(place, bool) or not isinstance(place, int) or isinstance(score, bool | str):
            raise TypeError("a place or a score is no number")
        found[place] = float(score)
    if len(rows) != size or found.keys() != set(range(size)):
        raise ValueError("not one score for each text")
    return np.array([found[place] for place in range(size)], dtype=np.float32)


def _of_folder(folder: ModelFolder) -> RerankerModel:
    if folder.onnx is None:
        raise UnfitFolder("the folder holds no model.onnx")
    from kb.neural.onnx_reranker import OnnxReranker

    try:
        reads = OnnxReranker(folder, folder.onnx)
    except UnfitFolder:
        raise
    except Exception as error:  # what onnxruntime and tokenizers raise for damaged files has no common name
        raise UnfitFolder(f"it cannot be loaded ({type(error).__name__})") from error
    return RerankerModel(reads, f"{folder.path.resolve().name} {folder.digest()[:16]}")


def _absent(model: str, problem: str) -> ModelAbsent:
    return ModelAbsent(f"reranker {model}: {problem}", model=model, problem=problem, setting=SETTING)


def _unreachable(model: str, problem: str) -> ModelUnreachable:
    return ModelUnreachable(f"reranker {model}: {problem}", model=model, problem=problem, setting=SETTING)

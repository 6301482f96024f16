"""Other searches over the same collection: plain BM25, and LlamaIndex as it comes.

They are development dependencies; see ADR 10 for what was chosen and why.
"""

import logging
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import numpy as np

from kb.search.embedding import built_in_embedding
from kb.search.entry import Entry
from kb.search.lexical import searched

if TYPE_CHECKING:
    from llama_index.core.base.base_retriever import BaseRetriever
    from llama_index.core.schema import BaseNode

Ranker = Callable[[str], list[str]]  # a question to passage ids, best first

PLAIN_BM25: Final = "plain_bm25"
PEERS: Final[Mapping[str, str]] = {
    PLAIN_BM25: "plain BM25",
    "llama_index_bm25": "LlamaIndex BM25",
    "llama_index_chroma": "LlamaIndex + Chroma",
}
_TELEMETRY: Final = "ANONYMIZED_TELEMETRY"
# What running peers and writing reports takes, by the name it is installed under.
_TOOLS: Final = {
    "bm25s": "bm25s",
    "ir-measures": "ir_measures",
    "llama-index-retrievers-bm25": "llama_index.retrievers.bm25",
    "llama-index-vector-stores-chroma": "llama_index.vector_stores.chroma",
    "matplotlib": "matplotlib",
}


def absent() -> list[str]:
    """The development packages that peers and reports take and that are not installed here."""
    return [package for package, module in _TOOLS.items() if not _installed(module)]


@contextmanager
def rankers(entries: Sequence[Entry], k: int) -> Iterator[dict[str, Ranker]]:
    """The peers over these entries, in the order of PEERS, while the context lasts.

    Every peer reads the same text of an entry as our search does. Nothing is downloaded and nobody
    is told: the vectors of the third are our built-in embedding, its folder is removed at the end.
    """
    if not entries:  # each of them refuses to index nothing, in its own way
        yield dict.fromkeys(PEERS, lambda _: [])
        return
    with TemporaryDirectory() as folder, _quiet():
        nodes = _nodes(entries)
        made = (_plain_bm25(entries, k), _stock_bm25(nodes, k), _stock_chroma(nodes, k, Path(folder)))
        yield dict(zip(PEERS, made, strict=True))


def _installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # its parent is absent as well
        return False


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _plain_bm25(entries: Sequence[Entry], k: int) -> Ranker:
    """BM25 on lower-cased words, k1 1.2 and b .75, without stemmer or stop words."""
    import bm25s

    ids = [entry.id for entry in entries]
    texts = [_words(searched(entry)) for entry in entries]
    if not any(texts):
        return lambda _: []
    index = bm25s.BM25(k1=1.2, b=0.75)
    index.index(texts, show_progress=False)

    def rank(question: str) -> list[str]:
        words = _words(question)
        scores = index.get_scores(words) if words else np.zeros(len(ids))
        # Sorted here: what bm25s itself returns leaves the order of equal scores to chance.
        return [ids[row] for row in np.argsort(-scores, kind="stable")[:k] if scores[row] > 0]

    return rank


def _nodes(entries: Sequence[Entry]) -> "list[BaseNode]":
    """The entries cut as LlamaIndex cuts documents by default.

    Its default sentence tokenizer is nltk's untrained one, but fetches unrelated nltk data first: from
    the network where its copy is absent, and refused by nltk where an installer linked the copy. So
    the same tokenizer is handed in.
    """
    from llama_index.core import Document
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.core.node_parser.text.utils import split_by_sentence_tokenizer_internal
    from nltk.tokenize import PunktSentenceTokenizer  # type: ignore[import-untyped]

    sentences = partial(split_by_sentence_tokenizer_internal, tokenizer=PunktSentenceTokenizer())
    documents = [Document(id_=entry.id, text=searched(entry)) for entry in entries]
    return SentenceSplitter(chunking_tokenizer_fn=sentences).get_nodes_from_documents(documents)


def _stock_bm25(nodes: "list[BaseNode]", k: int) -> Ranker:
    """LlamaIndex's BM25Retriever with its defaults: English stemmer and English stop words."""
    from llama_index.retrievers.bm25 import BM25Retriever

    try:
        with np.errstate(invalid="ignore"):
            return _ranker(BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=min(k, len(nodes))))
    except ValueError:  # stop words and single letters only: there is nothing left for it to index
        return lambda _: []


def _stock_chroma(nodes: "list[BaseNode]", k: int, folder: Path) -> Ranker:
    """LlamaIndex's VectorStoreIndex over its Chroma store."""
    from llama_index.core import StorageContext, VectorStoreIndex
    from llama_index.vector_stores.chroma import ChromaVectorStore

    store = ChromaVectorStore.from_params(
        "peer",
        persist_dir=str(folder),
        collection_kwargs={"embedding_function": None},  # else Chroma may download an English model
    )
    index = VectorStoreIndex(
        nodes=nodes,
        storage_context=StorageContext.from_defaults(vector_store=store),
        embed_model=built_in_embedding(),
    )
    return _ranker(index.as_retriever(similarity_top_k=k))


def _ranker(retriever: "BaseRetriever") -> Ranker:
    """What a retriever returns, each passage at the place of its best part."""

    def rank(question: str) -> list[str]:
        found = (hit.node.ref_doc_id for hit in retriever.retrieve(question))
        return list(dict.fromkeys(name for name in found if name))

    return rank


@contextmanager
def _quiet() -> Iterator[None]:
    """Chroma without telemetry, bm25s without its diary.

    LlamaIndex leaves no other way to tell Chroma than the environment; bm25s sets its own level when
    it is imported, whatever the program wants.
    """
    import bm25s  # noqa: F401 - so that its level is set before it is set right

    logging.getLogger("bm25s").setLevel(logging.WARNING)
    before = os.environ.get(_TELEMETRY)
    os.environ[_TELEMETRY] = "False"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_TELEMETRY]
        else:
            os.environ[_TELEMETRY] = before

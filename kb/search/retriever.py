"""LlamaIndex's door: the same search as a `BaseRetriever`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kb.model import Passage
from kb.search.hybrid import HybridSearch

if TYPE_CHECKING:
    from llama_index.core.base.base_retriever import BaseRetriever


def retriever(
    search: HybridSearch, passages: Iterable[Passage], *, k: int = 10, regions: frozenset[str] | None = None
) -> "BaseRetriever":
    """A LlamaIndex retriever over the search; llama_index is imported here, not before.

    Each node carries the passage's text, its id, and in its metadata the document, version,
    headings, page and positions, so that whoever builds on it can cite. Hits of passages that are
    not handed in are left out.
    """
    from llama_index.core.base.base_retriever import BaseRetriever
    from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

    held = {passage.id: passage for passage in passages}

    def node(passage: Passage) -> TextNode:
        place = passage.model_dump(include={"document_id", "version", "page", "start", "end"})
        metadata = {"passage_id": passage.id, "headings": list(passage.headings), **place}
        # Positions are for whoever cites; a model or an embedding should read the place and the words only.
        hidden = [name for name in metadata if name != "headings"]
        return TextNode(
            id_=passage.id,
            text=passage.text,
            metadata=metadata,
            excluded_llm_metadata_keys=hidden,
            excluded_embed_metadata_keys=hidden,
        )

    class PassageRetriever(BaseRetriever):
        """Ranks by `HybridSearch`."""

        def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
            hits = search.search(query_bundle.query_str, k=k, regions=regions)
            return [
                NodeWithScore(node=node(held[hit.passage_id]), score=hit.score)
                for hit in hits
                if hit.passage_id in held
            ]

    return PassageRetriever()

"""LlamaIndex's ecosystem uses the same search, and the vector leg matters in it."""

from pathlib import Path

from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine

from kb.model import Passage, Role
from kb.search.embedding import SPACE, subword_vectors
from kb.search.hybrid import HybridSearch
from kb.search.lexical import LexicalIndex, searched
from kb.search.retriever import retriever
from kb.search.vectors import ChromaVectors, ExactVectors, VectorIndex
from tests.kb.search.passages import ENTRIES

PASSAGES = [
    Passage(
        id=entry.id,
        document_id=entry.document_id,
        version="sha256:" + "0" * 64,
        headings=(entry.context,),
        role=Role.NORM,
        page=1,
        start=1000 * number,
        end=1000 * number + len(entry.text),
        text=entry.text,
    )
    for number, entry in enumerate(ENTRIES, start=1)
]
LEXICAL = LexicalIndex.build(ENTRIES)
MATRIX = subword_vectors([searched(entry) for entry in ENTRIES])


EXACT = ExactVectors(LEXICAL.ids, MATRIX)


def _search(vectors: VectorIndex = EXACT) -> HybridSearch:
    return HybridSearch(ENTRIES, LEXICAL, vectors, subword_vectors)


def test_a_stock_query_engine_answers_from_our_passages() -> None:
    engine = RetrieverQueryEngine.from_args(retriever(_search(), PASSAGES, k=2), llm=MockLLM())
    response = engine.query("Wie heeft de regie bij woonoverlast?")
    (first, _) = response.source_nodes
    assert first.node.node_id == "meerwijk/afspraken.4"
    assert "wijkagent" in str(response)  # the mock model repeats the prompt, which holds the passages


def test_a_node_carries_what_a_citation_needs() -> None:
    first, *_ = retriever(_search(), PASSAGES).retrieve("artikel 151d")
    assert first.node.metadata == {
        "passage_id": "meerwijk/afspraken.6",
        "document_id": "meerwijk/afspraken",
        "version": "sha256:" + "0" * 64,
        "headings": ["4. Looptijd"],
        "page": 1,
        "start": 6000,
        "end": 6000 + len(ENTRIES[5].text),
    }
    assert first.node.get_content() == ENTRIES[5].text


def test_chroma_serves_the_vector_leg_and_without_it_the_ranking_changes(tmp_path: Path) -> None:
    chroma = ChromaVectors(tmp_path / "chroma", SPACE, create=True)
    door = retriever(_search(chroma), PASSAGES)
    rankings = []
    for ids in (LEXICAL.ids, ()):
        chroma.upsert(ids, MATRIX[: len(ids)])
        found = door.retrieve("hoe verloopt het delen en melden van huurderszaken")
        rankings.append([each.node.node_id for each in found])
        chroma.delete(ids)
    chroma.close()
    assert rankings[0] != rankings[1]
    exact = retriever(_search(), PASSAGES).retrieve("hoe verloopt het delen en melden van huurderszaken")
    assert rankings[0] == [each.node.node_id for each in exact]


def test_regions_hold_here_too() -> None:
    found = retriever(_search(), PASSAGES, regions=frozenset({"duindorp"})).retrieve("toestemming")
    assert found
    assert all(each.node.node_id.startswith("duindorp/") for each in found)


def test_hits_that_are_not_held_are_left_out() -> None:
    found = retriever(_search(), PASSAGES[:3]).retrieve("regie wijkagent huurder")
    assert {each.node.node_id for each in found} <= {passage.id for passage in PASSAGES[:3]}

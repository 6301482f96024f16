"""LlamaIndex's ecosystem uses the same search, and the vector leg matters in it."""

import numpy as np
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine

from kb.model import Passage, Role
from kb.search.embedding import DIMENSIONS, subword_vectors
from kb.search.hybrid import HybridSearch
from kb.search.lexical import LexicalIndex, searched
from kb.search.retriever import retriever
from kb.search.vectors import ExactVectors
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


def _search(matrix: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> HybridSearch:
    return HybridSearch(ENTRIES, LEXICAL, ExactVectors(LEXICAL.ids, matrix), subword_vectors)


def test_a_stock_query_engine_answers_from_our_passages() -> None:
    engine = RetrieverQueryEngine.from_args(retriever(_search(MATRIX), PASSAGES, k=2), llm=MockLLM())
    response = engine.query("Wie heeft de regie bij woonoverlast?")
    (first, _) = response.source_nodes
    assert first.node.node_id == "meerwijk/afspraken.4"
    assert "wijkagent" in str(response)  # the mock model repeats the prompt, which holds the passages


def test_a_node_carries_what_a_citation_needs() -> None:
    first, *_ = retriever(_search(MATRIX), PASSAGES).retrieve("artikel 151d")
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


def test_the_ranking_changes_without_the_vector_leg() -> None:
    question = "hoe verloopt het delen en melden van huurderszaken"
    blind = np.zeros((len(ENTRIES), DIMENSIONS), dtype=np.float32)
    seeing = [found.node.node_id for found in retriever(_search(MATRIX), PASSAGES).retrieve(question)]
    unseeing = [found.node.node_id for found in retriever(_search(blind), PASSAGES).retrieve(question)]
    assert seeing != unseeing


def test_regions_hold_here_too() -> None:
    found = retriever(_search(MATRIX), PASSAGES, regions=frozenset({"duindorp"})).retrieve("toestemming")
    assert found
    assert all(each.node.node_id.startswith("duindorp/") for each in found)


def test_hits_that_are_not_held_are_left_out() -> None:
    found = retriever(_search(MATRIX), PASSAGES[:3]).retrieve("regie wijkagent huurder")
    assert {each.node.node_id for each in found} <= {passage.id for passage in PASSAGES[:3]}

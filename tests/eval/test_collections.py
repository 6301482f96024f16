"""A BEIR folder is read as it stands, and nothing is read from its order."""

import json
from pathlib import Path

import pytest

from eval.collections import read
from kb.errors import Damaged, Unreadable


def write(folder: Path, lines: list[dict[str, object]]) -> Path:
    """A collection with these passages and one question, which p1 answers."""
    (folder / "qrels").mkdir()
    (folder / "corpus.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    asked = [{"_id": "q1", "text": "Wie belt?"}, {"_id": "q2", "text": "Zonder oordeel"}]
    (folder / "queries.jsonl").write_text("".join(json.dumps(line) + "\n" for line in asked), encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\tp1\t1\n", encoding="utf-8")
    return folder


def test_every_line_is_a_document_of_its_own(tmp_path: Path) -> None:
    collection = read(
        write(tmp_path, [{"_id": "p1", "title": "Bellen", "text": "De agent belt."}, {"_id": "p2", "text": "Niet."}])
    )
    assert [entry.section for entry in collection.entries] == ["", ""]
    assert [entry.context for entry in collection.entries] == ["Bellen", ""]
    assert collection.questions == {"q1": "Wie belt?"}
    assert collection.judged == {"q1": {"p1": 1}}


def test_only_stated_places_make_neighbours(tmp_path: Path) -> None:
    lines: list[dict[str, object]] = [
        {"_id": "p1", "text": "tweede", "metadata": {"document": "d", "position": 10}},
        {"_id": "p2", "text": "eerste", "metadata": {"document": "d", "position": 2}},
        {"_id": "p3", "text": "los", "metadata": {"document": "d"}},
    ]
    entries = read(write(tmp_path, lines)).entries
    assert [entry.text for entry in entries if entry.section] == ["eerste", "tweede"]
    assert [entry.text for entry in entries if not entry.section] == ["los"]


def test_a_folder_without_files_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        read(tmp_path)


@pytest.mark.parametrize("corpus", ["{", "[1]\n", '{"text": "zonder naam"}\n'])
def test_a_malformed_corpus_is_damaged(tmp_path: Path, corpus: str) -> None:
    (write(tmp_path, []) / "corpus.jsonl").write_text(corpus, encoding="utf-8")
    with pytest.raises(Damaged):
        read(tmp_path)

"""A BEIR folder is read as it stands, with the oddities such folders have, and nothing is read from its order."""

from pathlib import Path

import pytest

from eval.collections import read
from kb.errors import Damaged, Unreadable
from tests.eval.beir import write


def _rewrite(path: Path, old: str, new: str) -> None:
    path.write_bytes(path.read_text(encoding="utf-8").replace(old, new).encode())


def test_every_line_is_a_document_of_its_own(tmp_path: Path) -> None:
    collection = read(write(tmp_path))
    assert [entry.section for entry in collection.entries] == ["", "", ""]
    assert [entry.context for entry in collection.entries] == ["Bellen", "Schrijven", "Bezoeken"]
    assert collection.questions["q1"] == "Wie belt?"
    assert collection.judged == {"q1": {"p1": 1}, "q2": {"p2": 1}, "q3": {"p3": 1}}
    assert not any(collection.left_out.values())


def test_only_stated_places_make_neighbours(tmp_path: Path) -> None:
    lines: list[dict[str, object]] = [
        {"_id": "p1", "text": "tweede", "metadata": {"document": "d", "position": 10}},
        {"_id": "p2", "text": "eerste", "metadata": {"document": "d", "position": 2}},
        {"_id": "p3", "text": "los", "metadata": {"document": "d"}},
    ]
    entries = read(write(tmp_path, lines)).entries
    assert [entry.text for entry in entries if entry.section] == ["eerste", "tweede"]
    assert [entry.text for entry in entries if not entry.section] == ["los"]


def test_a_title_may_be_absent_or_null_and_an_id_a_number(tmp_path: Path) -> None:
    passages: list[dict[str, object]] = [
        {"_id": 1, "text": "zonder titel"},
        {"_id": 2, "title": None, "text": None, "metadata": None},
    ]
    collection = read(write(tmp_path, passages, {"q1": "Wie?"}, {"q1": {"1": 1}}))
    assert [(entry.id, entry.context, entry.text) for entry in collection.entries] == [
        ("1", "", "zonder titel"),
        ("2", "", ""),
    ]
    assert collection.judged == {"q1": {"1": 1}}


def test_judgements_need_no_header(tmp_path: Path) -> None:
    folder = write(tmp_path)
    _rewrite(folder / "qrels" / "test.tsv", "query-id\tcorpus-id\tscore\n", "")
    assert read(folder).judged == {"q1": {"p1": 1}, "q2": {"p2": 1}, "q3": {"p3": 1}}


def test_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    folder = write(tmp_path)
    plain = read(folder)
    for name in ("corpus.jsonl", "queries.jsonl", "qrels/test.tsv"):
        _rewrite(folder / name, "\n", "\r\n")
        (folder / name).write_bytes(b"\xef\xbb\xbf" + (folder / name).read_bytes() + b"\r\n")
    odd = read(folder)
    assert (odd.entries, odd.questions, odd.judged) == (plain.entries, plain.questions, plain.judged)
    assert odd.digest != plain.digest


def test_what_does_not_fit_together_is_left_out_and_counted(tmp_path: Path) -> None:
    judged = {"q1": {"p1": 2, "weg": 1}, "q2": {"p2": 0}, "q9": {"p1": 1}}
    collection = read(write(tmp_path, judged=judged))
    assert list(collection.questions) == ["q1", "q2"]
    assert collection.judged == {"q1": {"p1": 2, "weg": 1}, "q2": {"p2": 0}}
    assert collection.left_out == {
        "questions_without_judgements": 1,
        "judged_questions_absent": 1,
        "judged_passages_absent": 1,
        "questions_without_relevant": 1,
    }


def test_an_empty_collection_is_a_collection(tmp_path: Path) -> None:
    collection = read(write(tmp_path, [], {}, {}))
    assert (collection.entries, collection.questions, collection.judged) == ((), {}, {})


def test_a_folder_without_files_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        read(tmp_path)


@pytest.mark.parametrize(
    "corpus",
    [
        *("{", "[1]\n", '{"text": "zonder naam"}\n', '{"_id": null, "text": ""}\n', '{"_id": true, "text": ""}\n'),
        *('{"_id": "", "text": ""}\n', '{"_id": "p 1", "text": ""}\n', '{"_id": "p1", "text": "\\ud800"}\n'),
        *('{"_id": "1", "text": ""}\n{"_id": 1, "text": ""}\n', "\udcff"),
        '{"_id": "1", "text": "", "metadata": {"document": "d", "position": "achteraan"}}\n',
    ],
)
def test_a_malformed_corpus_is_damaged(tmp_path: Path, corpus: str) -> None:
    folder = write(tmp_path)
    (folder / "corpus.jsonl").write_bytes(corpus.encode("utf-8", "surrogateescape"))
    with pytest.raises(Damaged):
        read(folder)


def test_a_question_that_stands_there_twice_is_damaged(tmp_path: Path) -> None:
    folder = write(tmp_path)
    twice = (folder / "queries.jsonl").read_text(encoding="utf-8") * 2
    (folder / "queries.jsonl").write_text(twice, encoding="utf-8")
    with pytest.raises(Damaged):
        read(folder)


@pytest.mark.parametrize(
    "lines", ["q1\tp1\n", "q1\tp1\t1\nq1\tp1\tja\n", "q1\tp1\t1\nq1\tp1\t2\n", "q1 p1 1\n", "q1\tp1\t1\t1\n"]
)
def test_malformed_judgements_are_damaged(tmp_path: Path, lines: str) -> None:
    folder = write(tmp_path)
    (folder / "qrels" / "test.tsv").write_text(lines, encoding="utf-8")
    with pytest.raises(Damaged):
        read(folder)


def test_the_same_judgement_twice_is_one(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "qrels" / "test.tsv").write_text("q1\tp1\t1\nq1\tp1\t1\n", encoding="utf-8")
    assert read(folder).judged == {"q1": {"p1": 1}}

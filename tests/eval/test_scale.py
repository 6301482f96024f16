"""The scale benchmark measures what it says, on passages that are like real ones in what matters."""

import re
import statistics
from pathlib import Path

import pytest

from eval.invented import PASSAGES, Vocabulary, questions, readings
from eval.scale import build, serve
from eval.scale_page import write
from kb.language.dutch import tokens

SIZE = 300


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.of()


def test_the_passages_are_as_many_as_asked_for_and_as_long_as_real_ones(vocabulary: Vocabulary) -> None:
    passages = [passage for reading, _ in readings(vocabulary, SIZE + 1) for passage in reading.passages]
    assert len(passages) == SIZE + 1
    assert len({passage.document_id for passage in passages}) == -(-(SIZE + 1) // PASSAGES)
    assert 35 <= statistics.median(len(passage.text.split()) for passage in passages) <= 55


def test_few_words_are_frequent_most_are_rare_and_new_ones_keep_coming(vocabulary: Vocabulary) -> None:
    texts = [passage.text for reading, _ in readings(vocabulary, 1200) for passage in reading.passages]
    half, whole = ({word for text in texts[:size] for word in tokens(text)} for size in (600, 1200))
    assert 1.2 * len(half) < len(whole) < 2 * len(half)


def test_the_same_is_invented_every_time(vocabulary: Vocabulary) -> None:
    assert list(readings(vocabulary, PASSAGES)) == list(readings(Vocabulary.of(), PASSAGES))
    assert questions(["een twee drie vier"], 5) == questions(["een twee drie vier"], 5)


def test_a_small_run_measures_everything_and_writes_the_page(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "docs"
    data.mkdir()
    found = {"passages": SIZE} | build(data, SIZE) | serve(data, SIZE)
    assert all(value > 0 for value in found.values())
    write([found, found | {"passages": 2 * SIZE}], out)
    page = (out / "growth.md").read_text(encoding="utf-8")
    assert "| passages | 300 | 600 |" in page
    assert len(re.findall(r"^\| .* \|$", page, re.M)) == len(page.split("\n\n")[2].splitlines())
    plot = (out / "growth.svg").read_bytes()
    write([found, found | {"passages": 2 * SIZE}], out)
    assert (out / "growth.svg").read_bytes() == plot

"""The words of a title tell which document a question names."""

import numpy as np
import pytest

from kb.language.thesaurus import Concept, Thesaurus
from kb.model import Document, DocumentKind
from kb.search.asked import read
from kb.search.titles import Titles

THESAURUS = Thesaurus([Concept("overlast", {"nl": ("woonoverlast",)}, {"nl": ("burenherrie",)})])
TITLES = ["Convenant vroegsignalering", "Convenant woonoverlast", "Convenant privacy"]
ROWS = ["wijk/0", "wijk/0", "wijk/1", "wijk/2"]


def _documents(titles: list[str]) -> list[Document]:
    return [
        Document(
            id=f"wijk/{number}",
            version="sha256:" + "0" * 64,
            file=f"{number}.md",
            title=title,
            kind=DocumentKind.COVENANT,
            region="wijk",
            pages=1,
        )
        for number, title in enumerate(titles)
    ]


def _scores(question: str, titles: list[str] = TITLES) -> list[float]:
    found = Titles(_documents(titles), ROWS).scores(read(question, "nl", THESAURUS, ()))
    assert found.shape == (len(ROWS),)
    assert found.dtype == np.float32
    assert all(0 <= score <= 1 for score in found)
    return [float(score) for score in found]


def test_every_passage_of_the_named_document_has_the_same_score_and_others_none() -> None:
    first, second, *others = _scores("wie meldt bij vroegsignalering")
    assert first == second > 0
    assert others == [0, 0]


def test_a_title_is_named_by_another_word_of_its_concept() -> None:
    scores = _scores("wie belt er over burenherrie")
    assert scores.index(max(scores)) == 2
    assert max(scores) > 0


def test_a_word_that_every_title_has_tells_less_than_one_of_a_single_title() -> None:
    assert 0 <= max(_scores("het convenant")) < max(_scores("de vroegsignalering"))


def test_a_word_that_no_title_has_adds_nothing() -> None:
    assert _scores("vroegsignalering bij een parkeerplaats") == _scores("vroegsignalering")


@pytest.mark.parametrize("question", ["", "wie van de?", "😀", "parkeerplaats", "hoe lang nodig"])
def test_a_question_that_names_no_document_tells_nothing(question: str) -> None:
    assert _scores(question) == [0, 0, 0, 0]


def test_without_documents_there_is_nothing_to_score() -> None:
    assert Titles([], []).scores(read("vroegsignalering", "nl", THESAURUS, ())).shape == (0,)


def test_passages_of_a_document_that_is_gone_score_nothing() -> None:
    asked = read("vroegsignalering woonoverlast", "nl", THESAURUS, ())
    scores = Titles(_documents(TITLES[:1]), ROWS).scores(asked)
    assert scores[0] > 0
    assert list(scores[2:]) == [0, 0]

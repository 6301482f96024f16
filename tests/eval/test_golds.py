"""A citation hits the gold by the rule of the contract, in numbers worked out by hand."""

import pytest

from eval.golds import cited, hits
from eval.question_file import Gold
from tests.eval.replied import asked, citation

# Ten words; the first six are 60 % of them.
_TEN = "het wijkteam belt binnen twee dagen de huurder thuis op"


@pytest.mark.parametrize(
    ("quote", "hit"),
    [
        (_TEN, True),
        (f"Na de melding geldt: {_TEN}.", True),
        (f"{'x ' * 400}{_TEN}", True),
        (f"{'x ' * 600}{_TEN}", False),
        ("wijkteam belt binnen twee dagen de huurder", True),
        ("belt binnen twee dagen", False),
        ("thuis de dagen twee binnen belt", True),
        ("thuis dagen twee binnen belt", False),
        ("de de de de de de het wijkteam belt binnen", False),
        ("Het wijk-\nteam belt binnen twee da\u00adgen de huurder thuis op", True),
        ("geen woord gemeen", False),
    ],
    ids=[
        "the same",
        "longer",
        "at 850 characters",
        "over 1,200 characters",
        "42 of 55 characters",
        "22 of 55 characters",
        "six of ten words",
        "five of ten words",
        "a word said six times counts once",
        "broken over lines",
        "other words",
    ],
)
def test_a_citation_hits_what_it_says_most_of(quote: str, *, hit: bool) -> None:
    assert hits(citation(quote), Gold("meerwijk", _TEN)) is hit


def test_a_long_gold_may_be_cited_three_times_as_long() -> None:
    gold = Gold("meerwijk", "woord " * 100)  # 600 characters
    assert hits(citation("woord " * 300), gold)
    assert not hits(citation("woord " * 301), gold)


def test_documents_compare_by_their_stem() -> None:
    assert hits(citation(_TEN, file="meerwijk.pdf"), Gold("meerwijk", _TEN))
    assert not hits(citation(_TEN, file="duindorp.md"), Gold("meerwijk", _TEN))


def test_half_a_word_is_no_hit() -> None:
    assert not hits(citation("Het bestuur geeft geen toestemming."), Gold("meerwijk", "een toestemming"))


_ONE, _TWO, _OTHER = (Gold("meerwijk", quote) for quote in ("de een belt", "de ander schrijft", "beiden komen langs"))


@pytest.mark.parametrize(
    ("quotes", "found"),
    [
        ([], (False, False, False)),
        (["niets hiervan"], (False, False, False)),
        (["de een belt"], (True, False, True)),
        (["niets hiervan", "de een belt"], (True, False, False)),
        (["de een belt", "de ander schrijft"], (True, True, True)),
        (["beiden komen langs"], (True, True, True)),
    ],
)
def test_all_that_is_needed_or_one_alternative(quotes: list[str], found: tuple[bool, bool, bool]) -> None:
    question = asked(golds=(_ONE, _TWO, _OTHER), needed=2)
    measured = cited([citation(quote) for quote in quotes], question)
    assert tuple(measured[name] for name in ("gold_any", "gold_all", "gold_first")) == found

"""What becomes of a verdict, and what showing fewer of them would bring, worked out by hand."""

import pytest

from eval.verdicts import became, figures, risk_coverage
from tests.eval.replied import answer, asked, citation, replied

_QUOTE = citation("Het wijkteam belt.")


@pytest.mark.parametrize(
    ("shown", "is_now"),
    [("yes", "right"), ("conditional", "right"), ("no", "wrong"), ("not_regulated", "denied"), (None, "silent")],
)
def test_an_accepted_verdict_is_right_and_another_wrong(shown: str | None, is_now: str) -> None:
    question = asked(verdict="yes", verdicts=frozenset({"yes", "conditional"}))
    assert became(replied(question, answer(_QUOTE, verdict=shown))) == is_now


def test_an_answer_that_is_none_shows_no_verdict() -> None:
    question = asked(verdict="yes", verdicts=frozenset({"yes"}))
    assert became(replied(question, answer(verdict="yes"))) == "silent"


def test_where_no_verdict_is_expected_none_is_judged() -> None:
    assert became(replied(asked(), answer(_QUOTE, verdict="yes"))) is None
    found = figures([replied(asked(unanswerable=True), answer(_QUOTE, verdict="yes"))])
    assert found == {"n": 0, "unanswerable_with_verdict": 1}


def test_the_surest_verdicts_come_first() -> None:
    """Four questions, three with a verdict: right, then wrong, then right."""
    question = asked(verdict="no", verdicts=frozenset({"no"}))
    given = [("no", 1.0), ("yes", 2.0), ("no", 3.0), (None, 4.0)]
    replies = [replied(question, answer(_QUOTE, verdict=verdict), score=score) for verdict, score in given]
    points = risk_coverage(replies)
    assert [one["coverage"] for one in points] == [0.25, 0.5, 0.75]
    assert [one["right"] for one in points] == [0.25, 0.25, 0.5]
    assert [one["wrong"] for one in points] == [0.0, 0.25, 0.25]
    assert [one["risk"] for one in points] == [0.0, 0.5, 0.333]
    assert risk_coverage(replies, least=2) == points[2:], "two and one would leave one to be told of"
    assert risk_coverage(replies, least=4) == []
    found = figures(replies)
    assert [found[name]["share"] for name in ("right", "wrong", "denied", "silent")] == [0.5, 0.25, 0.0, 0.25]

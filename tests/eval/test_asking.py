"""Questions are put in the order of their conversations, each about its own region and day."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from assistant.question import Language
from assistant.turns import Turn
from eval.asking import replies
from eval.passages import taken_in
from kb.answer import Answer, NeedsFact, NotFound, Option, Partial, Refused
from kb.answer import Claim as Said
from kb.errors import Damaged
from kb.search.indexes import Indexes
from tests.eval.agreements import documents
from tests.eval.replied import answer, asked, citation, replied

Put = tuple[str, str | None, date, Language | None, list[tuple[str, str]]]


class _Door:
    """Takes a question and answers with its words; remembers what was asked."""

    def __init__(self) -> None:
        self.put: list[Put] = []

    def __call__(
        self, question: str, *, region: str | None, on: date, lang: Language | None, history: Sequence[Turn]
    ) -> Answer:
        self.put.append((question, region, on, lang, [(one.question, one.answer) for one in history]))
        return answer(citation(f"Over {question}"))


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Indexes]:
    with taken_in([Path(one) for one in documents(tmp_path_factory.mktemp("asking"))]) as (_, found):
        yield found


_HELD = ["duindorp", "meerwijk"]


def test_a_question_goes_with_its_region_day_and_language(indexes: Indexes) -> None:
    door, day = _Door(), date(2024, 1, 1)
    replies([asked(on=day), asked(id="v-2", language="en", region=None)], door, indexes, _HELD)
    assert door.put == [("Wie belt?", "meerwijk", day, "nl", []), ("Wie belt?", None, date(2026, 11, 1), "en", [])]


def test_a_follow_up_goes_with_what_was_answered_before_wherever_that_stands(indexes: Indexes) -> None:
    third = asked(id="c", text="derde", after="b")
    door = _Door()
    found = replies(
        [third, asked(id="a", text="eerste"), asked(id="b", text="tweede", after="a")], door, indexes, _HELD
    )
    assert [one.asked.id for one in found] == ["c", "a", "b"]
    assert [(question, history) for question, _, _, _, history in door.put] == [
        ("eerste", []),
        ("tweede", [("eerste", "Over eerste")]),
        ("derde", [("eerste", "Over eerste"), ("tweede", "Over tweede")]),
    ]


def test_a_turn_that_is_not_in_the_file_is_left_out(indexes: Indexes) -> None:
    door = _Door()
    replies([asked(after="elsewhere")], door, indexes, _HELD)
    assert door.put[0][-1] == []


@pytest.mark.parametrize("circle", [[("a", "a")], [("a", "b"), ("b", "a")], [("c", "a"), ("a", "b"), ("b", "a")]])
def test_a_conversation_in_a_circle_is_refused(indexes: Indexes, circle: list[tuple[str, str]]) -> None:
    with pytest.raises(Damaged, match="follows itself"):
        replies([asked(id=name, after=after) for name, after in circle], _Door(), indexes, _HELD)


def test_of_a_region_that_is_not_held_nothing_is_asked(indexes: Indexes) -> None:
    door = _Door()
    (one,) = replies([asked(region="zandwijk")], door, indexes, _HELD)
    assert door.put == []
    assert one.abstained
    assert one.prediction().region == "zandwijk"
    assert one.likelihood == 0.0


_DAY = date(2026, 11, 1)
_CLAIM = Said(text="Het wijkteam belt.", citations=(citation("Het wijkteam belt."),))
_OPTIONS = tuple(Option(value=value, label=value, claims=(_CLAIM,)) for value in ("huur", "koop"))
_EMPTY = tuple(Option(value=value, label=value, claims=()) for value in ("huur", "koop"))


@pytest.mark.parametrize(
    ("given", "abstained"),
    [
        (answer(citation("Het wijkteam belt.")), False),
        (NotFound(on=_DAY), True),
        (Refused(on=_DAY, reason="question_empty"), True),
        (Partial(on=_DAY, claims=(_CLAIM,), missing=("termijn",)), False),
        (NeedsFact(on=_DAY, fact="tenure", options=_OPTIONS), False),
        (NeedsFact(on=_DAY, fact="tenure", options=_EMPTY), True),
    ],
)
def test_what_cites_nothing_is_an_abstention(given: Answer, *, abstained: bool) -> None:
    assert replied(asked(), given).prediction().abstained is abstained


def test_a_prediction_has_what_each_option_leads_to_and_cites_it_once() -> None:
    one = replied(asked(), NeedsFact(on=_DAY, fact="tenure", options=_OPTIONS)).prediction()
    assert one.text == "Het wijkteam belt. Het wijkteam belt."
    assert [(quoted.doc, quoted.quote) for quoted in one.citations] == [("meerwijk.md", "Het wijkteam belt.")]

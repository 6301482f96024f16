"""What counts for a question, by group, and what went wrong with it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eval.failures import causes
from eval.passages import taken_in
from eval.question_file import Gold
from eval.score import Library, Scored, flat, shares
from kb.answer import Answer, Citation, Claim, Partial
from tests.eval.agreements import documents
from tests.eval.replied import answer, asked, citation, replied

_GOLD = Gold("meerwijk", "maakt een afspraak voor een huisbezoek")
_RULE = "Het wijkteam belt binnen twee dagen en maakt een afspraak voor een huisbezoek."
_OTHER = "Voor de sleutels is er een kluis."


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with taken_in([Path(one) for one in documents(tmp_path_factory.mktemp("score"))]) as (store, _):
        yield Library(store)


def _passage(library: Library, words: str) -> str:
    return next(one.id for row in library.passages.values() for one in row if words in one.text)


def _cite(library: Library, quote: str) -> Citation:
    return citation(quote).model_copy(update={"passage_id": _passage(library, quote)})


def _scored(library: Library, given: Answer, *, found: str = _RULE, **question: Any) -> Scored:
    """An answer to a question, for which the search found the passage with the words `found`."""
    reply = replied(asked(**question), given)
    hit = replace(reply.hits[0], passage_id=_passage(library, found))
    return Scored(replace(reply, hits=(hit,)), library)


_ANSWERABLE: dict[str, Any] = {"answerable": True, "golds": (_GOLD,), "needed": 1}


def test_a_right_answer_counts_everywhere_and_has_no_fault(library: Library) -> None:
    given = answer(_cite(library, _RULE), verdict="yes", actors=["het wijkteam"])
    one = _scored(library, given, verdict="yes", verdicts=frozenset({"yes"}), actors=("wijkteam",), **_ANSWERABLE)
    assert one.counted == dict.fromkeys(
        [
            *("verbatim", "own_region", "kept", "gold_any", "gold_all", "gold_first"),
            *("verdict_right", "verdict_safe", "actor", "actor_named"),
        ],
        (1, 1),
    )
    assert causes(one) == ()


def test_a_word_changed_is_not_verbatim(library: Library) -> None:
    one = _scored(library, answer(citation(_RULE), citation(_RULE.replace("twee", "drie"))))
    assert one.counted["verbatim"] == (1, 2)


def test_another_regions_rule_is_foreign_and_a_national_one_is_not(library: Library) -> None:
    one = _scored(library, answer(citation(_RULE, region="duindorp"), citation(_RULE, region="landelijk")))
    assert one.counted["own_region"] == (0, 1)
    assert one.foreign == 1
    assert causes(one) == ("foreign",)
    assert "own_region" not in _scored(library, answer(citation(_RULE)), region=None).counted


@pytest.mark.parametrize(
    ("quotes", "found", "cause"),
    [
        ([_OTHER], _OTHER, "not_found"),
        ([_OTHER], _RULE, "not_first"),
        ([_OTHER, _RULE], _RULE, "not_first"),
        (["Het wijkteam belt"], _RULE, "sentence"),
    ],
)
def test_the_first_step_at_which_gold_was_lost_is_told(
    library: Library, quotes: list[str], found: str, cause: str
) -> None:
    given = answer(*(_cite(library, quote) for quote in quotes))
    assert causes(_scored(library, given, found=found, **_ANSWERABLE)) == (cause,)


def test_gold_that_no_passage_holds_is_told_apart(library: Library) -> None:
    one = _scored(library, answer(citation(_OTHER)), answerable=True, golds=(Gold("meerwijk", "geen tekst"),), needed=1)
    assert causes(one) == ("nowhere",)


def test_half_of_what_is_needed_is_incomplete(library: Library) -> None:
    golds = (_GOLD, Gold("meerwijk", _OTHER))
    one = _scored(library, answer(_cite(library, _RULE)), answerable=True, golds=golds, needed=2)
    assert (one.counted["gold_any"], one.counted["gold_all"]) == ((1, 1), (0, 1))
    assert causes(one) == ("incomplete",)


def test_what_is_withheld_says_whether_the_search_had_it(library: Library) -> None:
    assert causes(_scored(library, answer(), **_ANSWERABLE)) == ("withheld",)
    assert causes(_scored(library, answer(), found=_OTHER, **_ANSWERABLE)) == ("withheld", "not_found")


def test_gold_that_could_not_be_read_is_not_scored(library: Library) -> None:
    one = _scored(library, answer(citation(_OTHER)), unread=True, **_ANSWERABLE)
    assert "gold_any" not in one.counted
    assert one.counted["kept"] == (1, 1)


def _partial(quote: str) -> Answer:
    claim = Claim(text=quote, citations=(citation(quote),))
    return Partial(on=date(2026, 11, 1), claims=(claim,), missing=("het aantal",))


def test_a_near_miss_is_withheld_by_saying_what_is_missing(library: Library) -> None:
    near: dict[str, Any] = {"unanswerable": True, "tags": frozenset({"near_miss"})}
    assert _scored(library, _partial(_RULE), **near).counted["withheld"] == (1, 1)
    assert _scored(library, answer(citation(_RULE)), **near).counted["withheld"] == (0, 1)
    off_topic = _scored(library, _partial(_RULE), unanswerable=True, tags=frozenset({"off_topic"}))
    assert off_topic.counted["withheld"] == (0, 1)
    assert causes(off_topic) == ("answered",)


def test_an_actor_in_the_words_counts_and_in_the_list_counts_twice(library: Library) -> None:
    spoken = _scored(library, answer(citation(_RULE)), actors=("het wijkteam",))
    assert (spoken.counted["actor"], spoken.counted["actor_named"]) == ((1, 1), (0, 1))
    assert causes(_scored(library, answer(citation(_OTHER)), actors=("het wijkteam",))) == ("actor",)


def test_shares_are_told_by_language_group_kind_and_tag(library: Library) -> None:
    rows = [
        _scored(library, answer(), answerable=True, group="policy", kind="steps", tags=frozenset({"typo"})),
        _scored(library, answer(citation(_RULE)), answerable=True, group="policy", language="en"),
        _scored(library, answer(), unanswerable=True, kind="steps", tags=frozenset({"typo"})),
    ]
    found = shares(rows)
    assert {side: {name: row["n"] for name, row in groups.items()} for side, groups in found.items()} == {
        "all": {"all": 3},
        "language": {"dutch": 2, "english": 1},
        "group": {"policy": 2},
        "kind": {"steps": 2},
        "tag": {"typo": 2},
    }
    assert found["group"]["policy"]["kept"]["share"] == 0.5
    assert found["group"]["policy"]["kept"]["of"] == 2
    assert found["all"]["all"]["withheld"]["share"] == 1.0
    measures = flat(found)
    assert measures["kept"] == 0.5
    assert (measures["dutch_kept"], measures["english_kept"], measures["typo_kept"]) == (0.0, 1.0, 0.0)
    assert not any(name.startswith("policy") for name in measures)


def test_small_groups_may_be_left_out(library: Library) -> None:
    rows = [_scored(library, answer(), answerable=True, kind="steps")] * 2
    assert list(shares(rows, least=2)["kind"]) == ["steps"]
    assert not shares(rows, least=3)["kind"]

"""A question file may leave out whatever it does not know, and says what it does know in full."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eval.question_file import questions
from kb.errors import Damaged


def _file(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "vragen.jsonl"
    path.write_text("\ufeff" + "\n\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    return path


_KEYS = (
    *("lang", "user_group", "type", "jurisdiction", "on", "follow_up_of", "tags", "answerable", "expected"),
    *("verdict", "verdict_accept", "actors", "gold", "alternatives", "reference_answer"),
)


@pytest.mark.parametrize("row", [{}, dict.fromkeys(_KEYS)])
def test_an_id_and_a_question_are_enough(tmp_path: Path, row: dict[str, Any]) -> None:
    (one,) = questions(_file(tmp_path, {"id": "v", "question": "Wie belt de huurder?", **row}))
    assert (one.id, one.text, one.language, one.region, one.on) == (
        *("v", "Wie belt de huurder?", "nl", None),
        date(2026, 11, 1),
    )
    assert not one.answerable
    assert not one.unanswerable
    assert not one.golds


def test_what_the_file_says_is_kept(tmp_path: Path) -> None:
    row = {
        "id": "v",
        "question": "Mag dat?",
        "jurisdiction": "Nieuw Meerwijk",
        "on": "2024-02-29",
        "follow_up_of": "u",
        "verdict": "yes",
        "verdict_accept": ["conditional"],
        "gold": [{"doc": "a.txt", "section": "3.1", "quote": "een"}],
        "alternatives": [{"doc": "b.txt", "quote": "twee"}],
    }
    (one,) = questions(_file(tmp_path, row))
    assert (one.region, one.on, one.after) == ("nieuw-meerwijk", date(2024, 2, 29), "u")
    assert one.tags == {"follow_up"}
    assert one.verdicts == {"yes", "conditional"}
    assert [(gold.stem, gold.quote, gold.place) for gold in one.golds] == [("a", "een", "3.1"), ("b", "twee", "")]
    assert one.needed == 1
    assert one.answerable, "there is gold, and nothing says otherwise"


@pytest.mark.parametrize("region", ["landelijk", "none", "beide", "", None])
def test_some_jurisdictions_set_no_region(tmp_path: Path, region: str | None) -> None:
    assert questions(_file(tmp_path, {"id": "v", "question": "?", "jurisdiction": region}))[0].region is None


@pytest.mark.parametrize(
    ("row", "answerable"),
    [
        ({"expected": "answer"}, True),
        ({"answerable": True}, True),
        ({"answerable": True, "expected": "abstain"}, False),
    ],
)
def test_what_is_expected_goes_before_what_is_answerable(
    tmp_path: Path, row: dict[str, Any], *, answerable: bool
) -> None:
    (one,) = questions(_file(tmp_path, {"id": "v", "question": "?", **row}))
    assert (one.answerable, one.unanswerable) == (answerable, not answerable)


def test_gold_that_cannot_be_read_is_refused_unless_that_is_allowed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Het wijkteam belt.", encoding="utf-8")
    right = {"doc": "a.txt", "start": 4, "end": 12, "sha256": hashlib.sha256(b"wijkteam").hexdigest()}
    path = _file(tmp_path, {"id": "v", "question": "?", "gold": [right, {**right, "start": 3}]})
    with pytest.raises(Damaged, match=r"line 1: .*the positions are of"):
        questions(path, tmp_path)
    (one,) = questions(path, lambda _: ["Het wijkteam belt."], unread=True)
    assert [gold.quote for gold in one.golds] == ["wijkteam"]
    assert one.golds[0].place == "[4:12]"
    assert one.unread


def test_an_id_stands_there_once(tmp_path: Path) -> None:
    with pytest.raises(Damaged, match="v stands there twice"):
        questions(_file(tmp_path, *[{"id": "v", "question": "?"}] * 2))


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "vragen.jsonl"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Damaged):
        questions(path)

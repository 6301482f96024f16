"""Acts read from the example region are held against what a person reads in the same sentences.

`gold.jsonl` was written from the texts before the reader had read them; the last 66 lines were
written after it had been mended on the first 145. A line names its act by how its quote begins and
by its verb.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ingest.reading import read
from kb.process.act import Act
from kb.process.actors import Roles
from kb.process.read import acts

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[2] / "examples" / "lindestroom"
GOLD = [json.loads(line) for line in (HERE / "gold.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def scores() -> dict[str, tuple[float, float]]:
    """Precision and recall of each slot."""
    readings = {name: read(name, (EXAMPLE / name).read_bytes()) for name in sorted({line["file"] for line in GOLD})}
    roles = Roles(one.document for one in readings.values())
    found = {
        name: [(act, one.full_text) for passage in one.passages for act in acts(passage, one.full_text, roles)]
        for name, one in readings.items()
    }
    counts: Counter[tuple[str, str]] = Counter()
    for line in GOLD:
        act = _act(line, found[line["file"]])
        for slot, wanted, got in _compared(line, act, roles):
            counts[slot, "right"] += len(wanted & got)
            counts[slot, "wrong"] += len(got - wanted)
            counts[slot, "missed"] += len(wanted - got)
    slots = {slot for slot, _ in counts}
    return {
        slot: (
            counts[slot, "right"] / max(1, counts[slot, "right"] + counts[slot, "wrong"]),
            counts[slot, "right"] / max(1, counts[slot, "right"] + counts[slot, "missed"]),
        )
        for slot in slots
    }


def _act(line: dict[str, Any], found: list[tuple[Act, str]]) -> Act | None:
    fitting = [
        act for act, text in found if " ".join(text[act.span.start : act.span.end].split()).startswith(line["quote"])
    ]
    return next((act for act in fitting if act.verb == line["verb"]), fitting[0] if fitting else None)


def _compared(line: dict[str, Any], act: Act | None, roles: Roles) -> list[tuple[str, set[str], set[str]]]:
    consent = f"{act.consent.kind}/{act.consent.polarity}" if act and act.consent else None
    term = act.term.text if act and act.term else None
    if term and line["term"] and term.startswith(line["term"]):
        term = line["term"]  # what it is counted from may stand behind it
    return [
        ("verb", {line["verb"]}, {act.verb} if act else set()),
        ("actor", {roles.canonical(one) for one in line["actors"]}, _names(act, roles)),
        ("modality", {line["modality"]}, {str(act.modality)} if act else set()),
        ("negated", {str(line["negated"])}, {str(act.negated)} if act else set()),
        ("consent", _said(line["consent"]), _said(consent)),
        ("term", _said(line["term"]), _said(term)),
        ("narrative", {str(line["narrative"])}, {str(act.narrative)} if act else set()),
    ]


def _said(value: str | None) -> set[str]:
    return {value} if value else set()


def _names(act: Act | None, roles: Roles) -> set[str]:
    return {roles.canonical(slot.text) for slot in act.actors} if act else set()


@pytest.mark.parametrize(
    ("slot", "precision", "recall"),
    [
        ("actor", 0.99, 0.97),
        ("modality", 0.99, 0.98),
        ("negated", 1.0, 1.0),
        ("verb", 0.97, 0.97),
        ("consent", 0.95, 0.95),
        ("term", 0.95, 0.95),
        ("narrative", 0.98, 0.98),
    ],
)
def test_slots_are_read_as_a_person_reads_them(
    scores: dict[str, tuple[float, float]], slot: str, precision: float, recall: float
) -> None:
    assert scores[slot][0] >= precision
    assert scores[slot][1] >= recall

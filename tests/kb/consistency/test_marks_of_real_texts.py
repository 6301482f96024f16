"""In the two real agreements the rules on words, marks and abbreviations find what readers found, in every format."""

import json
from collections import Counter
from pathlib import Path

import pytest

from eval.findings import findings
from ingest.reading import read
from kb.consistency.finding import Rule
from kb.consistency.observe import roles_of
from kb.consistency.paper import Paper
from kb.consistency.text import brackets, doubled, list_end

SHARED = Path(__file__).parents[4] / "shared"
_MINE = {Rule.ABBREVIATION, Rule.UNDEFINED_TERM, Rule.UNBALANCED_BRACKET, Rule.LIST_END, Rule.DOUBLED_WORD}
_UTRECHT = {
    Rule.ABBREVIATION: 1,
    Rule.UNDEFINED_TERM: 1,
    Rule.UNBALANCED_BRACKET: 2,
    Rule.LIST_END: 1,
    Rule.DOUBLED_WORD: 2,
}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="../shared is absent"),
]


@pytest.mark.parametrize("suffix", ["txt", "pdf", "docx"])
@pytest.mark.parametrize(("stem", "told"), [("utrecht", _UTRECHT), ("drechtsteden", {})])
def test_each_format_tells_the_same(stem: str, told: dict[Rule, int], suffix: str) -> None:
    files = [path for path in sorted((SHARED / "corpus").glob(f"{stem}*.{suffix}")) if ".scan." not in path.name]
    (path,) = files
    assert Counter(one.rule for one in findings([(path, None)]) if one.rule in _MINE) == told


def test_in_plain_government_dutch_next_to_nothing_is_found() -> None:
    lines = (SHARED / "eval" / "vac" / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    text = "# Antwoorden\n\n" + "\n\n".join(f"## {one['title'] or 'Vraag'}\n\n{one['text']}" for one in entries[:300])
    reading = read("antwoorden.md", text.encode(), region="proef", max_chars=900)
    paper = Paper(reading, roles_of([reading]))
    # What is found in them are slips indeed: an article twice, a bracket and a quotation left open.
    assert len([one for rule in (brackets, doubled, list_end) for one in rule.find(paper)]) <= 3

"""Findings keep their identity and what was decided of them; every side stands letter by letter in the text held."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ingest.reading import read
from kb.consistency.check import Consistency
from kb.consistency.finding import Decided, Decision, Finding, Rule
from kb.errors import UnknownFinding
from kb.store import Store

ON = date(2026, 11, 22)
FAULTY = """# Werkafspraken fietsen

Versie 1.0, vastgesteld op 2 december 2024

## 1. Werkwijze

Het wijkteam belt de de melder binnen twee dagen terug. Daarna volgt een gesprek.

## 2. Stalling

De corporatie houdt de stalling schoon (zie hoofdstuk 1.
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    opened = Store(f"sqlite:///{tmp_path}/store.sqlite")
    yield opened
    opened.close()


def _take_in(store: Store, text: str, name: str = "fietsen.md", region: str = "proef") -> None:
    data = text.encode()
    store.take_in(read(name, data, region=region, max_chars=900), data, {}, "none")


def _of(store: Store, rule: Rule) -> Finding:
    (found,) = [one for one in Consistency(store).findings(None, ON) if one.rule is rule]
    return found


def _decide(store: Store, finding: Finding, verdict: Decided = Decided.JUSTIFIED) -> None:
    Consistency(store).decide(finding.id, Decision(finding=finding.id, verdict=verdict, note="Nagekeken.", on=ON))


def test_every_side_of_a_finding_is_quoted_from_the_text_held(store: Store) -> None:
    _take_in(store, FAULTY)
    found = Consistency(store).findings(None, ON)
    assert {one.rule for one in found} >= {Rule.DOUBLED_WORD, Rule.UNBALANCED_BRACKET}
    for cited in (cited for one in found for cited in one.citations):
        text = store.reading(cited.document_id).full_text
        assert text[cited.start : cited.end] == cited.quote
        assert cited.version == store.document(cited.document_id).version


def test_a_finding_keeps_its_identity_when_the_text_around_it_changes(store: Store) -> None:
    _take_in(store, FAULTY)
    before = _of(store, Rule.DOUBLED_WORD)
    _take_in(store, FAULTY.replace("Daarna volgt een gesprek.", "Daarna volgt een gesprek, en soms een bezoek."))
    after = _of(store, Rule.DOUBLED_WORD)
    assert before.id == after.id
    assert before.citations[0].version != after.citations[0].version


def test_a_verdict_survives_a_new_version_that_leaves_the_quote_alone(store: Store) -> None:
    _take_in(store, FAULTY)
    _decide(store, _of(store, Rule.DOUBLED_WORD))
    _take_in(store, FAULTY + "\n## 3. Slot\n\nDe gemeente betaalt de kosten van de stalling.\n")
    decision = _of(store, Rule.DOUBLED_WORD).decision
    assert decision is not None
    assert (decision.verdict, decision.note, decision.lapsed) == (Decided.JUSTIFIED, "Nagekeken.", False)
    assert not _of(store, Rule.DOUBLED_WORD).open


def test_a_verdict_lapses_when_the_quoted_text_changes(store: Store) -> None:
    _take_in(store, FAULTY)
    _decide(store, _of(store, Rule.DOUBLED_WORD), Decided.NOT_JUSTIFIED)
    _take_in(store, FAULTY.replace("belt de de melder binnen twee dagen", "belt de de melder binnen zes dagen"))
    again = _of(store, Rule.DOUBLED_WORD)
    assert again.decision is not None
    assert again.decision.lapsed
    assert again.open


def test_a_verdict_on_what_was_mended_is_kept_apart(store: Store) -> None:
    _take_in(store, FAULTY)
    _decide(store, _of(store, Rule.DOUBLED_WORD))
    _take_in(store, FAULTY.replace("de de", "de"))
    check = Consistency(store)
    assert not [one for one in check.findings(None, ON) if one.rule is Rule.DOUBLED_WORD]
    (gone,) = check.settled(None, ON)
    assert (gone.rule, gone.decision.verdict) == (Rule.DOUBLED_WORD, Decided.JUSTIFIED)
    assert not check.settled("elders", ON)


def test_a_verdict_follows_a_sentence_that_was_rewritten_and_is_taken_back_there(store: Store) -> None:
    _take_in(store, FAULTY)
    _decide(store, _of(store, Rule.UNBALANCED_BRACKET))
    _take_in(store, FAULTY.replace("houdt de stalling schoon (zie", "houdt elke stalling heel schoon (zie"))
    moved = _of(store, Rule.UNBALANCED_BRACKET)
    assert moved.decision is not None
    assert moved.decision.lapsed
    Consistency(store).undo(moved.id, ON)
    assert _of(store, Rule.UNBALANCED_BRACKET).decision is None
    assert not store.kept.decisions()


def test_what_is_decided_anew_is_kept_once(store: Store) -> None:
    _take_in(store, FAULTY)
    finding = _of(store, Rule.DOUBLED_WORD)
    _decide(store, finding)
    _decide(store, finding, Decided.DEFERRED)
    (kept,) = store.kept.decisions()
    assert kept.decision.verdict is Decided.DEFERRED
    assert _of(store, Rule.DOUBLED_WORD).open  # put off is not dealt with


def test_a_finding_that_is_not_there_cannot_be_decided(store: Store) -> None:
    _take_in(store, FAULTY)
    with pytest.raises(UnknownFinding):
        Consistency(store).undo("0" * 12, ON)


def test_a_paper_removed_takes_its_findings_along_and_what_was_observed_of_it(store: Store) -> None:
    _take_in(store, FAULTY)
    check = Consistency(store)
    assert check.findings(None, ON)
    store.remove("proef/fietsen")
    assert check.findings(None, ON) == ()


def test_a_region_sees_its_own_findings_only(store: Store) -> None:
    _take_in(store, FAULTY)
    _take_in(store, FAULTY, region="elders")
    check = Consistency(store)
    assert {name for one in check.findings("elders", ON) for name in one.regions} == {"elders"}
    assert len(check.findings(None, ON)) == 2 * len(check.findings("elders", ON))


def test_the_same_papers_give_the_same_findings_whether_or_not_they_were_read_before(store: Store) -> None:
    _take_in(store, FAULTY)
    first = Consistency(store).findings(None, ON)
    assert store.kept.observed({"proef/fietsen": store.document("proef/fietsen").version}, "another key") == {}
    assert Consistency(store).findings(None, ON) == first

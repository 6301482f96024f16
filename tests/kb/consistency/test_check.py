"""Findings keep their identity and what was decided of them; every side stands letter by letter in the text held."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
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


TWICE = """# Werkafspraken zwemles

Versie 1.0, vastgesteld op 2 december 2024

## 1. Afmelden

De zwemschool belt de de ouders na drie gemiste lessen. De zwemschool mailt de de trainer na drie gemiste lessen.

## 2. Instromen

De badmeester belt de de ouders na vier gemiste lessen.
"""


def _doubled(store: Store) -> dict[str, Finding]:
    """The doubled words by the word that tells their sentences apart."""
    found = [one for one in Consistency(store).findings(None, ON) if one.rule is Rule.DOUBLED_WORD]
    return {
        word: one for one in found for word in ("trainer", "ouders na drie", "vier") if word in one.citations[0].quote
    }


@pytest.mark.parametrize(
    ("judged", "mended"),
    [
        ("belt de de ouders na drie", "belt de ouders na drie"),  # the first of two under one heading
        ("mailt de de trainer", "mailt de trainer"),  # the second
        ("belt de de ouders na vier", "belt de ouders na vier"),  # under another heading
    ],
)
def test_a_verdict_never_moves_to_a_sentence_that_stood_beside_the_one_judged(
    store: Store, judged: str, mended: str
) -> None:
    _take_in(store, TWICE, "zwemles.md")
    doubled = [one for one in Consistency(store).findings(None, ON) if one.rule is Rule.DOUBLED_WORD]
    assert len(doubled) == 3
    _decide(store, next(one for one in doubled if judged in one.citations[0].quote))
    _take_in(store, TWICE.replace(judged, mended), "zwemles.md")
    check = Consistency(store)
    left = [one for one in check.findings(None, ON) if one.rule is Rule.DOUBLED_WORD]
    assert [one.decision for one in left] == [None, None]
    assert [judged in gone.decision.quotes[0] for gone in check.settled(None, ON)] == [True]


def test_of_two_judged_sentences_the_one_that_stays_keeps_its_own_verdict(store: Store) -> None:
    _take_in(store, TWICE, "zwemles.md")
    for word, verdict in (("ouders na drie", Decided.JUSTIFIED), ("trainer", Decided.NOT_JUSTIFIED)):
        _decide(store, _doubled(store)[word], verdict)
    _take_in(store, TWICE.replace("belt de de ouders na drie", "belt de ouders na drie"), "zwemles.md")
    kept = _doubled(store)["trainer"].decision
    assert kept is not None
    assert (kept.verdict, kept.lapsed) == (Decided.NOT_JUSTIFIED, False)


def test_a_verdict_follows_a_rewritten_sentence_past_its_sisters(store: Store) -> None:
    text = TWICE + "\nDe corporatie houdt het bad schoon (zie hoofdstuk 1.\n\n## 3. Slot\n\nEen bad (of meer is open.\n"
    _take_in(store, text, "zwemles.md")
    brackets = [one for one in Consistency(store).findings(None, ON) if one.rule is Rule.UNBALANCED_BRACKET]
    assert len(brackets) == 2
    _decide(store, next(one for one in brackets if "corporatie" in one.citations[0].quote))
    _take_in(store, text.replace("houdt het bad schoon", "houdt elk bad heel schoon"), "zwemles.md")
    after = [one for one in Consistency(store).findings(None, ON) if one.rule is Rule.UNBALANCED_BRACKET]
    assert {"corporatie" in one.citations[0].quote: one.decision is not None for one in after} == {
        True: True,
        False: False,
    }


def test_a_verdict_of_an_earlier_release_stays_with_its_finding_and_moves_to_no_other_words(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/old.sqlite")
    _take_in(store, TWICE, "zwemles.md")
    judged = _doubled(store)["vier"].id
    for one in (_doubled(store)["vier"], _doubled(store)["trainer"]):
        _decide(store, one)
    store.close()
    with closing(sqlite3.connect(tmp_path / "old.sqlite")) as connection:
        connection.execute("ALTER TABLE decisions DROP COLUMN sisters")
        connection.commit()
    store = Store(f"sqlite:///{tmp_path}/old.sqlite")
    assert [one.sisters for one in store.kept.decisions()] == [None, None]
    _take_in(store, TWICE.replace("belt de de ouders na vier", "belt de ouders na vier"), "zwemles.md")
    doubled = _doubled(store)
    assert doubled["ouders na drie"].decision is None
    assert doubled["trainer"].decision is not None
    assert not doubled["trainer"].open
    _decide(store, doubled["ouders na drie"])
    assert {one.decision.finding: one.sisters and len(one.sisters) for one in store.kept.decisions()} == {
        doubled["ouders na drie"].id: 1,
        doubled["trainer"].id: None,
        judged: None,
    }
    store.close()


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

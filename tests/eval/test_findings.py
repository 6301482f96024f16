"""The check finds what is known to be wrong, hardly anything else, and nothing in papers without a flaw."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from eval.findings import Flaw, Scored, files_in, findings, flaws, scored
from kb.consistency.finding import Finding, Severity

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "lindestroom"
PLANTED = ROOT / "eval" / "consistency"
CORPUS = ROOT.parent / "shared" / "corpus"
FLAWLESS = "samenwerkingsovereenkomst-woonoverlast-2026-2029.docx"


@cache
def _example() -> tuple[Sequence[Flaw], tuple[Finding, ...]]:
    return flaws(EXAMPLE / "flaws.yaml"), findings(list(files_in(EXAMPLE)))


@cache
def _planted() -> tuple[Sequence[Flaw], tuple[Finding, ...]]:
    return flaws(PLANTED / "flaws.yaml"), findings(list(files_in(PLANTED)))


@cache
def _corpus(ending: str) -> tuple[Sequence[Flaw], tuple[Finding, ...]]:
    files = [(path, region) for path, region in files_in(CORPUS, (ending,)) if ".scan" not in path.name]
    return flaws(PLANTED / "corpus.jsonl", CORPUS), findings(files)


def _told(found: Sequence[Finding]) -> list[str]:
    return [f"{one.code}: {one.citations[0].quote}" for one in found]


def _recall(known: Sequence[Flaw], result: Scored) -> float:
    mechanical = [flaw for flaw in known if flaw.mechanical]
    return sum(bool(result.found[flaw.id]) for flaw in mechanical) / len(mechanical)


def test_every_flaw_planted_in_the_example_region_is_found_and_at_most_three_others() -> None:
    known, found = _example()
    result = scored(known, found)
    assert not result.missed
    assert len(result.other) <= 3, _told(result.other)


def test_a_paper_without_flaws_gives_none() -> None:
    _, found = _example()
    assert not [one for one in found if any(cited.file == FLAWLESS for cited in one.citations[:1])]
    _, found = _planted()
    faults = [one for one in found if one.severity is not Severity.VARIANT]
    clean = [one for one in faults if {"clean", "helderbeek"} & set(one.regions)]
    assert not clean, _told(clean)


def test_nearly_every_flaw_planted_in_two_more_regions_is_found_and_hardly_any_other() -> None:
    known, found = _planted()
    result = scored(known, found)
    faults = [one for one in found if one.severity is not Severity.VARIANT]
    assert _recall(known, result) >= 0.9, [flaw.id for flaw in result.missed]
    assert len(result.other) <= 0.05 * len(faults), _told(result.other)


@pytest.mark.shared
@pytest.mark.parametrize("ending", [".txt", ".pdf", ".docx"])
def test_what_two_readers_found_in_the_real_agreements_is_found_and_hardly_anything_else(ending: str) -> None:
    known, found = _corpus(ending)
    result = scored(known, found)
    faults = [one for one in found if one.severity is not Severity.VARIANT]
    assert _recall(known, result) >= 0.85, [flaw.id for flaw in result.missed if flaw.mechanical]
    assert len(result.other) <= 0.1 * len(faults), _told(result.other)


@pytest.mark.parametrize("known", [_example, _planted])
def test_no_finding_is_told_twice(known) -> None:  # type: ignore[no-untyped-def]
    _, found = known()
    sides = [
        (one.rule, one.case, tuple(sorted((c.document_id, c.start, c.end) for c in one.citations))) for one in found
    ]
    assert len(sides) == len(set(sides))
    assert len({one.id for one in found}) == len(found)

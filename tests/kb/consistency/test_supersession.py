"""References to what was replaced, papers that replace each other, and two versions that hold at once."""

import pytest

from kb.consistency.finding import Finding, Rule
from tests.kb.consistency.papers import findings

TERM = "Dit convenant geldt van 1 januari {} tot en met 31 december {}. Verlenging is mogelijk."


def paper(title: str, first: int, last: int, *sentences: str) -> str:
    """A covenant that holds for these years."""
    body = "\n\n".join(f"## Artikel {n} Afspraak\n\n{sentence}" for n, sentence in enumerate(sentences, start=2))
    return f"# {title}\n\n## Artikel 1 Looptijd\n\n{TERM.format(first, last)}\n\n{body}\n"


def found(*texts: str) -> list[Finding]:
    """What the rule finds."""
    return [one for one in findings(*texts) if one.rule is Rule.SUPERSESSION]


OLD = paper("Convenant Droge Kelders Proefdorp 2021-2024", 2021, 2024)
REPLACING = "Dit convenant vervangt het Convenant Droge Kelders Proefdorp 2021-2024."
NEW = paper("Convenant Droge Kelders Proefdorp 2025-2028", 2025, 2028, REPLACING)
GOTEN = "Convenant Dakgoten Proefdorp 2023-2027"


def test_a_rule_that_rests_on_a_replaced_paper_is_found_with_what_replaced_it() -> None:
    rule = "Bij wateroverlast geldt het Convenant Droge Kelders Proefdorp 2021-2024."
    for held in ([OLD, NEW], [NEW]):  # the old one held or not
        (one,) = found(*held, paper(GOTEN, 2023, 2027, rule))
        assert one.case == "reference"
        assert [cited.quote for cited in one.citations] == [rule, REPLACING]


def test_a_successor_that_only_bears_the_same_name_is_quoted_by_its_title() -> None:
    rule = "Bij wateroverlast geldt het Convenant Droge Kelders Proefdorp 2021-2024."
    silent = paper("Convenant Droge Kelders Proefdorp 2025-2028", 2025, 2028)
    (one,) = found(OLD, silent, paper(GOTEN, 2023, 2027, rule))
    assert one.citations[-1].quote == "Convenant Droge Kelders Proefdorp 2025-2028"


@pytest.mark.parametrize(
    "sentence",
    [
        "Bij wateroverlast geldt het Convenant Droge Kelders.",
        "Bij wateroverlast geldt het Convenant Droge Kelders Proefdorp 2025-2028.",
        "Bij wateroverlast geldt het Convenant Droge Kelders 2021-2024 of wat daarvoor in de plaats komt.",
        "Het Convenant Droge Kelders Proefdorp 2021-2024 werd in 2023 geëvalueerd.",
    ],
)
def test_a_reference_that_still_leads_somewhere_is_not_found(sentence: str) -> None:
    assert found(OLD, NEW, paper(GOTEN, 2023, 2027, sentence)) == []


def test_a_paper_that_has_ended_itself_leads_nobody_astray() -> None:
    rule = "Bij wateroverlast geldt het Convenant Droge Kelders Proefdorp 2021-2024."
    assert found(OLD, NEW, paper("Convenant Dakgoten Proefdorp 2019-2022", 2019, 2022, rule)) == []


def test_a_memo_counts_where_it_was_written_after_the_change() -> None:
    memo = (
        "Memo\n\nDatum: 3 maart {}\n\nAan: het college\n\nOnderwerp: kelders\n\n1. De stand\n\n"
        "De afspraken lopen goed en er zijn dit jaar geen klachten gekomen. "
        "De dorpen melden volgens het Convenant Droge Kelders Proefdorp 2021-2024.\n"
    )
    assert [one.case for one in found(OLD, NEW, memo.format(2026))] == ["reference"]
    assert found(OLD, NEW, memo.format(2023)) == []


def test_two_papers_that_replace_the_same_one_are_found() -> None:
    other = paper("Convenant Natte Muren Proefdorp 2025-2028", 2025, 2028, REPLACING)
    (one,) = found(OLD, NEW, other)
    assert one.case == "twice"
    assert [cited.quote for cited in one.citations] == [REPLACING, REPLACING]


def test_papers_that_replace_each_other_are_a_circle() -> None:
    first = paper("Convenant Daken 2025-2028", 2025, 2028, "Dit convenant vervangt het Convenant Muren 2025-2028.")
    second = paper("Convenant Muren 2025-2028", 2025, 2028, "Dit convenant vervangt het Convenant Daken 2025-2028.")
    assert [one.case for one in found(first, second)] == ["circle"]


def test_two_versions_in_force_at_once_are_found_unless_one_speaks_of_the_other() -> None:
    long = paper("Convenant Droge Kelders Proefdorp 2023-2027", 2023, 2027)
    silent = paper("Convenant Droge Kelders Proefdorp 2026-2029", 2026, 2029)
    says = paper(
        "Convenant Droge Kelders Proefdorp 2026-2029",
        2026,
        2029,
        "Dit convenant vervangt het Convenant Droge Kelders Proefdorp 2023-2027.",
    )
    later = paper("Convenant Droge Kelders Proefdorp 2028-2031", 2028, 2031)
    other = paper("Convenant Droge Zolders Proefdorp 2026-2029", 2026, 2029)
    assert [one.case for one in found(long, silent)] == ["overlap"]
    assert [found(long, one) for one in (says, later, other)] == [[], [], []]


# ---- which goes first -----------------------------------------------------------------------------

TO_GOTEN = "Is dit convenant in strijd met het Convenant Dakgoten Proefdorp, dan gaat {} voor."


def test_two_papers_that_give_way_to_each_other_are_found() -> None:
    gives = "Bij strijd met het Convenant Droge Kelders Proefdorp 2025-2028 houden partijen zich aan dat convenant."
    kelders = paper("Convenant Droge Kelders Proefdorp 2025-2028", 2025, 2028, TO_GOTEN.format("dat convenant"))
    (one,) = found(kelders, paper(GOTEN, 2023, 2027, gives))
    assert one.case == "gives_way"
    assert {cited.quote for cited in one.citations} == {TO_GOTEN.format("dat convenant"), gives}


def test_one_that_gives_way_and_one_that_goes_first_agree() -> None:
    first = "Bij strijd met het Convenant Droge Kelders Proefdorp 2025-2028 gaat dit convenant voor."
    kelders = paper("Convenant Droge Kelders Proefdorp 2025-2028", 2025, 2028, TO_GOTEN.format("dat convenant"))
    assert found(kelders, paper(GOTEN, 2023, 2027, first)) == []
    proud = paper("Convenant Droge Kelders Proefdorp 2025-2028", 2025, 2028, TO_GOTEN.format("dit convenant"))
    assert [one.case for one in found(proud, paper(GOTEN, 2023, 2027, first))] == ["goes_first"]

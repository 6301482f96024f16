"""Which agreement holds on a day, what replaced it, and which documents are named but not held."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from kb.model import Document, DocumentKind, Reference, Span, ValidityStatus
from kb.register import NATIONAL, alike, held, missing, register, superseded, validities, whole_of

KINDS = {
    "convenant": DocumentKind.COVENANT,
    "samenwerkingsovereenkomst": DocumentKind.COOPERATION_AGREEMENT,
    "werkafspraken": DocumentKind.WORK_AGREEMENT,
    "memo": DocumentKind.MEMO,
}


def refer(names: Sequence[str]) -> tuple[Reference, ...]:
    """References by name; where they stand does not matter here."""
    return tuple(Reference(name=name, evidence=Span(start=0, end=1)) for name in names)


def document(title: str, *, region: str = "lindestroom", **fields: Any) -> Document:
    """A document with this title; names of others may be given as plain strings."""
    for field in ("replaces", "depends_on", "names"):
        fields[field] = refer(fields.get(field, ()))
    return Document(
        id=f"{region}/{title.lower().replace(' ', '-')}",
        version="sha256:" + "0" * 64,
        file="afspraak.txt",
        title=title,
        kind=KINDS.get(title.split(maxsplit=1)[0].lower(), DocumentKind.OTHER),
        region=region,
        pages=1,
        **fields,
    )


def status(one: Document, *others: Document, on: date) -> ValidityStatus:
    """How a document stands on a day, among others."""
    return validities([one, *others], on)[one.id].status


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2025, 1, 1), date(2028, 12, 31), "in_force"),
        (date(2025, 1, 1), None, "in_force"),
        (None, date(2026, 11, 1), "in_force"),
        (date(2026, 11, 1), None, "in_force"),
        (date(2026, 11, 2), None, "not_yet"),
        (None, date(2026, 10, 31), "expired"),
        (None, None, "unknown"),
    ],
)
def test_an_agreement_holds_from_its_first_day_up_to_and_including_its_last(
    first: date | None, last: date | None, expected: str
) -> None:
    one = document("Convenant Bellen", valid_from=first, valid_until=last)
    assert status(one, on=date(2026, 11, 1)).value == expected
    found = validities([one], date(2026, 11, 1))[one.id]
    assert (found.from_, found.until) == (first, last)


def test_an_agreement_is_superseded_from_the_day_its_successor_holds() -> None:
    old = document("Convenant Bellen 2021-2024", valid_from=date(2021, 1, 1))
    new = document("Convenant Bellen 2025-2028", valid_from=date(2025, 1, 1), replaces=["Convenant Bellen 2021-2024"])
    assert status(old, new, on=date(2024, 12, 31)) is ValidityStatus.IN_FORCE
    assert status(old, new, on=date(2025, 1, 1)) is ValidityStatus.SUPERSEDED
    assert status(new, old, on=date(2025, 1, 1)) is ValidityStatus.IN_FORCE


def test_what_has_expired_stays_expired_though_it_was_replaced() -> None:
    old = document("Convenant Bellen 2021-2024", valid_until=date(2024, 12, 31))
    new = document("Convenant Bellen 2025-2028", valid_from=date(2025, 1, 1), replaces=["Convenant Bellen 2021-2024"])
    assert status(old, new, on=date(2026, 1, 1)) is ValidityStatus.EXPIRED
    assert superseded([old, new], date(2026, 1, 1)) == {old.id}


def test_a_name_without_years_never_supersedes_what_came_after() -> None:
    first = document("Convenant Bellen 2015-2018", valid_from=date(2015, 1, 1))
    second = document("Convenant Bellen 2019-2022", valid_from=date(2019, 1, 1), replaces=["Convenant Bellen"])
    third = document("Convenant Bellen 2023-2026", valid_from=date(2023, 1, 1))
    assert superseded([third, first, second], date(2026, 1, 1)) == {first.id}


def test_an_agreement_of_another_region_is_not_superseded() -> None:
    theirs = document("Convenant Bellen", region=NATIONAL, valid_from=date(2020, 1, 1))
    ours = document("Convenant Bellen 2025", valid_from=date(2025, 1, 1), replaces=["Convenant Bellen"])
    assert superseded([theirs, ours], date(2026, 1, 1)) == frozenset()


WORK = document(
    "Werkafspraken bellen",
    valid_from=date(2025, 3, 1),
    valid_until=date(2026, 3, 1),
    names=["bijlage A (Procesbeschrijving bellen)", "bijlage B (Gegevensoverzicht bellen)", "bijlage C"],
)
OVERVIEW = document(
    "Gegevensoverzicht bellen",
    valid_from=date(2025, 3, 1),
    part_of="bijlage B bij Werkafspraken bellen",
    depends_on=["Werkafspraken bellen"],
)
PROCESS = document("Procesbeschrijving bellen", part_of="bijlage A bij Werkafspraken bellen", names=["bijlage B"])
GUIDE = document("Handreiking bellen", names=["Werkafspraken bellen", "bijlage B bij de werkafspraken"])
ALL = [WORK, OVERVIEW, PROCESS, GUIDE]


@pytest.mark.parametrize(
    ("name", "by", "meant"),
    [
        ("bijlage B", WORK, OVERVIEW),
        ("bijlage B (Gegevensoverzicht bellen)", WORK, OVERVIEW),
        ("bijlage A", WORK, PROCESS),
        ("bijlage C", WORK, None),
        ("bijlage B", PROCESS, OVERVIEW),
        ("bijlage B", GUIDE, None),
        ("bijlage B bij de werkafspraken", GUIDE, OVERVIEW),
        ("bijlage B bij het convenant", GUIDE, None),
        ("bijlage B bij de Werkafspraken bellen", GUIDE, OVERVIEW),
        ("bijlage 1 (Gegevensoverzicht bellen)", GUIDE, OVERVIEW),
        ("Werkafspraken bellen", GUIDE, WORK),
    ],
)
def test_an_appendix_is_known_by_its_number_within_its_whole_else_by_its_title(
    name: str, by: Document, meant: Document | None
) -> None:
    assert held(name, by, ALL) == meant


def test_an_appendix_whose_line_nobody_reads_is_known_by_the_title_its_whole_lists() -> None:
    bare = OVERVIEW.model_copy(update={"part_of": None})
    assert held("bijlage B", PROCESS, [WORK, bare, PROCESS]) == bare
    assert whole_of(bare, ALL) is None
    assert whole_of(PROCESS, ALL) == WORK


def test_an_appendix_holds_no_longer_than_its_whole() -> None:
    assert status(OVERVIEW, WORK, on=date(2026, 3, 1)) is ValidityStatus.IN_FORCE
    assert status(OVERVIEW, WORK, on=date(2026, 3, 2)) is ValidityStatus.EXPIRED
    assert status(OVERVIEW, on=date(2026, 3, 2)) is ValidityStatus.IN_FORCE
    assert status(OVERVIEW, WORK, on=date(2025, 1, 1)) is ValidityStatus.NOT_YET


def test_what_an_appendix_is_part_of_is_missing_where_it_is_not_held() -> None:
    assert [one.name for one in missing(OVERVIEW, [OVERVIEW, GUIDE])] == ["Werkafspraken bellen"]
    assert missing(OVERVIEW, ALL) == ()


@pytest.mark.parametrize(
    ("name", "title", "same"),
    [
        ("Convenant Bellen Lindestroom", "Convenant Bellen", True),
        ("Convenant Bellen 2021-2024", "Convenant Bellen 2025-2028", False),
        ("Convenant Bellen", "Convenant Bellen 2025-2028", True),
        ("Landelijk Convenant Bellen", "Convenant Bellen", True),
        ("Convenant Bellen & Schrijven", "Convenant Bellen en Schrijven", True),
        ("Convenant Bellen", "Werkafspraken bellen", False),
        ("Meldpunt Bellen", "Convenant Meldpunt Bellen", True),
        ("Privacyprotocol Bellen", "Convenant Bellen", False),
        ("Protocol Bellen", "Privacyprotocol Bellen", True),
        ("Convenant Bellen", "Memo bellen", False),
        ("Convenant Zorg", "Convenant Zorg en dwang in de thuissituatie", False),
    ],
)
def test_years_may_be_left_out_but_not_differ_and_kinds_may_not_either(name: str, title: str, same: bool) -> None:
    other = document(title)
    assert (held(name, GUIDE, [GUIDE, other]) == other) is same


def test_of_several_agreements_the_one_with_the_same_years_is_meant_else_the_latest() -> None:
    old = document("Convenant Bellen 2021-2024", valid_from=date(2021, 1, 1))
    new = document("Convenant Bellen 2025-2028", valid_from=date(2025, 1, 1))
    assert held("Convenant Bellen 2021-2024", GUIDE, [new, old]) == old
    assert held("Convenant Bellen", GUIDE, [old, new]) == new


def test_another_region_does_not_hold_what_this_one_names_and_the_nation_does() -> None:
    theirs, all_of_us = document("Convenant Bellen", region="elzenbroek"), document("Convenant Bellen", region=NATIONAL)
    assert held("Convenant Bellen", GUIDE, [theirs]) is None
    assert held("Convenant Bellen", GUIDE, [theirs, all_of_us]) == all_of_us


def test_the_register_tells_what_is_named_and_absent_once_with_every_place() -> None:
    one = document("Convenant Bellen", names=["Privacyprotocol Bellen", "bijlage 2", "bijlage 2 (Model belbrief)"])
    two = document("Convenant Schrijven", depends_on=["Privacyprotocol Bellen"], names=["bijlage 2"])
    found = register([one, two], date(2026, 11, 1))
    assert [item.document for item in found.items] == [one, two]
    assert [(absent.name, [by for by, _ in absent.mentions]) for absent in found.absent] == [
        ("Privacyprotocol Bellen", [one.id, two.id]),
        ("bijlage 2 (Model belbrief)", [one.id]),
        ("bijlage 2", [two.id]),
    ]


def test_nothing_is_absent_that_is_held() -> None:
    assert [absent.name for absent in register(ALL, date(2026, 11, 1)).absent] == ["bijlage C"]


def test_names_are_alike_as_documents_are_found_by_them() -> None:
    assert alike("Convenant Bellen", "Convenant Bellen Lindestroom 2025-2028", "lindestroom")
    assert not alike("Convenant Bellen 2021-2024", "Convenant Bellen 2025-2028", "lindestroom")
    assert not alike("Draaiboek Bellen", "Convenant Bellen", "lindestroom")

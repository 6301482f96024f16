"""Dates in running text, and the last day of a term."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language.dates import dates, doubtful, last_day, months_later, years_later


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("geldt tot 31 december 2028.", [date(2028, 12, 31)]),
        ("van 1-7-2023 tot en met 30.06.2026", [date(2023, 7, 1), date(2026, 6, 30)]),
        ("per 2025-03-01", [date(2025, 3, 1)]),
        ("op 1e mei 2024 en 3 mrt. 2025", [date(2024, 5, 1), date(2025, 3, 3)]),
        ("op 31 februari 2024, 45-13-2024 en in april 2011", []),
        ("geldt tot 31-12-9999", []),
        ("op 25/06/25 en 31-12-'26", [date(2025, 6, 25), date(2026, 12, 31)]),
        ("op 05/06/25, 13/13/25, in 3.4.12 en via 06-12-34 56 78", []),
        ("op 05/05/25", [date(2025, 5, 5)]),
    ],
)
def test_dates_are_read_as_dutch_writes_them(text: str, found: list[date]) -> None:
    assert [one.value for one in dates(text)] == found


def test_tot_a_day_excludes_it_save_at_the_end_of_a_month() -> None:
    assert last_day(date(2023, 1, 1), inclusive=False) == date(2022, 12, 31)
    assert last_day(date(2022, 12, 31), inclusive=False) == date(2022, 12, 31)
    assert last_day(date(2026, 5, 15), inclusive=False) == date(2026, 5, 14)
    assert last_day(date(2026, 5, 15), inclusive=True) == date(2026, 5, 15)


@given(st.text("0123456789-/. januridectmbvhyfpslogk", max_size=60), st.booleans(), st.integers(1, 99))
def test_no_text_has_a_date_that_a_term_cannot_be_worked_out_for(text: str, inclusive: bool, years: int) -> None:
    for found in dates(text):
        assert text[found.start : found.end]
        assert last_day(found.value, inclusive=inclusive) <= found.value
        assert years_later(found.value, years) > found.value


def test_a_short_year_leaves_day_and_month_open() -> None:
    (found,) = doubtful("gaat in op 05/06/25 en eindigt op 25/06/29, besloten op 05-06-2025")
    assert (found.first, found.second) == (date(2025, 6, 5), date(2025, 5, 6))


def test_a_term_of_months_ends_the_day_before_it_would_begin_again() -> None:
    assert months_later(date(2025, 5, 1), 18) == date(2026, 10, 31)
    assert months_later(date(2025, 1, 31), 1) == date(2025, 2, 28)
    assert months_later(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert years_later(date(2024, 2, 29), 1) == date(2025, 2, 28)

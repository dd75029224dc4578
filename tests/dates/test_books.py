"""Quarters, halves and years of the books, as companies tell of them."""

from datetime import date

import pytest

from pipeline.dates import event_date, find_dates
from pipeline.domain.dates import Precision
from tests.dates.told import only


@pytest.mark.parametrize(
    ("words", "interval", "value", "precision"),
    [
        ("the year ended Dec. 31, 2018", "2018-01-01/2018-12-31", "2018", Precision.YEAR),
        ("the fiscal year that ended March 31, 2019", "2018-04-01/2019-03-31", "FY2019", Precision.YEAR),
        ("the year to March 2019", "2018-04-01/2019-03-31", "FY2019", Precision.YEAR),
        ("the quarter ended June 30, 2019", "2019-04-01/2019-06-30", "2019-Q2", Precision.QUARTER),
        ("the quarter to May 31, 2019", "2019-03-01/2019-05-31", "2019-Q2", Precision.MONTH),
        ("the July-September quarter", "2019-07-01/2019-09-30", "2019-Q3", Precision.QUARTER),
        ("the April-to-June quarter of 2018", "2018-04-01/2018-06-30", "2018-Q2", Precision.QUARTER),
        ("3Q19", "2019-07-01/2019-09-30", "2019-Q3", Precision.QUARTER),
        ("H1'18", "2018-01-01/2018-06-30", "2018-H1", Precision.HALF),
        ("2H 2018", "2018-07-01/2018-12-31", "2018-H2", Precision.HALF),
        ("the first half", "2019-01-01/2019-06-30", "2019-H1", Precision.HALF),
        ("the final months of 2018", "2018-07-01/2018-12-31", "2018", Precision.YEAR),
        ("the week to Nov. 15", "2019-11-11/2019-11-17", "2019-W46", Precision.WEEK),
    ],
)
def test_results_are_told_of_periods_that_end_on_a_day(
    words: str, interval: str, value: str, precision: Precision
) -> None:
    found = only(f"Sales fell in {words}.")
    assert (f"{found.earliest}/{found.latest}", found.value, found.precision) == (interval, value, precision)


def test_a_fiscal_quarter_gets_no_days_that_only_the_company_knows() -> None:
    found = only("Profit rose in its fiscal second quarter.")
    assert (found.value, found.earliest, event_date(found)) == ("FY2019-Q2", None, None)
    named = only("Profit rose in the third quarter of fiscal 2018.")
    assert (named.value, named.earliest, named.latest) == ("FY2018-Q3", date(2018, 1, 1), date(2018, 12, 31))


@pytest.mark.parametrize("words", ["the same quarter last year", "the same period of 2018", "the year-ago quarter"])
def test_the_same_quarter_of_another_year_is_the_one_told_last(words: str) -> None:
    found = find_dates(f"It earned $2 billion in the second quarter, up from {words}.", date(2019, 8, 1))
    assert [expression.value for expression in found] == ["2019-Q2", "2018-Q2"]


def test_the_same_period_with_nothing_told_before_is_known_to_its_year() -> None:
    assert only("Sales rose from the same period last year.").value == "2018"


def test_half_of_a_match_is_no_half_of_a_year() -> None:
    assert find_dates("She scored twice in the second half.", date(2019, 11, 20)) == ()

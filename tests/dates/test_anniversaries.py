"""Days counted from one that is told, and days of other years."""

from datetime import date

import pytest

from pipeline.dates import Boundary, Kind, find_dates
from pipeline.domain.dates import Precision
from tests.dates.told import WEDNESDAY, days, only


@pytest.mark.parametrize(
    ("words", "interval", "precision"),
    [
        ("on this day in 1953", "1953-11-20", Precision.DAY),
        ("on this date in 1953", "1953-11-20", Precision.DAY),
        ("this week in 1953", "1953-11-16/1953-11-22", Precision.WEEK),
        ("this month in 1953", "1953-11-01/1953-11-30", Precision.MONTH),
        ("a year ago this week", "2018-11-19/2018-11-25", Precision.WEEK),
        ("two years ago this month", "2017-11-01/2017-11-30", Precision.MONTH),
        ("ten years ago today", "2009-11-20", Precision.DAY),
        ("a week ago today", "2019-11-13", Precision.DAY),
        ("five years ago on Friday", "2014-11-22", Precision.DAY),
        ("five years ago Thursday", "2014-11-21", Precision.DAY),
        ("a year ago", "2018-01-01/2018-12-31", Precision.YEAR),
        ("a year ago on March 1", "2018-03-01", Precision.DAY),
        ("two years ago in May", "2017-05-01/2017-05-31", Precision.MONTH),
    ],
)
def test_a_day_of_another_year_is_told_by_that_of_publication(words: str, interval: str, precision: Precision) -> None:
    found = only(f"The ship sank {words}.")
    assert (days(f"The ship sank {words}."), found.precision) == (interval, precision)


def test_a_leap_day_has_its_like_in_other_years_and_nothing_without_publication() -> None:
    assert days("It sank on this day in 1953.", date(2024, 2, 29)) == "1953-02-28"
    assert only("It sank on this day in 1953.", None).value == "1953-XX-XX"


@pytest.mark.parametrize(
    ("sentence", "interval"),
    [
        ("Three days after Nov. 7, he died.", "2019-11-10"),
        ("He quit two days after Monday's vote.", "2019-11-20"),
        ("He quit the day before Monday's vote.", "2019-11-17"),
        ("It was quiet the day after Thanksgiving.", "2018-11-23"),
        ("She will resign a week after the Dec. 12 election.", "2019-12-16/2019-12-22"),
        ("She resigned two weeks before Christmas.", "2018-12-10/2018-12-16"),
        ("Three years after the 2008 crisis, it failed.", "2011-01-01/2011-12-31"),
        ("About six months after the April 7 attack, talks began.", "2019-09-01/2019-11-30"),
        ("The Monday after Thanksgiving was busy.", "2018-11-26"),
        ("He spoke on the Friday before the Nov. 5 vote.", "2019-11-01"),
        ("An hour before Friday's vote he quit.", "2019-11-15"),
    ],
)
def test_a_length_before_or_after_a_date_leads_to_another(sentence: str, interval: str) -> None:
    assert days(sentence) == interval


def test_the_day_that_is_counted_to_lies_where_the_clause_looks() -> None:
    december = date(2024, 12, 20)
    assert days("He resigned two weeks before Christmas.", december) == "2024-12-09/2024-12-15"
    assert days("The ship sank the week before Christmas.", december) == "2024-12-16/2024-12-22"


def test_what_counts_from_a_date_has_the_length_and_the_date_as_its_ends() -> None:
    found = only("He quit more than two days after Nov. 7.")
    assert (found.kind, found.boundary) == (Kind.POINT, Boundary.AFTER)
    assert [(end.text, end.value, end.boundary) for end in found.ends] == [
        ("two days", "P2D", None),
        ("Nov. 7", "2019-11-07", Boundary.AFTER),
    ]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("It stayed open for three days after Nov. 7.", ["three days", "Nov. 7"]),
        ("It rained in the three days after Nov. 7.", ["three days", "Nov. 7"]),
        ("A few days after Nov. 7 it rained.", ["A few days", "Nov. 7"]),
        ("It came two days before March.", ["two days", "March"]),
        ("It fell three days after the 2008 crash.", ["three days", "2008"]),
    ],
)
def test_stretches_and_lengths_finer_than_the_date_lead_to_no_day(sentence: str, found: list[str]) -> None:
    assert [expression.text for expression in find_dates(sentence, WEDNESDAY)] == found

"""Lengths of time, what they reach to, and what recurs."""

from datetime import date

import pytest

from pipeline.dates import Boundary, Kind, TimexType, event_date, find_dates
from pipeline.domain.dates import Precision
from tests.dates.told import WEDNESDAY, days, only


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("for three hours and 54 minutes", "PT3H54M"),
        ("for 2 hours 52 minutes and 59 seconds", "PT2H52M59S"),
        ("for 11 years and 10 months", "P11Y10M"),
        ("for two months and a day", "P2M1D"),
        ("for days or even", "PXD"),
        ("for all week", "P1W"),
        ("for three trading days", "P3D"),
    ],
)
def test_a_length_is_as_long_as_its_parts(words: str, value: str) -> None:
    found = only(f"They talked {words}.")
    assert (found.value, found.type) == (value, TimexType.DURATION)


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("It sells 60,000 copies a week.", "a week", "P1W"),
        ("It loses $5 million a day.", "a day", "P1D"),
        ("They work 24 hours a day.", "a day", "P1D"),
        ("It is open every summer.", "every summer", "XXXX-SU"),
        ("They meet on the first Monday of every month.", "the first Monday of every month", "XXXX-WXX-1"),
        ("It is paid at 3 percent per annum.", "per annum", "P1Y"),
        ("They meet every Tuesday and Thursday.", "Thursday", "XXXX-WXX-4"),
        ("It is a biennial fair.", "biennial", "P2Y"),
    ],
)
def test_what_recurs_is_a_set_and_dates_nothing(sentence: str, words: str, value: str) -> None:
    found = find_dates(sentence, WEDNESDAY)[-1]
    assert (found.text, found.value, found.kind) == (words, value, Kind.SET)


def test_a_length_told_with_a_number_of_things_is_no_rate_when_it_counts_from_something() -> None:
    assert only("He had sold ten cars a week before.").kind is not Kind.SET


@pytest.mark.parametrize(
    ("words", "interval", "precision"),
    [
        ("the three months ended June 30", "2019-04-01/2019-06-30", Precision.MONTH),
        ("the nine months to Sept. 30", "2019-01-01/2019-09-30", Precision.MONTH),
        ("the 12 months through October", "2018-11-01/2019-10-31", Precision.MONTH),
        ("the first nine months of 2018", "2018-01-01/2018-09-30", Precision.MONTH),
        ("three days from Monday", "2019-11-18/2019-11-20", Precision.DAY),
        ("a week starting tomorrow", "2019-11-21/2019-11-27", Precision.DAY),
    ],
)
def test_a_length_with_its_edge_spans_the_days_between(words: str, interval: str, precision: Precision) -> None:
    found = only(f"Sales fell for {words}.")
    assert (f"{found.earliest}/{found.latest}", found.precision, found.kind) == (interval, precision, Kind.RANGE)
    assert (found.type, found.value[0]) == (TimexType.DURATION, "P")


def test_the_field_s_annotation_of_such_a_length_is_the_length_and_the_date() -> None:
    found = only("Sales fell in the three months ended June 30.")
    assert [(end.text, end.value) for end in found.ends] == [("the three months", "P3M"), ("June 30", "2019-06-30")]


@pytest.mark.parametrize(
    ("words", "interval", "precision"),
    [
        ("about 20 years ago", "1990-01-01/1999-12-31", Precision.DECADE),
        ("about three years ago", "2015-01-01/2017-12-31", Precision.YEAR),
        ("three or four years ago", "2014-01-01/2016-12-31", Precision.YEAR),
        ("nearly five months ago", "2019-05-01/2019-07-31", Precision.MONTH),
        ("half a century ago", "1960-01-01/1969-12-31", Precision.DECADE),
        ("a year and a half ago", "2018-04-01/2018-06-30", Precision.MONTH),
    ],
)
def test_a_rounded_length_ago_dates_no_more_than_it_says(words: str, interval: str, precision: Precision) -> None:
    found = only(f"The mill closed {words}.")
    assert (f"{found.earliest}/{found.latest}", found.precision) == (interval, precision)


@pytest.mark.parametrize(
    ("words", "boundary"),
    [("more than 100 years ago", Boundary.BEFORE), ("less than two weeks ago", Boundary.AFTER)],
)
def test_more_or_less_than_a_length_ago_is_an_edge(words: str, boundary: Boundary) -> None:
    found = only(f"The mill closed {words}.")
    assert (found.boundary, event_date(found)) == (boundary, None)


def test_a_length_later_than_planned_is_a_length() -> None:
    found = only("The rules apply a year later than planned.")
    assert (found.value, found.kind) == ("P1Y", Kind.DURATION)


def test_in_so_many_days_time_is_a_date() -> None:
    assert days("The funeral is in about ten days' time.") == "2019-11-30"


def test_last_before_a_number_may_be_a_verb() -> None:
    assert only("The talks are to last 12 days.").text == "12 days"
    assert only("Over the last 12 days it rained.", date(2019, 5, 3)).earliest == date(2019, 4, 21)


@pytest.mark.parametrize(
    "words",
    [
        "The office is open Monday to Friday.",
        "She works Monday through Friday.",
        "Shops open Monday-Friday in Rome.",
        "Lines are open Mon-Fri for callers.",
        "Lines are open Mon.-Fri. for callers.",
        "Open from Monday to Friday.",
    ],
)
def test_days_on_which_something_is_open_or_works_come_every_week(words: str) -> None:
    found = only(words)
    assert (found.value, found.kind, found.type) == ("XXXX-WXX-1/XXXX-WXX-5", Kind.SET, TimexType.SET)
    assert event_date(found) is None


@pytest.mark.parametrize(
    ("sentence", "interval"),
    [
        ("The talks ran Monday to Friday.", "2019-11-18/2019-11-22"),
        ("The strike will run from Monday to Friday.", "2019-11-25/2019-11-29"),
        ("The U.S. Open was shown Monday to Wednesday.", "2019-11-18/2019-11-20"),
        ("The road was closed from Monday to Wednesday.", "2019-11-18/2019-11-20"),
        ("The fair is open. It rained from Monday to Wednesday.", "2019-11-18/2019-11-20"),
    ],
)
def test_days_of_one_week_are_a_range(sentence: str, interval: str) -> None:
    assert days(sentence) == interval

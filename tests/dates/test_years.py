"""Years, seasons, decades and centuries in the forms that news gives them, and digits that are none."""

import pytest

from pipeline.dates import find_dates
from tests.dates.told import WEDNESDAY, days, only


@pytest.mark.parametrize(
    ("words", "interval"),
    [
        ("a novel of 1831", "1831-01-01/1831-12-31"),
        ("the 1755 earthquake", "1755-01-01/1755-12-31"),
        ("the summer of '69", "1969-06-01/1969-08-31"),
        ("the class of '08", "2008-01-01/2008-12-31"),
        ("in the year 2000", "2000-01-01/2000-12-31"),
        ("in the late-1990s", "1995-01-01/1999-12-31"),
        ("in the early noughties", "2000-01-01/2004-12-31"),
        ("in the early 2020s", "2020-01-01/2024-12-31"),
        ("by early spring", "2019-03-01/2019-04-15"),
        ("in the fall", "2019-09-01/2019-11-30"),
        ("in end-March", "2019-03-16/2019-03-31"),
        ("by year's end", "2019-09-01/2019-12-31"),
        ("by year-end", "2019-09-01/2019-12-31"),
        ("by the end of the year", "2019-09-01/2019-12-31"),
        ("the winter of 2018-19", "2018-12-01/2019-02-28"),
        ("winter 2018/19", "2018-12-01/2019-02-28"),
        ("the 2018-2019 winter", "2018-12-01/2019-02-28"),
        ("late in 2018", "2018-07-01/2018-12-31"),
        ("early in the new year", "2020-01-01/2020-06-30"),
        ("on June 30 this year", "2019-06-30"),
        ("on 13 June last year", "2018-06-13"),
        ("the Sept. 11 attacks", "2001-09-11"),
    ],
)
def test_a_year_and_its_parts_are_read_as_they_are_printed(words: str, interval: str) -> None:
    assert days(f"They spoke {words}.") == interval


def test_centuries_and_days_are_listed_as_ranges() -> None:
    assert only("Houses of the 18th and 19th centuries.").value == "17/18"
    assert only("It rained on 15 and 17 September.").value == "2019-09-15/2019-09-17"
    found = only("It rained on June 1, 2 and 3, 2018.")
    assert [(end.text, end.value) for end in found.ends] == [("June 1", "2018-06-01"), ("3, 2018", "2018-06-03")]


def test_months_that_are_words_too_are_read_beside_another_month() -> None:
    assert only("March to May 2018").value == "2018-03/2018-05"
    assert only("Sales fell in March-May").value == "2019-03/2019-05"


@pytest.mark.parametrize(
    "text",
    [
        "Rome fell in the 5th century BC and 1200 BC.",
        "The asteroid 2012 DA14 passed.",
        "Highs in the 60s are forecast for the coast.",
        "Call 0800 2000 or write to 2000 Main St.",
        "On 9/10 occasions they are on 24/7 call.",
        "He reads the Sunday Times and a Sunday paper.",
        "The Green Monday Group and the Wednesday Club.",
        "She lives in Spring Lane and in Fall River.",
        "Red Dawn was shown.",
        "A Nor'easter struck.",
        "A total of 1831 men fell in a group of 1700.",
    ],
)
def test_digits_and_names_that_only_look_like_time_are_left_alone(text: str) -> None:
    assert [expression.text for expression in find_dates(text, WEDNESDAY)] == []


def test_a_day_that_only_leads_shows_how_a_text_writes_its_dates() -> None:
    found = find_dates("Signed 21/04/2016, amended 03/05/2016.", None)
    assert [expression.value for expression in found] == ["2016-04-21", "2016-05-03"]
    assert only("Signed 03/05/2016.", None).value == "2016-03-05"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Election Day", "2016-11-08"),
        ("Remembrance Sunday", "2016-11-13"),
        ("MLK Day", "2016-01-18"),
        ("Shrove Tuesday", "2016-02-09"),
        ("Whit Monday", "2016-05-16"),
        ("Father's Day", "2016-06-19"),
        ("the August bank holiday", "2016-08-29"),
    ],
)
def test_holidays_fall_on_their_days(words: str, day: str) -> None:
    assert days(f"They met on {words} in 2016.") == day


def test_a_time_of_four_digits_has_its_zone() -> None:
    assert only("It began at 0830 GMT on Monday.").value == "2019-11-18T08:30"
    assert only("It began at midnight Monday.").value == "2019-11-18T24:00"
    assert only("It began at 5:45 a.m. Moscow time on Monday.").value == "2019-11-18T05:45"

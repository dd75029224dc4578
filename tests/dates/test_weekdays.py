"""Days of the week that are told by more than their name."""

from datetime import date

import pytest

from tests.dates.told import days

FRIDAY = date(2024, 1, 19)


@pytest.mark.parametrize(
    "words",
    [
        "at 12:20 a.m. Saturday in Tokyo",
        "at 12:20 a.m. on Saturday Japan time",
        "at 12:20 a.m. JST on Saturday",
        "early Saturday local time",
        "on Saturday at 12:20 a.m. in Tokyo",
    ],
)
def test_the_clock_of_another_place_may_tell_tomorrow_s_day(words: str) -> None:
    assert days(f"The probe landed {words}.", FRIDAY) == "2024-01-20"


def test_by_the_clock_at_home_a_past_day_is_none_to_come() -> None:
    assert days("The probe landed at 12:20 a.m. Saturday.", FRIDAY) == "2024-01-13"
    assert days("The probe landed at 12:20 a.m. Thursday in Tokyo.", FRIDAY) == "2024-01-18"
    assert days("The probe landed on Jan. 20 in Japan.", FRIDAY) == "2024-01-20"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("this coming Sunday", "2019-11-24"),
        ("this past Friday", "2019-11-15"),
        ("last Tuesday", "2019-11-12"),
        ("last Monday", "2019-11-18"),
        ("Tuesday week", "2019-12-03"),
        ("a week on Saturday", "2019-11-30"),
        ("two weeks from Tuesday", "2019-12-10"),
        ("Monday of last week", "2019-11-11"),
        ("Wednesday last week", "2019-11-13"),
        ("a week ago Tuesday", "2019-11-12"),
    ],
)
def test_words_around_a_day_of_the_week_tell_which_one_is_meant(words: str, day: str) -> None:
    assert days(f"They spoke of {words}.") == day


def test_next_sunday_told_on_a_monday_ends_the_same_week() -> None:
    assert days("The games close next Sunday.", date(2012, 8, 6)) == "2012-08-12"
    assert days("The games close next Friday.") == "2019-11-29"


def test_hours_before_dawn_and_overnight_belong_to_their_days() -> None:
    assert days("It sank in the early hours of Monday.") == "2019-11-18"
    assert days("It sank overnight.") == "2019-11-19/2019-11-20"
    assert days("It sank overnight on Monday.") == "2019-11-18"
    assert days("It sank early on Monday.") == "2019-11-18"

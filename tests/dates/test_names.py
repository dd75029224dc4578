"""Names and figures that are made of the words of time, and the dates that look like them."""

from datetime import date

import pytest

from pipeline.dates import find_dates
from tests.dates.told import WEDNESDAY, days, only


@pytest.mark.parametrize(
    "text",
    [
        "He told the Mail on Sunday that he would stay.",
        "Police were called to 10 March Street and 4 May Terrace.",
        "Tuesday Weld starred in it, as did the actress Wednesday Addison.",
        "April said she was happy, and June told a friend so.",
        "April, 34, and her sister June, 29, fled.",
        "The Good Friday Agreement, like the Easter Rising, is taught.",
        "They marked the Good Friday peace accord.",
        "Goya painted The Third of May 1808 for a king.",
        "Thermometers showed the 40s Fahrenheit on the coast.",
        "It was in the 60s Fahrenheit.",
        "See pages 1990-1995 and pages 1990 to 1995.",
        "The index closed at 2011.",
        "The index rose 12 points to 2011 and settled at 2010.",
        "Troops fired 1984 rounds and 2010 shells.",
        "The May government fell apart.",
        "The March for Life drew thousands.",
        "The Sun. It was on sale.",
        "The Day After Tomorrow was filmed there, by Mile Marker 2010.",
        "Sunday trading was banned in the Sunday league.",
    ],
)
def test_names_and_figures_made_of_words_of_time_tell_none(text: str) -> None:
    assert [expression.text for expression in find_dates(text, WEDNESDAY)] == []


@pytest.mark.parametrize(
    ("sentence", "interval"),
    [
        ("The Mail told its readers on Sunday.", "2019-11-17"),
        ("The parcel came in the mail on Sunday.", "2019-11-17"),
        ("They met on 10 March at the town hall.", "2019-03-10"),
        ("On Tuesday Weld said so.", "2019-11-19"),
        ("It rained in April, forecasters said.", "2019-04-01/2019-04-30"),
        ("A report from April said so.", "2019-04-01/2019-04-30"),
        ("They fasted on Good Friday.", "2019-04-19"),
        ("It was signed on the third of May 1808.", "1808-05-03"),
        ("Swing was big in the 40s.", "1940-01-01/1949-12-31"),
        ("He looked back at 2011.", "2011-01-01/2011-12-31"),
        ("Sales returned to 2011 levels.", "2011-01-01/2011-12-31"),
        ("The 2010 floods were the worst.", "2010-01-01/2010-12-31"),
        ("Security changed after 9/11.", "2001-09-11"),
        ("She was in New York on 9/11.", "2001-09-11"),
        ("They flew on 9/12.", "2019-09-12"),
    ],
)
def test_the_dates_that_look_like_such_names_are_read(sentence: str, interval: str) -> None:
    assert days(sentence) == interval


def test_in_a_text_that_writes_the_day_first_a_ninth_of_november_is_no_attack() -> None:
    found = find_dates("Signed 21/04/2016, amended on 9/11.", WEDNESDAY)
    assert [expression.value[5:] for expression in found] == ["04-21", "11-09"]


@pytest.mark.parametrize(
    ("sentence", "interval"),
    [
        ("The party lost seats in the May election.", "2019-05-01/2019-05-31"),
        ("The party hopes to win the May election.", "2020-05-01/2020-05-31"),
        ("The chancellor will present his March budget.", "2020-03-01/2020-03-31"),
        ("The party's May conference was quiet.", "2019-05-01/2019-05-31"),
        ("Voters turned out for a November runoff.", "2019-11-01/2019-11-30"),
    ],
)
def test_a_month_before_a_noun_is_the_one_that_the_clause_looks_to(sentence: str, interval: str) -> None:
    assert days(sentence) == interval


@pytest.mark.parametrize(
    ("sentence", "interval"),
    [
        ("Sales fell in Jan '24.", "2024-01-01/2024-01-31"),
        ("Sales fell in Jan. ’18.", "2018-01-01/2018-01-31"),
        ("It was built in March '68.", "1968-03-01/1968-03-31"),
        ("Sales fell on Jan. 24.", "2019-01-24"),
        ("Output rose in Jan-Feb.", "2019-01-01/2019-02-28"),
        ("Output rose in Jan.-Feb. 2018.", "2018-01-01/2018-02-28"),
    ],
)
def test_a_month_may_have_a_year_of_two_digits(sentence: str, interval: str) -> None:
    assert days(sentence) == interval


@pytest.mark.parametrize(
    ("sentence", "interval"),
    [
        ("The boat sank on 3 or 4 March.", "2019-03-03/2019-03-04"),
        ("The boat sank on March 3 or 4, 2018.", "2018-03-03/2018-03-04"),
        ("The boat will dock on the 3rd or 4th of March.", "2020-03-03/2020-03-04"),
    ],
)
def test_either_of_two_days_is_a_range_of_both(sentence: str, interval: str) -> None:
    found = only(sentence)
    assert days(sentence) == interval
    assert len(found.ends) == 2


@pytest.mark.parametrize(
    "words", ["on a Friday", "on a Friday night", "one Friday", "on a Friday in the rain", "on any Friday"]
)
def test_a_friday_that_nobody_says_which_is_no_day(words: str) -> None:
    found = only(f"He fell ill {words}.")
    assert (found.earliest, found.value[:10]) == (None, "XXXX-WXX-5")


def test_a_friday_that_something_is_of_is_the_near_one() -> None:
    assert days("They missed a Friday deadline.") == "2019-11-15"


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("He came on Tues. and left.", "2019-11-19"),
        ("He came Weds. and left.", "2019-11-20"),
        ("He came on Wed. and left.", "2019-11-20"),
        ("He came Thurs. night and left.", "2019-11-14"),
        ("He came on Thur. after dark.", "2019-11-14"),
        ("He will come on Thu.", "2019-11-21"),
        ("They met on Sun. in Rome.", "2019-11-17"),
        ("The shop opens the day after tomorrow.", "2019-11-22"),
    ],
)
def test_shortened_days_of_the_week_are_read(sentence: str, day: str) -> None:
    assert days(sentence) == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Mother's Day", "2024-05-12"),
        ("Mothers’ Day", "2024-05-12"),
        ("Mothering Sunday", "2024-03-10"),
        ("Fathers' Day", "2024-06-16"),
        ("Remembrance Day", "2024-11-11"),
    ],
)
def test_holidays_that_differ_between_countries_are_those_of_their_name(words: str, day: str) -> None:
    assert days(f"They met on {words}.", date(2024, 12, 31)) == day


def test_a_time_in_a_zone_of_no_place_is_no_hint_that_it_was_tomorrow() -> None:
    friday = date(2024, 1, 19)
    assert days("The launch took place at 0300 GMT on Saturday.", friday) == "2024-01-13"
    assert days("The launch takes place at 0300 GMT on Saturday.", friday) == "2024-01-20"
    assert days("The probe landed at 0300 JST on Saturday.", friday) == "2024-01-20"

"""What holds for every text: it never raises, offsets match, dates are in order, and no text makes it run away."""

import gc
import time
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dates import event_date, find_dates
from pipeline.dates.anniversaries import ANNIVERSARY_RULES
from pipeline.dates.away_rules import AWAY_RULES
from pipeline.dates.calendar_rules import CALENDAR_RULES
from pipeline.dates.duration_rules import DURATION_RULES
from pipeline.dates.lexicon import MARKS, TELLING, WORDS
from pipeline.dates.numeric_rules import NUMERIC_RULES
from pipeline.dates.recurring_rules import RECURRING_RULES
from pipeline.dates.reference_rules import REFERENCE_RULES
from pipeline.dates.relative_rules import RELATIVE_RULES
from pipeline.dates.tokens import CLASSES
from pipeline.dates.year_rules import YEAR_RULES

_SHAPES = [
    "0930 gmt", "1q19", "'68", "local time", "3", "15th", "2024", "1990s", "'90s", "9:30", "10 p.m.", "2024-05-03",
    "2020-W53", "3/5/2019", "q3", "fy24",
]  # fmt: skip
_WORDS = sorted(WORDS)
_TIMELY = st.lists(
    st.sampled_from([*_WORDS, *(word.capitalize() for word in _WORDS), *MARKS, *_SHAPES, "'s", "\n", "will", "said"])
).map(" ".join)
_DAYS = st.none() | st.dates() | st.datetimes(timezones=st.none() | st.timezones())


def _check(text: str, published: datetime | date | None, language: str = "en") -> None:
    found = find_dates(text, published, language)
    assert found == find_dates(text, published, language)
    end = 0
    for expression in found:
        assert end <= expression.start < expression.end
        assert text[expression.start : expression.end] == expression.text
        assert expression.value
        assert expression.earliest is None or (
            expression.latest is not None and expression.earliest <= expression.latest
        )
        assert all(expression.start <= part.start < part.end <= expression.end for part in expression.ends)
        assert all(text[part.start : part.end] == part.text for part in expression.ends)
        dated = event_date(expression)
        assert dated is None or dated.label
        end = expression.end


@given(st.text(st.characters() | st.just("\ud800")), _DAYS)
def test_any_text_is_read_without_fault(text: str, published: datetime | date | None) -> None:
    _check(text, published)


@settings(max_examples=400, deadline=None)
@given(_TIMELY, _DAYS)
def test_any_heap_of_words_of_time_is_read_without_fault(text: str, published: datetime | date | None) -> None:
    _check(text, published)


_RULES = (
    *ANNIVERSARY_RULES, *AWAY_RULES, *CALENDAR_RULES, *DURATION_RULES, *NUMERIC_RULES, *RECURRING_RULES,
    *REFERENCE_RULES, *RELATIVE_RULES, *YEAR_RULES,
)  # fmt: skip
_NOT_TELLING = sorted(character for name, character in CLASSES.items() if name not in TELLING)


@settings(max_examples=400, deadline=None)
@given(st.text(_NOT_TELLING))
def test_no_rule_finds_anything_without_a_class_of_time(classes: str) -> None:
    assert not any(rule.pattern.search(classes) for rule in _RULES)


_LANGUAGES = st.sampled_from(["de", "fr", "es", "it", "pt", "nl", "ru", "ja", "ko", "zh", "ar", "xx", ""])


@given(st.text() | st.text(alphabet="0123456789./-年月日三bisau mai'еня١"), _DAYS, _LANGUAGES)
def test_any_text_in_any_language_is_read_without_fault(
    text: str, published: datetime | date | None, language: str
) -> None:
    _check(text, published, language)


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_every_day_is_found_again_as_it_was_written(day: date) -> None:
    for written in (day.isoformat(), f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}"):
        (found,) = find_dates(f"Signed on {written} in Rome", None)
        assert (found.text, found.earliest, found.latest, found.value) == (written, day, day, day.isoformat())


@given(st.dates(min_value=date(1000, 1, 10), max_value=date(2999, 12, 20)))
def test_a_bare_weekday_in_the_past_is_within_the_week_before_publication(published: date) -> None:
    (found,) = find_dates("They met on Thursday", published)
    assert found.earliest is not None
    assert found.earliest.weekday() == 3
    assert 0 <= (published - found.earliest).days < 7


_WORST = [
    "1", "12/", "1,", "1.", "1-", "-", "'", '"', " ", "\n", ".", "a", "İ", "\u202f", "2024-", "10:", "10 p.m. ",
    "q1 ", "mon. ", "hundred and ", "the end of ", "May 3-", "May 3, 4, ", "May and ", "half a ", "first week of ",
    "to be ", "Christmas ", "two years and ", "3–", "black ", "the year ended ", "the three months to ", "1, ",
    "a day ", "days or ", "9 p.m. Moscow time ", "the same quarter ", "overnight on ", "1q19 ", "'68 ",
    "the 18th and ", "by year's ", "will stay ", "has not yet ", " to ", "after ing ", "two or ", "January-",
    "a week on ", "10 people a day ", "1 x x ", "the early hours of ", "Monday and Tuesday and ", "2009 to ",
    "0930 gmt ", "three and a half ", "2020-w5 ", "three days after ", "a year ago ", "Tues. ", "3 or ",
]  # fmt: skip
_OF_EACH_CLASS = sorted({name: word for word, (name, _) in sorted(WORDS.items())}.values())
_BUDGET = 0.25  # seconds of processor time: under 0.1 on a quiet machine, with room for a busy one
_TRIES = 8
"""Times that a busy machine, whose caches others use as well, may take longer before it counts."""


@pytest.mark.parametrize(
    "unit", [*_WORST, *(f"{word} " for word in _OF_EACH_CLASS), *(f"{word.capitalize()} " for word in _OF_EACH_CLASS)]
)
def test_ten_kilobytes_of_the_worst_characters_do_not_run_away(unit: str) -> None:
    text = (unit * 10_000)[:10_000]
    assert any(_seconds(text) < _BUDGET for _ in range(_TRIES))


@pytest.mark.parametrize(
    "unit",
    [
        "5 ", "5 abcd ", "5 mai ", "3. ", "mai ", "2024 ", "2024年", "5月3日", "1/", "1.", "14 mai/", "5 a ", "3 bis ",
        "3 - 4 ", "令和6年", "一", "im jahr ", "(2024", "2022 год", "de ", "3 de ", "\n", "İ", "é", "ا", "seit dem ",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["de", "ja", "ru"])
def test_ten_kilobytes_in_other_languages_take_no_longer(unit: str, language: str) -> None:
    text = (unit * 10_000)[:10_000]
    find_dates("3", None, language)
    assert any(_seconds(text, language) < _BUDGET for _ in range(_TRIES))


@pytest.mark.parametrize(
    "paragraph",
    [
        "On Thursday the minister said that talks, which began in May 2024, will end by Dec. 21. " * 60,
        "Sales fell in Q1 and rose in March, then on Friday; they will fall on June 3. " * 60,
        "two days later the first week of " * 150,
    ],
)
def test_time_grows_no_faster_than_the_text(paragraph: str) -> None:
    once = min(_seconds(paragraph) for _ in range(3))
    sixteenfold = min(_seconds(paragraph * 16) for _ in range(2))
    assert sixteenfold < 16 * once * 2.5


def _seconds(text: str, language: str = "en") -> float:
    gc.disable()  # as timeit does: what other tests have left behind is not measured
    started = time.process_time()
    find_dates(text, date(2019, 11, 20), language)
    taken = time.process_time() - started
    gc.enable()
    return taken

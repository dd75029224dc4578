"""Dates in digits: ISO 8601, and with slashes, dots or hyphens."""

import re
from datetime import date

from pipeline.dates.grammar import Match, Rule, rule
from pipeline.dates.meanings import Meaning
from pipeline.dates.named import Absolute, MonthAndDay
from pipeline.dates.periods import SEPTEMBER_11, Period, day_of, month_of, two_digit_year
from pipeline.dates.phrases import ends_phrase
from pipeline.dates.spans import Range
from pipeline.domain.dates import Precision

_LEAP_YEAR = 2000
_COMMON_YEARS = range(1900, 2101)
_MONTHS_OF_YEAR = 12
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBER_OR_MONTH = re.compile(r"\d+|[a-z]+")


def _year_month(match: Match) -> Meaning | None:
    """As in "2015-03" is March 2015; "2014-15" is a season, "2005-08" a range of years."""
    year, tail = int(match.word("token")[:4]), int(match.word("token")[5:])
    if year % 100 < tail:
        last = year // 100 * 100 + tail
        return Range(Absolute(Period.year(year)), Absolute(Period.year(last))) if year in _COMMON_YEARS else None
    return Absolute(month_of(year, tail)) if 1 <= tail <= 12 else None


def _iso_day(match: Match) -> Meaning | None:
    year, month, day = map(int, match.word("token")[:10].split("-"))
    found = day_of(year, month, day)
    return Absolute(found) if found else None


def _iso_week(match: Match) -> Meaning | None:
    year, week = match.word("token").split("-w")
    try:
        return Absolute(Period(Precision.WEEK, date.fromisocalendar(int(year), int(week), 1)))
    except ValueError:
        return None


def _numeric_day(match: Match) -> Meaning | None:
    """Digits with slashes, dots or hyphens: dots are European, else the order is American.

    Where the text has a date whose first number can be a day only, it is European throughout.
    """
    word = match.word("token")
    parts = [_MONTH_NAMES.index(part) + 1 if part.isalpha() else int(part) for part in _NUMBER_OR_MONTH.findall(word)]
    if parts[0] >= 1000:
        found = day_of(*parts)
    else:
        year = parts[2] if parts[2] >= 100 else two_digit_year(parts[2])
        european = "." in word or match.tokens.day_first
        orders = [(parts[0], parts[1]), (parts[1], parts[0])]
        tried = [day_of(year, month, day) for month, day in (reversed(orders) if european else orders)]
        found = tried[0] or tried[1]
    return Absolute(found) if found else None


def _numeric_month_and_day(match: Match) -> Meaning | None:
    """As in "on 4/22": month and day where a preposition keeps it from being a fraction."""
    if match.word("token") == "24/7" or not ends_phrase(match.tokens, match.end):  # "on 9/10 occasions"
        return None
    one, other = map(int, match.word("token").split("/"))
    if match.word("token") == "9/11" and not match.tokens.day_first:
        return Absolute(SEPTEMBER_11)
    european = match.tokens.day_first and other <= _MONTHS_OF_YEAR
    month, day = (other, one) if european or one > _MONTHS_OF_YEAR else (one, other)
    return MonthAndDay(month, day) if day_of(_LEAP_YEAR, month, day) else None


def _september_11(match: Match) -> Meaning | None:
    """As in "9/11" is a day that needs no year."""
    return Absolute(SEPTEMBER_11) if match.word("token") == "9/11" else None


NUMERIC_RULES: tuple[Rule, ...] = (
    rule("(?P<token><yearmonth>)", _year_month),
    rule("(?<=<on|since|until|by|before|after|from|to|through>)(?P<token><monthday>)", _numeric_month_and_day),
    rule("(?P<token><monthday>)", _september_11),
    rule("(?P<token><iso>)", _iso_day),
    rule("(?P<token><isoweek>)", _iso_week),
    rule("(?P<token><numeric>)", _numeric_day),
)

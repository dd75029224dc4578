"""Explicit dates in languages other than English: "3 de mayo de 2024", "15. Januar", "2024年5月3日".

Searching prose with dateparser finds dates that are none; here a scan finds a number beside a word, and dateparser,
which knows the months of some 200 languages, only says whether that word is one.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import dateparser

from pipeline.dates.expression import Kind, TimeExpression, TimexType
from pipeline.dates.meanings import Context, Meaning
from pipeline.dates.named import Absolute, MonthAndDay
from pipeline.dates.periods import Period, day_of, month_of
from pipeline.text.fold import fold

_OF = r"(?:[ ](?:de|del|di|of|d'|des|von|van|de[ ]l')?[ ]?)?"
_BEFORE_YEAR = "".join(
    rf"(?<=\b{words}[ ])|"
    for words in "en,in,im[ ]jahr,seit,depuis,desde,em,nel,dal,ano,annee,anno,jahr,jahre,w,в,od,sedan,sinds".split(",")
)
_EXPLICIT = re.compile(
    rf"""
      (?<![\w.])(?P<cjk_year>[12]\d{{3}})[ ]?[年년]
        (?:[ ]?(?P<cjk_month>\d{{1,2}})[ ]?[月월](?:[ ]?(?P<cjk_day>\d{{1,2}})[ ]?[日일])?)?
    | (?<![\w-])(?P<iso>[12]\d{{3}}-\d{{2}}-\d{{2}})(?![\w-])
    | (?<![\w./-])(?P<day>\d{{1,2}})(?P<sep>[./-])[ ]?(?P<month>\d{{1,2}})(?P=sep)[ ]?(?P<year>[12]\d{{3}})(?!\w)
    | (?<![\w.,])(?P<named_day>\d{{1,2}})(?:\.|er|º|ª|-?e)?[ ](?:(?:de|di|of|den)[ ])?
        (?P<month_word>[^\W\d_]{{3,14}})(?:\.?,?{_OF}(?P<named_year>[12]\d{{3}})(?!\w))?
    | (?<!\w)(?P<lone_month>[^\W\d_]{{3,14}})\.?{_OF}[ ]?(?P<month_year>[12]\d{{3}})(?!\w)
    | (?:{_BEFORE_YEAR}(?<=[(]))(?P<lone_year>(?:19|20)\d{{2}})(?![\w%]|[.,-]\d)
    """,
    re.VERBOSE,
)


_LEAP_YEAR = 2000
_MONTHS = range(1, 13)


class _Found(NamedTuple):
    start: int
    end: int
    meaning: Meaning


def find_in_language(text: str, published: date | None, language: str) -> tuple[TimeExpression, ...]:
    """The explicit dates of a text in a language other than English; a day without its year takes the nearest one."""
    folded = fold(text)
    return tuple(_expression(text, found, Context(published)) for found in _scan(folded, language.lower()[:2]))


def _scan(folded: str, language: str) -> Iterator[_Found]:
    position = 0
    while match := _EXPLICIT.search(folded, position):
        meaning = _meaning(match, language)
        if meaning is not None:
            yield _Found(match.start(), match.end(), meaning)
        position = max(match.end(), position + 1) if meaning is not None else _after_first_word(match)


def _after_first_word(match: re.Match[str]) -> int:
    """Where to go on after something that was no date: its second word may start one."""
    gap = match[0].find(" ")
    return match.start() + gap if gap > 0 else match.end()


def _meaning(match: re.Match[str], language: str) -> Meaning | None:
    parts = {name: value for name, value in match.groupdict().items() if value is not None}
    match parts:
        case {"cjk_year": year, "cjk_month": month, "cjk_day": day}:
            found = _day(int(year), int(month), int(day))
        case {"cjk_year": year, "cjk_month": month}:
            found = _month(int(year), int(month))
        case {"cjk_year": year} | {"lone_year": year}:
            found = Absolute(Period.year(int(year)))
        case {"iso": written}:
            found = _day(*map(int, written.split("-")))
        case {"day": day, "month": month, "year": year}:
            found = _day(int(year), int(month), int(day)) or _day(int(year), int(day), int(month))
        case {"named_day": day, "month_word": word, "named_year": year}:
            found = _day(int(year), _month_number(word, language), int(day))
        case {"named_day": day, "month_word": word}:
            found = _yearless(_month_number(word, language), int(day))
        case {"lone_month": word, "month_year": year}:
            found = _month(int(year), _month_number(word, language))
        case _:
            found = None
    return found


def _month(year: int, month: int) -> Meaning | None:
    return Absolute(month_of(year, month)) if month in _MONTHS else None


def _day(year: int, month: int, day: int) -> Meaning | None:
    found = day_of(year, month, day)
    return Absolute(found) if found else None


def _yearless(month: int, day: int) -> Meaning | None:
    return MonthAndDay(month, day) if day_of(_LEAP_YEAR, month, day) else None


@lru_cache(maxsize=4096)
def _month_number(word: str, language: str) -> int:
    """The month that a word names in the language as far as dateparser knows it, 0 where it names none."""
    try:
        found = dateparser.parse(
            f"15 {word} 2001",
            languages=[language],
            settings={"REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY", "PARSERS": ["absolute-time"]},
        )
    except ValueError:  # a language that it does not know
        return 0
    return found.month if found and (found.day, found.year) == (15, 2001) else 0


def _expression(text: str, found: _Found, context: Context) -> TimeExpression:
    reading = found.meaning.read(context)
    return TimeExpression(
        start=found.start,
        end=found.end,
        text=text[found.start : found.end],
        type=TimexType.DATE,
        value=reading.value,
        kind=Kind.POINT,
        earliest=reading.earliest,
        latest=reading.latest,
        precision=reading.precision,
        explicit=reading.explicit,
    )

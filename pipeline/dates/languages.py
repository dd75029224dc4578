"""Explicit dates in languages other than English: "3 de mayo de 2024", "vom 3. bis 7. Mai", "2024年5月3日".

Searching prose with dateparser finds dates that are none; here a scan finds a number beside a word, and dateparser,
which knows the months of some 200 languages, only says whether that word is one.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from pipeline.dates.expression import TimeExpression, TimexType
from pipeline.dates.language_words import edge_in_language, month_number
from pipeline.dates.meanings import Context, Meaning, Reading
from pipeline.dates.named import Absolute, MonthAndDay
from pipeline.dates.periods import Period, day_of, month_of
from pipeline.dates.spans import DayOnly, Range
from pipeline.domain.dates import Precision
from pipeline.text.fold import fold

_WORD = r"[^\W\d_](?:[^\W\d_]|[\u0900-\u0dff]){1,13}"
_NTH = r"(?:\.|er|o|a|°|-?e|η)?"
_OF = r"(?:[ ](?:de|del|di|of|d'|des|von|van|do|του|de[ ]l')?[ ]?)?"
_TO = (
    r"(?:[ ]?-[ ]?|[ ](?:bis|und|au|et|al|e|y|a|tot|en|t/m|til|till|och|og|do|i|до|по|и|та)[ ]"
    r"(?:(?:zum|el|le|il|dem|den|o)[ ])?)"
)
_BEFORE_YEAR = "".join(
    rf"(?<=\b{words}[ ])|"
    for words in """
        en,in,im[ ]jahr,seit,depuis,desde,em,nel,dal,del,ano,annee,anno,jahr,jahre,jaar,w,в,с,od,sedan,sinds,ar,i,roce,
        roku,עשנת,בשנת,عام,سنة,منذ,tahun,vuonna,to,το
    """.replace("\n", "")
    .replace(" ", "")
    .split(",")
)
_NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_EXPLICIT = re.compile(
    rf"""
      (?<!\d)(?P<decade>[12]\d{{2}}0)(?:年代|년대)
    | (?<!\d)(?:(?P<cjk_year>[12]\d{{3}}|[一二][〇零一二三四五六七八九]{{3}})|(?P<era>令和|平成|昭和|大正|明治)
        (?P<era_year>\d{{1,2}}|元))[ ]?[年년](?![代间間대]|[ ]?(?:동안|間|间))
        (?:[ ]?(?P<cjk_month>{_NUMERAL})[ ]?[月월](?:[ ]?(?P<cjk_day>{_NUMERAL})[ ]?[日일号])?)?
    | (?<!\d)(?P<only_month>\d{{1,2}})[ ]?[月월][ ]?(?P<only_day>\d{{1,2}})[ ]?[日일号]
    | (?<![\w-])(?P<iso>[12]\d{{3}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})(?![\w-])
    | (?<![\w./-])(?P<day>\d{{1,2}})(?P<sep>[./-])[ ]?(?P<month>\d{{1,2}})(?P=sep)[ ]?(?P<year>[12]\d{{3}})(?!\w)
    | (?<![\w.,])(?:(?P<first_day>\d{{1,2}}){_NTH}{_TO})?(?P<named_day>\d{{1,2}}){_NTH}[ ](?:(?:de|di|of|den)[ ])?
        (?:{_WORD}/)?(?P<month_word>{_WORD})(?P<dot>\.)?(?:,?{_OF}(?P<named_year>[12]\d{{3}})(?!\w))?
    | (?<!\w)(?P<lone_month>{_WORD})\.?{_OF}[ ]?(?P<month_year>[12]\d{{3}})(?!\w)
    | (?=(?:19|20)\d)(?:{_BEFORE_YEAR}(?<=[(]))(?P<lone_year>(?:19|20)\d{{2}})(?![\w%]|[.,-]\d)
    | (?<![\w.,-])(?P<year_of>(?:19|20)\d{{2}})(?=[ ](?:год|г[.]|рок|рік|р[.]|rok|r[.]|yil))
    """,
    re.VERBOSE,
)
_LEAP_YEAR = 2000
_MONTHS = range(1, 13)
_MAY = 5
_SHORT = 3  # letters of an abbreviation: "3 set" is a score in Italian, "3 set 2020" a date
_ERAS = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
_NUMERALS = {**{numeral: value for value, numeral in enumerate("零一二三四五六七八九十")}, "〇": 0}


class _Found(NamedTuple):
    match: re.Match[str]
    meaning: Meaning


def find_in_language(text: str, published: date | None, language: str) -> tuple[TimeExpression, ...]:
    """The explicit dates of a text in a language other than English; a day without its year takes the nearest one."""
    folded, language = _with_plain_digits(fold(text)), language.lower()[:2]
    context = Context(published)
    return tuple(_expression(text, folded, found, context, language) for found in _scan(folded, language))


class _Digits(dict[int, str]):
    """A translation table that fills itself: the digits of every script as those of ASCII."""

    def __missing__(self, code: int) -> str:
        value = unicodedata.decimal(chr(code), None)
        plain = self[code] = chr(code) if value is None else str(value)
        return plain


_DIGITS = _Digits()


def _with_plain_digits(folded: str) -> str:
    return folded if folded.isascii() else folded.translate(_DIGITS)


def _scan(folded: str, language: str) -> Iterator[_Found]:
    position = 0
    while match := _EXPLICIT.search(folded, position):
        meaning = _meaning(match, language)
        if meaning is not None:
            yield _Found(match, meaning)
        position = max(match.end(), position + 1) if meaning is not None else _after_first_word(match)


def _after_first_word(match: re.Match[str]) -> int:
    """Where to go on after something that was no date: its second word may start one."""
    gap = match[0].find(" ")
    return match.start() + gap if gap > 0 else match.end()


def _meaning(match: re.Match[str], language: str) -> Meaning | None:
    parts = {name: value for name, value in match.groupdict().items() if value is not None}
    match parts:
        case {"decade": year}:
            found = Absolute(Period.containing(date(int(year), 1, 1), Precision.DECADE))
        case {"cjk_year": _} | {"era": _}:
            found = _cjk(parts)
        case {"lone_year": year} | {"year_of": year}:
            found = Absolute(Period.year(int(year)))
        case {"only_month": month, "only_day": day}:
            found = _yearless(int(month), int(day))
        case {"iso": written}:
            found = _day(*map(int, re.split("[-/.]", written)))
        case {"day": day, "month": month, "year": year}:
            found = _day(int(year), int(month), int(day)) or _day(int(year), int(day), int(month))
        case {"named_day": _}:
            found = _named(parts, language)
        case {"lone_month": word, "month_year": year}:
            found = _month(int(year), month_number(word, language))
        case _:
            found = None
    return found


def _cjk(parts: dict[str, str]) -> Meaning | None:
    """As in "2024年5月3日", "令和6年", "二〇二四年五月"."""
    if "era" in parts:
        year = _ERAS[parts["era"]] - 1 + (1 if parts["era_year"] == "元" else int(parts["era_year"]))
    else:
        year = int("".join(str(_NUMERALS.get(character, character)) for character in parts["cjk_year"]))
    if "cjk_month" not in parts:
        return Absolute(Period.year(year))
    month = _numeral(parts["cjk_month"])
    return _day(year, month, _numeral(parts["cjk_day"])) if "cjk_day" in parts else _month(year, month)


@lru_cache(maxsize=128)
def _numeral(written: str) -> int:
    """A number below 100 in digits or in Chinese numerals: "十四", "二十"."""
    if written.isdigit() and written.isascii():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return _NUMERALS[written[-1]] if len(written) == 1 else 0
    return 10 * (_NUMERALS[tens[-1]] if tens else 1) + (_NUMERALS[ones[-1]] if ones else 0)


def _named(parts: dict[str, str], language: str) -> Meaning | None:
    """As in "3 de mayo de 2024", "3. bis 7. Mai"; without its year an abbreviation is only German: "3. Okt."."""
    word, month = parts["month_word"], month_number(parts["month_word"], language)
    if "named_year" in parts:
        last = _day(int(parts["named_year"]), month, int(parts["named_day"]))
    elif len(word) > _SHORT or month == _MAY or ("dot" in parts and language == "de") or not word.isascii():
        last = _yearless(month, int(parts["named_day"]))
    else:
        last = None
    first = int(parts.get("first_day", 0))
    return Range(DayOnly(first, last, -1), last) if last and 0 < first < int(parts["named_day"]) else last


def _month(year: int, month: int) -> Meaning | None:
    return Absolute(month_of(year, month)) if month in _MONTHS else None


def _day(year: int, month: int, day: int) -> Meaning | None:
    found = day_of(year, month, day)
    return Absolute(found) if found else None


def _yearless(month: int, day: int) -> Meaning | None:
    return MonthAndDay(month, day) if day_of(_LEAP_YEAR, month, day) else None


def _expression(text: str, folded: str, found: _Found, context: Context, language: str) -> TimeExpression:
    start, end = found.match.span()
    if found.match["month_word"] is not None and found.match["named_year"] is None:
        end = found.match.end("month_word")  # a point behind it ends the sentence, or is an abbreviation's
    if not isinstance(found.meaning, Range):
        if found.match["first_day"] is not None:  # "5 a 3 de mayo" is no range
            start = found.match.start("named_day")
        told = _told(text, start, end, found.meaning.read(context))
        return replace(told, boundary=edge_in_language(folded, start, end, language))
    first, last = found.meaning.read_ends(context)
    ends = (
        _told(text, start, found.match.end("first_day"), first),
        _told(text, found.match.start("named_day"), end, last),
    )
    return replace(_told(text, start, end, found.meaning.read(context)), ends=ends)


def _told(text: str, start: int, end: int, reading: Reading) -> TimeExpression:
    return TimeExpression(
        start=start,
        end=end,
        text=text[start:end],
        type=TimexType.DATE,
        value=reading.value,
        kind=reading.kind,
        earliest=reading.earliest,
        latest=reading.latest,
        precision=reading.precision,
        explicit=reading.explicit,
    )

"""Dates by name and number: "May 3, 2024", "15 June", "Q3", "the 1990s", "2024-05-03", "Thursday", "2024"."""

import re
from datetime import date

from pipeline.dates.grammar import Match, Rule, rule
from pipeline.dates.lexicon import UNITS
from pipeline.dates.meanings import Meaning
from pipeline.dates.named import Absolute, DayOfMonth, FiscalYear, Holiday, MonthAndDay, MonthName, UnitOfYear, Weekday
from pipeline.dates.periods import Period, day_of, month_of
from pipeline.dates.relative import RelativeMonth
from pipeline.dates.spans import DayOnly, Range
from pipeline.dates.tokens import Tokens
from pipeline.domain.dates import Precision

_LEAP_YEAR = 2000
_PIVOT = 70  # two-digit years from here on are of the 20th century
_COUNTED = frozenset(
    """people persons votes voters dollars euros pounds yen won miles mile km kilometers kilometres meters metres feet foot points
    seats units items cases deaths employees workers jobs homes houses cars vehicles shares copies pages words students
    members troops soldiers prisoners men women children victims hours days weeks months years minutes seconds tons tonnes
    percent per calories watts volts pixels patients migrants refugees protesters residents passengers square cubic
    acres hectares mph kph rpm mah mhz ghz gb mb kg grams barrels bottles flights rooms beds stores schools families animals
    respondents participants companies firms others more million billion trillion thousand hundred""".split()
)
_NUMBERED = frozenset(
    """page pages p pp no nos number route highway interstate flight room section article rule bill model channel studio
    apartment unit lot box building suite form resolution chapter verse line volume vol issue code extension ext version ref
    hr s boeing airbus psalm serial gate bus train seat psi pin zip ward precinct""".split()
)
_AMOUNTS = frozenset("than least most nearly almost some exactly only another least estimated another over".split())
_YEAR_PREPOSITIONS = frozenset(
    "in since until till by during of from to for before after and or early late mid between through circa through the".split()
)
_MONTH_PREPOSITIONS = frozenset(
    """in since until till by during from to through of before after last next this early late mid and between for or each every
    previous following coming past""".split()
)
_FUNCTION_WORDS = frozenset(
    """to and in at for after before by until till since on from through when but with as he she they it that while where
    who which was were is will""".split()
)
_COMMON_YEARS = range(1900, 2101)
_LAST_CENTURY = 30
_QUARTERS = 4
_MONTHS_OF_YEAR = 12
_SEPTEMBER_11 = Period(Precision.DAY, date(2001, 9, 11))


def _month_number(match: Match, group: str = "month") -> int | None:
    """The month, where the word is one: "may" and "march" only in capitals."""
    index = match.at(group)
    if match.tokens.is_class(index, "maymonth") and not match.tokens.is_capitalised(index):
        return None
    return match.value(group)


def _full_date(match: Match) -> Meaning | None:
    month, day, year = _month_number(match), match.day(), match.year()
    if month is None or day is None or day_of(_LEAP_YEAR, month, day) is None:
        return None
    if match.has("year") and year is not None:
        found = day_of(year, month, day)
        return Absolute(found) if found else None
    weekday = match.value("weekday") if match.has("weekday") else None
    return MonthAndDay(month, day, weekday)


def _month_of_year(match: Match) -> Meaning | None:
    month, year = _month_number(match), match.year()
    return Absolute(month_of(year, month)) if month is not None and year is not None else None


def _bare_month(match: Match) -> Meaning | None:
    tokens, index = match.tokens, match.start
    month = _month_number(match)
    if month is None or tokens.is_class(index + 1, "possessive") and tokens.is_class(index, "maymonth"):
        return None
    before = tokens.word(index - 1)
    if (
        tokens.is_class(index, "maymonth", "mon")
        and before not in _MONTH_PREPOSITIONS
        and not (before == "-" and tokens.word(index - 2) in _MONTH_PREPOSITIONS)
    ):
        return None
    if tokens.is_class(index, "mon") and not tokens.is_capitalised(index):
        return None
    if month == 8 and not tokens.is_capitalised(index):  # "an august body"
        return None
    return MonthName(month)


def _day_range(match: Match) -> Meaning | None:
    """As in "May 3–7, 2024" and "3–7 May 2024": the day that stands by the month is the one that is a date."""
    month, year = _month_number(match), match.year()
    first, last = match.day("first"), match.day("last")
    if month is None or first is None or last is None or first >= last:
        return None
    if day_of(_LEAP_YEAR, month, last) is None or (
        match.tokens.word(match.at("last") + 1) in _COUNTED and year is None
    ):
        return None
    whole_year = day_of(year, month, last) if year is not None else None
    if year is not None and whole_year is None:
        return None
    if match.at("month") < match.at("first"):
        start: Meaning = (
            Absolute(day_of(year, month, first) or whole_year) if year and whole_year else MonthAndDay(month, first)
        )
        return Range(start, DayOnly(last, start, 1))
    end: Meaning = Absolute(whole_year) if whole_year else MonthAndDay(month, last)
    return Range(DayOnly(first, end, -1), end)


def _bare_weekday(match: Match) -> Meaning | None:
    return Weekday(match.value("weekday")) if match.tokens.is_capitalised(match.start) else None


def _weekday_and_ordinal(match: Match) -> Meaning | None:
    """As in "Thursday the 21st"; the day of the month decides."""
    day = match.day()
    return DayOfMonth(day, weekday=match.value("weekday")) if day and _ends_phrase(match.tokens, match.end) else None


def _ordinal_day(match: Match) -> Meaning | None:
    """As in "on the 15th", unless the 15th of something that is no month follows."""
    day = match.day()
    return DayOfMonth(day) if day and _ends_phrase(match.tokens, match.end) else None


def _ends_phrase(tokens: Tokens, index: int) -> bool:
    """Whether no noun can follow there that an ordinal would count."""
    return index >= len(tokens) or not tokens.words[index].isalpha() or tokens.words[index] in _FUNCTION_WORDS


def _year(match: Match) -> Meaning | None:
    tokens, index, year = match.tokens, match.start, match.value("year")
    before, after = tokens.word(index - 1), tokens.word(index + 1)
    if before in _NUMBERED or before in _AMOUNTS or (before == "." and tokens.word(index - 2) in _NUMBERED):
        return None
    if after == "." and tokens.touches(index + 1) and tokens.word(index + 2).isdigit() and tokens.touches(index + 2):
        return None
    if before == "-" and tokens.touches(index) and not _joins_year(tokens, index - 2):
        return None
    if before in {"/", ":", "."} and tokens.touches(index) and tokens.word(index - 2)[-1:].isdigit():
        return None
    if (
        after == "-"
        and tokens.touches(index + 1)
        and tokens.touches(index + 2)
        and not _joins_year(tokens, index + 2, ahead=True)
    ):
        return None
    introduced = before in _YEAR_PREPOSITIONS
    if after in _COUNTED and not (before == "in" and year in _COMMON_YEARS and after not in {"people"}):
        return None
    if before in {"about", "around", "approximately", "roughly"} and (year % 100 == 0 or year not in _COMMON_YEARS):
        return None
    if year not in _COMMON_YEARS and not (introduced and not after.isalpha() or before in {"in", "since", "circa"}):
        return None
    if before in {"to", "for", "from", "and", "or", "of", "the"} and year not in _COMMON_YEARS:
        return None
    return Absolute(Period.year(year))


def _spelled_year(match: Match) -> Meaning | None:
    """As in "in nineteen twenty-eight"."""
    year = match.year() if len(match.words("year")) > 1 and _ends_phrase(match.tokens, match.end) else None
    return Absolute(Period.year(year)) if year is not None else None


def _joins_year(tokens: Tokens, index: int, *, ahead: bool = False) -> bool:
    """Whether what a hyphen ties to a year leaves it a year: "mid-2011", "2011-2014", "2014-based", not "555-2014"."""
    word = tokens.word(index)
    if ahead:
        return word.isalpha() or tokens.is_class(index, "year4", "small", "number")
    return (
        word in {"mid", "early", "late", "pre", "post"}
        or word.isalpha()
        and len(word) > 3
        or (tokens.is_class(index, "year4") and not tokens.is_class(index - 1, "hyphen"))
    )


def _year_range(match: Match) -> Meaning | None:
    """As in "2014–15": a range where the second number can only be the end of a later year."""
    first, tail = match.value("year"), match.value("tail")
    last = first // 100 * 100 + tail
    last += 100 if last <= first else 0
    tokens = match.tokens
    glued = tokens.touches(match.start + 1) and tokens.touches(match.start + 2)
    if not glued or first not in _COMMON_YEARS or len(tokens.word(match.at("tail"))) != 2 or last - first > 20:
        return None
    return Range(Absolute(Period.year(first)), Absolute(Period.year(last)))


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


_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBER_OR_MONTH = re.compile(r"\d+|[a-z]+")


def _numeric_day(match: Match) -> Meaning | None:
    """Digits with slashes, dots or hyphens: American order unless only the other one is a date; dots are European."""
    word = match.word("token")
    parts = [_MONTH_NAMES.index(part) + 1 if part.isalpha() else int(part) for part in _NUMBER_OR_MONTH.findall(word)]
    if parts[0] >= 1000:
        found = day_of(*parts)
    else:
        year = parts[2] if parts[2] >= 100 else parts[2] + (1900 if parts[2] >= _PIVOT else 2000)
        orders = [(parts[0], parts[1]), (parts[1], parts[0])]
        tried = [day_of(year, month, day) for month, day in (reversed(orders) if "." in word else orders)]
        found = tried[0] or tried[1]
    return Absolute(found) if found else None


def _numeric_month_and_day(match: Match) -> Meaning | None:
    """As in "on 4/22": month and day where a preposition keeps it from being a fraction."""
    one, other = map(int, match.word("token").split("/"))
    month, day = (one, other) if one <= _MONTHS_OF_YEAR else (other, one)
    return MonthAndDay(month, day) if day_of(_LEAP_YEAR, month, day) else None


def _september_11(match: Match) -> Meaning | None:
    """As in "9/11" is a day that needs no year."""
    return Absolute(_SEPTEMBER_11) if match.word("token") == "9/11" else None


def _decade(match: Match) -> Meaning | None:
    """As in "the 1990s"; with two noughts a century ("the 1800s"), except for the decade of our own ("the 2000s")."""
    year = match.value("token")
    if year % 100 == 0 and year < 2000:
        return Absolute(Period.containing(date(year, 1, 1), Precision.CENTURY))
    return Absolute(Period.containing(date(year, 1, 1), Precision.DECADE))


def _short_decade(match: Match) -> Meaning | None:
    """As in "the '90s", "the nineties": of the 20th century, and of this one once they can be."""
    tens, word = match.value("token"), match.word("token")
    if (
        (not word.startswith("'") and not match.has("the") and not match.has("century"))
        or word == "tens"
        and not match.has("century")
    ):
        return None
    century = 100 * match.value("century") if match.has("century") else 2000 if tens == 0 else 1900
    if century not in (1700, 1800, 1900, 2000):
        return None
    return Absolute(Period.containing(date(century + tens, 1, 1), Precision.DECADE))


def _century(match: Match) -> Meaning | None:
    count = match.day("day")
    if count is None or count > _LAST_CENTURY or UNITS[match.value("unit")] != "century":
        return None
    return Absolute(Period.containing(date((count - 1) * 100 or 1, 1, 1), Precision.CENTURY))


def _bare_season(match: Match) -> Meaning | None:
    tokens = match.tokens
    if tokens.is_class(
        match.start - 1, "in", "during", "since", "until", "by", "before", "after", "from", "of", "over", "through"
    ):
        return UnitOfYear(Precision.SEASON, match.value("season"))
    return None


def _season_of_year(match: Match) -> Meaning | None:
    year = match.year()
    return UnitOfYear(Precision.SEASON, match.value("season"), Absolute(Period.year(year))) if year else None


def _fiscal(match: Match) -> Meaning | None:
    year = match.value("year")
    if year < 100:
        year += 1900 if year >= _PIVOT else 2000
    return FiscalYear(year)


def _quarter_code(match: Match) -> Meaning | None:
    return UnitOfYear(Precision.QUARTER, match.value("code"))


def _named_quarter(match: Match) -> Meaning | None:
    """As in "the third quarter", and "third-quarter profit", which is always of one that is over."""
    number = match.day("nth")
    named = UNITS[match.value("unit")] == "quarter" and number is not None and 1 <= number <= _QUARTERS
    if not named or number is None:
        return None
    quarter = UnitOfYear(Precision.QUARTER, number)
    hyphenated = match.tokens.is_class(match.at("unit") - 1, "hyphen")
    return RelativeMonth(quarter, -1) if hyphenated else quarter


def _coded_unit_of_year(match: Match) -> Meaning | None:
    """As in "H1 2024", "2024 Q3"."""
    year = match.year()
    precision = Precision.HALF if match.tokens.is_class(match.at("code"), "hcode") else Precision.QUARTER
    return UnitOfYear(precision, match.value("code"), Absolute(Period.year(year))) if year else None


def _holiday(match: Match) -> Meaning | None:
    return Holiday(match.word("token"))


CALENDAR_RULES: tuple[Rule, ...] = (
    rule(
        "(?:{WEEKDAY}<comma>?)?{MONTH}(?:<the>|(?<=<mon>)<hyphen|slash>)?{DAY}(?!<hyphen><small>)(?:<comma>?{YEAR})?",
        _full_date,
    ),
    rule("(?:{WEEKDAY}<comma>?)?<the>?{DAY}<dot>?<of>?{MONTH}(?:<comma>?{YEAR})?", _full_date),
    rule("{MONTH}(?:<of>|<comma>)?{YEAR}", _month_of_year),
    rule("(?P<year><year4>)(?P<month><month|mon>)(?!<dot>?<small|nth>)", _month_of_year),
    rule("(?P<month><month|maymonth|mon>)(?:(?<=<mon>)<dot>)?", _bare_month),
    rule(
        "{MONTH}(?P<first><small|nth|ordinal>){TO}(?P<last><small|nth|ordinal>)(?!<hyphen><small>)(?:<comma>?{YEAR})?",
        _day_range,
    ),
    rule(
        "(?P<first><small|nth|ordinal>){TO}<the>?(?P<last><small|nth|ordinal>)<of>?{MONTH}(?:<comma>?{YEAR})?",
        _day_range,
    ),
    rule(
        "(?:(?<=<from>)|(?<=<between>))(?P<first><small|nth>)(?:<and>|{TO})(?P<last><small|nth>)<of>?{MONTH}(?:<comma>?{YEAR})?",
        _day_range,
    ),
    rule("(?P<weekday><weekday>)", _bare_weekday),
    rule(
        "{WEEKDAY}<comma>?<the>(?P<day><nth|ordinal|second|small>|<tens><hyphen>?<ordinal|second>)(?!<hyphen>?<unit|units>)",
        _weekday_and_ordinal,
    ),
    rule("(?<=<on|by|until|before|after|since|from|to|for|of>)<the>(?P<day><nth>)", _ordinal_day),
    rule("(?P<year><year4>)", _year),
    rule("(?<=<in|of|since|until|by|before|after|from|to|for>){YEAR}", _spelled_year),
    rule("<unit>(?P<year><numword|tens>(?:<hyphen>?<numword|tens|scale|and>){1,6})", _spelled_year),
    rule("(?P<year><year4>)<hyphen|slash>(?P<tail><small|number>)", _year_range),
    rule("(?P<token><yearmonth>)", _year_month),
    rule("(?<=<on|since|until|by|before|after|from|to|through>)(?P<token><monthday>)", _numeric_month_and_day),
    rule("(?P<token><monthday>)", _september_11),
    rule("(?P<token><iso>)", _iso_day),
    rule("(?P<token><isoweek>)", _iso_week),
    rule("(?P<token><numeric>)", _numeric_day),
    rule("<the>?(?P<token><decade>)", _decade),
    rule("(?P<the><the>)?(?:(?P<century><numword|tens>)<hyphen>?)?(?P<token><shortdecade|tensdecade>)", _short_decade),
    rule("<the>?(?P<day><nth>|<tens><hyphen>?<ordinal|second>|<ordinal|second>)<hyphen>?(?P<unit><unit>)", _century),
    rule("(?P<season><season>)", _bare_season),
    rule("<the>?(?P<season><season>)(?:<of>|<comma>)?{YEAR}", _season_of_year),
    rule("<fiscal>(?:<unit>)?(?P<year><year4>)", _fiscal),
    rule("(?P<year><fycode>)", _fiscal),
    rule("(?P<code><qcode>)", _quarter_code),
    rule("<the>?(?P<nth><ordinal|second|nth>)<hyphen>?<fiscal>?(?P<unit><unit>)(?!<of><the|a><other>)", _named_quarter),
    rule("(?P<code><hcode|qcode>)(?P<year><year4>)", _coded_unit_of_year),
    rule("(?P<year><year4>)(?P<code><hcode|qcode>)", _coded_unit_of_year),
    rule("<the>?(?P<token><holiday>)", _holiday),
)

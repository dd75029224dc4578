"""Days and months by name: "May 3, 2024", "the 15th of June", "May 3–7", "in March", "Thursday", "Christmas Eve"."""

from pipeline.dates.grammar import Match, Rule, rule
from pipeline.dates.lexicon import UNITS, words
from pipeline.dates.meanings import Meaning, Name
from pipeline.dates.named import Absolute, DayOfMonth, Holiday, HolidayAbout, MonthAndDay, MonthName, UnitOfYear
from pipeline.dates.names import is_first_name, is_group, is_of_holiday, is_paper, is_person, is_street, is_title
from pipeline.dates.periods import SEPTEMBER_11, Period, day_of, month_of, two_digit_year
from pipeline.dates.phrases import COUNTED, FUNCTION_WORDS, ends_phrase
from pipeline.dates.spans import DayOnly, Range
from pipeline.dates.tokens import Tokens
from pipeline.dates.weekdays import AnyWeekday, Weekday, WeekdayElsewhere
from pipeline.domain.dates import Precision

_LEAP_YEAR = 2000
_MONTH_PREPOSITIONS = words(
    "in since until till during last next this early late mid end each every previous following past"
)
_DETERMINERS = words("the its his her their our")
_OF_MAY = words("government cabinet administration premiership years camp ministry team")
"""What goes by the name of a person called May."""

_INDEFINITE = words("a one any some another")
_DAY_PREPOSITIONS = words("on by until till since before after from to through next last this early late and")
_WORDS_TOO = words("mon wed sat sun fri")
"""Shortened days that are words or names as well."""

_TIES = ("hyphen", "to", "through", "and", "or")
_OF_NO_PLACE = words("gmt utc")
"""Zones that news gives times in wherever it is written."""

_OF_DAYS = ("on", "at", "over", "since", "last", "this", "during", "by", "before", "until", "after", "from")
"""Classes that make a holiday behind them a day rather than what something is about."""

_ATTACKS = words("attack attacks terror terrorist hijacker hijackers hijackings commission memorial")
_LOOSE_PREPOSITIONS = words("by from to through of before after between and for coming")
"""Those that people's names follow as well: "by June Carter"."""


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
    if is_title(match.tokens, match.at("day")) and match.at("day") < match.at("month"):
        return Name()
    if match.has("year") and year is not None:
        found = day_of(year, month, day)
        return Absolute(found) if found else None
    if match.at("day") < match.at("month") and is_street(match.tokens, match.end):
        return None
    weekday = match.value("weekday") if match.has("weekday") else None
    if (month, day) == (SEPTEMBER_11.first.month, SEPTEMBER_11.first.day) and match.tokens.word(match.end) in _ATTACKS:
        return Absolute(SEPTEMBER_11)
    return MonthAndDay(month, day, weekday)


def _month_of_year(match: Match) -> Meaning | None:
    month, year = _month_number(match), match.year()
    if match.has("short"):
        year = two_digit_year(match.value("short")) if match.tokens.word(match.end) not in COUNTED else None
    return Absolute(month_of(year, month)) if month is not None and year is not None else None


def _bare_month(match: Match) -> Meaning | None:
    """Read a month alone; people ("May said", "June Carter") and verbs ("march") have no preposition before them."""
    tokens, index = match.tokens, match.start
    month = _month_number(match)
    if month is None or _needs_capital(tokens, index):
        return None
    before = tokens.word(index - 1) if tokens.word(index - 1) != "-" else tokens.word(index - 2)
    named = tokens.is_capitalised(match.end) and tokens.words[match.end].isalpha()
    spelled_out = not tokens.is_class(index, "mon") or tokens.is_class(match.end - 1, "dot")
    joined = _precedes_month(tokens, match.end) or _follows_month(tokens, index - 1)
    if (before in _MONTH_PREPOSITIONS or joined) and spelled_out:
        return MonthName(month)
    if tokens.is_class(index, "maymonth") and _is_modifier(tokens, index, match.end):
        return MonthName(month)
    if named or (tokens.is_class(index, "maymonth") and before not in _LOOSE_PREPOSITIONS):
        return None
    if before not in _LOOSE_PREPOSITIONS - {"and"} and is_first_name(tokens, match.end):
        return None
    return MonthName(month) if spelled_out or before in _MONTH_PREPOSITIONS | _LOOSE_PREPOSITIONS else None


def _is_modifier(tokens: Tokens, index: int, end: int) -> bool:
    """As in "the May election", "the party's March budget", though no "May government" and no "March for Life"."""
    following = tokens.word(end)
    determined = tokens.word(index - 1) in _DETERMINERS or tokens.is_class(index - 1, "possessive", "a", "this")
    noun = tokens.is_class(end, "other") and following.isalpha() and not tokens.is_capitalised(end)
    return determined and noun and following not in _OF_MAY and following not in FUNCTION_WORDS


def _follows_month(tokens: Tokens, index: int) -> bool:
    """Whether another month comes before, as in "March-May"."""
    joined = tokens.is_class(index, "to", "through", "until", "and", "or", "slash", "hyphen")
    return joined and tokens.is_class(index - 1, "month", "maymonth", "mon")


def _precedes_month(tokens: Tokens, index: int) -> bool:
    """Whether another month follows, as in "March to May 2018", "May and June"."""
    joined = tokens.is_class(index, "to", "through", "until", "and", "or", "slash", "hyphen")
    named = tokens.is_class(index + 1, "month", "maymonth", "mon") and tokens.is_capitalised(index + 1)
    return joined and named and not (tokens.is_capitalised(index + 2) and tokens.word(index + 2).isalpha())


def _needs_capital(tokens: Tokens, index: int) -> bool:
    """As in "an august body" and "mar"."""
    return not tokens.is_capitalised(index) and (tokens.is_class(index, "mon") or tokens.words[index] == "august")


def _day_range(match: Match) -> Meaning | None:
    """As in "May 3–7, 2024" and "3–7 May 2024": the day that stands by the month is the one that is a date."""
    month, year = _month_number(match), match.year()
    first, last = match.day("first"), match.day("last")
    if month is None or first is None or last is None or first >= last:
        return None
    if day_of(_LEAP_YEAR, month, last) is None or (match.tokens.word(match.at("last") + 1) in COUNTED and year is None):
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
    """Read a day of the week alone, unless it is of every week or a name's."""
    tokens, start, end = match.tokens, match.start, match.end
    if match.has("short") and not _is_shortened_day(match):
        return None
    listed = tokens.is_class(start - 1, "and", "or") and tokens.is_class(start - 3, "each")
    if not tokens.is_capitalised(start) or listed:  # "every Tuesday and Thursday"
        return None
    if is_group(tokens, end) or is_paper(tokens, start) or is_person(tokens, start, end):
        return None
    weekday = match.value("short" if match.has("short") else "weekday")
    before = start - 2 if tokens.is_class(start - 1, "early", "late") else start - 1
    if tokens.word(before) in _INDEFINITE and _ends_day(tokens, end):
        return AnyWeekday(weekday)
    return (WeekdayElsewhere if _told_elsewhere(tokens, start, end) else Weekday)(weekday)


def _is_shortened_day(match: Match) -> bool:
    """As in "on Thurs.", "Tues. night"; what is a word too needs more: "on Sun.", not "The Sun."."""
    tokens, word = match.tokens, match.word("short")
    dotted = tokens.is_class(match.end - 1, "dot") and tokens.touches(match.end - 1)
    led = tokens.word(match.start - 1) in _DAY_PREPOSITIONS
    timed = tokens.is_class(match.end, "part", "noon", "clock") and not tokens.is_capitalised(match.end)
    if _is_in_a_row(tokens, match.start, match.end):
        return True
    if word in _WORDS_TOO:
        return dotted and (led or timed) and not tokens.touches(match.end)
    return dotted or led or timed


def _is_in_a_row(tokens: Tokens, start: int, end: int) -> bool:
    """Whether another shortened day is tied to it: "Mon-Fri", "Mon. to Fri.", "Sat. and Sun."."""
    ahead = tokens.is_class(end, *_TIES) and tokens.is_class(end + 1, "wkd")
    back = start - 2 - tokens.is_class(start - 2, "dot")
    behind = tokens.is_class(start - 1, *_TIES) and tokens.is_class(back, "wkd")
    return (ahead and tokens.is_capitalised(end + 1)) or (behind and tokens.is_capitalised(back))


def _ends_day(tokens: Tokens, index: int) -> bool:
    """Whether the day there is no modifier: "on a Friday (night)", not "a Friday deadline"."""
    return ends_phrase(tokens, index + tokens.is_class(index, "part"))


def _told_elsewhere(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the clock of another place tells the day: "12:20 a.m. Saturday in Tokyo", "Saturday, local time"."""
    before = start - 2 if tokens.is_class(start - 1, "on", "comma") else start - 1
    after = end + tokens.is_class(end, "comma")
    after += tokens.is_class(after, "at")
    after += tokens.is_class(after, "around")
    timed = tokens.is_class(after, "clock")
    after = after + 1 if timed else end + tokens.is_class(end, "comma")
    zones = [index for index in (before, after) if tokens.is_class(index, "zone")]
    if zones:
        return all(tokens.word(index) not in _OF_NO_PLACE for index in zones)
    if tokens.is_class(before, "time"):
        return True
    if tokens.is_class(after + 1, "time") and tokens.is_capitalised(after):
        return True
    timed = timed or tokens.is_class(before, "clock")
    return timed and tokens.is_class(after, "in") and tokens.is_capitalised(after + 1)


def _weekday_and_ordinal(match: Match) -> Meaning | None:
    """As in "Thursday the 21st"; the day of the month decides."""
    day = match.day("nth" if match.has("nth") else "day")
    return DayOfMonth(day, weekday=match.value("weekday")) if day and ends_phrase(match.tokens, match.end) else None


def _ordinal_day(match: Match) -> Meaning | None:
    """As in "on the 15th", unless the 15th of something that is no month follows."""
    day = match.day()
    return DayOfMonth(day) if day and ends_phrase(match.tokens, match.end) else None


def _quarter_of_months(match: Match) -> Meaning | None:
    """As in "the July-September quarter", "the July-to-September quarter of 2013"."""
    first, last = _month_number(match), _month_number(match, "month2")
    named = match.tokens.is_class(match.at("unit"), "period") or UNITS[match.value("unit")] == "quarter"
    if first is None or not named or (first % 3, last) != (1, first + 2):
        return None
    year = Absolute(Period.year(match.value("year"))) if match.has("year") else None
    return UnitOfYear(Precision.QUARTER, first // 3 + 1, year)


def _holiday(match: Match) -> Meaning | None:
    """Read a holiday: a day on which something takes place ("on Christmas Day"), or what something is about."""
    if is_of_holiday(match.tokens, match.end):
        return Name()
    is_day = match.tokens.is_class(match.start - 1, *_OF_DAYS)
    return (Holiday if is_day else HolidayAbout)(match.word("token"))


CALENDAR_RULES: tuple[Rule, ...] = (
    rule(
        "(?:{WEEKDAY}<comma>?)?{MONTH}(?:<the>|(?<=<mon>)<hyphen|slash>)?{DAY}(?!<hyphen><small>)(?:<comma>?{YEAR})?",
        _full_date,
    ),
    rule("(?:{WEEKDAY}<comma>?)?<the>?{DAY}<dot>?<of>?{MONTH}(?:<comma>?{YEAR})?", _full_date),
    rule("{MONTH}(?:<of>|<comma>)?{YEAR}", _month_of_year),
    rule("{MONTH}(?P<short><shortyear>)", _month_of_year),
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
    rule("{MONTH}(?P<first><small|nth>)<or>(?P<last><small|nth>)(?:<comma>?{YEAR})?", _day_range),
    rule("<the>?(?P<first><small|nth>)<or>(?P<last><small|nth>)<of>?{MONTH}(?:<comma>?{YEAR})?", _day_range),
    rule(
        "{MONTH}(?P<first><small|nth>)(?:<comma><small|nth>){0,6}<comma>?<and>(?P<last><small|nth>)(?:<comma>?{YEAR})?",
        _day_range,
    ),
    rule(
        "(?<=<on|of|for|by|over>)(?P<first><small|nth>)(?:<comma><small|nth>){0,6}<comma>?<and>(?P<last><small|nth>)<of>?{MONTH}(?:<comma>?{YEAR})?",
        _day_range,
    ),
    rule(
        "<the>?{MONTH}<hyphen>(?:<to><hyphen>)?(?P<month2><month|maymonth|mon>)<hyphen>?(?P<unit><unit|period>)(?:<of>(?P<year><year4>))?",
        _quarter_of_months,
    ),
    rule(
        "(?<=<from|between>)(?P<first><small|nth>)(?:<and>|{TO}){MONTH}(?P<last><small|nth>)(?:<comma>?{YEAR})?",
        _day_range,
    ),
    rule("(?P<weekday><weekday>)|(?P<short><wkd>)<dot>?", _bare_weekday),
    rule(
        "{WEEKDAY}(?:<comma><the>(?P<nth><nth>)|<the>(?P<day><nth|ordinal|second|small>|<tens><hyphen>?<ordinal|second>))(?!<hyphen>?<unit|units>)",
        _weekday_and_ordinal,
    ),
    rule("(?<=<on|by|until|before|after|since|from|to|for|of|around>)<the>(?P<day><nth>)", _ordinal_day),
    rule("<the>?(?P<token><holiday>)", _holiday),
)

"""Building larger expressions out of smaller ones: "late last month", "Friday morning", "the first week of May".

Rules of the lower levels have filled a chart; each composition looks for its words before or behind the candidates
there (a cascade, as in FASTUS; Hobbs et al., 1997).
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from pipeline.dates.clock import clock_value
from pipeline.dates.grammar import Candidate, Chart, Match, longest, rule
from pipeline.dates.lexicon import PARTS_OF_DAY
from pipeline.dates.meanings import Meaning
from pipeline.dates.named import Absolute, DayOfMonth, Holiday, UnitOfYear
from pipeline.dates.parts import (
    Modified,
    Nth,
    NthWeekday,
    Remaining,
    SameUnit,
    Stretch,
    TimeOfDay,
    UnitEnding,
    WeekOf,
)
from pipeline.dates.relative import RelativeWeekday, Shifted, Weekend
from pipeline.dates.relative_rules import PRECISIONS, steps, unit_of
from pipeline.dates.spans import Length, LengthEnding, Range
from pipeline.dates.timex import duration_value
from pipeline.dates.tokens import Tokens
from pipeline.domain.dates import Modifier, Precision

_Compose = Callable[[Match, Meaning], Meaning | None]


def _is(meaning: Meaning, *precisions: Precision) -> bool:
    return meaning.granularity in precisions


def _ordinal(match: Match) -> int | None:
    return -1 if match.tokens.is_class(match.at("nth"), "last", "final") else match.day("nth")


def _edge(modifier: Modifier) -> _Compose:
    def compose(match: Match, base: Meaning) -> Meaning | None:
        del match
        return Modified(base, modifier, edge=True) if base.granularity else None

    return compose


def _modified(modifier: Modifier) -> _Compose:
    def compose(match: Match, base: Meaning) -> Meaning | None:
        del match
        return Modified(base, modifier) if base.granularity else None

    return compose


def _remaining(side: int) -> _Compose:
    def compose(match: Match, base: Meaning) -> Meaning | None:
        if _is(base, Precision.DAY):  # "earlier today", "earlier Monday"
            if not match.has("in"):
                return base
            return replace(base, from_antecedent=True) if isinstance(base, Shifted) and base.count == 0 else None
        return Remaining(base, side) if isinstance(base, Shifted) and base.count == 0 else None

    return compose


def _nth_unit(match: Match, base: Meaning) -> Meaning | None:
    number, unit = _ordinal(match), unit_of(match)
    if number is None or unit not in PRECISIONS or base.granularity is None or not PRECISIONS[unit].rank < _rank(base):
        return None
    precision = PRECISIONS[unit]
    if precision is Precision.QUARTER and number > 0:
        return UnitOfYear(precision, number, base) if number <= 4 and _is(base, Precision.YEAR) else None
    return Nth(precision, number, base)


def _rank(meaning: Meaning) -> int:
    precision = meaning.granularity
    return precision.rank if precision else -1


def _nth_weekday(match: Match, base: Meaning) -> Meaning | None:
    number = _ordinal(match)
    return (
        NthWeekday(match.value("weekday"), number, base)
        if number and _is(base, Precision.MONTH, Precision.YEAR)
        else None
    )


def _half_of(match: Match, base: Meaning) -> Meaning | None:
    if not match.has("nth"):
        return None
    number = 2 if match.tokens.is_class(match.at("nth"), "last", "latter") else match.day("nth")
    if number not in {1, 2}:
        return None
    if _is(base, Precision.YEAR):
        return UnitOfYear(Precision.HALF, number, base)
    return Modified(base, Modifier.EARLY if number == 1 else Modifier.LATE) if base.granularity else None


def _coded_of(match: Match, base: Meaning) -> Meaning | None:
    precision = Precision.HALF if match.tokens.is_class(match.at("code"), "hcode") else Precision.QUARTER
    return UnitOfYear(precision, match.value("code"), base) if _is(base, Precision.YEAR) else None


def _same_of(match: Match, base: Meaning) -> Meaning | None:
    """As in "the same quarter last year", "the same period of 2003"."""
    if not _is(base, Precision.YEAR):
        return None
    if match.tokens.is_class(match.at("unit"), "period"):
        return SameUnit(None, base)
    precision = PRECISIONS.get(unit_of(match))
    return SameUnit(precision, base) if precision is not None and precision.rank < _rank(base) else None


def _season_of(match: Match, base: Meaning) -> Meaning | None:
    return UnitOfYear(Precision.SEASON, match.value("season"), base) if _is(base, Precision.YEAR) else None


def _stretch(match: Match, base: Meaning) -> Meaning | None:
    count, unit = match.number(), unit_of(match)
    if count is None or count.denominator != 1 or not 1 < count < 400 or unit not in PRECISIONS:
        return None
    side = -1 if match.tokens.is_class(match.at("nth"), "last", "final") else 1
    return Stretch(int(count), PRECISIONS[unit], side, base) if PRECISIONS[unit].rank < _rank(base) else None


def _unit_of(match: Match, base: Meaning) -> Meaning | None:
    """As in "the week of Nov. 4", "the weekend of May 3", "the month of May", "the year 2024"."""
    match unit_of(match):
        case "week" if _is(base, Precision.DAY):
            return WeekOf(base)
        case "weekend" if _is(base, Precision.DAY):
            return Weekend(base)
        case "month" if _is(base, Precision.MONTH):
            return base
        case "year" if _is(base, Precision.YEAR):
            return base
        case _:
            return None


def _unit_ending(match: Match, base: Meaning) -> Meaning | None:
    """As in "the year ended March 31", "the quarter to June", "the week ending Friday"."""
    if not _is(base, Precision.DAY, Precision.MONTH) or isinstance(base, Holiday | TimeOfDay):
        return None
    match unit_of(match):
        case "week" if _is(base, Precision.DAY):
            return WeekOf(base)
        case "quarter" | "year" as unit:
            return UnitEnding(PRECISIONS[unit], base)
        case _:
            return None


def _length_ending(match: Match, base: Meaning) -> Meaning | None:
    """As in "the three months ended June 30"; "two weeks to May 3" counts down instead."""
    count, unit = match.number(), unit_of(match)
    moved = steps(count, unit) if count is not None else None
    counts_down = match.tokens.is_class(match.at("joint"), "to") and unit != "month"
    if moved is None or counts_down or not _is(base, Precision.DAY, Precision.MONTH) or isinstance(base, Holiday):
        return None
    return LengthEnding(Length(duration_value(count, unit), 0, *moved), base)


def _day_of_month(match: Match, base: Meaning) -> Meaning | None:
    day = match.day()
    return DayOfMonth(day, base) if day and _is(base, Precision.MONTH) and not isinstance(base, Absolute) else None


def _days_of_month(match: Match, base: Meaning) -> Meaning | None:
    """As in "from 4 to 22 this month"."""
    first, last = match.day("first"), match.day("last")
    if not first or not last or first >= last or not isinstance(base, Shifted) or not _is(base, Precision.MONTH):
        return None
    return Range(DayOfMonth(first, base), DayOfMonth(last, base))


def _date_of(match: Match, base: Meaning) -> Meaning | None:
    """As in "June 30 this year", "13 June last year"."""
    day, month = match.day(), _month_of(match, base)
    return DayOfMonth(day, month) if day and month is not None else None


def _early_hours(match: Match, base: Meaning) -> Meaning | None:
    """As in "the early hours of Sunday"."""
    early = match.tokens.word(match.at("unit") - 1) in {"early", "small", "wee"}
    if not early or unit_of(match) != "hour" or not _is(base, Precision.DAY):
        return None
    return base if isinstance(base, TimeOfDay) else TimeOfDay(base, "TMO")


def _month_of(match: Match, base: Meaning) -> Meaning | None:
    """As in "June next year", "December of last year"."""
    number = match.value("month")
    if match.tokens.is_class(match.at("month"), "maymonth", "mon") and not match.tokens.is_capitalised(
        match.at("month")
    ):
        return None
    return Nth(Precision.MONTH, number, base) if _is(base, Precision.YEAR) and not isinstance(base, Absolute) else None


def _weekday_of(match: Match, base: Meaning) -> Meaning | None:
    return RelativeWeekday(match.value("weekday"), 0, base) if _is(base, Precision.WEEK) else None


def _holiday_of(match: Match, base: Meaning) -> Meaning | None:
    return Holiday(match.word("token"), base) if _is(base, Precision.YEAR) else None


def _holiday_weekend(match: Match, base: Meaning) -> Meaning | None:
    return Weekend(base) if isinstance(base, Holiday) and unit_of(match) == "weekend" else None


def _part_of(match: Match, base: Meaning) -> Meaning | None:
    plain = _is(base, Precision.DAY) and not isinstance(base, TimeOfDay)
    return TimeOfDay(base, f"T{PARTS_OF_DAY[match.value('part')]}") if plain else None


def _noon_of(match: Match, base: Meaning) -> Meaning | None:
    return TimeOfDay(base, f"T{match.value('noon'):02}:00") if _is(base, Precision.DAY) else None


def _dawn_of(match: Match, base: Meaning) -> Meaning | None:
    plain = _is(base, Precision.DAY) and not isinstance(base, TimeOfDay)
    return TimeOfDay(base, f"T{PARTS_OF_DAY[match.value('dawn')]}") if plain else None


def _clock_of(match: Match, base: Meaning) -> Meaning | None:
    time = clock_value(match.word("clock"))
    day = base.day if isinstance(base, TimeOfDay) else base  # "8 p.m. Sunday night"
    return TimeOfDay(day, time) if time and _is(day, Precision.DAY) else None


_NTH = r"(?P<nth><ordinal|second|nth|last|final|latter>)"
_OF = r"(?:<of|in>)?"
_BEFORE: tuple[tuple[str, _Compose], ...] = (
    (r"<the>?<early><hyphen>?", _modified(Modifier.EARLY)),
    (r"<the>?<mid><hyphen>?", _modified(Modifier.MID)),
    (r"<the>?<late><hyphen>?", _modified(Modifier.LATE)),
    (r"<early><on>", _modified(Modifier.EARLY)),
    (r"<late><on>", _modified(Modifier.LATE)),
    (r"<the><early|other>(?P<unit><units>)<of|on>", _early_hours),
    (r"{MONTH}(?P<day><small|nth>)<comma|of>?", _date_of),
    (r"(?P<day><small|nth>)<of>?{MONTH}<comma|of>?", _date_of),
    (r"(?:<the><early|very>|<the>)?<beginning|starting><of>", _edge(Modifier.EARLY)),
    (r"<the>?<middle><of>", _edge(Modifier.MID)),
    (r"(?:<the><very>|<the>)?<ending><of>|<ending><hyphen>", _edge(Modifier.LATE)),
    (r"<earlier>(?P<in><in>)?", _remaining(-1)),
    (r"<later>(?P<in><in>)?", _remaining(1)),
    (r"<the>?<rest><of>?", _remaining(1)),
    (rf"<the>?{_NTH}(?P<weekday><weekday>){_OF}", _nth_weekday),
    (rf"<the>?{_NTH}<hyphen>?<fiscal>?(?P<unit><unit>){_OF}", _nth_unit),
    (rf"<the>?{_NTH}<hyphen>?<half>{_OF}", _half_of),
    (rf"<the>?{_NTH}{{NUMBER}}(?P<unit><units>){_OF}", _stretch),
    (r"(?P<code><qcode|hcode>)(?:<of|comma>)?", _coded_of),
    (r"<the>?(?P<season><season>)<of>", _season_of),
    (r"<the>?<same>(?P<unit><unit|period>)(?:<of|in>?<the>?|<a>(?=<unit>))", _same_of),
    (r"<the>?(?P<unit><unit>)(?:<of>|<starting|beginning><on>?)", _unit_of),
    (r"<the>?<fiscal>?(?P<unit><unit>)(?:<to|through>|<ended|ending><on|in>?)", _unit_ending),
    (r"<the>?{NUMBER}(?P<unit><units>)(?P<joint><to|through>|<ended|ending>)<on|in>?", _length_ending),
    (r"<the>?(?P<day><small|nth|ordinal|second>)<of>?", _day_of_month),
    (r"(?P<first><small|nth>)(?:{TO}|<and>)(?P<last><small|nth>)(?:<of|in>)?", _days_of_month),
    (r"(?P<month><month|maymonth|mon>)<of>?", _month_of),
    (r"(?P<weekday><weekday>)<of>?", _weekday_of),
    (r"(?P<token><holiday>)<comma|of|in>?", _holiday_of),
    (r"<the>?(?P<part><part>)<of>", _part_of),
    (r"(?P<noon><noon>)<on>?", _noon_of),
    (r"(?P<dawn><dawn>)<on>?", _dawn_of),
    (r"(?P<clock><clock>){ZONE}?<comma>?<on>?", _clock_of),
)
_BEHIND: tuple[tuple[str, _Compose], ...] = (
    (r"<possessive>?(?:<early|late|mid><hyphen>?)?(?P<part><part>)", _part_of),
    (r"<comma>?<at>?(?:<around>)?(?P<clock><clock>){ZONE}?", _clock_of),
    (r"<at>?(?P<noon><noon>)", _noon_of),
    (r"<at>?(?P<dawn><dawn>)", _dawn_of),
    (r"<on>?(?P<weekday><weekday>)", _weekday_of),
    (r"(?P<unit><unit>)", _holiday_weekend),
)
_BEFORE_RULES = tuple((rule(pattern, lambda _: None).pattern, compose) for pattern, compose in _BEFORE)
_BEHIND_RULES = tuple((rule(pattern, lambda _: None).pattern, compose) for pattern, compose in _BEHIND)


def compose(tokens: Tokens, chart: Chart) -> None:
    """Add to the chart what its candidates make together with the words around them, the rightmost first."""
    for candidate in [candidate for found in chart.values() for candidate in found]:
        for extended in _behind(tokens, candidate):
            chart.setdefault(extended.start, []).append(extended)
    prefixes = [(found, compose) for pattern, compose in _BEFORE_RULES for found in pattern.finditer(tokens.classes)]
    for found, build in sorted(prefixes, key=lambda prefix: -prefix[0].start()):
        match = Match(tokens, found)
        base = longest(chart, match.end)
        if base is None:
            continue
        meaning = build(match, base.meaning)
        if meaning is not None:
            joint = match.at("joint") if match.has("joint") else None
            chart.setdefault(match.start, []).append(Candidate(match.start, base.end, meaning, joint=joint))


def _behind(tokens: Tokens, candidate: Candidate) -> Iterator[Candidate]:
    if not _is(candidate.meaning, Precision.DAY, Precision.WEEK):
        return
    for pattern, build in _BEHIND_RULES:
        found = pattern.match(tokens.classes, candidate.end)
        if found is None:
            continue
        match = Match(tokens, found)
        meaning = build(match, candidate.meaning)
        if meaning is not None:
            yield Candidate(candidate.start, match.end, meaning)

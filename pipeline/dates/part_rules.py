"""Parts of a period, and periods by a part: "early 2024", "the first week of May", "the year ended March 31"."""

from dataclasses import replace
from fractions import Fraction

from pipeline.dates.away import Away
from pipeline.dates.composition import Compose, Composition, composition, is_of, rank_of
from pipeline.dates.counting import PRECISIONS, steps, unit_of
from pipeline.dates.grammar import Match
from pipeline.dates.meanings import Meaning
from pipeline.dates.named import Holiday, UnitOfYear
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
from pipeline.dates.relative import Shifted
from pipeline.dates.spans import Length, LengthEnding, LengthStarting
from pipeline.dates.timex import duration_value
from pipeline.dates.weekdays import Weekend
from pipeline.domain.dates import Modifier, Precision


def _ordinal(match: Match) -> int | None:
    return -1 if match.tokens.is_class(match.at("nth"), "last", "final") else match.day("nth")


def _edge(modifier: Modifier) -> Compose:
    def compose(match: Match, base: Meaning) -> Meaning | None:
        del match
        return Modified(base, modifier, edge=True) if base.granularity else None

    return compose


def _modified(modifier: Modifier) -> Compose:
    def compose(match: Match, base: Meaning) -> Meaning | None:
        del match
        return Modified(base, modifier) if base.granularity else None

    return compose


def _remaining(side: int) -> Compose:
    def compose(match: Match, base: Meaning) -> Meaning | None:
        if match.tokens.is_class(match.start - 1, "hyphen"):  # "the year-earlier quarter"
            return None
        if is_of(base, Precision.DAY):  # "earlier today", "earlier Monday"
            if not match.has("in"):
                return base
            return replace(base, from_antecedent=True) if isinstance(base, Shifted) and base.count == 0 else None
        return Remaining(base, side) if isinstance(base, Shifted) and base.count == 0 else None

    return compose


def _nth_unit(match: Match, base: Meaning) -> Meaning | None:
    number, unit = _ordinal(match), unit_of(match)
    if (
        number is None
        or unit not in PRECISIONS
        or base.granularity is None
        or not PRECISIONS[unit].rank < rank_of(base)
    ):
        return None
    precision = PRECISIONS[unit]
    if precision is Precision.QUARTER and number > 0:
        return UnitOfYear(precision, number, base) if number <= 4 and is_of(base, Precision.YEAR) else None
    return Nth(precision, number, base)


def _nth_weekday(match: Match, base: Meaning) -> Meaning | None:
    number = _ordinal(match)
    return (
        NthWeekday(match.value("weekday"), number, base)
        if number and is_of(base, Precision.MONTH, Precision.YEAR)
        else None
    )


def _half_of(match: Match, base: Meaning) -> Meaning | None:
    if not match.has("nth"):
        return None
    number = 2 if match.tokens.is_class(match.at("nth"), "last", "latter") else match.day("nth")
    if number not in {1, 2}:
        return None
    if is_of(base, Precision.YEAR):
        return UnitOfYear(Precision.HALF, number, base)
    return Modified(base, Modifier.EARLY if number == 1 else Modifier.LATE) if base.granularity else None


def _coded_of(match: Match, base: Meaning) -> Meaning | None:
    precision = Precision.HALF if match.tokens.is_class(match.at("code"), "hcode") else Precision.QUARTER
    return UnitOfYear(precision, match.value("code"), base) if is_of(base, Precision.YEAR) else None


def _same_of(match: Match, base: Meaning) -> Meaning | None:
    """As in "the same quarter last year", "the same period of 2003"."""
    if not is_of(base, Precision.YEAR):
        return None
    if match.tokens.is_class(match.at("unit"), "period"):
        return SameUnit(None, base)
    precision = PRECISIONS.get(unit_of(match))
    return SameUnit(precision, base) if precision is not None and precision.rank < rank_of(base) else None


def _season_of(match: Match, base: Meaning) -> Meaning | None:
    return UnitOfYear(Precision.SEASON, match.value("season"), base) if is_of(base, Precision.YEAR) else None


def _stretch(match: Match, base: Meaning) -> Meaning | None:
    count, unit = match.number(), unit_of(match)
    if count is None or count.denominator != 1 or not 1 < count < 400 or unit not in PRECISIONS:
        return None
    side = -1 if match.tokens.is_class(match.at("nth"), "last", "final") else 1
    return Stretch(int(count), PRECISIONS[unit], side, base) if PRECISIONS[unit].rank < rank_of(base) else None


def _unit_of(match: Match, base: Meaning) -> Meaning | None:
    """As in "the week of Nov. 4", "the weekend of May 3", "the month of May", "the year 2024"."""
    match unit_of(match):
        case "week" if is_of(base, Precision.DAY):
            return WeekOf(base)
        case "weekend" if is_of(base, Precision.DAY):
            return Weekend(base)
        case "month" if is_of(base, Precision.MONTH):
            return base
        case "year" if is_of(base, Precision.YEAR):
            return base
        case _:
            return None


def _unit_ending(match: Match, base: Meaning) -> Meaning | None:
    """As in "the year ended March 31", "the quarter to June", "the week ending Friday"."""
    if not is_of(base, Precision.DAY, Precision.MONTH) or isinstance(base, Holiday | TimeOfDay):
        return None
    match unit_of(match):
        case "week" if is_of(base, Precision.DAY):
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
    if moved is None or counts_down or not is_of(base, Precision.DAY, Precision.MONTH) or isinstance(base, Holiday):
        return None
    return LengthEnding(Length(duration_value(count, unit), 0, *moved), base)


def _length_starting(match: Match, base: Meaning) -> Meaning | None:
    """As in "for a week starting tomorrow", "for three days from Monday"."""
    count, unit = match.number() if match.has("number") else Fraction(1), unit_of(match)
    moved = steps(count, unit) if count is not None else None
    if moved is None or not is_of(base, Precision.DAY) or isinstance(base, TimeOfDay):
        return None
    counts_on = match.tokens.is_class(match.at("joint"), "from", "comma")
    if counts_on and not match.tokens.is_class(match.start - 1, "for"):  # "two weeks from Tuesday"
        return Away(*moved, Precision.MONTH if moved[0] else Precision.DAY, base)
    return LengthStarting(Length(duration_value(count, unit), 0, *moved), base)


def _first_units(match: Match, base: Meaning) -> Meaning | None:
    """As in "the first weeks of 2018", "the early months of the war" where that is a time."""
    if match.word("nth") not in {"first", "early", "opening"}:
        return None
    return _units_within(match, base, Modifier.EARLY)


def _last_units(match: Match, base: Meaning) -> Meaning | None:
    """As in "the final months of 2018"."""
    return _units_within(match, base, Modifier.LATE)


def _units_within(match: Match, base: Meaning, modifier: Modifier) -> Meaning | None:
    precision = PRECISIONS.get(unit_of(match))
    return Modified(base, modifier) if precision is not None and precision.rank < rank_of(base) else None


_NTH = r"(?P<nth><ordinal|second|nth|last|final|latter>)"


_OF = r"(?:<of|in>)?"


PART_RULES: tuple[Composition, ...] = (
    composition(r"<the>?<early><hyphen>?", _modified(Modifier.EARLY)),
    composition(r"<the>?<mid><hyphen>?", _modified(Modifier.MID)),
    composition(r"<the>?<late><hyphen>?", _modified(Modifier.LATE)),
    composition(r"<early><on|in>", _modified(Modifier.EARLY)),
    composition(r"<late><on|in>", _modified(Modifier.LATE)),
    composition(
        r"(?:<a>|{NUMBER})(?P<unit><unit|units>)(?P<joint><comma>?<from>|<starting|beginning>)<from|on>?",
        _length_starting,
    ),
    composition(r"<the>?(?P<nth><ordinal|early|other>)(?P<unit><units>)<of>", _first_units),
    composition(r"<the>?(?:<final|last|late>)(?P<unit><units>)<of>", _last_units),
    composition(r"(?:<the><early|very>|<the>)?<beginning|starting><of>", _edge(Modifier.EARLY)),
    composition(r"<the>?<middle><of>", _edge(Modifier.MID)),
    composition(r"(?:<the><very>|<the>)?<ending><of>|<ending><hyphen>", _edge(Modifier.LATE)),
    composition(r"<earlier>(?P<in><in>)?", _remaining(-1)),
    composition(r"<later>(?P<in><in>)?", _remaining(1)),
    composition(r"<the>?<rest><of>?", _remaining(1)),
    composition(rf"<the>?{_NTH}(?P<weekday><weekday>){_OF}", _nth_weekday),
    composition(rf"<the>?{_NTH}<hyphen>?<fiscal>?(?P<unit><unit>){_OF}", _nth_unit),
    composition(rf"<the>?{_NTH}<hyphen>?<half>{_OF}", _half_of),
    composition(rf"<the>?{_NTH}{{NUMBER}}(?P<unit><units>){_OF}", _stretch),
    composition(r"(?P<code><qcode|hcode>)(?:<of|comma>)?", _coded_of),
    composition(r"<the>?(?P<season><season>)<of>", _season_of),
    composition(r"<the>?<same>(?P<unit><unit|period>)(?:<of|in>?<the>?|<a>(?=<unit>))", _same_of),
    composition(r"<the>?(?P<unit><unit>)(?:<of>|<starting|beginning><on>?)", _unit_of),
    composition(r"<the>?<fiscal>?(?P<unit><unit>)(?:<to|through>|<that>?<ended|ending><on|in>?)", _unit_ending),
    composition(r"<the>?{NUMBER}(?P<unit><units>)(?P<joint><to|through>|<ended|ending>)<on|in>?", _length_ending),
)

"""Days and times of day in their month, week or day: "the 20th of next month", "9:30 a.m. on Friday"."""

from pipeline.dates.clock import clock_value
from pipeline.dates.composition import Composition, composition, is_of
from pipeline.dates.counting import unit_of
from pipeline.dates.grammar import Match
from pipeline.dates.lexicon import PARTS_OF_DAY
from pipeline.dates.meanings import Meaning
from pipeline.dates.named import Absolute, DayOfMonth, Holiday
from pipeline.dates.parts import (
    Nth,
    TimeOfDay,
)
from pipeline.dates.relative import Shifted
from pipeline.dates.spans import Range
from pipeline.dates.weekdays import RelativeWeekday, Weekend
from pipeline.domain.dates import Precision


def _day_of_month(match: Match, base: Meaning) -> Meaning | None:
    day = match.day()
    return DayOfMonth(day, base) if day and is_of(base, Precision.MONTH) and not isinstance(base, Absolute) else None


def _days_of_month(match: Match, base: Meaning) -> Meaning | None:
    """As in "from 4 to 22 this month"."""
    first, last = match.day("first"), match.day("last")
    if not first or not last or first >= last or not isinstance(base, Shifted) or not is_of(base, Precision.MONTH):
        return None
    return Range(DayOfMonth(first, base), DayOfMonth(last, base))


def _overnight_on(match: Match, base: Meaning) -> Meaning | None:
    """As in "overnight on Thursday"."""
    del match
    return TimeOfDay(base, "TNI") if is_of(base, Precision.DAY) and not isinstance(base, TimeOfDay) else None


def _date_of(match: Match, base: Meaning) -> Meaning | None:
    """As in "June 30 this year", "13 June last year"."""
    day, month = match.day(), _month_of(match, base)
    return DayOfMonth(day, month) if day and month is not None else None


def _early_hours(match: Match, base: Meaning) -> Meaning | None:
    """As in "the early hours of Sunday"."""
    early = match.tokens.word(match.at("unit") - 1) in {"early", "small", "wee"}
    if not early or unit_of(match) != "hour" or not is_of(base, Precision.DAY):
        return None
    return base if isinstance(base, TimeOfDay) else TimeOfDay(base, "TMO")


def _month_of(match: Match, base: Meaning) -> Meaning | None:
    """As in "June next year", "December of last year"."""
    number = match.value("month")
    if match.tokens.is_class(match.at("month"), "maymonth", "mon") and not match.tokens.is_capitalised(
        match.at("month")
    ):
        return None
    return (
        Nth(Precision.MONTH, number, base) if is_of(base, Precision.YEAR) and not isinstance(base, Absolute) else None
    )


def _weekday_of(match: Match, base: Meaning) -> Meaning | None:
    return RelativeWeekday(match.value("weekday"), 0, base) if is_of(base, Precision.WEEK) else None


def _holiday_of(match: Match, base: Meaning) -> Meaning | None:
    return Holiday(match.word("token"), base) if is_of(base, Precision.YEAR) else None


def _holiday_weekend(match: Match, base: Meaning) -> Meaning | None:
    return Weekend(base) if isinstance(base, Holiday) and unit_of(match) == "weekend" else None


def _part_of(match: Match, base: Meaning) -> Meaning | None:
    plain = is_of(base, Precision.DAY) and not isinstance(base, TimeOfDay)
    return TimeOfDay(base, f"T{PARTS_OF_DAY[match.value('part')]}") if plain else None


def _noon_of(match: Match, base: Meaning) -> Meaning | None:
    return TimeOfDay(base, f"T{match.value('noon'):02}:00") if is_of(base, Precision.DAY) else None


def _dawn_of(match: Match, base: Meaning) -> Meaning | None:
    plain = is_of(base, Precision.DAY) and not isinstance(base, TimeOfDay)
    return TimeOfDay(base, f"T{PARTS_OF_DAY[match.value('dawn')]}") if plain else None


def _clock_of(match: Match, base: Meaning) -> Meaning | None:
    time = clock_value(match.word("clock"))
    day = base.day if isinstance(base, TimeOfDay) else base  # "8 p.m. Sunday night"
    return TimeOfDay(day, time) if time and is_of(day, Precision.DAY) else None


DAY_RULES: tuple[Composition, ...] = (
    composition(r"(?P<overnight><overnight>)<on>?", _overnight_on),
    composition(r"<the><early|other>(?P<unit><units>)<of|on>", _early_hours),
    composition(r"{MONTH}(?P<day><small|nth>)<comma|of>?", _date_of),
    composition(r"(?P<day><small|nth>)<of>?{MONTH}<comma|of>?", _date_of),
    composition(r"<the>?(?P<day><small|nth|ordinal|second>)<of>?", _day_of_month),
    composition(r"(?P<first><small|nth>)(?:{TO}|<and>)(?P<last><small|nth>)(?:<of|in>)?", _days_of_month),
    composition(r"(?P<month><month|maymonth|mon>)<of>?", _month_of),
    composition(r"(?P<weekday><weekday>)(?:<of>|(?!<unit>))", _weekday_of),
    composition(r"<the>?(?P<token><holiday>)<comma|of|in>?", _holiday_of),
    composition(r"<the>?(?P<part><part>)<of>", _part_of),
    composition(r"(?P<noon><noon>)<on>?", _noon_of),
    composition(r"(?P<dawn><dawn>)<on>?", _dawn_of),
    composition(r"(?P<clock><clock>){ZONE}?<comma>?<on>?", _clock_of),
)


TIME_RULES: tuple[Composition, ...] = (
    composition(r"<possessive>?(?:<early|late|mid><hyphen>?)?(?P<part><part>)", _part_of),
    composition(r"<comma>?<at>?(?:<around>)?(?P<clock><clock>){ZONE}?", _clock_of),
    composition(r"<at>?(?P<noon><noon>)", _noon_of),
    composition(r"<at>?(?P<dawn><dawn>)", _dawn_of),
    composition(r"<on>?(?P<weekday><weekday>)", _weekday_of),
    composition(r"(?P<unit><unit>)", _holiday_weekend),
)
"""What stands behind the day: "Friday morning", "Saturday at 2 a.m."."""

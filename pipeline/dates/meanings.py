"""What expressions mean: how each kind of wording is resolved against its context.

The division is HeidelTime's and SUTime's: the grammar says what the words mean ("a month named May, of no known year"), and only the
context (publication date, tense of the clause, dates told before) makes days of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto
from typing import ClassVar, Protocol

from pipeline.dates.expression import Boundary, Kind, TimexType
from pipeline.dates.holidays import holiday
from pipeline.dates.periods import OutOfCalendarError, Period, day_of, month_of, unit_of_year
from pipeline.dates.timex import SEASONS, UNKNOWN, period_value
from pipeline.domain.dates import Modifier, Precision


class Direction(Enum):
    """Which way from the publication the clause looks."""

    PAST = auto()
    FUTURE = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is resolved against."""

    published: date | None
    direction: Direction = Direction.UNKNOWN
    told: tuple[Period, ...] = ()
    """The dates told before, the last one first: "the previous day" goes back from them."""

    year: int | None = None
    """The year that the text gives nearby to dates without one."""

    def anchor(self, precision: Precision) -> date | None:
        """What "the previous day" or "a year earlier" counts from: the date told last that is exact enough, else publication."""
        exact = (period.first for period in self.told if period.precision.rank <= precision.rank)
        return next(exact, self.published)


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression, resolved as far as its context allows."""

    value: str
    kind: Kind = Kind.POINT
    type: TimexType = TimexType.DATE
    earliest: date | None = None
    latest: date | None = None
    precision: Precision | None = None
    modifier: Modifier | None = None
    boundary: Boundary | None = None
    explicit: bool = False
    period: Period | None = None
    """The calendar unit that it is, for what refers back to it."""


class Meaning(Protocol):
    """What some words say about time."""

    @property
    def floats(self) -> bool:
        """Whether it names one of many days, months or years, so that direction decides ("Thursday", "in March")."""
        ...

    def read(self, context: Context) -> Reading:
        """Resolve it. Never fails: what cannot be known has a value with X and no dates."""
        ...


def whole(period: Period, *, explicit: bool = False, value: str | None = None) -> Reading:
    """The reading of a calendar unit."""
    try:
        last = period.last
    except OutOfCalendarError:
        return Reading(value or period_value(period))
    return Reading(
        value or period_value(period),
        earliest=period.first,
        latest=last,
        precision=period.precision,
        explicit=explicit,
        period=period,
    )


def nearest(candidate: Callable[[int], Period | None], context: Context, years: int = 8) -> Period | None:
    """The occurrence of a yearly date that fits the context: nearest publication, on the side that the clause looks to.

    Eight years on either side reach every 29 February.
    """
    if context.year is not None:
        return candidate(context.year)
    day = context.published
    if day is None:
        return None
    around = [found for year in range(day.year - years, day.year + years + 1) if 0 < year < 9999 and (found := candidate(year))]
    match context.direction:
        case Direction.PAST:
            fitting = [found for found in around if found.first <= day]
            return fitting[-1] if fitting else None
        case Direction.FUTURE:
            fitting = [found for found in around if found.last >= day]
            return fitting[0] if fitting else None
        case Direction.UNKNOWN:
            return min(around, key=lambda found: (_distance(found, day), found.first), default=None)


def _distance(period: Period, day: date) -> int:
    if period.first <= day <= period.last:
        return 0
    return min(abs((period.first - day).days), abs((period.last - day).days))


@dataclass(frozen=True, slots=True)
class Absolute:
    """A calendar unit that is fully told: "October 2024", "the 1990s"."""

    period: Period
    floats: ClassVar[bool] = False

    def read(self, context: Context) -> Reading:
        """The unit itself, whatever the context."""
        del context
        return whole(self.period, explicit=True)


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Words that have a value and no days: "XXXX-XX-XX"."""

    value: str
    type: TimexType = TimexType.DATE
    kind: Kind = Kind.REFERENCE
    floats: ClassVar[bool] = False

    def read(self, context: Context) -> Reading:
        """The value alone; the recent past is a deadline, the day of publication."""
        if self.value == "PAST_REF" and context.published:
            day = context.published
            return Reading(
                self.value, self.kind, self.type, None, day, Precision.DAY, boundary=Boundary.BY
            )
        return Reading(self.value, self.kind, self.type)


@dataclass(frozen=True, slots=True)
class MonthAndDay:
    """A day without its year: "May 3"."""

    month: int
    day: int
    weekday: int | None = None
    floats: ClassVar[bool] = True

    def read(self, context: Context) -> Reading:
        """The nearest fitting year's; a day of the week that agrees with one side only settles which."""
        found = nearest(lambda year: day_of(year, self.month, self.day), context)
        if self.weekday is not None and found is not None and found.first.weekday() != self.weekday:
            sides = (replace(context, direction=side) for side in (Direction.PAST, Direction.FUTURE))
            days = [nearest(lambda year: day_of(year, self.month, self.day), side) for side in sides]
            found = next((day for day in days if day and day.first.weekday() == self.weekday), found)
        return whole(found) if found else Reading(f"XXXX-{self.month:02}-{self.day:02}")


@dataclass(frozen=True, slots=True)
class MonthName:
    """A month without its year: "in March"."""

    month: int
    floats: ClassVar[bool] = True

    def read(self, context: Context) -> Reading:
        """The nearest fitting year's."""
        found = nearest(lambda year: month_of(year, self.month), context)
        return whole(found) if found else Reading(f"XXXX-{self.month:02}")


@dataclass(frozen=True, slots=True)
class UnitOfYear:
    """A quarter, half or season, of the year that is told or else of the nearest fitting one."""

    precision: Precision
    number: int
    of: Meaning | None = None

    @property
    def floats(self) -> bool:
        """Without its year."""
        return self.of is None or self.of.floats

    def read(self, context: Context) -> Reading:
        """The unit; in the fiscal year that is told, where one is."""
        if self.of is not None:
            year = self.of.read(context)
            if year.period is None:
                return Reading(self._value("XXXX"))
            found = unit_of_year(self.precision, year.period.first.year, self.number)
            value = self._value(year.value) if year.value.startswith("FY") else None
            return whole(found, explicit=year.explicit, value=value)
        found = nearest(lambda year: unit_of_year(self.precision, year, self.number), context)
        return whole(found) if found else Reading(self._value("XXXX"))

    def _value(self, year: str) -> str:
        match self.precision:
            case Precision.QUARTER:
                return f"{year}-Q{self.number}"
            case Precision.HALF:
                return f"{year}-H{self.number}"
            case _:
                return f"{year}-{SEASONS[self.number - 1]}"


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """ "fiscal 2024": the calendar year of that number stands for it, since companies' years differ."""

    year: int
    floats: ClassVar[bool] = False

    def read(self, context: Context) -> Reading:
        """The year, with its own value."""
        del context
        return whole(Period.year(self.year), explicit=True, value=f"FY{self.year:04}")


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday of the nearest fitting year."""

    name: str
    year: Meaning | None = None

    @property
    def floats(self) -> bool:
        """Without its year."""
        return self.year is None

    def read(self, context: Context) -> Reading:
        """The day that it falls on."""
        if self.year is not None:
            year = self.year.read(context)
            if year.period is None:
                return Reading(UNKNOWN[Precision.DAY])
            return whole(self._in(year.period.first.year), explicit=year.explicit)
        found = nearest(self._in, context)
        return whole(found) if found else Reading(self._unknown())

    def _in(self, year: int) -> Period:
        return Period(Precision.DAY, holiday(self.name, year))

    def _unknown(self) -> str:
        days = {holiday(self.name, year).strftime("%m-%d") for year in (2021, 2022)}
        return f"XXXX-{days.pop()}" if len(days) == 1 else UNKNOWN[Precision.DAY]


@dataclass(frozen=True, slots=True)
class Weekday:
    """A bare day of the week: the nearest at or before publication, or at or after it where the clause looks ahead."""

    weekday: int
    floats: ClassVar[bool] = True

    def read(self, context: Context) -> Reading:
        """News tells of the week behind it, so an unknown direction is the past."""
        day = context.published
        if day is None:
            return Reading(f"XXXX-WXX-{self.weekday + 1}")
        ahead = (self.weekday - day.weekday()) % 7
        if context.direction is Direction.FUTURE:
            return whole(Period(Precision.DAY, day).shift(ahead))
        return whole(Period(Precision.DAY, day).shift(-((day.weekday() - self.weekday) % 7)))


@dataclass(frozen=True, slots=True)
class Shifted:
    """A unit counted from another: "last month" from publication, "the previous day" from the date told last."""

    precision: Precision
    count: int
    from_antecedent: bool = False
    floats: ClassVar[bool] = False

    def read(self, context: Context) -> Reading:
        """The unit, so many steps away."""
        anchor = context.anchor(self.precision) if self.from_antecedent else context.published
        if anchor is None:
            return Reading(UNKNOWN[self.precision])
        try:
            return whole(Period.containing(anchor, self.precision).shift(self.count))
        except OutOfCalendarError:
            return Reading(UNKNOWN[self.precision])


@dataclass(frozen=True, slots=True)
class Away:
    """A length of time from a day: "two years and a month ago", "three weeks later".

    The words are no more exact than their unit: "two weeks ago" is the week, "two years ago" the year.
    """

    months: int
    days: int
    precision: Precision
    start: Meaning | None = None
    from_antecedent: bool = False
    floats: ClassVar[bool] = False

    def read(self, context: Context) -> Reading:
        """The unit of `precision` that the day lies in."""
        anchor = context.anchor(self.precision) if self.from_antecedent else context.published
        if self.start is not None:
            anchor = self.start.read(context).earliest
        if anchor is None:
            return Reading(UNKNOWN[self.precision])
        try:
            month = Period.containing(anchor, Precision.MONTH).shift(self.months)
            day = min(anchor.day, month.last.day)
            shifted = Period(Precision.DAY, month.first.replace(day=day)).shift(self.days)
            return whole(Period.containing(shifted.first, self.precision))
        except OutOfCalendarError:
            return Reading(UNKNOWN[self.precision])


@dataclass(frozen=True, slots=True)
class RelativeWeekday:
    """ "last Friday" (before publication), "this Friday" (of its week), "next Friday" (of the next ISO week)."""

    weekday: int
    relation: int
    of: Meaning | None = None
    from_antecedent: bool = False
    floats: ClassVar[bool] = False

    def read(self, context: Context) -> Reading:
        """The day."""
        anchor = context.anchor(Precision.WEEK) if self.from_antecedent else context.published
        if self.of is not None:
            period = self.of.read(context).period
            anchor = period.first if period else None
        if anchor is None:
            return Reading(f"XXXX-WXX-{self.weekday + 1}")
        try:
            week = Period.containing(anchor, Precision.WEEK).first
            day = Period(Precision.DAY, week).shift(self.weekday)
            if self.from_antecedent and self.relation > 0:
                return whole(day if day.first > anchor else day.shift(7))
            if self.relation > 0:
                return whole(day.shift(7))
            if self.relation < 0:
                return whole(day if day.first < anchor else day.shift(-7))
            return whole(day)
        except OutOfCalendarError:
            return Reading(f"XXXX-WXX-{self.weekday + 1}")


@dataclass(frozen=True, slots=True)
class RelativeMonth:
    """ "last March", "this September", "next June"; "last summer" alike."""

    named: MonthName | UnitOfYear
    relation: int
    floats: ClassVar[bool] = False

    def read(self, context: Context) -> Reading:
        """The last one that is over, that of this year, or the next that has not begun."""
        if context.published is None:
            return self.named.read(context)
        this = self.named.read(replace(context, year=context.published.year))
        if this.period is None or self.relation == 0:
            return this
        steps = (self.named.read(replace(context, year=context.published.year + step)) for step in (-2, -1, 0, 1, 2))
        found = [reading for reading in steps if reading.earliest and reading.latest]
        if self.relation < 0:
            return next(r for r in reversed(found) if r.latest and r.latest < context.published)
        return next(r for r in found if r.earliest and r.earliest > context.published)


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day without its month: "the 15th", "the 20th of next month"."""

    day: int
    month: Meaning | None = None
    weekday: int | None = None

    @property
    def floats(self) -> bool:
        """Without its month, or where that floats."""
        return self.month is None or self.month.floats

    def read(self, context: Context) -> Reading:
        """The nearest fitting one."""
        unknown = Reading(f"XXXX-XX-{self.day:02}")
        if self.month is not None:
            month = self.month.read(context)
            first = month.period.first if month.period else None
            found = day_of(first.year, first.month, self.day) if first else None
            return whole(found, explicit=month.explicit) if found else unknown
        if context.published is None:
            return unknown
        this = Period.containing(context.published, Precision.MONTH)
        try:
            months = [this.shift(step).first for step in range(-2, 3)]
        except OutOfCalendarError:
            return unknown
        days = [found for first in months if (found := day_of(first.year, first.month, self.day))]
        if self.weekday is not None:
            agreeing = [found for found in days if found.first.weekday() == self.weekday]
            if agreeing:
                return whole(min(agreeing, key=lambda found: abs(found.first.toordinal() - this.first.toordinal() - 15)))
        if context.direction is Direction.FUTURE:
            return whole(next(found for found in days if found.first >= context.published))
        return whole(next(found for found in reversed(days) if found.first <= context.published))


@dataclass(frozen=True, slots=True)
class Weekend:
    """The Saturday and Sunday of a week: TIMEX3's "2024-W18-WE"."""

    week: Meaning
    floats: ClassVar[bool] = False

    def read(self, context: Context) -> Reading:
        """Two days."""
        week = self.week.read(context)
        if week.earliest is None:
            return Reading("XXXX-WXX-WE")
        monday = Period.containing(week.earliest, Precision.WEEK)
        return Reading(
            f"{period_value(monday)}-WE",
            earliest=monday.first + timedelta(days=5),
            latest=monday.first + timedelta(days=6),
            precision=Precision.DAY,
            explicit=week.explicit,
            period=monday,
        )

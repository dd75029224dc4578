"""Dates told from another day: publication, or the date told last."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.dates.expression import Boundary, Kind, TimexType
from pipeline.dates.meanings import Context, Direction, Floating, Meaning, Reading, whole
from pipeline.dates.named import MonthName, UnitOfYear
from pipeline.dates.periods import OutOfCalendarError, Period
from pipeline.dates.timex import PAST_REF, UNKNOWN, period_value
from pipeline.domain.dates import Modifier, Precision

_ONE_DAY = timedelta(days=1)
_THURSDAY, _SATURDAY, _SUNDAY = 3, 5, 6
_JUNE = 6
_WEEK_DAYS = 7
_MONTH_DAYS = 31
_TEN_YEARS = 120


@dataclass(frozen=True, slots=True)
class Shifted(Meaning):
    """A unit counted from another: "last month" from publication, "the previous day" from the date told last."""

    precision: Precision
    count: int
    from_antecedent: bool = False

    @property
    def floats(self) -> bool:
        """Where only a clause that looks ahead lets it count from publication: "the next day"."""
        return self.from_antecedent and self.count > 0

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return self.precision

    def read(self, context: Context) -> Reading:
        """The unit, so many steps away."""
        anchor = context.anchor(self.precision) if self.from_antecedent else context.published
        if self.from_antecedent and (self.count == 0 or (self.count > 0 and context.direction is Direction.PAST)):
            anchor = context.told_day(self.precision)
        if anchor is None:
            return Reading(UNKNOWN[self.precision])
        try:
            return whole(Period.containing(anchor, self.precision).shift(self.count))
        except OutOfCalendarError:
            return Reading(UNKNOWN[self.precision])


@dataclass(frozen=True, slots=True)
class Away(Meaning):
    """A length of time from a day: "two years and a month ago", "three weeks later".

    The words are no more exact than their unit: "two weeks ago" is the week, "two years ago" the year.
    """

    months: int
    days: int
    precision: Precision
    start: Meaning | None = None
    from_antecedent: bool = False

    @property
    def floats(self) -> bool:
        """Where only a clause that looks ahead lets it count from publication: "three days later"."""
        return self.from_antecedent and self.months + self.days > 0

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return self.precision

    def read(self, context: Context) -> Reading:
        """The unit of that precision which the day lies in."""
        anchor = context.anchor(self.precision) if self.from_antecedent else context.published
        if self.floats and context.direction is Direction.PAST:
            anchor = context.told_day(self.precision)
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
class About(Meaning):
    """A length of time from a day that the words round: "about 20 years ago", "three or four months ago"."""

    away: Away

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return self.away.granularity

    def read(self, context: Context) -> Reading:
        """The value of the unit, with a unit more on either side; of ten years or more the decade."""
        reading = self.away.read(context)
        if reading.period is None:
            return reading
        rough = replace(reading, period=None)
        try:
            if self.away.precision is Precision.YEAR and abs(self.away.months) >= _TEN_YEARS:
                decade = Period.containing(reading.period.first, Precision.DECADE)
                return replace(rough, earliest=decade.first, latest=decade.last, precision=Precision.DECADE)
            first, last = reading.period.shift(-1).first, reading.period.shift(1).last
        except OutOfCalendarError:
            return rough
        return replace(rough, kind=Kind.RANGE, earliest=first, latest=last)


@dataclass(frozen=True, slots=True)
class MoreThan(Meaning):
    """As in "more than two years ago", "less than a week ago": the length is the edge of when it was."""

    away: Away
    edge: Boundary

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return self.away.granularity

    def read(self, context: Context) -> Reading:
        """The unit, with its boundary."""
        return replace(self.away.read(context), boundary=self.edge)


@dataclass(frozen=True, slots=True)
class RelativeWeekday(Meaning):
    """As in "last Friday" (before yesterday), "this Friday" (of its week), "next Friday" (of the next ISO week)."""

    weekday: int
    relation: int
    of: Meaning | None = None
    from_antecedent: bool = False

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return Precision.DAY

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
                return whole(day if self._ends_week(anchor) else day.shift(7))
            if self.relation < 0:
                return whole(day if day.first < anchor - _ONE_DAY else day.shift(-7))
            return whole(day)
        except OutOfCalendarError:
            return Reading(f"XXXX-WXX-{self.weekday + 1}")

    def _ends_week(self, anchor: date) -> bool:
        """Whether "next Sunday" is told on a Monday, six days ahead."""
        return (anchor.weekday(), self.weekday) == (0, _SUNDAY)


@dataclass(frozen=True, slots=True)
class NearWeekday(Meaning):
    """As in "this coming Sunday", "this past Friday", "Tuesday week"."""

    weekday: int
    relation: int
    weeks: int = 0

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return Precision.DAY

    def read(self, context: Context) -> Reading:
        """The next or the last day of the week, or so many weeks beyond it."""
        day = context.published
        if day is None:
            return Reading(f"XXXX-WXX-{self.weekday + 1}")
        ahead = (self.weekday - day.weekday() - 1) % 7 + 1
        step = ahead if self.relation > 0 else ahead - 7 - 7 * (ahead == _WEEK_DAYS)
        try:
            return whole(Period(Precision.DAY, day).shift(step + 7 * self.weeks))
        except OutOfCalendarError:
            return Reading(f"XXXX-WXX-{self.weekday + 1}")


@dataclass(frozen=True, slots=True)
class RelativeMonth(Meaning):
    """As in "last March", "this September", "next June"; "last summer" alike."""

    named: MonthName | UnitOfYear
    relation: int

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return self.named.granularity

    def read(self, context: Context) -> Reading:
        """The last one that is over, this year's, or the next that has not begun."""
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
class Weekend(Meaning):
    """The Saturday and Sunday of a week: TIMEX3's "2024-W18-WE"."""

    week: Meaning

    def read(self, context: Context) -> Reading:
        """Two days."""
        week = self.week.read(context)
        if week.earliest is None:
            return Reading("XXXX-WXX-WE")
        monday = Period.containing(week.earliest, Precision.WEEK)
        if (
            week.precision is Precision.DAY and week.earliest.weekday() < _THURSDAY
        ):  # a Monday's long weekend precedes it
            monday = monday.shift(-1)
        return Reading(
            f"{period_value(monday)}-WE",
            earliest=monday.first + timedelta(days=5),
            latest=monday.first + timedelta(days=6),
            precision=Precision.DAY,
            explicit=week.explicit,
            period=monday,
        )


@dataclass(frozen=True, slots=True)
class NearestWeekend(Floating):
    """As in "over the weekend"."""

    def read(self, context: Context) -> Reading:
        """The coming one where the clause looks ahead, else the one that has begun or is over."""
        day = context.published
        behind = context.direction is not Direction.FUTURE and day is not None and day.weekday() < _SATURDAY
        return Weekend(Shifted(Precision.WEEK, -1 if behind else 0)).read(context)


@dataclass(frozen=True, slots=True)
class NewYear(Floating):
    """As in "in the new year": this one in its first half, and the next one later."""

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return Precision.YEAR

    def read(self, context: Context) -> Reading:
        """The first months of the year."""
        day = context.published
        if day is None:
            return Reading(UNKNOWN[Precision.YEAR])
        try:
            year = Period.containing(day, Precision.YEAR).shift(0 if day.month <= _JUNE else 1)
        except OutOfCalendarError:
            return Reading(UNKNOWN[Precision.YEAR])
        first, last = year.edge(Modifier.EARLY)
        return replace(whole(year), earliest=first, latest=last, modifier=Modifier.EARLY)


@dataclass(frozen=True, slots=True)
class LastNight(Meaning):
    """As in "overnight": the night to the day of publication, so of two days either."""

    def read(self, context: Context) -> Reading:
        """The night's value is that of the day on which it began."""
        if context.published is None or context.published == date.min:
            return Reading(f"{UNKNOWN[Precision.DAY]}TNI", type=TimexType.TIME)
        eve = context.published - timedelta(days=1)
        return Reading(
            f"{eve}TNI", type=TimexType.TIME, earliest=eve, latest=context.published, precision=Precision.DAY
        )


@dataclass(frozen=True, slots=True)
class BareTime(Floating):
    """A time of day without its day: "at 4 p.m."; its value takes the day told last, too loosely to date anything."""

    time: str

    def read(self, context: Context) -> Reading:
        """A value without days; news tells the hour of days that are near."""
        day = context.near_day(_MONTH_DAYS)
        return Reading(f"{day or UNKNOWN[Precision.DAY]}{self.time}", Kind.REFERENCE, TimexType.TIME)


@dataclass(frozen=True, slots=True)
class RecentPast(Meaning):
    """As in "recently", "a few weeks ago"."""

    def read(self, context: Context) -> Reading:
        """A deadline, the day of publication."""
        day = context.published
        if day is None:
            return Reading(PAST_REF, Kind.REFERENCE)
        return Reading(PAST_REF, Kind.REFERENCE, latest=day, precision=Precision.DAY, boundary=Boundary.BY)


@dataclass(frozen=True, slots=True)
class Unresolved(Meaning):
    """Words that have a value and no days: "XXXX-XX-XX"."""

    value: str
    type: TimexType = TimexType.DATE
    kind: Kind = Kind.REFERENCE

    def read(self, context: Context) -> Reading:
        """The value alone."""
        del context
        return Reading(self.value, self.kind, self.type)

"""Dates told from another day, publication or the date told last, and times without a day."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.dates.expression import Boundary, Kind, TimexType
from pipeline.dates.meanings import Context, Direction, Floating, Meaning, Reading, whole
from pipeline.dates.named import MonthName, UnitOfYear
from pipeline.dates.periods import OutOfCalendarError, Period
from pipeline.dates.timex import PAST_REF, UNKNOWN
from pipeline.domain.dates import Modifier, Precision

_JUNE = 6
_MONTH_DAYS = 31


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

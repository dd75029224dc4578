"""Days of the week and weekends: "Thursday", "last Friday", "this coming Sunday", "over the weekend"."""

from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.dates.expression import Kind
from pipeline.dates.meanings import Context, Direction, Floating, Meaning, Reading, whole
from pipeline.dates.periods import OutOfCalendarError, Period
from pipeline.dates.relative import Shifted
from pipeline.dates.timex import period_value
from pipeline.domain.dates import Precision

_ONE_DAY = timedelta(days=1)


_THURSDAY, _SATURDAY, _SUNDAY = 3, 5, 6
_WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Weekday(Floating):
    """A bare day of the week: the nearest at or before publication, or at or after it where the clause looks ahead."""

    weekday: int

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return Precision.DAY

    def read(self, context: Context) -> Reading:
        """The nearest; news tells of the week behind it, so an unknown direction is the past."""
        day = context.published
        if day is None:
            return Reading(f"XXXX-WXX-{self.weekday + 1}")
        ahead, back = (self.weekday - day.weekday()) % 7, (day.weekday() - self.weekday) % 7
        either = context.direction in (Direction.AROUND, Direction.LASTING)
        forward = context.looks_ahead or (either and ahead < back)
        return whole(Period(Precision.DAY, day).shift(ahead if forward else -back))


@dataclass(frozen=True, slots=True)
class WeekdayElsewhere(Weekday):
    """A day of the week by the clock of another place, where it may be tomorrow already."""

    def read(self, context: Context) -> Reading:
        """Tomorrow where that is the day, and the clause looks back or nowhere; else as at home."""
        day = context.published
        if day is None or day == date.max or (day + _ONE_DAY).weekday() != self.weekday:
            return Weekday.read(self, context)
        return whole(Period(Precision.DAY, day + _ONE_DAY))


@dataclass(frozen=True, slots=True)
class AnyWeekday(Meaning):
    """As in "on a Friday": the day of some week, nobody says of which."""

    weekday: int

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return Precision.DAY

    def read(self, context: Context) -> Reading:
        """A value without days."""
        del context
        return Reading(f"XXXX-WXX-{self.weekday + 1}", Kind.REFERENCE)


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

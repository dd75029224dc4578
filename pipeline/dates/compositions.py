"""Meanings made of other meanings: parts of periods, times of days, ranges and lengths of time."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar

from pipeline.dates.expression import Kind, TimexType
from pipeline.dates.meanings import Context, Direction, Meaning, Reading, whole
from pipeline.dates.periods import OutOfCalendarError, Period, day_of
from pipeline.dates.timex import UNKNOWN
from pipeline.domain.dates import Modifier, Precision

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Modified:
    """ "early 2024", "late last month", "the end of March"."""

    base: Meaning
    modifier: Modifier

    @property
    def floats(self) -> bool:
        """As its base does."""
        return self.base.floats

    def read(self, context: Context) -> Reading:
        """The part of the period; its value stays the period's, as in TIMEX3, where `mod` tells the part."""
        base = self.base.read(context)
        if base.period is None or base.precision is Precision.DAY or base.type is not TimexType.DATE:
            return base
        first, last = base.period.part(self.modifier)
        return replace(base, earliest=first, latest=last, modifier=self.modifier)


@dataclass(frozen=True, slots=True)
class Remaining:
    """The part of a period on one side of publication: "earlier this month", "later this year"."""

    base: Meaning
    side: int
    floats: ClassVar[bool] = False

    def read(self, context: Context) -> Reading:
        """From the start of the period to the day before publication, or from publication to its end."""
        base = self.base.read(context)
        day = context.published
        if base.earliest is None or base.latest is None or day is None or not base.earliest <= day <= base.latest:
            return base
        if self.side < 0:
            return replace(base, latest=max(base.earliest, day - ONE_DAY))
        return replace(base, earliest=day)


@dataclass(frozen=True, slots=True)
class Nth:
    """A numbered unit of a period: "the first week of May", "the last month of 2021"."""

    precision: Precision
    number: int
    of: Meaning

    @property
    def floats(self) -> bool:
        """As the period does."""
        return self.of.floats

    def read(self, context: Context) -> Reading:
        """The unit, if the period has that many."""
        whole_period = self.of.read(context)
        if whole_period.period is None:
            return Reading(UNKNOWN[self.precision])
        try:
            found = whole_period.period.nth(self.number, self.precision)
            inside = found.first <= whole_period.period.last and found.last >= whole_period.period.first
        except OutOfCalendarError:
            inside = False
            found = whole_period.period
        return whole(found, explicit=whole_period.explicit) if inside else Reading(UNKNOWN[self.precision])


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """ "the first Friday of July", "the last Monday of the month"."""

    weekday: int
    number: int
    of: Meaning

    @property
    def floats(self) -> bool:
        """As the period does."""
        return self.of.floats

    def read(self, context: Context) -> Reading:
        """The day, if the period has that many."""
        base = self.of.read(context)
        if base.period is None:
            return Reading(f"XXXX-WXX-{self.weekday + 1}")
        try:
            if self.number > 0:
                first = Period(Precision.DAY, base.period.first)
                found = first.shift((self.weekday - first.first.weekday()) % 7 + 7 * (self.number - 1))
            else:
                last = Period(Precision.DAY, base.period.last)
                found = last.shift(-((last.first.weekday() - self.weekday) % 7))
            inside = base.period.first <= found.first <= base.period.last
        except OutOfCalendarError:
            return Reading(f"XXXX-WXX-{self.weekday + 1}")
        return whole(found, explicit=base.explicit) if inside else Reading(UNKNOWN[Precision.DAY])


@dataclass(frozen=True, slots=True)
class Stretch:
    """Several units at one end of a period: "the first nine months of 2024", "the last two weeks of June"."""

    count: int
    precision: Precision
    side: int
    of: Meaning

    @property
    def floats(self) -> bool:
        """As the period does."""
        return self.of.floats

    def read(self, context: Context) -> Reading:
        """A range of whole units."""
        base = self.of.read(context)
        unknown = Reading("XXXX-XX-XX/XXXX-XX-XX", Kind.RANGE)
        if base.period is None:
            return unknown
        try:
            near = base.period.nth(self.side, self.precision)
            far = near.shift(self.side * (self.count - 1))
            first, last = sorted((near, far), key=lambda period: period.first)
            latest = last.last
        except OutOfCalendarError:
            return unknown
        value = f"{first.first}/{latest}"
        return Reading(value, Kind.RANGE, TimexType.DATE, first.first, latest, self.precision, explicit=base.explicit)


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week that a day lies in: "the week of Nov. 4", "the week ending Friday"."""

    day: Meaning

    @property
    def floats(self) -> bool:
        """As the day does."""
        return self.day.floats

    def read(self, context: Context) -> Reading:
        """An ISO week, since that is what a week's label and value name."""
        day = self.day.read(context)
        if day.earliest is None:
            return Reading(UNKNOWN[Precision.WEEK])
        try:
            return whole(Period.containing(day.earliest, Precision.WEEK), explicit=day.explicit)
        except OutOfCalendarError:
            return Reading(UNKNOWN[Precision.WEEK])


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time on a day: "Friday morning", "9:30 a.m. on May 3"; the day is all that the calendar keeps of it."""

    day: Meaning
    time: str
    """As TIMEX3 writes it: "T09:30", "TMO"."""

    @property
    def floats(self) -> bool:
        """As the day does."""
        return self.day.floats

    def read(self, context: Context) -> Reading:
        """The day with its time."""
        day = self.day.read(context)
        return replace(day, value=f"{day.value}{self.time}", type=TimexType.TIME)


@dataclass(frozen=True, slots=True)
class Range:
    """From one point to another. An end without its year or month takes it from the other end."""

    first: Meaning
    last: Meaning

    @property
    def floats(self) -> bool:
        """Where both ends do."""
        return self.first.floats and self.last.floats

    def read_ends(self, context: Context) -> tuple[Reading, Reading]:
        """Both ends, the known one first."""
        if self.first.floats and (not self.last.floats or context.direction is not Direction.FUTURE):
            last = self.last.read(context)
            return self._before(last, context), last
        first = self.first.read(context)
        if not self.last.floats:
            return first, self.last.read(context)
        if first.earliest is None:
            return first, self.last.read(context)
        return first, self.last.read(
            replace(context, published=first.earliest, direction=Direction.FUTURE, year=None)
        )

    def _before(self, last: Reading, context: Context) -> Reading:
        if last.latest is None:
            return self.first.read(context)
        return self.first.read(replace(context, published=last.latest, direction=Direction.PAST, year=None))

    def read(self, context: Context) -> Reading:
        """The interval, or its ends' values without days where they are out of order."""
        first, last = self.read_ends(context)
        value = f"{first.value}/{last.value}"
        if first.earliest is None or last.latest is None or first.earliest > last.latest:
            return Reading(value, Kind.RANGE)
        return Reading(
            value,
            Kind.RANGE,
            TimexType.DATE,
            first.earliest,
            last.latest,
            coarser(first.precision, last.precision),
            explicit=first.explicit and last.explicit,
            period=last.period,
        )


def coarser(one: Precision | None, other: Precision | None) -> Precision | None:
    """The less exact of two precisions."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda precision: precision.rank)


@dataclass(frozen=True, slots=True)
class DayOnly:
    """The bare number that ends a range of days, "7" in "May 3–7": its month is the other end's."""

    day: int
    other: Meaning
    side: int
    """1 where it comes after the other end, -1 where before."""

    @property
    def floats(self) -> bool:
        """As the other end does."""
        return self.other.floats

    def read(self, context: Context) -> Reading:
        """The day in the other end's month."""
        other = self.other.read(context)
        found = day_of(other.earliest.year, other.earliest.month, self.day) if other.earliest else None
        if found is None:
            return Reading(f"{other.value[:8]}{self.day:02}" if other.earliest is None else UNKNOWN[Precision.DAY])
        return whole(found, explicit=other.explicit)


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time; "the past two weeks" and "within five days" also say where it lies."""

    value: str
    side: int = 0
    """-1 where it ends with publication, 1 where it starts with it, 0 where it lies anywhere."""

    months: int = 0
    days: int = 0
    floats: ClassVar[bool] = False

    def read(self, context: Context) -> Reading:
        """A duration, with days where it is anchored."""
        plain = Reading(self.value, Kind.DURATION, TimexType.DURATION)
        if self.side == 0 or context.published is None or not (self.months or self.days):
            return plain
        try:
            other = _moved(context.published, self.side * self.months, self.side * self.days)
        except OutOfCalendarError:
            return plain
        first, last = (other, context.published - ONE_DAY) if self.side < 0 else (context.published + ONE_DAY, other)
        return replace(plain, earliest=min(first, last), latest=last, precision=Precision.DAY)


def _moved(day: date, months: int, days: int) -> date:
    month = Period.containing(day, Precision.MONTH).shift(months)
    there = month.first.replace(day=min(day.day, month.last.day))
    return Period(Precision.DAY, there).shift(days).first


@dataclass(frozen=True, slots=True)
class Recurring:
    """Something that comes again: "every Monday", "annual"."""

    value: str
    floats: ClassVar[bool] = False

    def read(self, context: Context) -> Reading:
        """A set, which has no days of its own."""
        del context
        return Reading(self.value, Kind.SET, TimexType.SET)

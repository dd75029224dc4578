"""What has a beginning and an end: ranges of dates, lengths of time, and what recurs."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.dates.away import Away
from pipeline.dates.expression import Kind, TimexType
from pipeline.dates.meanings import Context, Direction, Floating, Meaning, Reading, whole
from pipeline.dates.periods import OutOfCalendarError, Period, day_of
from pipeline.dates.timex import UNKNOWN
from pipeline.domain.dates import Precision

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Range(Meaning):
    """From one point to another. An end without its year or month takes it from the other end."""

    first: Meaning
    last: Meaning

    @property
    def floats(self) -> bool:
        """Where both ends do."""
        return self.first.floats and self.last.floats

    def read_ends(self, context: Context) -> tuple[Reading, Reading]:
        """Both ends: one that floats is the nearest to the other, before or after it."""
        if self.first.floats and not self.last.floats:
            last = self.last.read(context)
            return self._beside(self.first, last.latest, Direction.PAST, context), last
        first = self.first.read(context)
        if not self.last.floats:
            return first, self.last.read(context)
        return first, self._beside(self.last, first.earliest, Direction.FUTURE, context)

    @staticmethod
    def _beside(end: Meaning, day: date | None, direction: Direction, context: Context) -> Reading:
        if day is None:
            return end.read(context)
        return end.read(replace(context, published=day, direction=direction, year=None))

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
class DayOnly(Meaning):
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
class Length(Meaning):
    """A length of time; "the past two weeks" and "within five days" also say where it lies."""

    value: str
    side: int = 0
    """-1 where it ends with publication, 1 where it starts with it, 0 where it lies anywhere."""

    months: int = 0
    days: int = 0

    def read(self, context: Context) -> Reading:
        """A duration, with days where it is anchored."""
        plain = Reading(self.value, Kind.DURATION, TimexType.DURATION)
        if self.side == 0 or context.published is None or not (self.months or self.days):
            return plain
        try:
            other = _moved(context.published, self.side * self.months, self.side * self.days)
        except OutOfCalendarError:
            return plain
        first, last = (other, context.published - _ONE_DAY) if self.side < 0 else (context.published + _ONE_DAY, other)
        return replace(plain, earliest=min(first, last), latest=last, precision=Precision.DAY)


def _moved(day: date, months: int, days: int) -> date:
    month = Period.containing(day, Precision.MONTH).shift(months)
    there = month.first.replace(day=min(day.day, month.last.day))
    return Period(Precision.DAY, there).shift(days).first


@dataclass(frozen=True, slots=True)
class LengthEnding(Range):
    """As in "the three months ended June 30": the range has the length and its last day as its two ends."""

    first: Length
    last: Meaning

    @property
    def floats(self) -> bool:
        """As its last day does."""
        return self.last.floats

    def read_ends(self, context: Context) -> tuple[Reading, Reading]:
        """The length, which has no days, and the last day."""
        return Length(self.first.value).read(context), self.last.read(context)

    def read(self, context: Context) -> Reading:
        """So many months up to the day."""
        end = self.last.read(context)
        if end.latest is None:
            return Reading(self.first.value, Kind.DURATION, TimexType.DURATION)
        try:
            tomorrow = Period(Precision.DAY, end.latest).shift(1).first
            first = _moved(tomorrow, -self.first.months, -self.first.days)
        except OutOfCalendarError:
            return Reading(self.first.value, Kind.DURATION, TimexType.DURATION)
        return Reading(
            self.first.value,
            Kind.RANGE,
            TimexType.DURATION,
            first,
            end.latest,
            Precision.MONTH if first.day == tomorrow.day == 1 else Precision.DAY,
            explicit=end.explicit,
        )


@dataclass(frozen=True, slots=True)
class LengthStarting(Range):
    """As in "for three days from Monday": the range has the length and its first day as its two ends."""

    first: Length
    last: Meaning

    @property
    def floats(self) -> bool:
        """As its first day does."""
        return self.last.floats

    def read_ends(self, context: Context) -> tuple[Reading, Reading]:
        """The length, which has no days, and the first day."""
        return Length(self.first.value).read(context), self.last.read(context)

    def read(self, context: Context) -> Reading:
        """So many days, weeks or months from the day on."""
        start = self.last.read(context)
        plain = Reading(self.first.value, Kind.DURATION, TimexType.DURATION)
        if start.earliest is None:
            return plain
        try:
            last = _moved(start.earliest, self.first.months, self.first.days) - _ONE_DAY
        except (OutOfCalendarError, OverflowError):
            return plain
        if last < start.earliest:
            return plain
        return replace(
            plain,
            kind=Kind.RANGE,
            earliest=start.earliest,
            latest=last,
            precision=Precision.DAY,
            explicit=start.explicit,
        )


@dataclass(frozen=True, slots=True)
class LengthAhead(Floating):
    """As in "in two weeks": a date in a clause that looks ahead, else a length of time ("the first in two weeks")."""

    length: Length
    ahead: Away

    def read(self, context: Context) -> Reading:
        """As the clause's direction has it."""
        return (self.ahead if context.direction is Direction.FUTURE else self.length).read(context)


@dataclass(frozen=True, slots=True)
class Recurring(Meaning):
    """Something that comes again: "every Monday", "annual"."""

    value: str

    def read(self, context: Context) -> Reading:
        """A set, which has no days of its own."""
        del context
        return Reading(self.value, Kind.SET, TimexType.SET)

"""What has a beginning and an end: ranges of dates, lengths of time, and what recurs."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.dates.away import Away
from pipeline.dates.expression import Boundary, Kind, TimexType
from pipeline.dates.meanings import Context, Direction, Floating, Meaning, Reading, whole
from pipeline.dates.periods import OutOfCalendarError, Period, day_away, day_of
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

    @property
    def edge_of_last(self) -> Boundary | None:
        """What the words before it make of the last end."""
        return None

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
        """What its two ends make."""
        return self.join(*self.read_ends(context))

    def join(self, first: Reading, last: Reading) -> Reading:
        """The interval, or its ends' values without days where they are out of order."""
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
            other = day_away(context.published, self.side * self.months, self.side * self.days)
        except OutOfCalendarError:
            return plain
        first, last = (other, context.published - _ONE_DAY) if self.side < 0 else (context.published + _ONE_DAY, other)
        return replace(plain, earliest=min(first, last), latest=last, precision=Precision.DAY)


@dataclass(frozen=True, slots=True)
class LengthBeside(Range):
    """A length of time and a date that it lies beside: the range has the two as its ends."""

    first: Length
    last: Meaning

    @property
    def floats(self) -> bool:
        """As the date does."""
        return self.last.floats

    def read_ends(self, context: Context) -> tuple[Reading, Reading]:
        """The length, which has no days, and the date."""
        return Length(self.first.value).read(context), self.last.read(context)


@dataclass(frozen=True, slots=True)
class LengthEnding(LengthBeside):
    """As in "the three months ended June 30"."""

    def join(self, first: Reading, last: Reading) -> Reading:
        """So many months up to the day."""
        if last.latest is None:
            return first
        try:
            tomorrow = Period(Precision.DAY, last.latest).shift(1).first
            start = day_away(tomorrow, -self.first.months, -self.first.days)
        except OutOfCalendarError:
            return first
        return Reading(
            first.value,
            Kind.RANGE,
            TimexType.DURATION,
            start,
            last.latest,
            Precision.MONTH if start.day == tomorrow.day == 1 else Precision.DAY,
            explicit=last.explicit,
        )


@dataclass(frozen=True, slots=True)
class LengthStarting(LengthBeside):
    """As in "for three days from Monday"."""

    def join(self, first: Reading, last: Reading) -> Reading:
        """So many days, weeks or months from the day on."""
        start = last.earliest
        if start is None:
            return first
        try:
            end = day_away(start, self.first.months, self.first.days) - _ONE_DAY
        except (OutOfCalendarError, OverflowError):
            return first
        if end < start:
            return first
        return Reading(first.value, Kind.RANGE, TimexType.DURATION, start, end, Precision.DAY, explicit=last.explicit)


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

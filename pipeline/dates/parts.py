"""Parts of a period and times of a day: "early 2024", "the first week of May", "Friday morning"."""

from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction

from pipeline.dates.expression import Kind, TimexType
from pipeline.dates.meanings import Context, Meaning, Reading, whole
from pipeline.dates.periods import OutOfCalendarError, Period
from pipeline.dates.timex import UNKNOWN, duration_value
from pipeline.domain.dates import Modifier, Precision

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Modified(Meaning):
    """As in "early 2024", "late last month", "the end of March"."""

    base: Meaning
    modifier: Modifier
    edge: bool = False
    """Whether it is "the end of" rather than "late", which is narrower."""

    @property
    def floats(self) -> bool:
        """As its base does."""
        return self.base.floats

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return self.base.granularity

    def read(self, context: Context) -> Reading:
        """The part of the period; its value stays the period's, as in TIMEX3, where `mod` tells the part."""
        base = self.base.read(context)
        if base.period is None or base.precision is Precision.DAY or base.type is not TimexType.DATE:
            return base
        first, last = base.period.edge(self.modifier) if self.edge else base.period.part(self.modifier)
        return replace(base, earliest=first, latest=last, modifier=self.modifier)


@dataclass(frozen=True, slots=True)
class Remaining(Meaning):
    """The part of a period on one side of publication: "earlier this month", "later this year"."""

    base: Meaning
    side: int

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return self.base.granularity

    def read(self, context: Context) -> Reading:
        """From the start of the period to the day before publication, or from publication to its end."""
        base = self.base.read(context)
        day = context.published
        if base.earliest is None or base.latest is None or day is None or not base.earliest <= day <= base.latest:
            return base
        if self.side < 0:
            return replace(base, latest=max(base.earliest, day - _ONE_DAY))
        return replace(base, earliest=day)


@dataclass(frozen=True, slots=True)
class Nth(Meaning):
    """A numbered unit of a period: "the first week of May", "the last month of 2021"."""

    precision: Precision
    number: int
    of: Meaning

    @property
    def floats(self) -> bool:
        """As its base does."""
        return self.of.floats

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return self.precision

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
class SameUnit(Meaning):
    """As in "the same quarter last year": the quarter told last, in another year."""

    precision: Precision | None
    """None for "the same period", which is whatever was told last."""

    year: Meaning

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return self.precision or Precision.YEAR

    def read(self, context: Context) -> Reading:
        """The unit, where one was told; else the year, which is all that is known."""
        year = self.year.read(context)
        units = (Precision.QUARTER, Precision.HALF, Precision.MONTH) if self.precision is None else (self.precision,)
        told = next((period for period in context.told if period.precision in units), None)
        if year.period is None or told is None:
            return year
        try:
            steps = (year.period.first.year - told.first.year) * 12
            first = Period.containing(told.first, Precision.MONTH).shift(steps).first
            if told.precision is Precision.DAY:
                first = first.replace(day=told.first.day)
            return whole(Period.containing(first, told.precision), explicit=year.explicit)
        except ValueError:  # no such day, or no such year
            return year


@dataclass(frozen=True, slots=True)
class NthWeekday(Meaning):
    """As in "the first Friday of July", "the last Monday of the month"."""

    weekday: int
    number: int
    of: Meaning

    @property
    def floats(self) -> bool:
        """As its base does."""
        return self.of.floats

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return Precision.DAY

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
class Stretch(Meaning):
    """Several units at one end of a period: "the first nine months of 2024", "the last two weeks of June"."""

    count: int
    precision: Precision
    side: int
    of: Meaning

    @property
    def floats(self) -> bool:
        """As its base does."""
        return self.of.floats

    def read(self, context: Context) -> Reading:
        """A range of whole units, which TIMEX3 has as a duration."""
        base = self.of.read(context)
        value = duration_value(Fraction(self.count), self.precision.value)
        unknown = Reading(value, Kind.DURATION, TimexType.DURATION)
        if base.period is None:
            return unknown
        try:
            near = base.period.nth(self.side, self.precision)
            far = near.shift(self.side * (self.count - 1))
            first, last = sorted((near, far), key=lambda period: period.first)
            latest = last.last
        except OutOfCalendarError:
            return unknown
        return Reading(
            value, Kind.RANGE, TimexType.DURATION, first.first, latest, self.precision, explicit=base.explicit
        )


_LENGTHS = {Precision.QUARTER: 3, Precision.YEAR: 12}


@dataclass(frozen=True, slots=True)
class UnitEnding(Meaning):
    """A year or quarter of the books: "the year ended March 31", "the quarter to June"."""

    precision: Precision
    end: Meaning

    @property
    def floats(self) -> bool:
        """As its end does."""
        return self.end.floats

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return self.precision

    def read(self, context: Context) -> Reading:
        """The calendar's unit where it is one, else its months, with the value of the fiscal year or quarter."""
        end = self.end.read(context)
        unknown = Reading("FYXXXX" if self.precision is Precision.YEAR else UNKNOWN[self.precision])
        if end.latest is None:
            return unknown
        try:
            unit = Period.containing(end.latest, self.precision)
            if unit.last == end.latest:
                return whole(unit, explicit=end.explicit)
            day = min(end.latest.day + 1, 28) if end.latest.day < 28 else 1
            month = Period.containing(end.latest, Precision.MONTH).shift(1 - _LENGTHS[self.precision] - (day > 1))
        except OutOfCalendarError:
            return unknown
        year = end.latest.year
        value = f"FY{year:04}" if self.precision is Precision.YEAR else f"{year:04}-Q{(end.latest.month + 2) // 3}"
        return Reading(
            value,
            earliest=month.first.replace(day=day),
            latest=end.latest,
            precision=Precision.YEAR if self.precision is Precision.YEAR else Precision.MONTH,
            explicit=end.explicit,
        )


@dataclass(frozen=True, slots=True)
class WeekOf(Meaning):
    """The week that a day lies in: "the week of Nov. 4", "the week ending Friday"."""

    day: Meaning

    @property
    def floats(self) -> bool:
        """As its base does."""
        return self.day.floats

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return Precision.WEEK

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
class TimeOfDay(Meaning):
    """A time on a day: "Friday morning", "9:30 a.m. on May 3"; the day is all that the calendar keeps of it."""

    day: Meaning
    time: str
    """As TIMEX3 writes it: "T09:30", "TMO"."""

    @property
    def floats(self) -> bool:
        """As its base does."""
        return self.day.floats

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return Precision.DAY

    def read(self, context: Context) -> Reading:
        """The day with its time."""
        day = self.day.read(context)
        return replace(day, value=f"{day.value}{self.time}", type=TimexType.TIME)

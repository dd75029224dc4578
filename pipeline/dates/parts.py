"""Parts of a period and times of a day: "early 2024", "the first week of May", "Friday morning"."""

from dataclasses import dataclass, replace
from datetime import timedelta

from pipeline.dates.expression import Kind, TimexType
from pipeline.dates.meanings import Context, Meaning, Reading, whole
from pipeline.dates.periods import OutOfCalendarError, Period
from pipeline.dates.timex import UNKNOWN
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

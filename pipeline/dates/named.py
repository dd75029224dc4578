"""Dates that have a name on the calendar, with or without their year: "May 3", "Q3", "Christmas", "the 15th"."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.dates.expression import Kind
from pipeline.dates.holidays import holiday
from pipeline.dates.meanings import Context, Direction, Floating, Meaning, Reading, nearest, whole
from pipeline.dates.periods import OutOfCalendarError, Period, day_of, month_of, unit_of_year
from pipeline.dates.timex import SEASONS, UNKNOWN
from pipeline.domain.dates import Precision

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Absolute(Meaning):
    """A calendar unit that is fully told: "October 2024", "the 1990s"."""

    period: Period

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return self.period.precision

    def read(self, context: Context) -> Reading:
        """The unit itself, whatever the context."""
        del context
        return whole(self.period, explicit=True)


@dataclass(frozen=True, slots=True)
class MonthAndDay(Floating):
    """A day without its year: "May 3"."""

    month: int
    day: int
    weekday: int | None = None

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return Precision.DAY

    def read(self, context: Context) -> Reading:
        """The nearest fitting year's; a day of the week that agrees with one side only settles which.

        What has happened on the day after publication happened where that day had begun.
        """
        if context.direction is Direction.PAST and context.published and context.published < date.max:
            tomorrow = context.published + _ONE_DAY
            if (tomorrow.month, tomorrow.day) == (self.month, self.day) and context.year in {None, tomorrow.year}:
                return whole(Period(Precision.DAY, tomorrow))
        found = nearest(lambda year: day_of(year, self.month, self.day), context)
        if self.weekday is not None and found is not None and found.first.weekday() != self.weekday:
            sides = (replace(context, direction=side) for side in (Direction.PAST, Direction.FUTURE))
            days = [nearest(lambda year: day_of(year, self.month, self.day), side) for side in sides]
            found = next((day for day in days if day and day.first.weekday() == self.weekday), found)
        return whole(found) if found else Reading(f"XXXX-{self.month:02}-{self.day:02}")


@dataclass(frozen=True, slots=True)
class MonthName(Floating):
    """A month without its year: "in March"."""

    month: int

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return Precision.MONTH

    def read(self, context: Context) -> Reading:
        """The nearest fitting year's."""
        found = nearest(lambda year: month_of(year, self.month), context)
        return whole(found) if found else Reading(f"XXXX-{self.month:02}")


@dataclass(frozen=True, slots=True)
class UnitOfYear(Meaning):
    """A quarter, half or season, of the year that is told or else of the nearest fitting one."""

    precision: Precision
    number: int
    of: Meaning | None = None

    @property
    def floats(self) -> bool:
        """Without its year, or where that floats."""
        return self.of is None or self.of.floats

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return self.precision

    def read(self, context: Context) -> Reading:
        """The unit; of a fiscal year, which starts where the company has it, no more is known than the year."""
        if self.of is not None:
            year = self.of.read(context)
            if year.period is None:
                return Reading(self._value("XXXX"))
            if year.value.startswith("FY"):
                return replace(year, value=self._value(year.value))
            return whole(unit_of_year(self.precision, year.period.first.year, self.number), explicit=year.explicit)
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
class FiscalYear(Meaning):
    """As in "fiscal 2024", or counted from now: the calendar year of that number, since companies' years differ."""

    year: int | None
    count: int = 0

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return Precision.YEAR

    def read(self, context: Context) -> Reading:
        """The year, with a value of its own."""
        if self.year is not None:
            return whole(Period.year(self.year), explicit=True, value=f"FY{self.year:04}")
        if context.published is None:
            return Reading("FYXXXX")
        year = context.published.year + self.count
        return whole(Period.year(year), value=f"FY{year:04}")


@dataclass(frozen=True, slots=True)
class FiscalQuarter(Floating):
    """As in "its fiscal second quarter": of the nearest year, but only the company knows on which days."""

    number: int

    def read(self, context: Context) -> Reading:
        """A value without days."""
        found = nearest(lambda year: unit_of_year(Precision.QUARTER, year, self.number), context)
        return Reading(f"FY{found.first.year if found else 'XXXX'}-Q{self.number}", Kind.REFERENCE)


@dataclass(frozen=True, slots=True)
class Holiday(Meaning):
    """A holiday of the nearest fitting year."""

    name: str
    year: Meaning | None = None

    @property
    def floats(self) -> bool:
        """Without its year."""
        return self.year is None

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return Precision.DAY

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
class HolidayAbout(Holiday):
    """A holiday that something is about or before: "its Christmas sales", told before it as well as after."""

    def read(self, context: Context) -> Reading:
        """The nearest, whatever the tense."""
        return Holiday.read(self, replace(context, direction=Direction.UNKNOWN))


@dataclass(frozen=True, slots=True)
class DayOfMonth(Meaning):
    """A day without its month: "the 15th", "the 20th of next month"."""

    day: int
    month: Meaning | None = None
    weekday: int | None = None

    @property
    def floats(self) -> bool:
        """Without its month, or where that floats."""
        return self.month is None or self.month.floats

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return Precision.DAY

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
        return whole(self._chosen([day for m in months if (day := day_of(m.year, m.month, self.day))], context))

    def _chosen(self, days: list[Period], context: Context) -> Period:
        """The day that its day of the week agrees with, or that the clause looks to."""
        published = context.published or date.min
        agreeing = [day for day in days if self.weekday is not None and day.first.weekday() == self.weekday]
        days = agreeing or days
        if context.looks_ahead:
            days = [day for day in days if day.first >= published] or days
        elif context.looks_back:
            days = [day for day in days if day.first <= published] or days
        return min(days, key=lambda day: (abs((day.first - published).days), day.first))

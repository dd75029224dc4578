"""Units of the calendar, and how to step through them.

A period is a whole unit: a day, an ISO 8601 week (Monday to Sunday), a month, quarter, half or year, a season (three
whole months, as meteorologists count them, winter named after the year it starts in), a decade ("the 1990s") or a
century (counted as it is spoken of, 1800 to 1899).
"""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache
from typing import Self

from pipeline.domain.dates import Modifier, Precision

_MONTHS = {
    Precision.MONTH: 1,
    Precision.QUARTER: 3,
    Precision.SEASON: 3,
    Precision.HALF: 6,
    Precision.YEAR: 12,
    Precision.DECADE: 120,
    Precision.CENTURY: 1200,
}
_FIRST_MONTH = {Precision.SEASON: 2}  # seasons start with March
_MANY_YEARS = (Precision.DECADE, Precision.CENTURY)
_ONE_DAY = timedelta(days=1)
_WEEK_PARTS = {Modifier.EARLY: (0, 2), Modifier.MID: (1, 4), Modifier.LATE: (3, 6)}


class OutOfCalendarError(ValueError):
    """A step beyond the years that the calendar has."""


def _month(index: int) -> date:
    """The first day of a month counted from the year 0."""
    year, month = divmod(index, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OutOfCalendarError(f"there is no year {year}")
    return date(year, month + 1, 1)


def _step(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise OutOfCalendarError(f"there is no day {days} days from {day}") from None


@dataclass(frozen=True, slots=True)
class Period:
    """One unit of the calendar, known by its first day."""

    precision: Precision
    first: date

    @classmethod
    def containing(cls, day: date, precision: Precision) -> Self:
        """The unit of that precision which the day lies in. Raises OutOfCalendarError before the year 1."""
        if precision is Precision.DAY:
            return cls(precision, day)
        if precision is Precision.WEEK:
            return cls(precision, _step(day, -day.weekday()))
        offset, length = _FIRST_MONTH.get(precision, 0), _MONTHS[precision]
        index = day.year * 12 + day.month - 1 - offset
        return cls(precision, _month(index // length * length + offset))

    @classmethod
    def year(cls, year: int) -> Self:
        """A calendar year."""
        return cls(Precision.YEAR, _month(year * 12))

    @property
    def last(self) -> date:
        """The last day of the unit."""
        return self.first if self.precision is Precision.DAY else _last_day(self)

    def shift(self, count: int) -> Self:
        """The unit that many units later, or earlier where the count is negative. Raises OutOfCalendarError."""
        if self.precision is Precision.DAY or self.precision is Precision.WEEK:
            days = count if self.precision is Precision.DAY else 7 * count
            return type(self)(self.precision, _step(self.first, days))
        index = self.first.year * 12 + self.first.month - 1 + count * _MONTHS[self.precision]
        return type(self)(self.precision, _month(index))

    def nth(self, count: int, precision: Precision) -> "Period":
        """The nth unit of a finer precision within this one, counted from 1, or back from the end with -1.

        A week belongs to the period that holds its Thursday, as ISO 8601 has it.
        """
        if precision is Precision.WEEK:
            edge, back = (self.first, 3) if count > 0 else (self.last, -3)
            week = Period.containing(_step(edge, back), precision)
        else:
            week = Period.containing(self.first if count > 0 else self.last, precision)
        return week.shift(count - 1 if count > 0 else count + 1)

    def part(self, modifier: Modifier) -> tuple[date, date]:
        """The days that "early", "mid" or "late" leaves of the unit: a half of it, on the generous side.

        A half never excludes what the words may mean, and sorts "late 2024" behind "May 2024".
        """
        first, last = self.first, self.last
        if self.precision is Precision.WEEK:
            start, end = _WEEK_PARTS[modifier]
            return _step(first, start), _step(first, end)
        if self.precision is Precision.YEAR:
            start, end = {Modifier.EARLY: (1, 6), Modifier.MID: (4, 9), Modifier.LATE: (7, 12)}[modifier]
            return date(first.year, start, 1), Period(Precision.MONTH, date(first.year, end, 1)).last
        if self.precision in _MANY_YEARS:
            half, quarter = _MONTHS[self.precision] // 24, _MONTHS[self.precision] // 48
            years = {
                Modifier.EARLY: (0, half),
                Modifier.MID: (quarter, 2 * half - quarter),
                Modifier.LATE: (half, 2 * half),
            }
            start, end = years[modifier]
            return date(first.year + start, 1, 1), date(first.year + end - 1, 12, 31)
        length = (last - first).days + 1
        quarter = length // 4
        match modifier:
            case Modifier.EARLY:
                return first, _step(first, max(length // 2 - 1, 0))
            case Modifier.MID:
                return _step(first, quarter), _step(last, -quarter)
            case Modifier.LATE:
                return _step(first, length // 2), last

    def edge(self, modifier: Modifier) -> tuple[date, date]:
        """The days that "the beginning", "the middle" or "the end" of the unit leaves: of a year a third."""
        if self.precision is not Precision.YEAR:
            return self.part(modifier)
        start = {Modifier.EARLY: 1, Modifier.MID: 5, Modifier.LATE: 9}[modifier]
        return date(self.first.year, start, 1), Period(Precision.MONTH, date(self.first.year, start + 3, 1)).last


@lru_cache(maxsize=4096)
def _last_day(period: Period) -> date:
    if period.precision is Precision.WEEK:
        return _step(period.first, 6)
    return period.shift(1).first - _ONE_DAY


@lru_cache(maxsize=4096)
def month_of(year: int, month: int) -> Period:
    """A month of a year. Raises OutOfCalendarError."""
    return Period(Precision.MONTH, _month(year * 12 + month - 1))


def day_away(day: date, months: int, days: int) -> date:
    """The day so many months and then days away; of a shorter month the last. Raises OutOfCalendarError."""
    month = Period.containing(day, Precision.MONTH).shift(months)
    return _step(month.first.replace(day=min(day.day, month.last.day)), days)


def day_of(year: int, month: int, day: int) -> Period | None:
    """A day of the calendar, or None where the month has no such day."""
    try:
        return Period(Precision.DAY, date(year, month, day))
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def unit_of_year(precision: Precision, year: int, number: int) -> Period:
    """The nth quarter, half or season (1 is spring) of a year."""
    offset, length = _FIRST_MONTH.get(precision, 0), _MONTHS[precision]
    return Period(precision, _month(year * 12 + offset + (number - 1) * length))


_PIVOT = 40


def two_digit_year(number: int) -> int:
    """The year that "'68" or "07" means: of the last century from 40 on."""
    return number + (1900 if number >= _PIVOT else 2000)


SEPTEMBER_11 = Period(Precision.DAY, date(2001, 9, 11))
"""The day that needs no year: "9/11", "the Sept. 11 attacks"."""

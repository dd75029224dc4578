"""Dates at a length of time from another: "two weeks ago", "about 20 years ago", "three days later"."""

from dataclasses import dataclass, replace
from datetime import date

from pipeline.dates.expression import Boundary, Kind
from pipeline.dates.meanings import Context, Direction, Meaning, Reading, whole
from pipeline.dates.periods import OutOfCalendarError, Period, day_away
from pipeline.dates.timex import UNKNOWN
from pipeline.domain.dates import Precision

_TEN_YEARS = 120


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
    toward: Direction = Direction.FUTURE
    """Which way from publication the start lies."""

    @property
    def floats(self) -> bool:
        """Where only a clause that looks ahead lets it count from publication: "three days later"."""
        return (self.from_antecedent and self.months + self.days > 0) or (self.start is not None and self.start.floats)

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
            anchor = self.start.read(replace(context, direction=self.toward)).earliest
        return unit_away(anchor, self.months, self.days, self.precision)


def unit_away(anchor: date | None, months: int, days: int, precision: Precision, *, explicit: bool = False) -> Reading:
    """The unit of that precision which the day so many months and days from another lies in."""
    if anchor is None:
        return Reading(UNKNOWN[precision])
    try:
        return whole(Period.containing(day_away(anchor, months, days), precision), explicit=explicit)
    except OutOfCalendarError:
        return Reading(UNKNOWN[precision])


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
        return rounded(self.away.read(context), self.away.months)


def rounded(reading: Reading, months: int) -> Reading:
    """A unit that is only about right, so many months away: with a unit more on either side, or its decade."""
    if reading.period is None:
        return reading
    rough = replace(reading, period=None)
    try:
        if reading.period.precision is Precision.YEAR and abs(months) >= _TEN_YEARS:
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

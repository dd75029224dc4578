"""What a meaning is, and what it is resolved against.

The division is HeidelTime's and SUTime's: the grammar says what the words mean ("a month named May, of no known year"),
and only the context (publication date, tense of the clause, dates told before) makes days of it.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from pipeline.dates.expression import Boundary, Kind, TimexType
from pipeline.dates.periods import OutOfCalendarError, Period
from pipeline.dates.timex import period_value
from pipeline.domain.dates import Modifier, Precision

_LAST_YEAR = 9990
_LEAP_CYCLE = 8  # years that can lie between two 29 Februaries
_NEAR = 92  # days ahead in which news tells what has happened before a date that is still to come


class Direction(Enum):
    """Which way from the publication the clause looks."""

    PAST = auto()
    FUTURE = auto()
    PRESENT = auto()
    """Arranged, and told in the present tense: "the store opens Friday"."""

    AROUND = auto()
    """Either: what comes before something may be told when that is over, and before it."""

    LASTING = auto()
    """Past, and on until a day that news names when it is near: "closed its plants until Friday"."""

    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is resolved against."""

    published: date | None
    direction: Direction = Direction.UNKNOWN
    told: tuple[Period, ...] = ()
    """The dates told before, the last one first: "the previous day" goes back from them."""

    year: int | None = None
    """The year that the text gives nearby to dates without one."""

    @property
    def looks_ahead(self) -> bool:
        """Whether a day that comes every week or month is the next one."""
        return self.direction in (Direction.FUTURE, Direction.PRESENT)

    @property
    def looks_back(self) -> bool:
        """Whether a day that comes every year is the last one."""
        return self.direction in (Direction.PAST, Direction.LASTING)

    def anchor(self, precision: Precision) -> date | None:
        """What "the previous day" counts from: the date told last that is exact enough, else publication."""
        return self.told_day(precision) or self.published

    def told_day(self, precision: Precision) -> date | None:
        """The first day of the date told last that is exact enough, which "that day" means."""
        return next((period.first for period in self.told if period.precision.rank <= precision.rank), None)

    def near_day(self, within: int) -> date | None:
        """The day told last that lies so many days about publication, else publication itself."""
        published = self.published
        if published is None:
            return self.told_day(Precision.DAY)
        days = (period.first for period in self.told if period.precision is Precision.DAY)
        first = 0 if self.looks_ahead else -within
        return next((day for day in days if first <= (day - published).days <= within), published)


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression, resolved as far as its context allows."""

    value: str
    kind: Kind = Kind.POINT
    type: TimexType = TimexType.DATE
    earliest: date | None = None
    latest: date | None = None
    precision: Precision | None = None
    modifier: Modifier | None = None
    boundary: Boundary | None = None
    explicit: bool = False
    period: Period | None = None
    """The calendar unit that it is, for what refers back to it."""


class Meaning(ABC):
    """What some words say about time; frozen, and resolved as often as one likes."""

    __slots__ = ()

    @property
    def floats(self) -> bool:
        """Whether it names one of many days, months or years, so that direction decides ("Thursday", "in March")."""
        return False

    @property
    def granularity(self) -> Precision | None:
        """The precision that it will be read with, as far as the words tell; None for what is no date."""
        return None

    @abstractmethod
    def read(self, context: Context) -> Reading:
        """Resolve it. Never fails: what cannot be known has a value with X and no dates."""


@dataclass(frozen=True, slots=True)
class Name(Meaning):
    """Words of time that name something else: they tell none, and none of them tells any alone."""

    def read(self, context: Context) -> Reading:
        """Nothing that could be printed; what only names something is not resolved."""
        del context
        return Reading("")


class Floating(Meaning):
    """A meaning that always floats."""

    __slots__ = ()

    @property
    def floats(self) -> bool:
        """Always."""
        return True


def whole(period: Period, *, explicit: bool = False, value: str | None = None) -> Reading:
    """The reading of a calendar unit."""
    try:
        last = period.last
    except OutOfCalendarError:
        return Reading(value or period_value(period))
    return Reading(
        value or period_value(period),
        earliest=period.first,
        latest=last,
        precision=period.precision,
        explicit=explicit,
        period=period,
    )


def nearest(candidate: Callable[[int], Period | None], context: Context) -> Period | None:
    """The occurrence of a yearly date that is nearest publication, on the side that the clause looks to."""
    if context.year is not None:
        return candidate(context.year)
    day = context.published
    if day is None:
        return None
    if context.looks_back:
        return _last_up_to(day, candidate)
    if context.looks_ahead:
        return _first_from(day, candidate)
    before, after = _last_up_to(day, candidate), _first_from(day, candidate)
    if before is None or after is None or before.last >= day:
        return before or after
    far_ahead = context.direction is Direction.AROUND and (after.first - day).days > _NEAR
    return before if far_ahead or (day - before.last) <= (after.first - day) else after


def _last_up_to(day: date, candidate: Callable[[int], Period | None]) -> Period | None:
    years = range(day.year, max(day.year - _LEAP_CYCLE, 0) - 1, -1)
    return next((found for year in years if year and (found := candidate(year)) and found.first <= day), None)


def _first_from(day: date, candidate: Callable[[int], Period | None]) -> Period | None:
    years = range(max(day.year - 1, 1), min(day.year + _LEAP_CYCLE, _LAST_YEAR) + 1)
    return next((found for year in years if (found := candidate(year)) and found.last >= day), None)

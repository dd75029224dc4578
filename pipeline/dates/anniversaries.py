"""Days counted from one that is told: "three days after March 7", "a year ago this week", "on this day in 1953"."""

from dataclasses import dataclass, replace
from fractions import Fraction

from pipeline.dates.away import Away, rounded, unit_away
from pipeline.dates.composition import Composition, composition, rank_of
from pipeline.dates.counting import PRECISIONS, steps, unit_of
from pipeline.dates.expression import Boundary, Kind
from pipeline.dates.grammar import Match, Rule, rule
from pipeline.dates.lexicon import words
from pipeline.dates.meanings import Context, Direction, Meaning, Reading, whole
from pipeline.dates.named import MonthAndDay, MonthName
from pipeline.dates.periods import OutOfCalendarError, Period, day_away
from pipeline.dates.relative import Shifted
from pipeline.dates.spans import Length, LengthBeside
from pipeline.dates.timex import UNKNOWN, duration_value
from pipeline.dates.weekdays import Weekday
from pipeline.domain.dates import Precision

_LONGER, _SHORTER = words("more over longer"), words("less fewer under")
_ROUGHLY = words("about around some roughly approximately nearly almost")
_STRETCHES = words("the for in within over during of first last next past every each least most to these those only")
"""What makes a length behind it a stretch of time rather than the way to a day: "for three days after March 7"."""


@dataclass(frozen=True, slots=True)
class InYear(Meaning):
    """As in "on this day in 1953", "this week in 1953": the unit of publication in another year."""

    precision: Precision
    year: int

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return self.precision

    def read(self, context: Context) -> Reading:
        """The unit; without a publication the year is all that is known of it."""
        if context.published is None:
            return Reading(f"{self.year:04}{UNKNOWN[self.precision][4:]}")
        try:
            day = day_away(context.published, 12 * (self.year - context.published.year), 0)
            return whole(Period.containing(day, self.precision))
        except OutOfCalendarError:
            return Reading(UNKNOWN[self.precision])


def _in_year(match: Match) -> Meaning | None:
    """As in "on this day in 1953", "on this date in 1953"."""
    word, year = match.word("unit"), match.year()
    unit = unit_of(match) if match.tokens.is_class(match.at("unit"), "unit") else "day" if word == "date" else ""
    return InYear(PRECISIONS[unit], year) if year is not None and unit in _IN_YEAR else None


_IN_YEAR = ("day", "week", "month")


def _ago_this(match: Match) -> Meaning | None:
    """As in "a year ago this week", "two years ago today"."""
    moved = _moved(match)
    if moved is None:
        return None
    if match.has("today"):
        return Away(*moved, Precision.DAY, Shifted(Precision.DAY, match.value("today")))
    precision = PRECISIONS.get(unit_of(match, "span"))
    finer = precision is not None and precision.rank < PRECISIONS[unit_of(match)].rank
    return Away(*moved, precision, Shifted(Precision.DAY, 0)) if precision is not None and finer else None


def _ago_on(match: Match) -> Meaning | None:
    """As in "five years ago on Friday"; "a week ago Tuesday" counts weeks from that of publication."""
    moved = _moved(match)
    if moved is None or not moved[0] or not match.tokens.is_capitalised(match.at("weekday")):
        return None
    return Away(*moved, Precision.DAY, Weekday(match.value("weekday")), toward=Direction.AROUND)


def _moved(match: Match) -> tuple[int, int] | None:
    count, unit = match.number() if match.has("number") else Fraction(1), unit_of(match)
    return steps(-count, unit) if count is not None and unit in PRECISIONS else None


@dataclass(frozen=True, slots=True)
class Beside(LengthBeside):
    """A day at a length of time from one that is told: "three days after March 7", "two weeks before Christmas"."""

    months: int
    days: int
    precision: Precision
    beyond: Boundary | None = None
    """As in "more than two weeks after": on which side of the day it was."""

    slack: int = 0
    """Units by which the words round: 1 in "about two weeks after"."""

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return self.precision

    @property
    def edge_of_last(self) -> Boundary | None:
        """The date told is the edge of what happened."""
        return Boundary.BEFORE if self.months + self.days < 0 else Boundary.AFTER

    def read_ends(self, context: Context) -> tuple[Reading, Reading]:
        """The length, and the date told.

        What lies on the side of publication that the clause looks to is the day that is counted to: two weeks before a
        Christmas still to come may be past.
        """
        return Length(self.first.value).read(context), self.last.read(self._counted_back(context))

    def _counted_back(self, context: Context) -> Context:
        if context.published is None:
            return context
        try:
            unit = Period.containing(day_away(context.published, -self.months, -self.days), self.precision)
            day = unit.shift(self.slack).last if context.looks_back else unit.shift(-self.slack).first
        except OutOfCalendarError:
            return context
        return replace(context, published=day)

    def join(self, first: Reading, last: Reading) -> Reading:
        """The unit that the day lies in."""
        del first
        reading = unit_away(last.earliest, self.months, self.days, self.precision, explicit=last.explicit)
        reading = rounded(reading, self.months) if self.slack else reading
        return replace(reading, boundary=self.beyond)


def _beside(match: Match, base: Meaning) -> Meaning | None:
    """As in "three days after March 7", "the day before Monday's vote"; a coarser date has no such day."""
    tokens, unit = match.tokens, unit_of(match)
    count = match.number() if match.has("number") else Fraction(1)
    side = -1 if tokens.is_class(match.at("joint"), "before") else 1
    moved = steps(side * count, unit) if count is not None else None
    precision = PRECISIONS.get(unit, Precision.DAY)
    before, led = tokens.word(match.start - 1), tokens.word(match.start - 2)
    if moved is None or not 0 <= rank_of(base) <= precision.rank or before in _STRETCHES or unit == "weekend":
        return None
    compared = led if before == "than" else before
    beyond = side if compared in _LONGER else -side if compared in _SHORTER else 0
    return Beside(
        Length(duration_value(count, unit)),
        base,
        *moved,
        precision,
        beyond={1: Boundary.AFTER, -1: Boundary.BEFORE}.get(beyond),
        slack=int(before in _ROUGHLY),
    )


@dataclass(frozen=True, slots=True)
class WeekdayBeside(Beside):
    """The first day of a week before or after a date that is told: "the Monday after Thanksgiving"."""

    weekday: int = 0

    def join(self, first: Reading, last: Reading) -> Reading:
        """That day, one to seven days away."""
        day = last.earliest
        if day is None:
            return Reading(first.value)
        away = (self.weekday - day.weekday() - 1) % 7 + 1 if self.days > 0 else (self.weekday - day.weekday()) % 7 - 7
        return unit_away(day, 0, away, Precision.DAY, explicit=last.explicit)

    def read_ends(self, context: Context) -> tuple[Reading, Reading]:
        """The day of the week, and the date told."""
        return Reading(f"XXXX-WXX-{self.weekday + 1}", Kind.REFERENCE), self.last.read(self._counted_back(context))


def _weekday_beside(match: Match, base: Meaning) -> Meaning | None:
    """As in "the Monday after Thanksgiving", "the Friday before the Nov. 5 election"."""
    if rank_of(base) != Precision.DAY.rank or not match.tokens.is_capitalised(match.at("weekday")):
        return None
    side = -1 if match.tokens.is_class(match.at("joint"), "before") else 1
    return WeekdayBeside(Length(""), base, 0, side, Precision.DAY, weekday=match.value("weekday"))


@dataclass(frozen=True, slots=True)
class YearsAgo(Meaning):
    """A day or month of an earlier year: "a year ago on March 1", "two years ago in May"."""

    day: MonthAndDay | MonthName
    years: int

    @property
    def granularity(self) -> Precision | None:
        """The precision that it is read with."""
        return self.day.granularity

    def read(self, context: Context) -> Reading:
        """That of the year so many before publication's."""
        if context.published is None:
            return self.day.read(context)
        return self.day.read(replace(context, year=context.published.year - self.years))


def _years_ago(match: Match, base: Meaning) -> Meaning | None:
    moved = _moved(match)
    if moved is None or moved[0] % 12 or moved[1] or not moved[0] or not isinstance(base, MonthAndDay | MonthName):
        return None
    return YearsAgo(base, -moved[0] // 12)


ANNIVERSARY_RULES: tuple[Rule, ...] = (
    rule("<this|that>(?P<unit><unit|other>)<in>{YEAR}", _in_year),
    rule("(?:<a>|{NUMBER}){UNIT}<ago>(?:<this>(?P<span><unit>)|(?P<today><deictic>))", _ago_this),
    rule("(?:<a>|{NUMBER}){UNIT}<ago><on|this>?(?P<weekday><weekday>)", _ago_on),
)


BESIDE_RULES: tuple[Composition, ...] = (
    composition("(?:<a>|<the>|{NUMBER}){UNIT}(?P<joint><after|before>)<the>?", _beside),
    composition("<the>(?P<weekday><weekday>)(?P<joint><after|before>)<the>?", _weekday_beside),
    composition("(?:<a>|{NUMBER}){UNIT}<ago><on|in|comma>?", _years_ago),
)

"""Units of time, and how far a count of them reaches."""

from fractions import Fraction

from pipeline.dates.grammar import Match
from pipeline.dates.lexicon import UNITS
from pipeline.domain.dates import Precision

PRECISIONS = {
    "day": Precision.DAY,
    "week": Precision.WEEK,
    "fortnight": Precision.WEEK,
    "month": Precision.MONTH,
    "quarter": Precision.QUARTER,
    "year": Precision.YEAR,
    "decade": Precision.DECADE,
    "century": Precision.CENTURY,
}
"""The precision that a unit of time gives to a date."""


_DAYS = {"day": 1, "week": 7, "fortnight": 14}


_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


_MOST = 100_000  # no news counts further in any unit


def steps(count: Fraction, unit: str) -> tuple[int, int] | None:
    """A length of time as months and days, or None where the calendar cannot count it."""
    if abs(count) > _MOST:
        return None
    if unit in _DAYS:
        return 0, round(count * _DAYS[unit])
    if unit in _MONTHS:
        months = count * _MONTHS[unit]
        return int(months), round(30 * (months - int(months)))
    if unit == "hour":
        return 0, round(count / 24)
    return (0, 0) if unit in UNITS[:2] else None


def unit_of(match: Match, group: str = "unit") -> str:
    """The unit that a word names, in the singular."""
    return UNITS[match.value(group)]

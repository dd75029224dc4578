"""TIMEX3 values (ISO-TimeML, ISO 24617-1; TIDES 2003): ISO 8601 with letters for what it has no notation for."""

from fractions import Fraction

from pipeline.dates.periods import Period
from pipeline.domain.dates import Precision

PAST_REF, PRESENT_REF, FUTURE_REF = "PAST_REF", "PRESENT_REF", "FUTURE_REF"

UNKNOWN = {
    Precision.DAY: "XXXX-XX-XX",
    Precision.WEEK: "XXXX-WXX",
    Precision.MONTH: "XXXX-XX",
    Precision.QUARTER: "XXXX-QX",
    Precision.SEASON: "XXXX-XX",
    Precision.HALF: "XXXX-HX",
    Precision.YEAR: "XXXX",
    Precision.DECADE: "XXX",
    Precision.CENTURY: "XX",
}
"""A unit of which nothing is known but its size."""

SEASONS = ("SP", "SU", "FA", "WI")
"""Spring to winter."""

_SECONDS = {"second": "S", "minute": "M", "hour": "H"}
_LETTERS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_MULTIPLES = {"fortnight": ("W", 2), "quarter": ("M", 3), "decade": ("Y", 10), "century": ("Y", 100)}


def period_value(period: Period) -> str:  # noqa: PLR0911 - one for each precision
    """The value of a calendar unit: "2024-05-03", "2024-W18", "2024-Q2", "2024-SP", "199" for the 1990s, "18"."""
    first = period.first
    match period.precision:
        case Precision.DAY:
            return first.isoformat()
        case Precision.WEEK:
            year, week, _ = first.isocalendar()
            return f"{year:04}-W{week:02}"
        case Precision.MONTH:
            return f"{first.year:04}-{first.month:02}"
        case Precision.QUARTER:
            return f"{first.year:04}-Q{(first.month + 2) // 3}"
        case Precision.SEASON:
            return f"{first.year:04}-{SEASONS[first.month // 3 - 1]}"
        case Precision.HALF:
            return f"{first.year:04}-H{1 if first.month == 1 else 2}"
        case Precision.YEAR:
            return f"{first.year:04}"
        case Precision.DECADE:
            return f"{first.year // 10:03}"
        case Precision.CENTURY:
            return f"{first.year // 100:02}"


def duration_value(count: Fraction | None, unit: str) -> str:
    """The value of a length of time: "P2W", "PT24H", "P0.5Y"; with a vague count ("years", "several days") "PXY"."""
    if unit in _SECONDS:
        return f"PT{_number(count)}{_SECONDS[unit]}"
    if unit == "weekend":
        return f"P{_number(count)}WE"
    letter, factor = _MULTIPLES[unit] if unit in _MULTIPLES else (_LETTERS[unit], 1)
    return f"P{_number(count * factor if count is not None else None)}{letter}"


def _number(count: Fraction | None) -> str:
    if count is None:
        return "X"
    return str(count.numerator) if count.denominator == 1 else f"{float(count):g}"

"""How a timeline prints a date."""

from datetime import date, timedelta

from pipeline.domain.dates import Modifier, Precision, Status

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SEASONS = ("winter", "spring", "summer", "fall")
_TEENS = range(11, 14)
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


def label(earliest: date | None, latest: date, precision: Precision, modifier: Modifier | None, status: Status) -> str:
    """The date as a timeline shows it: "Jan 15, 2026", "May 3–7, 2024", "late Oct 2024", "2026 (planned)".

    A null `earliest` stands for a deadline: "by Dec 21, 2025".
    """
    text = _deadline(latest, precision, modifier) if earliest is None else _span(earliest, latest, precision, modifier)
    return f"{text} (planned)" if status is Status.PLANNED else text


def _deadline(latest: date, precision: Precision, modifier: Modifier | None) -> str:
    if modifier is Modifier.LATE:
        return f"by the end of {_unit(latest, precision)}"
    return f"by {_unit(latest, precision, modifier)}"


def _span(earliest: date, latest: date, precision: Precision, modifier: Modifier | None) -> str:
    first, last = _unit(earliest, precision, modifier), _unit(latest, precision, modifier)
    if precision is Precision.WEEK and modifier is None:  # a week that "earlier" has cut is still that week
        return first if (latest - earliest).days <= 6 else f"{_day(earliest)} – {_day(latest)}"
    if first == last:
        return first
    if precision is not Precision.DAY:
        return _between(first, last, precision)
    if earliest.year != latest.year:
        return f"{first} – {last}"
    if earliest.month != latest.month:
        return f"{_MONTHS[earliest.month - 1]} {earliest.day} – {last}"
    return f"{_MONTHS[earliest.month - 1]} {earliest.day}–{latest.day}, {latest.year}"


def _between(first: str, last: str, precision: Precision) -> str:
    """A range of units, its common year told once: "Jun–Aug 2024", "2011–2014"."""
    name, _, year = first.rpartition(" ")
    if name and year == last.rpartition(" ")[2]:
        return f"{name}–{last}"
    return f"{first}–{last}" if precision in (Precision.YEAR, Precision.DECADE) else f"{first} – {last}"


def _unit(day: date, precision: Precision, modifier: Modifier | None = None) -> str:
    """The name of the unit that a day lies in."""
    name = _name(day, precision)
    if modifier is None:
        return name
    joint = "-" if modifier is Modifier.MID else " "
    return f"{modifier.value}{joint}{name}"


def _name(day: date, precision: Precision) -> str:  # noqa: PLR0911 - one for each precision
    match precision:
        case Precision.DAY:
            return _day(day)
        case Precision.WEEK:
            return f"week of {_day(day - timedelta(days=min(day.weekday(), day.toordinal() - 1)))}"
        case Precision.MONTH:
            return f"{_MONTHS[day.month - 1]} {day.year}"
        case Precision.QUARTER:
            return f"Q{(day.month + 2) // 3} {day.year}"
        case Precision.SEASON:
            started = day.year - 1 if day.month <= 2 else day.year
            return f"{_SEASONS[day.month % 12 // 3]} {started}"
        case Precision.HALF:
            return f"{'first' if day.month <= 6 else 'second'} half of {day.year}"
        case Precision.YEAR:
            return str(day.year)
        case Precision.DECADE:
            return f"{day.year // 10 * 10}s"
        case Precision.CENTURY:
            return f"{_ordinal(day.year // 100 + 1)} century"


def _day(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def _ordinal(number: int) -> str:
    return f"{number}{'th' if number % 100 in _TEENS else _SUFFIXES.get(number % 10, 'th')}"

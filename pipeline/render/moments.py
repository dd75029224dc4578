"""Dates and times in a reader's words, in the zone that they were given in."""

from datetime import date, datetime, timedelta

from pipeline.domain.dates import EventDate, Precision

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day_in_words(day: date) -> str:
    """`16 January 2026`, whatever the locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def moment_in_words(moment: date) -> str:
    """`16 January 2026, 05:12 (UTC+09:00)`; a mere date stays one."""
    if not isinstance(moment, datetime):
        return day_in_words(moment)
    return f"{day_in_words(moment)}, {moment:%H:%M}{_zone(moment.utcoffset())}"


def iso(moment: date) -> str:
    """ISO 8601, with Z for UTC."""
    return moment.isoformat().replace("+00:00", "Z")


def machine_date(when: EventDate) -> str | None:
    """What the `datetime` attribute of HTML can say of an event's date, or None where it has no form for it."""
    first = when.earliest
    if first is None:
        return None
    match when.precision:
        case Precision.DAY if first == when.latest:
            return first.isoformat()
        case Precision.WEEK:
            year, week, _ = first.isocalendar()
            return f"{year:04}-W{week:02}"
        case Precision.MONTH:
            return f"{first.year:04}-{first.month:02}"
        case Precision.YEAR:
            return f"{first.year:04}"
        case _:
            return None


def _zone(offset: timedelta | None) -> str:
    if offset is None:
        return ""
    minutes = round(offset.total_seconds() / 60)
    if not minutes:
        return " (UTC)"
    return f" (UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02})"

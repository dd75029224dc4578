"""The date of an event as a form carries it: one that the evidence offers, or one that an editor types."""

import calendar
import re
from collections.abc import Sequence
from datetime import date

from pipeline.desk.form import Form
from pipeline.domain.dates import EventDate, Modifier, Precision
from pipeline.domain.digest import Revision
from pipeline.editing import Span, checked_date, dates_offered
from pipeline.errors import EditError

_TYPED = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)


class NeedsDate(EditError):
    """The evidence offers several dates, or none: the editor is to choose."""


def date_value(when: EventDate) -> str:
    """A date as a field of a form holds it."""
    first = when.earliest.isoformat() if when.earliest else ""
    return f"{first}/{when.latest.isoformat()}/{when.precision}/{when.modifier or ''}"


def read_date(form: Form, revision: Revision, spans: Sequence[Span]) -> EventDate:
    """The date that a form gives; without one the only date that the evidence offers. Raises EditError."""
    if (told := told_date(form)) is not None:
        return told
    offered = dates_offered(revision, spans)
    if len(offered) != 1:
        raise NeedsDate("Choose the date: its evidence offers " + ("several." if offered else "none; type it."))
    return offered[0]


def told_date(form: Form) -> EventDate | None:
    """The date that a form gives, if it gives one: what was typed goes before what was chosen. Raises EditError."""
    typed = form.text("typed_date")
    return _typed(typed) if typed else chosen_date(form)


def chosen_date(form: Form) -> EventDate | None:
    """The date that was chosen, if there was any to choose. Raises EditError."""
    chosen = form.text("date")
    if not chosen:
        return None
    try:
        first, last, precision, modifier = chosen.split("/")
        return checked_date(
            date.fromisoformat(first) if first else None,
            date.fromisoformat(last),
            Precision(precision),
            Modifier(modifier) if modifier else None,
        )
    except ValueError:
        raise EditError("that is no date") from None


def _typed(text: str) -> EventDate:
    match = _TYPED.fullmatch(text)
    if match is None:
        raise EditError(f"“{text[:40]}” is no date: type 2026-01-15, 2026-01 or 2026")
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if day:
            return checked_date(date(year, month, day), date(year, month, day), Precision.DAY)
        if month:
            last = calendar.monthrange(year, month)[1]
            return checked_date(date(year, month, 1), date(year, month, last), Precision.MONTH)
        return checked_date(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
    except ValueError:
        raise EditError(f"there is no {text}") from None

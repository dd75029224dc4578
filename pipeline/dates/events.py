"""From a time expression to the date of an event."""

from pipeline.dates.expression import Boundary, Kind, TimeExpression
from pipeline.dates.labels import label
from pipeline.domain.dates import EventDate, Status

_DATING = (None, Boundary.BY)


def event_date(expression: TimeExpression, *, status: Status = Status.HAPPENED) -> EventDate | None:
    """The date that the expression gives to the event it is told with, or None where it gives none.

    Durations, sets and references date nothing, and neither does the edge of something: what has gone on *since*,
    *until*, *before* or *after* a date happened at another. "By Friday" is a deadline: `earliest` is null. "Recently"
    means by the day of publication.
    """
    dated = expression.kind in (Kind.POINT, Kind.RANGE) or (
        expression.kind is Kind.REFERENCE and expression.boundary is Boundary.BY
    )
    if not dated or expression.boundary not in _DATING or expression.latest is None or expression.precision is None:
        return None
    earliest = None if expression.boundary is Boundary.BY else expression.earliest
    return EventDate(
        earliest=earliest,
        latest=expression.latest,
        precision=expression.precision,
        modifier=expression.modifier,
        label=label(earliest, expression.latest, expression.precision, expression.modifier, status),
    )

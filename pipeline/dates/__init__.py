"""Time expressions: found in a text, resolved against its publication date, and printed on a timeline."""

from datetime import date, datetime

from pipeline.dates.events import event_date
from pipeline.dates.expression import Boundary, Kind, TimeExpression, TimexType
from pipeline.dates.finding import find_in_english
from pipeline.dates.labels import label

__all__ = ["Boundary", "Kind", "TimeExpression", "TimexType", "event_date", "find_dates", "label"]

_YEARS = range(1000, 3000)


def find_dates(text: str, published: datetime | date | None, language: str = "en") -> tuple[TimeExpression, ...]:
    """The time expressions of an article's text or headline, in order and without overlap.

    `published` is the article's publication in its own zone, whose calendar day counts. Without it only dates that the
    text tells in full get days; one outside the years 1000 to 2999 counts as missing. In languages other than English
    explicit dates alone are found.
    """
    day = published.date() if isinstance(published, datetime) else published
    if day is not None and day.year not in _YEARS:
        day = None
    if language.lower().partition("-")[0].partition("_")[0] == "en":
        return find_in_english(text, day)
    from pipeline.dates.languages import find_in_language  # noqa: PLC0415 - dateparser is slow to import

    return find_in_language(text, day, language)

"""What the tests of dates ask of a text: its one expression, or the days of those that have some."""

from datetime import date, datetime

from pipeline.dates import TimeExpression, find_dates

WEDNESDAY = date(2019, 11, 20)


def only(text: str, published: datetime | date | None = WEDNESDAY) -> TimeExpression:
    """The one expression of a text."""
    found = find_dates(text, published)
    assert len(found) == 1, [expression.text for expression in found]
    return found[0]


def days(text: str, published: datetime | date | None = WEDNESDAY) -> str:
    """The days of a text's one expression as an interval, "None" where it has none."""
    found = only(text, published)
    if found.earliest == found.latest:
        return str(found.earliest)
    return f"{found.earliest}/{found.latest}"


def dated(text: str, published: datetime | date | None = WEDNESDAY) -> list[str]:
    """The first days of the expressions of a text that have days."""
    return [str(found.earliest) for found in find_dates(text, published) if found.earliest]

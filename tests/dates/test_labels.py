"""How dates are printed, and which expressions give one to an event."""

from datetime import date

import pytest

from pipeline.dates import Boundary, Kind, TimeExpression, TimexType, event_date, find_dates, label
from pipeline.domain.dates import Modifier, Precision, Status


@pytest.mark.parametrize(
    ("earliest", "latest", "precision", "modifier", "status", "printed"),
    [
        ("2026-01-15", "2026-01-15", Precision.DAY, None, Status.HAPPENED, "Jan 15, 2026"),
        ("2024-05-03", "2024-05-07", Precision.DAY, None, Status.HAPPENED, "May 3–7, 2024"),
        ("2024-04-28", "2024-05-02", Precision.DAY, None, Status.HAPPENED, "Apr 28 – May 2, 2024"),
        ("2024-12-30", "2025-01-02", Precision.DAY, None, Status.HAPPENED, "Dec 30, 2024 – Jan 2, 2025"),
        ("2024-10-01", "2024-10-31", Precision.MONTH, None, Status.HAPPENED, "Oct 2024"),
        ("2024-06-01", "2024-08-31", Precision.MONTH, None, Status.HAPPENED, "Jun–Aug 2024"),
        ("2018-11-01", "2019-02-28", Precision.MONTH, None, Status.HAPPENED, "Nov 2018 – Feb 2019"),
        ("2025-07-01", "2025-09-30", Precision.QUARTER, None, Status.HAPPENED, "Q3 2025"),
        ("2024-01-01", "2024-06-30", Precision.YEAR, Modifier.EARLY, Status.HAPPENED, "early 2024"),
        ("2024-04-01", "2024-09-30", Precision.YEAR, Modifier.MID, Status.HAPPENED, "mid-2024"),
        ("2024-10-16", "2024-10-31", Precision.MONTH, Modifier.LATE, Status.HAPPENED, "late Oct 2024"),
        ("2026-01-01", "2026-12-31", Precision.YEAR, None, Status.PLANNED, "2026 (planned)"),
        (None, "2025-12-21", Precision.DAY, None, Status.HAPPENED, "by Dec 21, 2025"),
        (None, "2025-12-31", Precision.YEAR, Modifier.LATE, Status.PLANNED, "by the end of 2025 (planned)"),
        ("2019-11-04", "2019-11-10", Precision.WEEK, None, Status.HAPPENED, "week of Nov 4, 2019"),
        ("2019-11-18", "2019-11-19", Precision.WEEK, None, Status.HAPPENED, "week of Nov 18, 2019"),
        ("2025-06-01", "2025-08-31", Precision.SEASON, None, Status.HAPPENED, "summer 2025"),
        ("2025-12-01", "2026-02-28", Precision.SEASON, None, Status.HAPPENED, "winter 2025"),
        ("2024-01-01", "2024-06-30", Precision.HALF, None, Status.HAPPENED, "first half of 2024"),
        ("2011-01-01", "2014-12-31", Precision.YEAR, None, Status.HAPPENED, "2011–2014"),
        ("1990-01-01", "1999-12-31", Precision.DECADE, None, Status.HAPPENED, "1990s"),
        ("1800-01-01", "1899-12-31", Precision.CENTURY, None, Status.HAPPENED, "19th century"),
        ("2000-01-01", "2099-12-31", Precision.CENTURY, None, Status.DISPUTED, "21st century"),
    ],
)
def test_a_label_says_as_much_as_the_date_and_no_more(
    *,
    earliest: str | None,
    latest: str,
    precision: Precision,
    modifier: Modifier | None,
    status: Status,
    printed: str,
) -> None:
    first = date.fromisoformat(earliest) if earliest else None
    assert label(first, date.fromisoformat(latest), precision, modifier, status) == printed


def _expression(kind: Kind, boundary: Boundary | None) -> TimeExpression:
    day = date(2024, 10, 3)
    return TimeExpression(
        0, 6, "Oct. 3", TimexType.DATE, "2024-10-03", kind, day, day, Precision.DAY, None, boundary, explicit=True
    )


@pytest.mark.parametrize("boundary", [Boundary.SINCE, Boundary.UNTIL, Boundary.BEFORE, Boundary.AFTER])
def test_the_edge_of_something_dates_no_event(boundary: Boundary) -> None:
    assert event_date(_expression(Kind.POINT, boundary)) is None
    assert event_date(_expression(Kind.RANGE, boundary)) is None


@pytest.mark.parametrize("kind", [Kind.DURATION, Kind.SET, Kind.REFERENCE])
def test_lengths_sets_and_references_date_no_event(kind: Kind) -> None:
    assert event_date(_expression(kind, None)) is None


def test_a_point_and_a_range_date_an_event() -> None:
    for kind in (Kind.POINT, Kind.RANGE):
        dated = event_date(_expression(kind, None))
        assert dated is not None
        assert (dated.earliest, dated.latest, dated.label) == (date(2024, 10, 3), date(2024, 10, 3), "Oct 3, 2024")


def test_a_deadline_has_no_earliest_day() -> None:
    dated = event_date(_expression(Kind.POINT, Boundary.BY), status=Status.PLANNED)
    assert dated is not None
    assert (dated.earliest, dated.latest, dated.label) == (None, date(2024, 10, 3), "by Oct 3, 2024 (planned)")


def test_recently_means_by_the_day_of_publication() -> None:
    (found,) = find_dates("She recently travelled to Moscow.", date(2025, 12, 21))
    dated = event_date(found)
    assert dated is not None
    assert (dated.earliest, dated.latest, dated.label) == (None, date(2025, 12, 21), "by Dec 21, 2025")


def test_now_dates_nothing() -> None:
    (found,) = find_dates("It is now smaller.", date(2025, 12, 21))
    assert event_date(found) is None

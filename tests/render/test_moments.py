"""Dates in a reader's words."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from pipeline.domain.dates import EventDate, Precision
from pipeline.render.moments import machine_date, moment_in_words


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (datetime(2026, 1, 16, 5, 12, tzinfo=timezone(timedelta(hours=9))), "16 January 2026, 05:12 (UTC+09:00)"),
        (
            datetime(2026, 1, 6, 23, 5, tzinfo=timezone(-timedelta(minutes=210))),
            "6 January 2026, 23:05 (UTC-03:30)",
        ),
        (datetime(2026, 12, 1, 0, 0, tzinfo=UTC), "1 December 2026, 00:00 (UTC)"),
        (datetime(2026, 1, 16, 5, 12), "16 January 2026, 05:12"),  # noqa: DTZ001 - a page may tell a time without a zone
        (date(2026, 1, 16), "16 January 2026"),
    ],
)
def test_times_are_told_in_their_own_zone(moment: date, told: str) -> None:
    assert moment_in_words(moment) == told


@pytest.mark.parametrize(
    ("earliest", "latest", "precision", "machine"),
    [
        (date(2026, 1, 15), date(2026, 1, 15), Precision.DAY, "2026-01-15"),
        (date(2026, 1, 15), date(2026, 1, 17), Precision.DAY, None),
        (None, date(2025, 12, 21), Precision.DAY, None),
        (date(2024, 12, 30), date(2025, 1, 5), Precision.WEEK, "2025-W01"),
        (date(2024, 10, 1), date(2024, 10, 31), Precision.MONTH, "2024-10"),
        (date(2026, 1, 1), date(2026, 12, 31), Precision.YEAR, "2026"),
        (date(2026, 1, 1), date(2026, 3, 31), Precision.QUARTER, None),
    ],
)
def test_machines_get_a_date_only_where_html_has_a_form_for_it(
    earliest: date | None, latest: date, precision: Precision, machine: str | None
) -> None:
    when = EventDate(earliest=earliest, latest=latest, precision=precision, modifier=None, label="x")
    assert machine_date(when) == machine

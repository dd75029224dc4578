"""Calendar spans of known precision, as a timeline shows them."""

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import ValidationInfo, model_validator

from pipeline.domain.base import Model, is_unchecked


class Precision(StrEnum):
    """How exactly a date is known, the most exact first."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"

    @property
    def rank(self) -> int:
        """0 for a day, growing with vagueness."""
        return list(Precision).index(self)


class Modifier(StrEnum):
    """Which part of its span a date names."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"


class Status(StrEnum):
    """Whether an event took place, was only planned, or is denied by a source."""

    HAPPENED = "happened"
    PLANNED = "planned"
    DISPUTED = "disputed"


class EventDate(Model):
    """When an event took place: calendar days in its article's own zone.

    `earliest` is null for "by Dec 21, 2025"; a range of days has `earliest` before `latest` at precision `day`.
    """

    earliest: date | None
    latest: date
    precision: Precision
    modifier: Modifier | None
    label: str

    @model_validator(mode="after")
    def _in_order(self, info: ValidationInfo) -> Self:
        if not is_unchecked(info) and self.earliest is not None and self.earliest > self.latest:
            raise ValueError(f"the date ends ({self.latest}) before it starts ({self.earliest})")
        return self

    @property
    def span(self) -> tuple[date | None, date]:
        """The first and the last day that it may be, whatever it is called."""
        return self.earliest, self.latest

    @property
    def sort_key(self) -> tuple[date, int]:
        """By `earliest` (or `latest` where that is null), then the longer span first."""
        first = self.earliest or self.latest
        return first, first.toordinal() - self.latest.toordinal()

    def covers(self, other: "EventDate") -> bool:
        """Whether the other date lies within this one."""
        if self.earliest is None:
            return other.latest <= self.latest
        return other.earliest is not None and self.earliest <= other.earliest and other.latest <= self.latest

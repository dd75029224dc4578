"""What a time expression is: words of a text, and the calendar days that they name."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.domain.dates import Modifier, Precision


class TimexType(StrEnum):
    """The types of TIMEX3, the annotation of time expressions in ISO-TimeML (ISO 24617-1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Kind(StrEnum):
    """What the words refer to on the calendar."""

    POINT = "point"
    """A day or a calendar unit: "Thursday", "October 2024", "the 1990s"."""

    RANGE = "range"
    """From one point to another: "May 3–7", "between June and August 2024"."""

    DURATION = "duration"
    """A length of time: "two weeks", "the past decade"."""

    SET = "set"
    """Something that recurs: "every Monday", "annual"."""

    REFERENCE = "reference"
    """The past, present or future without a date: "now", "recently", "soon"."""


class Boundary(StrEnum):
    """The preposition that makes a date the edge of something rather than its time."""

    SINCE = "since"
    UNTIL = "until"
    BY = "by"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A span of a text that speaks of time: `text` is `source[start:end]`, offsets count Unicode code points.

    `earliest` and `latest` are the first and last calendar day that the words can mean, both null where they cannot be
    known; for "by Friday" the expression is "Friday", its `boundary` tells of the "by". A range carries the two
    expressions that it is told by as `ends`, since TIMEX3 annotates those rather than the range: the dates that it runs
    between, or a length and the date that it starts or ends with.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    """The TIMEX3 value: ISO 8601, with X for what is not known ("XXXX-05-03").

    For a range it is an ISO 8601 interval, or a length where the words tell that: "the first nine months of 2018".
    """

    kind: Kind
    earliest: date | None = None
    latest: date | None = None
    precision: Precision | None = None
    modifier: Modifier | None = None
    boundary: Boundary | None = None
    explicit: bool = False
    """Whether the words alone, without a publication date, give the date."""

    ends: tuple["TimeExpression", ...] = ()

"""A form as it stands open on a page: what it changes, what stands in it, and what the checks said to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.desk.spans import span_value
from pipeline.desk.when import date_value
from pipeline.domain.article import Evidence
from pipeline.domain.dates import EventDate
from pipeline.domain.digest import Revision
from pipeline.domain.support import Reason
from pipeline.editing import Span, dates_offered
from pipeline.errors import EditError


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence that can be taken out."""

    article: int
    quote: str
    value: str


@dataclass(frozen=True, slots=True)
class DateChoice:
    """A date that can be chosen."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A form. `place` says where on the page it stands, `target` what it is about.

    `seen` is the revision that the editor had before him when he filled it in; None for the one of the page.
    """

    place: str
    target: str
    title: str
    does: str
    saves: str = "Check and save"
    label: str = "Text"
    text: str = ""
    heading: str = ""
    has_heading: bool = False
    has_text: bool = True
    has_evidence: bool = False
    evidence: tuple[Piece, ...] = ()
    quote: str = ""
    quote_article: int = 0
    has_date: bool = False
    needs_date: bool = False
    """Whether a date has to be typed where none can be chosen."""
    dates: tuple[DateChoice, ...] = ()
    """The one that is chosen comes first."""
    typed_date: str = ""
    has_status: bool = False
    status: str = "happened"
    others: tuple[tuple[str, str], ...] = ()
    held: str = ""
    """The id of what was withheld, where its words are what the form begins with."""
    tell: str = ""
    error: str = ""
    reasons: tuple[Reason, ...] = ()
    reason: str = ""
    is_overridable: bool = False
    seen: int | None = None

    @property
    def rows(self) -> int:
        """How many lines the text is given."""
        return max(2, min(10, len(self.text) // 60 + 1))


def pieces(evidence: Iterable[Evidence]) -> tuple[Piece, ...]:
    """Evidence as a form shows it."""
    return tuple(Piece(one.article, one.quote, span_value(one.article, one.start, one.end)) for one in evidence)


def spans_of(evidence: Iterable[Evidence]) -> tuple[Span, ...]:
    """Where evidence stands."""
    return tuple(Span(one.article, one.start, one.end) for one in evidence)


def date_choices(revision: Revision, spans: Sequence[Span], first: EventDate | None = None) -> tuple[DateChoice, ...]:
    """What can be chosen: a date that stands there already, and those that the words of the evidence offer."""
    try:
        offered = dates_offered(revision, spans) if spans else ()
    except EditError:
        offered = ()
    choices = [DateChoice(date_value(one), one.label) for one in (*((first,) if first else ()), *offered)]
    return tuple({choice.value: choice for choice in choices}.values())

"""Sentences and events as the desk shows them: their words, citations, and what the checks think of them."""

from dataclasses import dataclass

from pipeline.desk.views.sources import anchor
from pipeline.domain.article import Article, Evidence
from pipeline.domain.digest import Event, Origin, Statement
from pipeline.domain.support import Override, Reason, Verdict
from pipeline.render.citations import Placed, place
from pipeline.render.events import label, status_word
from pipeline.render.listing import listed

_MOST_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class Citation:
    """A number in brackets, and where it leads."""

    number: int
    anchor: str
    publisher: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence or an event."""

    key: str
    """What the page's script and the marks in the articles call it."""
    id: str
    text: str
    placed: Placed
    citations: tuple[Citation, ...]
    evidence: tuple[Evidence, ...]
    verdict: Verdict
    reasons: tuple[Reason, ...]
    override: Override | None
    is_edited: bool
    date: str = ""
    status: str = ""
    locked: bool = False

    @property
    def is_flagged(self) -> bool:
        """Whether the checks found something."""
        return self.verdict is not Verdict.SUPPORTED or bool(self.reasons)


def shown(statement: Statement, key: str, articles: dict[int, Article]) -> Shown:
    """A statement of a digest."""
    text = statement.text[:_MOST_CHARACTERS]
    is_event = isinstance(statement, Event)
    return Shown(
        key=key,
        id=statement.id,
        text=text,
        placed=place(text),
        citations=citations(statement, articles),
        evidence=statement.evidence,
        verdict=statement.support.verdict,
        reasons=statement.support.reasons,
        override=statement.override,
        is_edited=statement.origin is Origin.EDITED,
        date=label(statement) if is_event else "",
        status=(status_word(statement) or "") if is_event else "",
        locked=statement.locked if is_event else False,
    )


def citations(statement: Statement, articles: dict[int, Article]) -> tuple[Citation, ...]:
    """The numbers behind a statement; each leads to the first of the words that it rests on in that article."""
    first: dict[int, int] = {}
    for piece in statement.evidence:
        first[piece.article] = min(piece.start, first.get(piece.article, piece.start))
    return tuple(
        Citation(
            number, anchor(number, first[number]), listed(articles[number]).publisher if number in articles else ""
        )
        for number in sorted(first)
    )

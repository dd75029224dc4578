"""A candidate as the desk shows it: what it would change, word by word, and what the checks think of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pipeline.desk.views.statements import Citation, citations
from pipeline.domain.article import Article
from pipeline.domain.candidate import Candidate, Content, HeadlineContent, SectionContent
from pipeline.domain.digest import Digest, Statement, Withheld
from pipeline.domain.support import Reason
from pipeline.editing import Op, Piece, content_of, word_diff
from pipeline.errors import UnknownPart


@dataclass(frozen=True, slots=True)
class Line:
    """A heading, a sentence or an event, with what it says differently."""

    pieces: tuple[Piece, ...]
    citations: tuple[Citation, ...] = ()
    reasons: tuple[Reason, ...] = ()
    label: str = ""
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class CandidateView:
    """One candidate."""

    id: str
    model: str
    author: str
    made_at: datetime
    note: str
    lines: tuple[Line, ...]
    withheld: tuple[Withheld, ...]
    base_revision: int
    """The revision that it was written for."""
    is_overtaken: bool
    """Whether a revision was made after the one that it was written for."""

    @property
    def is_same(self) -> bool:
        """Whether it changes no word."""
        return all(piece.op is Op.SAME for line in self.lines for piece in line.pieces)


def candidate_view(candidate: Candidate, digest: Digest) -> CandidateView:
    """A candidate beside what it would replace."""
    articles = {article.number: article for article in digest.articles}
    try:
        now = content_of(digest, candidate.part)
    except UnknownPart:
        now = None
    return CandidateView(
        id=candidate.id,
        model=candidate.model,
        author=candidate.author,
        made_at=candidate.made_at,
        note=candidate.note,
        lines=tuple(_lines(now, candidate.content, articles)),
        withheld=candidate.withheld,
        base_revision=candidate.base_revision,
        is_overtaken=candidate.base_revision != digest.revision,
    )


def _lines(now: Content | None, new: Content, articles: dict[int, Article]) -> Iterator[Line]:
    if isinstance(new, HeadlineContent):
        before = now.text if isinstance(now, HeadlineContent) else ""
        yield Line(word_diff(before, new.text), is_heading=True)
        return
    if isinstance(new, SectionContent):
        before = now if isinstance(now, SectionContent) else None
        yield Line(word_diff(before.heading if before else "", new.heading), is_heading=True)
        yield from _statements(before.sentences if before else (), new.sentences, articles)
        return
    old = now.events if now is not None and not isinstance(now, (SectionContent, HeadlineContent)) else ()
    labels = {event.id: event.date.label for event in (*old, *new.events)}
    yield from _statements(old, new.events, articles, labels)


def _statements(
    old: tuple[Statement, ...],
    new: tuple[Statement, ...],
    articles: dict[int, Article],
    labels: dict[str, str] | None = None,
) -> Iterator[Line]:
    """New statements beside the old ones of the same id, else of the same place; then those that go."""
    known = {one.id: one for one in old}
    free = [one for one in old if one.id not in {each.id for each in new}]
    for statement in new:
        before = known.get(statement.id) or (free.pop(0) if free else None)
        yield Line(
            pieces=word_diff(before.text if before else "", statement.text),
            citations=citations(statement, articles),
            reasons=statement.support.reasons,
            label=(labels or {}).get(statement.id, ""),
        )
    for gone in free:
        yield Line(word_diff(gone.text, ""), label=(labels or {}).get(gone.id, ""))

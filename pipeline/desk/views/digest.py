"""A digest as the desk shows it: parts in order, each with what can be done to it, beside its sources."""

from dataclasses import dataclass

from pipeline.desk.views.candidates import CandidateView, candidate_view
from pipeline.desk.views.held import WithheldView, is_homeless, withheld_view
from pipeline.desk.views.sources import Source, sources
from pipeline.desk.views.statements import Shown, shown
from pipeline.domain.candidate import HEADLINE, TIMELINE, Candidate, Part, section_part
from pipeline.domain.digest import Digest, Origin, Revision, Section
from pipeline.render.listing import single_source


@dataclass(frozen=True, slots=True)
class PartView:
    """What can be written again by itself: a section, the headline, the timeline."""

    part: str
    anchor: str
    candidates: tuple[CandidateView, ...]
    withheld: tuple[WithheldView, ...]


@dataclass(frozen=True, slots=True)
class SectionView(PartView):
    """A section."""

    id: str
    number: int
    heading: str
    is_edited: bool
    locked: bool
    sentences: tuple[Shown, ...]
    publisher: str
    """The only one that it rests on, where that is worth a remark; else empty."""


@dataclass(frozen=True, slots=True)
class DigestView:
    """A whole page."""

    digest: Digest
    headline: PartView
    sections: tuple[SectionView, ...]
    timeline: PartView
    events: tuple[Shown, ...]
    sources: tuple[Source, ...]
    homeless: tuple[WithheldView, ...]
    """What was withheld of parts that the digest does not have."""
    flagged: tuple[Shown, ...]
    """Statements that the checks found something about, in order."""

    @property
    def is_headline_edited(self) -> bool:
        """Whether a person wrote the headline."""
        return self.digest.headline_origin is Origin.EDITED


def digest_view(revision: Revision, candidates: tuple[Candidate, ...]) -> DigestView:
    """The page of a revision, with the candidates that wait for a decision on it."""
    digest = revision.digest
    articles = {article.number: article for article in digest.articles}
    keys = statement_keys(digest)
    waiting = tuple(candidate for candidate in candidates if candidate.is_waiting)
    views = {s.id: shown(s, keys[s.id], articles) for s in digest.statements}

    def of(part: Part, anchor: str) -> PartView:
        mine = tuple(candidate_view(one, digest) for one in waiting if one.part == part)
        return PartView(str(part), anchor, mine, _withheld(revision, part))

    def section_view(section: Section, number: int) -> SectionView:
        common = of(section_part(section.id), f"section-{number}")
        return SectionView(
            part=common.part,
            anchor=common.anchor,
            candidates=common.candidates,
            withheld=common.withheld,
            id=section.id,
            number=number,
            heading=section.heading,
            is_edited=section.origin is Origin.EDITED,
            locked=section.locked,
            sentences=tuple(views[sentence.id] for sentence in section.sentences),
            publisher=single_source(digest, section) or "",
        )

    return DigestView(
        digest=digest,
        headline=of(HEADLINE, "headline"),
        sections=tuple(section_view(section, number) for number, section in enumerate(digest.sections, 1)),
        timeline=of(TIMELINE, "timeline"),
        events=tuple(views[event.id] for event in digest.timeline),
        sources=sources(digest, revision.articles, keys),
        homeless=tuple(withheld_view(revision, one) for one in digest.withheld if is_homeless(digest, one)),
        flagged=tuple(view for view in views.values() if view.is_flagged),
    )


def statement_keys(digest: Digest) -> dict[str, str]:
    """What a page calls each statement: s1, s2 … in order of the sentences, e1, e2 … of the events."""
    sentences = {sentence.id: f"s{number}" for number, sentence in enumerate(digest.sentences, 1)}
    return sentences | {event.id: f"e{number}" for number, event in enumerate(digest.timeline, 1)}


def _withheld(revision: Revision, part: Part) -> tuple[WithheldView, ...]:
    places = {str(part), f"heading:{part.section_id}"} if part.section_id else {str(part)}
    return tuple(withheld_view(revision, one) for one in revision.digest.withheld if one.where in places)

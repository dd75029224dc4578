"""Keeping: what an editor has locked or changed stays as it is, to the byte, while the rest is made anew."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.checks.same_event import same_event
from pipeline.domain.article import ArticleText, Evidence, Fact
from pipeline.domain.digest import Digest, Event, Origin, Revision, Section, Statement, Withheld, timeline_key
from pipeline.domain.support import Reason
from pipeline.facts import FactBook
from pipeline.stages.assemble import Assembled
from pipeline.stages.outline import Outlined, Refusal
from pipeline.stages.timeline import WrittenTimeline
from pipeline.stages.verify import Verified
from pipeline.writers.clusters import MOST_SECTIONS
from pipeline.writers.drafts import MOST_EVENTS, Plan, TimelineBrief


class Kept(NamedTuple):
    """The parts of a digest that are not made anew, in their order, and what belongs to them."""

    sections: tuple[Section, ...] = ()
    events: tuple[Event, ...] = ()
    title: str = ""
    """The headline, which is kept where a person wrote it."""
    title_origin: Origin = Origin.EXTRACTED
    places: tuple[int, ...] = ()
    """Where the sections stood, from 0."""
    facts: tuple[Fact, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    passed_over: frozenset[str] = frozenset()
    """Facts that are not to make a section: known before, where an editor keeps every section as it is."""
    passed_over_events: frozenset[str] = frozenset()
    """Facts that are not to make an event: known before, where an editor keeps every event as it is."""

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the parts and of all that is in them."""
        parts = (*self.sections, *(s for section in self.sections for s in section.sentences), *self.events)
        return frozenset(part.id for part in (*parts, *self.withheld))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of the parts, and that of the facts of the sections."""
        told: tuple[Statement, ...] = (*(s for section in self.sections for s in section.sentences), *self.events)
        return tuple(piece for each in (*told, *self.facts) for piece in each.evidence)

    @property
    def told(self) -> tuple[str, ...]:
        """What the sections say."""
        return tuple(sentence.text for section in self.sections for sentence in section.sentences)

    @property
    def headline(self) -> str | None:
        """The headline where a person wrote it."""
        return self.title if self.title_origin is Origin.EDITED else None

    @property
    def names(self) -> tuple[str, ...]:
        """What the parts are called, for a report."""
        sections = [f"section “{section.heading}”" for section in self.sections]
        events = [f"event of {event.date.label}" for event in self.events]
        return (*(["the headline"] if self.headline is not None else []), *sections, *events)


NOTHING = Kept()


def kept_of(revision: Revision) -> Kept:
    """What of a digest is locked, or has words or a decision of an editor in it."""
    digest = revision.digest
    places = tuple(place for place, section in enumerate(digest.sections) if _is_touched(section))
    sections = tuple(digest.sections[place] for place in places)
    served = {fact_id for section in sections for fact_id in section.facts}
    events = tuple(event for event in digest.timeline if event.locked or _is_decided(event))
    known = frozenset(fact.id for fact in revision.facts)
    homes = {f"{kind}:{section.id}" for section in sections for kind in ("section", "heading")}
    return Kept(
        sections=sections,
        events=events,
        title=digest.headline,
        title_origin=digest.headline_origin,
        places=places,
        facts=tuple(fact for fact in revision.facts if fact.id in served),
        withheld=tuple(withheld for withheld in digest.withheld if withheld.where in homes),
        passed_over=known if len(sections) == len(digest.sections) else frozenset(),
        passed_over_events=known if events and len(events) == len(digest.timeline) else frozenset(),
    )


def _is_touched(section: Section) -> bool:
    return section.locked or section.origin is Origin.EDITED or any(map(_is_decided, section.sentences))


def _is_decided(statement: Statement) -> bool:
    return statement.origin is Origin.EDITED or statement.override is not None


def with_kept_texts(
    articles: Sequence[ArticleText], previous: Revision | None, kept: Kept
) -> tuple[tuple[ArticleText, ...], tuple[int, ...]]:
    """The articles, but as they were where a kept part cites words that have moved since; and which these are.

    A revision has one text of an article, the one that its offsets refer to.
    """
    before = {article.number: article for article in (previous.articles if previous else ())}
    stale = {
        article.number
        for article in articles
        if any(piece.article == article.number and not article.shows(piece) for piece in kept.evidence)
    }
    found = (
        before[a.number].model_copy(update={"withdrawn": a.withdrawn}) if a.number in stale else a for a in articles
    )
    return tuple(found), tuple(sorted(stale))


def cited_by(kept: Kept, articles: Sequence[ArticleText]) -> dict[int, ArticleText]:
    """The articles that the kept parts cite, those that are withdrawn too, by their numbers."""
    numbers = {piece.article for piece in kept.evidence}
    return {article.number: article for article in articles if article.number in numbers}


def without(book: FactBook, kept: Kept) -> FactBook:
    """The facts that no kept section tells."""
    served = kept.passed_over.union(fact_id for section in kept.sections for fact_id in section.facts)
    cited = [p for section in kept.sections for sentence in section.sentences for p in sentence.evidence]
    left = (
        ranked
        for ranked in book.ranked
        if ranked.fact.id not in served and not any(a.overlaps(b) for a in ranked.fact.evidence for b in cited)
    )
    return book._replace(ranked=tuple(left))


def beside_kept(outlined: Outlined, kept: Kept) -> Outlined:
    """The plan with as many sections as there is room for beside those that are kept."""
    room = max(0, MOST_SECTIONS - len(kept.sections))
    sections = outlined.plan.sections
    refused = [Refusal("outline", surplus.heading, (_too_many(surplus.heading),)) for surplus in sections[room:]]
    return outlined._replace(
        plan=outlined.plan._replace(sections=sections[:room]),
        heading_origins=outlined.heading_origins[:room],
        refused=(*outlined.refused, *refused) if outlined.headline_origin is Origin.GENERATED else outlined.refused,
    )


def headline_over(outlined: Outlined, kept: Kept) -> tuple[str, Origin]:
    """The headline, and whose words it is: a person's where there is one, else the plan's."""
    if kept.headline is not None:
        return kept.headline, kept.title_origin
    return outlined.plan.headline, outlined.headline_origin


def nothing_planned(kept: Kept) -> Outlined:
    """The plan where the kept sections tell all that there is to tell."""
    return Outlined(Plan(kept.title, ()), kept.title_origin, (), ())


def brief_beside_kept(brief: TimelineBrief, kept: Kept) -> TimelineBrief:
    """The brief of a timeline for which there is room beside the events that are kept."""
    room = MOST_EVENTS - len(kept.events)
    dated = tuple(found for found in brief.dated if found.ranked.fact.id not in kept.passed_over_events)
    return brief._replace(most=room, dated=dated) if room > 0 else brief._replace(dated=())


def _too_many(heading: str) -> Reason:
    return Reason(kind="too-many", words=heading, hard=True, message="sections that an editor keeps take its place")


def events_beside_kept(timeline: WrittenTimeline, kept: Kept) -> WrittenTimeline:
    """The events without those that a kept one tells."""
    told = [event for event in timeline.events if any(same_event(event, other) for other in kept.events)]
    refused = [
        Verified(e.text, (), e.evidence, e.support).refused("merged", "an entry that an editor keeps tells the same")
        for e in told
        if e.origin is Origin.GENERATED
    ]
    return timeline._replace(
        events=tuple(event for event in timeline.events if event not in told),
        withheld=(*timeline.withheld, *refused),
    )


def apart_from(digest: Digest, kept: Kept) -> Digest:
    """An earlier digest without the kept parts: ids are taken over from the rest of it alone."""
    return digest.model_copy(
        update={
            "sections": tuple(section for section in digest.sections if section not in kept.sections),
            "timeline": tuple(event for event in digest.timeline if event not in kept.events),
        }
    )


def with_kept(made: Assembled, kept: Kept) -> Assembled:
    """What was made, with the kept parts where they stood."""
    sections = list(made.sections)
    for place, section in zip(kept.places, kept.sections, strict=True):
        sections.insert(min(place, len(sections)), section)
    return Assembled(
        sections=tuple(sections),
        events=tuple(sorted((*made.events, *kept.events), key=timeline_key)),
        withheld=(*made.withheld, *kept.withheld),
    )


def facts_of(book: FactBook, kept: Kept) -> tuple[Fact, ...]:
    """The facts of a digest, with those of kept sections that its articles no longer give."""
    found = {fact.id for fact in book.facts}
    return (*book.facts, *(fact for fact in kept.facts if fact.id not in found))

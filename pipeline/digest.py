"""The way through: from the articles of one story to its digest.

    articles ─gather─▶ facts ─outline─▶ plan ─section (one call each)─▶ sentences ─┐
                         └──────────────timeline──▶ events ───────────────────────┴─assemble─▶ digest

Sections and timeline are verified as they are written: code first, then the writer's judge, who hears them together.
"""

import asyncio
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple, Protocol

from pipeline.domain.article import ArticleText
from pipeline.domain.digest import Digest, Provenance, Revision
from pipeline.errors import AnswerError, StoryError
from pipeline.facts import Budget, FactBook, gather
from pipeline.stages.assemble import assemble, coverage
from pipeline.stages.bench import Bench
from pipeline.stages.computing import Computing, compute_here
from pipeline.stages.covering import covered, covering_plan
from pipeline.stages.day_order import in_day_order
from pipeline.stages.headings import Headed, headed
from pipeline.stages.inherit import renumbered, with_ids_of
from pipeline.stages.keeping import (
    NOTHING,
    Kept,
    apart_from,
    beside_kept,
    brief_beside_kept,
    cited_by,
    events_beside_kept,
    facts_of,
    headline_over,
    nothing_planned,
    with_kept,
    with_kept_texts,
    without,
)
from pipeline.stages.outline import FEWEST_FACTS, Outlined, outline
from pipeline.stages.section import WrittenSection, section
from pipeline.stages.timeline import WrittenTimeline, digest_brief, timeline
from pipeline.stages.verify import Sources
from pipeline.writers.drafts import SectionBrief, TimelineBrief, Writer
from pipeline.writers.headlines import headline


class Observer(Protocol):
    """Follows a digest in the making."""

    def stage(self, name: str) -> None:
        """A stage begins."""
        ...

    def warn(self, message: str) -> None:
        """Something that the user should know and that stops nothing."""
        ...

    def stand_in(self, failure: AnswerError) -> None:
        """The builtin writer stands in where an answer could not be used. Whoever wants no such digest raises it."""
        ...


class Unobserved:
    """An observer that keeps it to itself."""

    def stage(self, name: str) -> None:
        """A stage begins."""

    def warn(self, message: str) -> None:
        """Something is worth knowing."""

    def stand_in(self, failure: AnswerError) -> None:
        """The builtin writer stands in."""


class Settings(NamedTuple):
    """What decides a digest beside its articles."""

    now: datetime
    language: str | None = None
    """The digest's language; None for that of most articles."""
    kept: Kept = NOTHING
    """What of the previous revision stays as it is."""


async def make_digest(
    story_id: str,
    articles: Sequence[ArticleText],
    writer: Writer,
    settings: Settings,
    previous: Revision | None = None,
    *,
    observer: Observer | None = None,
    computing: Computing = compute_here,
) -> Revision:
    """The digest of a story: its first revision, or the one after `previous`.

    Raises StoryError where the articles tell too little, and EndpointError where the writer's model cannot be reached.
    """
    kept = settings.kept
    listed, stale = with_kept_texts(renumbered(articles, previous), previous, kept)
    current = [article for article in listed if not article.withdrawn]
    language = settings.language or majority_language(current)
    if language not in {article.language for article in current}:
        spoken = ", ".join(sorted({article.language for article in current}))
        raise StoryError(f"no article is in the digest's language ({language}); they are in {spoken}")
    sources = Sources({article.number: article for article in current}, language)
    watching = observer or Unobserved()
    watching.stage("gather")
    for number in stale:
        watching.warn(f"the text of article {number} changed; what an editor keeps cites the old one, so that stays")
    book, dated = await computing(_gathered, sources, writer.budget)
    left = without(book, kept)
    watching.stage("outline")
    outlined = await _planned(writer, left, sources, kept, computing)
    if outlined.failure is not None:  # told before anything is asked for what nobody may want
        watching.stand_in(outlined.failure)
    watching.stage("sections and timeline")
    try:
        async with asyncio.TaskGroup() as group:
            given = briefs(outlined, left, kept)
            *seats, last = Bench(writer, len(given) + 1).seats
            written = [
                group.create_task(seat.held(partial(section, writer, brief, sources, computing=computing)))
                for brief, seat in zip(given, seats, strict=True)
            ]
            wanted = brief_beside_kept(dated, kept)
            told = group.create_task(last.held(partial(timeline, writer, wanted, sources, computing=computing)))
    except BaseExceptionGroup as failed:  # one failure stops the others, and is the one to tell of
        raise failed.exceptions[0] from None
    watching.stage("assemble")
    parts = [task.result() for task in written]
    for failure in {str(part.failure): part.failure for part in (*parts, told.result())}.values():
        if failure is not None:
            watching.stand_in(failure)
    for warning in writer.warnings:
        watching.warn(warning)
    drafted = _Drafted(outlined, parts, events_beside_kept(told.result(), kept))
    head = await computing(_composed, drafted, _Given(book, left, sources, listed, kept, previous))
    made = head.made
    digest = Digest(
        story_id=story_id,
        revision=previous.digest.revision + 1 if previous else 1,
        headline=head.headline,
        headline_origin=head.origin,
        updated=settings.now,
        language=language,
        articles=tuple(article.listing for article in listed),
        sections=made.sections,
        timeline=made.events,
        withheld=made.withheld,
        coverage=coverage(made.sections, made.events, book),
        corrections=previous.digest.corrections if previous else (),
        provenance=Provenance(
            model=writer.name,
            prompts=dict(writer.prompts),
            input_sha256=input_sha256(book.articles, language),
            usage=writer.usage,
        ),
    )
    return Revision(digest=digest, articles=listed, facts=facts_of(book, kept))


def _gathered(sources: Sources, budget: Budget) -> tuple[FactBook, TimelineBrief]:
    """The facts, and those of them that a timeline is made of."""
    book = gather(tuple(sources.articles.values()), sources.language, budget)
    return book, digest_brief(book, sources)


class _Drafted(NamedTuple):
    """What the stages made of a story."""

    outlined: Outlined
    sections: Sequence[WrittenSection]
    timeline: WrittenTimeline


class _Given(NamedTuple):
    """What they made it of."""

    book: FactBook
    left: FactBook
    """The facts that are not of what is kept."""
    sources: Sources
    listed: Sequence[ArticleText]
    """All articles, those that were withdrawn too."""
    kept: Kept
    previous: Revision | None


def _composed(drafted: _Drafted, given: _Given) -> Headed:
    """The parts of the digest under their headings, what is kept among them."""
    book, left, sources, listed, kept, previous = given
    made = covered(assemble(*drafted), left, sources)
    if not (made.sections or kept.sections):
        raise StoryError("not one sentence could be shown in the articles: check that the pages hold whole articles")
    if previous is not None:
        made = with_kept(with_ids_of(apart_from(previous.digest, kept), made, kept.ids), kept)
    known = frozenset(event.id for event in previous.digest.timeline) if previous else frozenset[str]()
    made = made._replace(events=in_day_order(made.events, {article.number: article for article in listed}, known))
    title, origin = headline_over(drafted.outlined, kept)
    shown = sources._replace(articles={**sources.articles, **cited_by(kept, listed)})
    return headed(title, origin, made, headline(book), shown, kept=kept.sections)


async def _planned(writer: Writer, book: FactBook, sources: Sources, kept: Kept, computing: Computing) -> Outlined:
    """The plan for what is not kept."""
    if kept.sections and len(book.ranked) < FEWEST_FACTS:
        return nothing_planned(kept)
    outlined = beside_kept(await outline(writer, book, sources, computing), kept)
    return outlined._replace(plan=covering_plan(outlined.plan, book))


def is_same(one: Digest, other: Digest) -> bool:
    """Whether two revisions say the same to the byte, their number and time apart."""
    return one.model_copy(update={"revision": other.revision, "updated": other.updated}) == other


def majority_language(articles: Sequence[ArticleText]) -> str:
    """The language of most articles; of the first among equals."""
    counts = Counter(article.language for article in articles)
    return max(counts, key=lambda language: counts[language])


def briefs(outlined: Outlined, book: FactBook, kept: Kept = NOTHING) -> list[SectionBrief]:
    """What each section's writer is given."""
    headings = (*(s.heading for s in outlined.plan.sections), *(s.heading for s in kept.sections))
    head = outlined.plan.headline if kept.headline is None else kept.headline
    return [
        SectionBrief(book.language, head, headings, number, book.pick(planned.facts), told=kept.told)
        for number, planned in enumerate(outlined.plan.sections)
    ]


def input_sha256(articles: Sequence[ArticleText], language: str) -> str:
    """The SHA-256 of what the articles gave to a digest in a language, as canonical JSON."""
    given = [article.model_dump(mode="json", exclude={"text", "number", "withdrawn"}) for article in articles]
    canonical = json.dumps([language, given], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()

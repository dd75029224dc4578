"""The way to the timeline of one person, company or thing, over any number of articles.

articles ─entity─▶ facts that tell of it ─date, merge─▶ events ─timeline─▶ worded and verified ─▶ timeline
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from pipeline.digest import Observer, Settings, Unobserved, input_sha256, majority_language
from pipeline.domain.article import ArticleText
from pipeline.domain.digest import Event, Provenance, Uncited
from pipeline.domain.entity_timeline import EntityTimeline
from pipeline.errors import StoryError
from pipeline.facts.about import FactsAbout, facts_about
from pipeline.facts.entity import entity_of
from pipeline.facts.mentions import MentionKind
from pipeline.facts.near import near_names
from pipeline.stages.about import ToldEvent, brief_about, told_events
from pipeline.stages.assemble import timeline_parts
from pipeline.stages.day_order import in_day_order
from pipeline.stages.timeline import timeline
from pipeline.stages.verify import Sources
from pipeline.text.fold import fold
from pipeline.writers.drafts import MOST_EVENTS, Writer

_NAMES = 5
_OWNED = re.compile(r"['’]s ")  # "Google's Stadia" is no name of it


async def make_entity_timeline(
    about: str,
    articles: Sequence[ArticleText],
    writer: Writer,
    settings: Settings,
    *,
    most: int = MOST_EVENTS,
    observer: Observer | None = None,
) -> EntityTimeline:
    """What the articles tell of a person, company or thing, in order, in at most `most` entries.

    Raises StoryError where no article names it, and EndpointError where the writer's model cannot be reached.
    """
    language = settings.language or majority_language(articles)
    sources = Sources({article.number: article for article in articles}, language)
    watching = observer or Unobserved()
    watching.stage("find")
    found = facts_about(entity_of(about, articles), articles)
    if not found.naming:
        raise StoryError(_unnamed(about, articles))
    watching.stage("date and merge")
    told = told_events(found, sources)
    watching.stage("timeline")
    written = await timeline(writer, brief_about(about, told, sources, most), sources)
    if written.failure:
        watching.warn(f"{written.failure}; the builtin writer stands in")
    for warning in writer.warnings:
        watching.warn(warning)
    events, withheld = timeline_parts(written)
    events = in_day_order(events, sources.articles)
    names = _names(found)
    return EntityTimeline(
        about=next((name for name in names if fold(name) == fold(about)), about),
        names=names,
        updated=settings.now,
        language=language,
        articles=tuple(article.listing for article in articles),
        naming=tuple(sorted(found.naming)),
        timeline=events,
        withheld=withheld,
        uncited=tuple(_uncited(events, articles, found, about, _told_by(told))),
        provenance=Provenance(
            model=writer.name,
            prompts=dict(writer.prompts),
            input_sha256=input_sha256(articles, language),
            usage=writer.usage,
        ),
    )


def _unnamed(about: str, articles: Sequence[ArticleText]) -> str:
    near = near_names(about, articles)
    named = f"; near it they name {', '.join(f'“{name}”' for name in near)}" if near else ""
    count = "the article does not name" if len(articles) == 1 else f"none of the {len(articles)} articles names"
    return f"{count} “{about}”{named}"


def _names(found: FactsAbout) -> tuple[str, ...]:
    """What the articles call the entity, the most frequent first."""
    written = Counter(
        mention.quote[start:end].removesuffix("'s").removesuffix("’s")
        for about in found.facts
        for mention in about.mentions
        if mention.kind is MentionKind.NAME
        for start, end in mention.spans
        if not _OWNED.search(mention.quote[start:end])
    )
    return tuple(name for name, _ in sorted(written.items(), key=lambda item: (-item[1], item[0]))[:_NAMES])


def _told_by(told: Sequence[ToldEvent]) -> frozenset[int]:
    """The articles that date something of the entity."""
    return frozenset(number for each in told for number in each.event.citations)


def _uncited(
    events: Sequence[Event],
    articles: Sequence[ArticleText],
    found: FactsAbout,
    about: str,
    dating: AbstractSet[int],
) -> Iterator[Uncited]:
    cited = {number for event in events for number in event.citations}
    stating = {number for fact in found.facts for number in fact.ranked.fact.articles}
    for article in articles:
        if article.number in cited:
            continue
        if article.number not in found.naming:
            reason = f"it does not name {about}"
        elif article.number in found.copies:
            reason = f"it has the text of article {found.copies[article.number]}"
        elif article.number not in stating:
            reason = f"it states nothing of {about}"
        elif article.number not in dating:
            reason = f"it gives no date to what it states of {about}"
        else:
            reason = (
                f"what it dates of {about} needs the text around it, was overtaken, or matters less than what is cited"
            )
        yield Uncited(article=article.number, reason=reason)

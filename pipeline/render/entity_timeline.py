"""The timeline of an entity as plain text, for terminals and mail, and as JSON."""

from collections.abc import Iterator

from pipeline.domain.entity_timeline import EntityTimeline
from pipeline.render import words
from pipeline.render.clean import clean, clip
from pipeline.render.lines import article_line, event_line, wrapped
from pipeline.render.listing import listed
from pipeline.render.moments import day_in_words

MOST_CITATIONS = 6
"""How many citations stand behind an entry; of a hundred articles many may tell the same."""
_LISTED = 8  # uncited articles that are listed one by one


def render_entity_timeline(timeline: EntityTimeline, *, width: int | None = None) -> str:
    """The timeline as text that is safe on a terminal; wrapped to `width` columns, or one line a paragraph."""
    shown = {number for event in timeline.timeline for number in event.citations[:MOST_CITATIONS]}
    sources = [article_line(listed(article)) for article in timeline.articles if article.number in shown]
    if further := [number for number in timeline.cited if number not in shown]:
        sources.append(words.more_sources(further))
    about = clip(timeline.about)
    named = words.named_in(len(timeline.naming), len(timeline.articles))
    blocks = [
        [words.about(about)],
        [f"{words.UPDATED} {day_in_words(timeline.updated)} ({named})"],
        *([event_line(event, MOST_CITATIONS)] for event in timeline.timeline),
    ]
    if not timeline.timeline:
        blocks.append([words.nothing_dated(about)])
    if sources:
        blocks += [[words.SOURCES], sources]
    if others := list(_others(timeline)):
        blocks += [[words.OTHER_ARTICLES], others]
    blocks.append([words.written_by(timeline.provenance.model, timeline.timeline)])
    return "\n\n".join("\n".join(wrapped(line, width) for line in block) for block in blocks) + "\n"


def _others(timeline: EntityTimeline) -> Iterator[str]:
    """The articles that no entry cites: each with its reason, or where there are many those that name the entity."""
    articles = {article.number: article for article in timeline.articles}
    uncited = [each for each in timeline.uncited if each.article in timeline.naming]
    silent = len(timeline.uncited) - len(uncited)
    for each in uncited[:_LISTED]:
        yield article_line(listed(articles[each.article], words.not_cited(clean(each.reason))))
    if len(uncited) > _LISTED:
        yield words.further_articles([each.article for each in uncited[_LISTED:]])
    if silent:
        yield words.silent_articles(silent, clip(timeline.about))


def render_entity_json(timeline: EntityTimeline) -> str:
    """The canonical form, indented."""
    return timeline.model_dump_json(indent=2, ensure_ascii=False) + "\n"

"""A digest as plain text, for terminals and mail."""

from pipeline.domain.digest import Digest, Section
from pipeline.render import words
from pipeline.render.clean import clean
from pipeline.render.lines import article_line, event_line, statement_line, wrapped
from pipeline.render.listing import list_articles, single_source
from pipeline.render.moments import day_in_words


def render_text(digest: Digest, *, width: int | None = None) -> str:
    """The digest as text that is safe on a terminal; wrapped to `width` columns, or one line a paragraph."""
    listing = list_articles(digest)
    blocks = [
        [clean(digest.headline)],
        [f"{words.UPDATED} {day_in_words(digest.updated)} ({listing.count})"],
        *(_section(digest, section) for section in digest.sections),
    ]
    if digest.timeline:
        blocks += [[words.TIMELINE], *([event_line(event)] for event in digest.timeline)]
    if listing.sources:
        blocks += [[words.SOURCES], [article_line(source) for source in listing.sources]]
    if digest.tickers:
        blocks += [[words.TICKERS], [", ".join(digest.tickers)]]
    blocks += [
        [f"{words.ALL_ARTICLES} ({listing.count})"],
        [listing.introduction, *(article_line(other) for other in listing.others)],
    ]
    if digest.corrections:
        corrections = [f"{day_in_words(note.at)}: {note.text}" for note in digest.corrections]
        blocks += [[words.CORRECTIONS], corrections]
    blocks.append([words.writer(digest)])
    return "\n\n".join("\n".join(wrapped(line, width) for line in block) for block in blocks) + "\n"


def _section(digest: Digest, section: Section) -> list[str]:
    lines = [section.heading, " ".join(statement_line(sentence) for sentence in section.sentences)]
    publisher = single_source(digest, section)
    return [*lines, f"({words.single_source(publisher)})"] if publisher else lines

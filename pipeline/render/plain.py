"""A digest as plain text, for terminals and mail."""

import textwrap

from pipeline.domain.digest import Digest, Event, Origin, Section, Statement
from pipeline.render import words
from pipeline.render.citations import place
from pipeline.render.clean import clean
from pipeline.render.events import label, status_word
from pipeline.render.listing import Listed, list_articles, single_source
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
        blocks += [[words.TIMELINE], *([_event(event)] for event in digest.timeline)]
    if listing.sources:
        blocks += [[words.SOURCES], [_listed(source) for source in listing.sources]]
    if digest.tickers:
        blocks += [[words.TICKERS], [", ".join(digest.tickers)]]
    blocks += [
        [f"{words.ALL_ARTICLES} ({listing.count})"],
        [listing.introduction, *(_listed(other) for other in listing.others)],
    ]
    if digest.corrections:
        corrections = [f"{day_in_words(note.at)}: {note.text}" for note in digest.corrections]
        blocks += [[words.CORRECTIONS], corrections]
    blocks.append([words.writer(digest)])
    return "\n\n".join("\n".join(_wrapped(line, width) for line in block) for block in blocks) + "\n"


def _section(digest: Digest, section: Section) -> list[str]:
    lines = [section.heading, " ".join(_statement(sentence) for sentence in section.sentences)]
    publisher = single_source(digest, section)
    return [*lines, f"({words.single_source(publisher)})"] if publisher else lines


def _event(event: Event) -> str:
    status = status_word(event)
    return f"{label(event)}{f' ({status})' if status else ''} – {_statement(event)}"


def _statement(statement: Statement) -> str:
    placed = place(statement.text)
    citations = "".join(f"[{number}]" for number in statement.citations)
    text = f"{placed.words}{placed.gap}{citations}{placed.stop}"
    if statement.origin is Origin.EDITED:
        text += f" ({words.EDITED})"
    if statement.override:
        text += f" ({words.decision(statement.override.reason)})"
    return text


def _listed(listed: Listed) -> str:
    line = f"[{listed.article.number}] {listed.publisher}, “{listed.title}”, {listed.when}, {listed.address}"
    return f"{line} ({listed.remark})" if listed.remark else line


def _wrapped(line: str, width: int | None) -> str:
    line = clean(line).strip()
    if width is None or not line:
        return line
    return textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)

"""Lines of plain text: an entry of a timeline, a statement with its citations, a listed article."""

import textwrap

from pipeline.domain.digest import Event, Origin, Statement
from pipeline.render import words
from pipeline.render.citations import place
from pipeline.render.clean import clean
from pipeline.render.events import label, status_word
from pipeline.render.listing import Listed


def event_line(event: Event, most_citations: int | None = None) -> str:
    """An entry of a timeline: its date, what it is but for happened, and the event."""
    status = status_word(event)
    return f"{label(event)}{f' ({status})' if status else ''} – {statement_line(event, most_citations)}"


def statement_line(statement: Statement, most_citations: int | None = None) -> str:
    """A statement with its citations; past `most_citations` they are counted only."""
    placed = place(statement.text)
    shown = statement.citations[:most_citations]
    citations = "".join(f"[{number}]" for number in shown)
    if further := len(statement.citations) - len(shown):
        citations += words.more_citations(further)
    text = f"{placed.words}{placed.gap}{citations}{placed.stop}"
    if statement.origin is Origin.EDITED:
        text += f" ({words.EDITED})"
    if statement.override:
        text += f" ({words.decision(statement.override.reason)})"
    return text


def article_line(listed: Listed) -> str:
    """An article as it is listed under its number."""
    line = f"[{listed.article.number}] {listed.publisher}, “{listed.title}”, {listed.when}, {listed.address}"
    return f"{line} ({listed.remark})" if listed.remark else line


def wrapped(line: str, width: int | None) -> str:
    """The line, safe on a terminal, wrapped to `width` columns if there is one."""
    line = clean(line).strip()
    if width is None or not line:
        return line
    return textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)

"""From the bytes of a page to the article in it."""

import re
from datetime import date, datetime

from pipeline.domain.base import Model
from pipeline.errors import PageError
from pipeline.sources import markup
from pipeline.sources.decode import decode
from pipeline.sources.jsonld import read_linked_data
from pipeline.sources.language import find_language
from pipeline.sources.limits import MAX_PAGE_BYTES, too_large
from pipeline.sources.metadata import (
    declared_languages,
    find_authors,
    find_publisher,
    find_title,
    host_of,
    read_metas,
)
from pipeline.sources.published import find_published
from pipeline.sources.walls import refuse_wall

FEWEST_LETTERS = 40
"""Less text than this is no article."""


class Page(Model):
    """A page to extract from: its bytes, where they come from, and what was told about them beside.

    `url` is the page's address, or a file's name where it has none; `name` is what to call it in messages. `published`
    is the date that the story gives it, which wins over the page's own. `charset` is what an HTTP header declared.
    """

    content: bytes
    url: str
    name: str
    published: datetime | date | None = None
    charset: str | None = None


class ExtractedPage(Model):
    """The article in a page: its text with a paragraph a line, and what the page says about it."""

    title: str
    text: str
    publisher: str
    authors: tuple[str, ...]
    published: datetime | date | None
    language: str


def extract(page: Page, now: datetime) -> ExtractedPage:
    """The article in a page.

    The text keeps its characters, but for control characters, which nobody can see. `now` is the clock: dates that lie
    after it are not believed. Raises PageError, which names the page, where it has no article: it is empty, binary,
    too large, nested too deeply, a wall to log in or to pay at, or a page without prose.
    """
    if len(page.content) > MAX_PAGE_BYTES:
        raise PageError(f"{page.name}: {too_large()}")
    tree = markup.parse(_readable(decode(page.content, page.name, page.charset)), page.name)
    web_url = page.url if host_of(page.url) else None
    linked = read_linked_data(tree)
    metas = read_metas(tree)
    publisher = find_publisher(linked, metas, fallback=host_of(web_url) or page.url)
    text = _clean(markup.article_text(tree, web_url))
    title = find_title(tree, linked, metas, (publisher, linked.publisher or "", host_of(web_url)))
    text = _without_heading(text, (title, *markup.headings(tree)))
    refuse_wall(page.name, title, text, is_free=linked.is_free)
    if sum(map(str.isalpha, text[:1_000])) < FEWEST_LETTERS:
        raise PageError(f"{page.name}: {_without_text(tree)}")
    return ExtractedPage(
        title=title or _opening(text),
        text=text,
        publisher=publisher,
        authors=find_authors(tree, linked, metas, publisher),
        published=page.published or find_published(tree, linked.published, metas, web_url, now),
        language=find_language(text, declared_languages(tree, linked, metas)),
    )


def _without_text(tree: markup.Element) -> str:
    if markup.is_too_deep(tree):
        return "its tags are nested too deeply to read; save the page again, or leave it out"
    return "has no article text; save the page as a browser shows it, or leave it out"


def _without_heading(text: str, headings: tuple[str, ...]) -> str:
    """The text without the article's title above it, which is kept apart and is no sentence of the text."""
    first, _, rest = text.partition("\n")
    return rest.strip() if first in headings else text


_INVISIBLE = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF))
_CONTROLS = _INVISIBLE | dict.fromkeys(map(ord, "\t\x0b\x0c\x85"), " ") | {ord("\n"): "\n"}
_CONTROL_REFERENCE = re.compile(
    r"&#(?:x0*(?:[0-8bce]|1[0-9a-f]|f(?:ff[ef]))|0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45]))(?:;|(?![0-9a-f]))",
    re.IGNORECASE,
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def _readable(html: str) -> str:
    """Markup that a parser can take: without halves of characters, or references to control characters."""
    return _CONTROL_REFERENCE.sub(" ", _SURROGATE.sub("\ufffd", html))


def _clean(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text.translate(_CONTROLS)).strip()


def _opening(text: str) -> str:
    """A title for an article that has none: the start of its text, cut between words."""
    line = text.partition("\n")[0]
    if len(line) <= 100:
        return line
    return line[:100].rpartition(" ")[0].rstrip(" ,;:") + "…" if " " in line[:100] else line[:100] + "…"

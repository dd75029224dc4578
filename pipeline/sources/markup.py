"""The untyped edge: everything that touches lxml and trafilatura, behind types of our own.

Neither library describes its types, so what comes from them is cast here, once, to the little that is used of it.
Both are imported on first use, since they cost a fifth of a second.
"""

import logging
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from functools import cache
from html import escape
from importlib import import_module
from typing import Protocol, cast

from pipeline.errors import PageError

DEEPEST = 250
"""libxml2 leaves out what is nested deeper than 255 elements."""


class Element(Protocol):
    """What is used of an lxml element."""

    text: str | None
    tag: str

    def get(self, key: str) -> str | None:
        """An attribute's value."""
        ...

    def xpath(self, path: str) -> object:
        """What an XPath expression finds."""
        ...

    def itertext(self) -> Iterator[str]:
        """The pieces of text inside, in order."""
        ...


class _Document(Protocol):
    text: str | None


class _Trafilatura(Protocol):
    def load_html(self, htmlobject: str) -> object: ...

    def bare_extraction(
        self,
        filecontent: object,
        *,
        url: str | None,
        include_comments: bool,
        include_tables: bool,
        deduplicate: bool,
        with_metadata: bool,
    ) -> object: ...


class _Metadata(Protocol):
    def extract_author(self, tree: object) -> str | None: ...

    def extract_title(self, tree: object) -> str | None: ...


class _Htmldate(Protocol):
    def find_date(
        self,
        htmlobject: object,
        *,
        extensive_search: bool,
        original_date: bool,
        max_date: datetime,
    ) -> str | None: ...


def warm_up() -> None:
    """Import what extraction needs."""
    _trafilatura()
    _metadata()
    _htmldate()


def parse(html: str, name: str) -> Element:
    """The page's tree. Raises PageError, naming the page, where there is none."""
    tree = _trafilatura().load_html(html)
    if tree is None:
        raise PageError(f"{name}: is not an HTML page; give the article's web page")
    return cast(Element, tree)


def article_text(tree: Element, url: str | None) -> str:
    """The article's text as trafilatura finds it: a paragraph a line, empty where it finds none. Changes no tree."""
    document: object = None
    with suppress(Exception):  # whatever it stumbles over, a page that it cannot read has no article for us
        document = _trafilatura().bare_extraction(
            tree,
            url=url,
            include_comments=False,
            include_tables=False,
            deduplicate=False,  # it would remember the pages before this one
            with_metadata=False,
        )
    return (cast(_Document, document).text or "") if document is not None else ""


def find(tree: Element, path: str) -> list[Element]:
    """The elements at an XPath."""
    found = tree.xpath(path)
    return [cast(Element, item) for item in cast(list[object], found)] if isinstance(found, list) else []


def words_of(element: Element) -> str:
    """The text inside an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def headings(tree: Element) -> tuple[str, ...]:
    """The words of the page's main headings; real pages have one or two."""
    return tuple(map(words_of, find(tree, "//h1")[:3]))


def is_too_deep(tree: Element) -> bool:
    """Whether elements are nested so deeply that the parser left some out."""
    return bool(tree.xpath("boolean(" + "/*" * DEEPEST + ")"))


def byline(tree: Element) -> str | None:
    """The authors that the visible page names, as trafilatura finds them, separated by semicolons."""
    with suppress(Exception):  # a page without authors is a page all the same
        return _metadata().extract_author(tree)
    return None


def visible_title(tree: Element) -> str | None:
    """The title that the visible page has, as trafilatura finds it."""
    with suppress(Exception):  # a page without a title is a page all the same
        return _metadata().extract_title(tree)
    return None


def written_date(text: str, latest: date) -> date | None:
    """The date that a few words, such as a byline, tell in whatever manner."""
    with suppress(Exception):  # a page without a date is a page all the same
        found = _htmldate().find_date(
            f'<html><body><p class="date">{escape(text)}</p></body></html>',
            extensive_search=False,
            original_date=True,
            max_date=datetime(latest.year, latest.month, latest.day),  # noqa: DTZ001 - a calendar day, as htmldate has it
        )
        return date.fromisoformat(found) if found else None
    return None


@cache
def _trafilatura() -> _Trafilatura:
    for name in ("trafilatura", "htmldate", "charset_normalizer", "courlan"):
        # They report what goes wrong with a page through logging, which without a handler prints on stderr.
        logging.getLogger(name).addHandler(logging.NullHandler())
    return cast(_Trafilatura, cast(object, import_module("trafilatura")))


@cache
def _metadata() -> _Metadata:
    return cast(_Metadata, cast(object, import_module("trafilatura.metadata")))


@cache
def _htmldate() -> _Htmldate:
    return cast(_Htmldate, cast(object, import_module("htmldate")))

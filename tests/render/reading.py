"""What tests read of a finished page or of rendered Markdown, behind types of our own: lxml describes none."""

from collections.abc import Iterator
from importlib import import_module
from typing import Protocol, cast

from markdown_it import MarkdownIt


class Element(Protocol):
    """What is used of an lxml element."""

    tag: str
    text: str | None

    @property
    def attrib(self) -> dict[str, str]: ...
    def get(self, key: str) -> str | None: ...
    def iter(self, *tags: str) -> Iterator["Element"]: ...
    def text_content(self) -> str: ...
    def getparent(self) -> "Element | None": ...


class _Parser(Protocol):
    def document_fromstring(self, html: str) -> Element: ...


def parse(html: str) -> Element:
    """The document of an HTML text."""
    return cast("_Parser", cast("object", import_module("lxml.html"))).document_fromstring(html)


def parse_markdown(markdown: str) -> Element:
    """The document that GitHub's dialect of Markdown makes, raw HTML included."""
    return parse(f"<main>{MarkdownIt('gfm-like', {'html': True, 'linkify': False}).render(markdown)}</main>")


def by_class(root: Element, name: str) -> list[Element]:
    """The elements of a class, in order."""
    return [element for element in root.iter() if name in (element.get("class") or "").split()]


def by_id(root: Element, name: str) -> Element:
    """The one element of an id."""
    (element,) = (element for element in root.iter() if element.get("id") == name)
    return element


def words_of(element: Element) -> str:
    """Its text with white space folded."""
    return " ".join(element.text_content().split())

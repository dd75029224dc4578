"""What a page says about itself in JSON-LD, as far as it is an article (https://schema.org/Article)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from pipeline.sources.markup import Element, find

ARTICLE_TYPES = frozenset(
    {
        "article",
        "newsarticle",
        "analysisnewsarticle",
        "askpublicnewsarticle",
        "backgroundnewsarticle",
        "opinionnewsarticle",
        "reportagenewsarticle",
        "reviewnewsarticle",
        "satiricalarticle",
        "advertisercontentarticle",
        "scholarlyarticle",
        "medicalscholarlyarticle",
        "techarticle",
        "report",
        "blogposting",
        "liveblogposting",
        "socialmediaposting",
        "discussionforumposting",
    }
)
_PAGE_TYPES = frozenset({"webpage", "itempage", "videoobject", "newsmediaorganization"})
_DEEPEST = 6
_MOST_NODES = 500
# A string, even one that does not end, is taken whole, so that the scan is linear.
_STRING_OR_COMMA = re.compile(r'("(?:[^"\\]|\\(?:.|\Z))*+(?:"|\Z))|,\s*+(?=[}\]])', re.DOTALL)


@dataclass(frozen=True)
class LinkedData:
    """What the first article on the page says of itself; lists hold every candidate, the best first."""

    headline: str | None = None
    published: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    is_free: bool = True


def read_linked_data(tree: Element) -> LinkedData:
    """The page's JSON-LD. What is malformed is left out, as browsers and search engines do."""
    nodes = [node for script in _scripts(tree) for node in _nodes(_parse(script))][:_MOST_NODES]
    articles = [node for node in nodes if _types(node) & ARTICLE_TYPES]
    pages = [node for node in nodes if _types(node) & _PAGE_TYPES and not _types(node) & ARTICLE_TYPES]
    names = {node_id: node for node in nodes if isinstance(node_id := node.get("@id"), str) and "name" in node}
    first = articles[0] if articles else {}
    return LinkedData(
        headline=_text(first.get("headline")) or _text(first.get("name")),
        published=tuple(text for node in (*articles, *pages) if (text := _text(node.get("datePublished")))),
        authors=tuple(_names(first.get("author") or first.get("creator"), names)),
        publisher=next(iter(_names(first.get("publisher") or first.get("sourceOrganization"), names)), None),
        language=next((text for node in (*articles, *pages) if (text := _language(node.get("inLanguage")))), None),
        is_free=str(first.get("isAccessibleForFree", True)).lower() != "false",
    )


def _scripts(tree: Element) -> Iterator[str]:
    for script in find(tree, './/script[contains(@type, "ld+json")]'):
        if script.text:
            yield script.text


def _parse(script: str) -> object:
    """JSON as pages have it: in a comment or CDATA section, with raw line breaks in strings, with trailing commas."""
    text = script.strip()
    for opening, closing in (
        ("<!--", "-->"),
        ("//<![CDATA[", "//]]>"),
        ("/*<![CDATA[*/", "/*]]>*/"),
        ("<![CDATA[", "]]>"),
    ):
        text = text.removeprefix(opening).removesuffix(closing).strip()
    text = text.rstrip(";")
    for attempt in (str, _without_trailing_commas):
        try:
            return cast(object, json.loads(attempt(text), strict=False))
        except (ValueError, RecursionError):
            continue
    return None


def _without_trailing_commas(text: str) -> str:
    return _STRING_OR_COMMA.sub(lambda found: found[1] or "", text)


def _nodes(value: object, depth: int = 0) -> Iterator[dict[str, object]]:
    """The objects that speak of the page itself: at the top, in lists, graphs and as main entity; no related ones."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in cast(list[object], value):
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        node = cast(dict[str, object], value)
        yield node
        for key in ("@graph", "mainEntity"):
            yield from _nodes(node.get(key), depth + 1)


def _types(node: dict[str, object]) -> set[str]:
    return {text.rpartition("/")[2].lower() for item in _as_list(node.get("@type")) if isinstance(text := item, str)}


def _as_list(value: object) -> list[object]:
    if isinstance(value, list):
        return cast(list[object], value)
    return [] if value is None else [value]


def _text(value: object) -> str | None:
    """A text, or the first one of a list, or the value of a tagged one."""
    for item in _as_list(value):
        inner = cast(dict[str, object], item).get("@value") if isinstance(item, dict) else item
        if isinstance(inner, str) and inner.strip():
            return inner.strip()
    return None


def _language(value: object) -> str | None:
    item = next(iter(_as_list(value)), None)
    if isinstance(item, dict):
        node = cast(dict[str, object], item)
        return _text(node.get("alternateName")) or _text(node.get("name"))
    return _text(item)


def _names(value: object, known: dict[str, dict[str, object]]) -> Iterator[str]:
    """The names of people or organisations, given as texts, as objects, or as references to objects elsewhere."""
    for item in _as_list(value):
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            node = cast(dict[str, object], item)
            reference = node.get("@id")
            if "name" not in node and isinstance(reference, str):
                node = known.get(reference, node)
            yield from (name for name in _as_list(node.get("name")) if isinstance(name, str))

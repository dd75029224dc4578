"""What a page says about its article beside the text: title, publisher, authors, languages."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import urlsplit

from pipeline.sources import markup
from pipeline.sources.jsonld import LinkedData
from pipeline.sources.markup import Element, find, words_of

MOST_AUTHORS = 8
LONGEST_NAME = 60
LONGEST_TITLE = 300

_SEPARATOR = re.compile(r"\s+([-–—|·•»:]|::)\s+")
_LEADING_BY = re.compile(
    r"^(?:(?:story|words|written|reported|reporting|text|posted)\s+)?(?:by|von|par|por|di)\s+", re.IGNORECASE
)
_AMONG_NAMES = re.compile(r"\s*(?:;|\||\n|\s+and\s+|\s+&\s+)\s*")
_NOT_A_NAME = re.compile(r"https?:|www\.|@|\.com\b|\d{3}|[<>{}\[\]\\]")
_NOBODY = frozenset(
    {"admin", "administrator", "editor", "staff", "author", "webmaster", "unknown", "guest", "none", "null"}
)


def read_metas(tree: Element) -> dict[str, str]:
    """The page's meta elements: the first content for each name, names in lower case."""
    metas: dict[str, str] = {}
    for element in find(tree, "//meta[@content]"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = (element.get("content") or "").strip()
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def host_of(url: str | None) -> str:
    """The host of a URL without its "www."; empty for what is no URL."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def find_title(tree: Element, linked: LinkedData, metas: dict[str, str], sites: Iterable[str]) -> str:
    """The article's title without the site's name behind it; empty where the page has none."""
    candidates = (
        metas.get("og:title"),
        linked.headline,
        _only_heading(tree),
        metas.get("twitter:title"),
        *map(words_of, find(tree, "//head/title")[:1]),
    )
    names = [_folded(site) for site in sites if site]
    for candidate in candidates:
        title = without_site(_one_line(candidate)[:LONGEST_TITLE], names)
        if title and _folded(title) not in names:
            return title
    return _one_line(markup.visible_title(tree))[:LONGEST_TITLE]


def without_site(title: str, names: list[str]) -> str:
    """A title without what the site adds behind it: "Third case in China | Science | News | Express.co.uk"."""
    cuts = list(_SEPARATOR.finditer(title))
    if not cuts or _folded(title[cuts[-1].end() :]) not in names:
        return title
    last = len(cuts) - 1
    while (
        last
        and cuts[last][1] == cuts[last - 1][1] == "|"
        and _is_section(title[cuts[last - 1].end() : cuts[last].start()])
    ):
        last -= 1
    return title[: cuts[last].start()]


def _is_section(words: str) -> bool:
    return len(words.split()) <= 2


def find_publisher(linked: LinkedData, metas: dict[str, str], fallback: str) -> str:
    """Who published the page, in the publisher's own spelling; the fallback, its host, where it does not say."""
    site = _one_line(metas.get("og:site_name"))
    named = _one_line(linked.publisher) if linked.publisher != metas.get("og:site_name") else ""
    if site.isascii() and site.islower() and site.isalnum():
        site = ""  # "usatoday" is a system's name for itself
    other = _one_line(metas.get("application-name"))
    return next((name for name in (site, named, other) if name and len(name) <= LONGEST_NAME), fallback)


def find_authors(tree: Element, linked: LinkedData, metas: dict[str, str], publisher: str) -> tuple[str, ...]:
    """The people who wrote the article, as JSON-LD names them, else the meta elements, else the byline."""
    for source in (linked.authors, _author_metas(metas)):
        authors = _clean_names(source, publisher)
        if authors:
            return authors
    return _clean_names((markup.byline(tree) or "",), publisher)


def declared_languages(tree: Element, linked: LinkedData, metas: dict[str, str]) -> tuple[str, ...]:
    """The languages that the page says it is in, the most trustworthy first."""
    html = find(tree, "/html")
    attributes = [element.get("lang") or element.get("xml:lang") for element in html]
    told = (linked.language, *attributes, metas.get("og:locale"), metas.get("content-language"), metas.get("language"))
    return tuple(language for language in told if language)


def _only_heading(tree: Element) -> str | None:
    headings = markup.headings(tree)
    return headings[0] if len(headings) == 1 else None


def _author_metas(metas: dict[str, str]) -> Iterator[str]:
    for name in ("author", "parsely-author", "sailthru.author", "dc.creator", "byl", "article:author"):
        if name in metas:
            yield metas[name]
            return


def _clean_names(names: Iterable[str], publisher: str) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for listed in names:
        for piece in _AMONG_NAMES.split(_one_line(listed[:500])):
            name = _LEADING_BY.sub("", piece).strip(" ,.·-–—")
            key = name.casefold()
            if _is_name(name) and key not in _NOBODY and key != publisher.casefold():
                kept.setdefault(key, name)
    return tuple(kept.values())[:MOST_AUTHORS]


def _is_name(name: str) -> bool:
    return 1 < len(name) <= LONGEST_NAME and any(map(str.isalpha, name)) and not _NOT_A_NAME.search(name)


def _one_line(text: str | None) -> str:
    """A text with its entities resolved, in one line, without control characters."""
    words = unescape(text or "").split()
    return " ".join(word for raw in words if (word := "".join(filter(str.isprintable, raw))))


def _folded(name: str) -> str:
    letters = "".join(filter(str.isalnum, name.casefold().removeprefix("the ")))
    return letters.removesuffix("com")

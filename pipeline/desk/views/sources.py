"""Articles as the desk shows them: whole, with the words marked that the digest rests on."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from pipeline.domain.article import ArticleText
from pipeline.domain.digest import Digest, Statement
from pipeline.render.listing import Listed, listed

_UNSHOWN = "\ufffd"
_SPACES = {ord(character): " " for character in "\t\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"}
_STRANGE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff]")
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of an article that the same statements rest on; `keys` names those, `anchor` is where a citation leads."""

    text: Markup
    keys: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, and where it begins in the article, in code points."""

    start: int
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An article beside the digest."""

    listed: Listed
    paragraphs: tuple[Paragraph, ...]
    citations: int
    """How many statements cite it."""

    @property
    def number(self) -> int:
        """The one in brackets."""
        return self.listed.article.number


def sources(digest: Digest, articles: Sequence[ArticleText], keys: dict[str, str]) -> tuple[Source, ...]:
    """All articles of a digest. `keys` names statements, by their ids, as the page's script knows them."""
    reasons = {uncited.article: uncited.reason for uncited in digest.coverage.uncited}
    return tuple(_source(article, reasons.get(article.number, ""), digest.statements, keys) for article in articles)


def anchor(article: int, start: int) -> str:
    """Where the words stand that begin at an offset."""
    return f"words-{article}-{start}"


def exactly(text: str) -> Markup:
    """Text of which each code point is shown as one, so that what is selected on the page can be found by its offset.

    What a browser would obey rather than show becomes a mark that it was there.
    """
    return escape(_STRANGE.sub(_UNSHOWN, text.translate(_SPACES)))


def _source(article: ArticleText, reason: str, statements: Iterable[Statement], keys: dict[str, str]) -> Source:
    spans: list[tuple[int, int, str]] = []
    citing: set[str] = set()
    for statement in statements:
        for piece in statement.evidence:
            if piece.article == article.number and article.shows(piece):
                spans.append((piece.start, piece.end, keys[statement.id]))
                citing.add(statement.id)
    found = tuple(_paragraphs(article, spans))
    return Source(listed(article.listing, reason), found, len(citing))


def _paragraphs(article: ArticleText, spans: list[tuple[int, int, str]]) -> Iterator[Paragraph]:
    """Cut the text wherever evidence begins or ends; a sweep over the offsets, whatever overlaps."""
    openings: dict[int, list[str]] = {}
    closings: dict[int, list[str]] = {}
    for start, end, key in spans:
        openings.setdefault(start, []).append(key)
        closings.setdefault(end, []).append(key)
    cuts = sorted(openings.keys() | closings.keys())
    active: dict[str, int] = {}
    at = 0
    for paragraph in _PARAGRAPH.finditer(article.text):
        first, last = paragraph.span()
        while at < len(cuts) and cuts[at] <= first:
            _turn(active, openings.get(cuts[at], ()), closings.get(cuts[at], ()))
            at += 1
        inner = [first]
        marks = [(frozenset(active), first in openings)]
        while at < len(cuts) and cuts[at] < last:
            _turn(active, openings.get(cuts[at], ()), closings.get(cuts[at], ()))
            inner.append(cuts[at])
            marks.append((frozenset(active), cuts[at] in openings))
            at += 1
        if not article.text[first:last].isspace():
            stretches = tuple(
                Stretch(
                    exactly(article.text[left:right]),
                    " ".join(sorted(keys)),
                    anchor(article.number, left) if opens else "",
                )
                for (left, right), (keys, opens) in zip(pairwise([*inner, last]), marks, strict=True)
            )
            yield Paragraph(first, stretches)


def _turn(active: dict[str, int], opened: Iterable[str], closed: Iterable[str]) -> None:
    for key in closed:
        active[key] -= 1
        if not active[key]:
            del active[key]
    for key in opened:
        active[key] = active.get(key, 0) + 1

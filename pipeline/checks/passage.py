"""A passage: evidence together with what is known about the article that it stands in."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from pipeline.dates import TimeExpression, find_dates
from pipeline.domain.article import ArticleText, Evidence


class Passage(NamedTuple):
    """Quoted words, the article around them, and that article's publication data."""

    quote: str
    start: int = 0
    context: str = ""
    language: str = "en"
    published: datetime | date | None = None
    publisher: str = ""
    title: str = ""
    article: int = 0

    @property
    def text(self) -> str:
        """The article's text, or the quote alone where nothing more is known."""
        return self.context or self.quote

    @property
    def dates(self) -> tuple[TimeExpression, ...]:
        """The time expressions of the quote, resolved in their article; their offsets count in `text`."""
        end = self.start + len(self.quote)
        found = article_dates(self.text, self.published, self.language)
        first = bisect_left(found, self.start, key=lambda expression: expression.start)
        return found[first : bisect_right(found, end, lo=first, key=lambda expression: expression.end)]


@lru_cache(maxsize=1024)
def article_dates(text: str, published: datetime | date | None, language: str) -> tuple[TimeExpression, ...]:
    """The time expressions of a whole article, found once however many sentences ask for them."""
    return find_dates(text, published, language)


def passages(evidence: Iterable[Evidence], articles: Mapping[int, ArticleText]) -> tuple[Passage, ...]:
    """The passages that some evidence stands for; evidence of unknown articles is left out."""
    return tuple(
        Passage(
            quote=piece.quote,
            start=piece.start,
            context=article.text,
            language=article.language,
            published=article.published,
            publisher=article.publisher,
            title=article.title,
            article=article.number,
        )
        for piece in evidence
        if (article := articles.get(piece.article)) is not None
    )

"""A headline in the sources' own words: the title that tells most of the story."""

from collections.abc import Sequence

from pipeline.checks.denials import Denial, denial_of, denials
from pipeline.domain.article import ArticleText, published_day
from pipeline.facts import FactBook
from pipeline.text.sentences import split_sentences
from pipeline.text.words import content_stems

_LONGEST_HEADLINE = 110
_OPENING = 8  # sentences of an article that tell what it is about
_FRESHNESS = 0.4  # how much more the newest title of a long story weighs than the oldest
_WEEK = 7  # days; over fewer an article is overtaken less
CLICKBAIT = ("?", "!", "…", "...")
"""Marks of a title that withholds what it is about."""


def headline(book: FactBook) -> str:
    """The title that tells most of what all the articles open with, the plainest first; none that a source denies."""
    return headlines(book)[0]


def headlines(book: FactBook) -> list[str]:
    """What could stand above the story, the best first: titles, or the most salient fact where there is none."""
    usable = [article for article in book.articles if article.language == book.language and article.title.strip()]
    if not usable:
        return [book.ranked[0].fact.text]
    known = denials(book.articles)
    usable = [article for article in usable if not _is_denied(article, known)] or usable
    openings = {article.number: _opening(article) for article in usable}
    weights = {a.number: _aptness(a, openings) * _freshness(a, usable) for a in usable}
    ordered = sorted(usable, key=lambda article: (-weights[article.number], article.number))
    return [" ".join(article.title.split()).removesuffix(".") for article in ordered]


def _is_denied(article: ArticleText, known: Sequence[Denial]) -> bool:
    """Whether another article has a denial of its title: its own would stand in the title too."""
    return denial_of(article.title, [each for each in known if each.evidence.article != article.number]) is not None


def _freshness(article: ArticleText, others: Sequence[ArticleText]) -> float:
    """More than 1 for what was published last in a story that went on for days: its news has overtaken the rest."""
    days = [day for other in others if (day := published_day(other.published))]
    day = published_day(article.published)
    span = (max(days) - min(days)).days if days else 0
    return 1 + _FRESHNESS * (day - min(days)).days / max(span, _WEEK) if day and span > 1 else 1.0


def _opening(article: ArticleText) -> set[str]:
    spans = split_sentences(article.text, article.language)[:_OPENING]
    return {stem for span in spans for stem in content_stems(span.of(article.text), article.language)}


def _aptness(article: ArticleText, openings: dict[int, set[str]]) -> float:
    """How many of the articles' openings share the title's words, on average over its words."""
    stems = set(content_stems(article.title, article.language))
    shared = sum(len(stems & opening) for opening in openings.values())
    apt = shared / (len(openings) * (len(stems) + 2))
    if any(mark in article.title for mark in CLICKBAIT) or len(article.title) > _LONGEST_HEADLINE:
        apt *= 0.5
    if ":" in article.title or article.title[:1] in "'‘“\"" or article.title.upper() == article.title:
        apt *= 0.8
    return apt

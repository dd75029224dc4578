"""Superfluous citations, by a measure that shares nothing with the project's own checks but the splitting of words.

A statement says units: the stems of its words of content, the values of its numbers and, for a timeline's entry, its
date. An article shows those that stand in the words cited of it. A citation earns its place in one of two ways.

It *contributes*: it alone shows some unit, so that without it something would stand there unshown. Or it *agrees*: it
tells the same by itself. A clause of the statement stands in its words for the most part, or a clause of its words in
the statement: two thirds of the units, three at least, one of them a plain word, since names and days alone do not say
what happened. A second source for the same thing is what readers want: no decoration, although nothing falls with it.

An article that does neither tells scraps that others tell better. Where several do neither, the one that shows least is
dropped first and counts for nothing afterwards: of two that show the same scraps one stays. Of an article in another
language than the digest only numbers and names can be compared: it agrees where its words share one with the statement,
and beside others that show everything it is superfluous where they share none. The measure goes by words: a source that
says the same in quite other ones is found superfluous too, so what is found wants to be read.
"""

import calendar
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from pipeline.domain.article import ArticleText, published_day
from pipeline.domain.digest import Event, Statement
from pipeline.text.numbers import quantities
from pipeline.text.words import is_content, stem, words

TOLD = 2 / 3
"""The share of a clause's units by which it counts as told."""
FEWEST = 3
"""The fewest units that tell a clause; of a text that has fewer, all."""
DATE = "(its date)"
"""The unit that stands for an entry's date: no stem has a bracket in it."""
Unit = str | tuple[float, str]
"""A stem, or the value of a number and what it counts."""

_CLAUSE = re.compile(
    r"[,;:()–—][\s\"“”]|\s[–—-]\s|\b(?:and|but|while|which|who|that|because|since|after|before|when|as)\b"
)
_MONTHS = "|".join([*calendar.month_name[1:], *(f"{name}\\.?" for name in (*calendar.month_abbr[1:], "Sept"))])
_DAYS = "|".join(calendar.day_name)
_TIME = re.compile(
    rf"\b(?:(?:{_DAYS}),? ?)?(?:(?:\d{{1,2}} )?\b(?:{_MONTHS})(?: \d{{1,2}}\b)?(?:,? \d{{4}}\b)?)|\b(?:{_DAYS})\b"
)
_WEEK = timedelta(days=7)


class Told(NamedTuple):
    """What a text says: its units, and which of them are plain words, neither names nor numbers."""

    units: frozenset[Unit]
    plain: frozenset[Unit]


def superfluous(statement: Statement, articles: Mapping[int, ArticleText], language: str) -> tuple[int, ...]:
    """The numbers of the articles that a statement cites in vain, ascending."""
    cited = [articles[number] for number in statement.citations if number in articles]
    said = told(statement.text, language).units | {DATE}
    shown = {article.number: said & _shown(statement, article) for article in cited}
    kept = set(shown)
    for article in sorted(cited, key=lambda article: (len(shown[article.number]), -article.number)):
        others = frozenset[Unit]().union(*(shown[other] for other in kept - {article.number}))
        needed = len(kept) == 1 or shown[article.number] - others
        if not needed and not _agrees_with(article, statement, language):
            kept.remove(article.number)
    return tuple(sorted(set(shown) - kept))


def _agrees_with(article: ArticleText, statement: Statement, language: str) -> bool:
    quotes = _quotes(statement, article)
    if article.language == language:
        return any(agrees(statement.text, quote, language) for quote in quotes)
    said = _pinned(told(statement.text, language))
    return any(said & _pinned(told(quote, article.language)) for quote in quotes)


def _pinned(text: Told) -> frozenset[str | float]:
    """The values of a text's numbers, and the words of its names."""
    return frozenset(unit if isinstance(unit, str) else unit[0] for unit in text.units - text.plain)


def agrees(one: str, other: str, language: str) -> bool:
    """Whether two texts tell the same, their dates aside: a clause of one stands in the other for the most part."""
    a, b = told(_TIME.sub(" ", one), language), told(_TIME.sub(" ", other), language)
    return any(_tells(b, clause) for clause in clauses(one, language)) or any(
        _tells(a, clause) for clause in clauses(other, language)
    )


def _tells(text: Told, clause: Told) -> bool:
    common = text.units & clause.units
    enough = len(common) >= min(FEWEST, len(clause.units)) and len(common) >= TOLD * len(clause.units)
    return enough and bool(text.plain & clause.plain)


def clauses(text: str, language: str) -> Iterator[Told]:
    """The clauses of a text without its dates, as punctuation and conjunctions tell them; one of few units goes on."""
    held = Told(frozenset(), frozenset())
    for part in _CLAUSE.split(_TIME.sub(" ", text)):
        found = told(part, language)
        held = Told(held.units | found.units, held.plain | found.plain)
        if len(held.units) >= FEWEST:
            yield held
            held = Told(frozenset(), frozenset())


def told(text: str, language: str) -> Told:
    """What a text says."""
    numbers = quantities(text)
    found = [
        word
        for word in words(text)
        if is_content(word.folded, language) and not any(n.start <= word.start < n.end for n in numbers)
    ]
    plain = frozenset[Unit](stem(word.folded, language) for word in found if word.text.islower())
    stems = frozenset[Unit](stem(word.folded, language) for word in found)
    return Told(stems | {(number.value, number.unit) for number in numbers}, plain)


def _quotes(statement: Statement, article: ArticleText) -> tuple[str, ...]:
    return tuple(piece.quote for piece in statement.evidence if piece.article == article.number)


def _shown(statement: Statement, article: ArticleText) -> frozenset[Unit]:
    quotes = _quotes(statement, article)
    found = frozenset[Unit]().union(*(told(quote, article.language).units for quote in quotes))
    dates = isinstance(statement, Event) and any(_dates(quote, statement, article) for quote in quotes)
    return found | {DATE} if dates else found


def _dates(quote: str, event: Event, article: ArticleText) -> bool:
    """Whether cited words name an entry's month or year, or its weekday within a week of publication.

    Or it is the day of their publication, which dates the news of the day.
    """
    first, last = event.date.earliest or event.date.latest, event.date.latest
    published = published_day(article.published)
    names = [str(last.year), *([_month(last)] if (first.year, first.month) == (last.year, last.month) else [])]
    if published is not None and abs(published - last) <= _WEEK:
        if first <= published <= last:
            return True
        names += [calendar.day_name[day.weekday()] for day in (first, last)]
    return any(re.search(rf"\b(?:{name})\b", quote) for name in names)


def _month(day: date) -> str:
    return f"{calendar.month_name[day.month]}|{calendar.month_abbr[day.month]}"

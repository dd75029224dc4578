"""The dated facts, which a timeline is made of: each with the dates that its words give to what it tells.

A fact whose words tell no time has its publication date where it reports the news of that day: it stands in or soon
behind an opening that says "today" in whatever words, and of no other day in the week before. Where an opening tells of
no day at all, what it says was done was done by the day of publication.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pipeline.checks.alike import alike
from pipeline.checks.dating import by_day, dated, dates_of, day_date, reports_news_of_the_day
from pipeline.checks.passage import Passage, passages
from pipeline.checks.reach import tells_what_happened, within_reach
from pipeline.domain.article import ArticleText, published_day
from pipeline.domain.dates import EventDate
from pipeline.facts import FactBook, RankedFact
from pipeline.facts.about import AboutFact
from pipeline.facts.mentions import Mention
from pipeline.facts.statements import statements
from pipeline.stages.asides import asides
from pipeline.stages.verify import Sources
from pipeline.text.standalone import leans_on_context
from pipeline.text.words import words
from pipeline.writers.builtin import quotable
from pipeline.writers.drafts import DatedFact

_FEWEST = 3
"""Below so many facts a timeline would hardly be one."""
_OPENING = 3
"""The statements of an article that tell which day its news is of."""
_SOON = 6
"""How many statements go on with the news of the opening."""
_DAYS = 6
"""How long before publication the day of the news may lie."""
_WEEKS = 31
"""How many days before publication what tells of the news may have it."""
_APPOSITION = re.compile(r", [^,]{1,80}, ")
_BY = re.compile(r"\b(?:said|says|by) (?:(?:[A-Z][\w.]*|the) ){0,4}$")
_BEFORE = 80  # characters before a name among which is who does something
_NEAR = 4  # words behind a name among which is what it did


def dated_facts(book: FactBook, sources: Sources) -> tuple[DatedFact, ...]:
    """The facts that have a date by their words or as an article's news, with those dates, the most salient first."""
    given = [tuple(dates_of(_pieces(ranked, sources))) for ranked in book.ranked]
    told = [DatedFact(ranked, dates) for ranked, dates in zip(book.ranked, given, strict=True) if dates]
    news = _NewsOfArticles(sources)
    found = (
        DatedFact(ranked, dates or tuple(_as_news(ranked, news, told)), _of_asides(ranked, dates, sources))
        for ranked, dates in zip(book.ranked, given, strict=True)
    )
    return tuple(each for each in found if each.dates)


def _of_asides(ranked: RankedFact, dates: Sequence[EventDate], sources: Sources) -> tuple[EventDate, ...]:
    """Those of a fact's dates that every telling of it has in an aside only."""
    if ranked.language != "en" or not dates:
        return ()
    plain = [
        each.day
        for passage in _pieces(ranked, sources)
        for spans in [[(passage.start + first, passage.start + last) for first, last in asides(passage.quote)]]
        for each in dated(passage)
        if not any(first <= each.expression.start < last for first, last in spans)
    ]
    return tuple(day for day in dates if not any(day.covers(other) and other.covers(day) for other in plain))


def _as_news(ranked: RankedFact, news: "_NewsOfArticles", told: Sequence[DatedFact]) -> Iterator[EventDate]:
    """The publication date of a fact that opens its article, unless a fact that words date tells the same news.

    Where the opening goes on to tell of a day just before, the news was of then or later: by the day of publication it
    had happened. What is told of that day dates it better, if it can be read by itself.
    """
    days = news.days_of(ranked)
    if ranked.position or not days or not tells_what_happened(words(ranked.fact.text)):
        return
    recent = [each for each in told if any(_is_before(day, min(days), _WEEKS) for day in each.dates)]
    if any(alike(ranked.fact.text, other.ranked.fact.text) for other in recent):
        return
    just_before = (each.ranked for each in recent if any(_is_before(day, min(days), _DAYS) for day in each.dates))
    if found := news.of(ranked):
        yield found.date
    elif not any(_goes_on(other, ranked) for other in just_before):
        yield by_day(min(days))


def _is_before(day: EventDate, published: date, days: int) -> bool:
    return 0 <= (published - day.latest).days <= days


def _goes_on(other: RankedFact, lead: RankedFact) -> bool:
    """Whether a fact goes on with the news of an article that another one leads, and can be read by itself."""
    if not quotable(other) or leans_on_context(other.fact.text):
        return False
    return other.position <= _SOON and not set(lead.fact.articles).isdisjoint(other.fact.articles)


def dated_facts_about(facts: Sequence[AboutFact], sources: Sources) -> tuple[DatedFact, ...]:
    """The facts about an entity that have a date, with the dates of the clauses in which they speak of it.

    In the order of the facts. A date on which somebody else did something, in the same sentence, is none of them; nor
    is one that lies around a more precise one. Where hardly anything of the entity is dated so closely, the dates of
    the whole sentences stand in.
    """
    news = _NewsOfArticles(sources)
    found = [DatedFact(about.ranked, tuple(_narrowed(_dates_about(about, news, sources)))) for about in facts]
    if sum(bool(each.dates) for each in found) < _FEWEST:
        found = [
            each if each.dates else DatedFact(each.ranked, tuple(_narrowed(dates_of(_pieces(each.ranked, sources)))))
            for each in found
        ]
    return tuple(each for each in found if each.dates)


def _pieces(ranked: RankedFact, sources: Sources) -> tuple[Passage, ...]:
    return sources.passages(ranked.fact.evidence)


def _dates_about(about: AboutFact, news: "_NewsOfArticles", sources: Sources) -> list[EventDate]:
    pieces = _pieces(about.ranked, sources)
    near = [day for passage, mention in zip(pieces, about.mentions, strict=True) for day in _near(passage, mention)]
    if near or not all(map(reports_news_of_the_day, pieces)):
        return near
    found = news.of(about.ranked) if _does_something(about.mentions[0]) else None
    if found is None or about.ranked.position > (_SOON if found.is_told else _OPENING - 1):
        return []
    return [found.date]


def _near(passage: Passage, mention: Mention) -> list[EventDate]:
    """The dates of a passage in whose clauses it speaks of the entity."""
    given = sorted(dated(passage), key=lambda each: each.is_of_saying)
    cut = passage.start - mention.start  # a dateline that the passage goes without
    spans = [(start - cut, end - cut) for start, end in mention.spans if start >= cut]
    places = [each.expression.start - passage.start for each in given]
    return [given[number].day for number in within_reach(passage.quote, spans, places)]


def _narrowed(dates: Sequence[EventDate]) -> list[EventDate]:
    """The dates, each once, without those that another lies within: "on Monday, at this year's conference"."""
    unique = list({(day.earliest, day.latest, day.modifier): day for day in dates}.values())
    return [day for day in unique if not any(other is not day and day.covers(other) for other in unique)]


def _does_something(mention: Mention) -> bool:
    """Whether a sentence tells of something that the entity did or that was done by it: "Jobs said", "by Jobs"."""
    for start, end in mention.spans:
        if mention.quote[start:end].endswith(("'s", "’s")):
            continue
        before, behind = mention.quote[max(0, start - _BEFORE) : start], _without_apposition(mention.quote[end:])
        if tells_what_happened(words(behind)[:_NEAR]) or _BY.search(before):
            return True
    return False


def _without_apposition(behind: str) -> str:
    """The words behind a name without what it is set off with: ", the chief executive, resigned"."""
    apposition = _APPOSITION.match(behind)
    return behind[apposition.end() :] if apposition else behind


class _News(NamedTuple):
    """The day of an article's publication, and whether its opening says that its news is of that day."""

    day: date
    is_told: bool

    @property
    def date(self) -> EventDate:
        """The date of what the article reports as its news."""
        return day_date(self.day) if self.is_told else by_day(self.day)


class _NewsOfArticles:
    """The news of each article, worked out for those that are asked about."""

    def __init__(self, sources: Sources) -> None:
        self._articles = sources.articles
        self._known: dict[int, _News | None] = {}

    def of(self, ranked: RankedFact) -> _News | None:
        """The news that an English fact belongs to: that of the first of its articles to be published."""
        if ranked.language != "en":
            return None
        found = [self._of_article(number) for number in ranked.fact.articles]
        known = [news for news in found if news is not None]
        return min(known) if len(known) == len(found) else None

    def days_of(self, ranked: RankedFact) -> list[date]:
        """The days on which the articles of an English fact were published, if that is known of all of them."""
        found = [published_day(self._articles[number].published) for number in ranked.fact.articles]
        days = [day for day in found if day is not None]
        return days if len(days) == len(found) and ranked.language == "en" else []

    def _of_article(self, number: int) -> _News | None:
        if number not in self._known:
            self._known[number] = _news_of(self._articles[number])
        return self._known[number]


def _news_of(article: ArticleText) -> _News | None:
    """The news of an article whose opening does not say that it is of another day than that of publication."""
    published = published_day(article.published)
    if published is None:
        return None
    opening = [statement.evidence for statement in statements(article)[:_OPENING]]
    told = {
        each.day.latest
        for passage in passages(opening, {article.number: article})
        for each in dated(passage)
        if each.day.earliest == each.day.latest and 0 <= (published - each.day.latest).days <= _DAYS
    }
    return _News(published, is_told=bool(told)) if told <= {published} else None

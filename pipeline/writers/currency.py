"""How current a fact is: what a later article of the story may have overtaken counts for less.

Over a story of several days the present and the future of an older article are past for the reader; a plan whose day
has come by the newest article tells nothing that is so any more.
"""

import re
from collections.abc import Mapping
from datetime import date

from pipeline.checks.passage import Passage, passages
from pipeline.checks.plans import speaks_of_a_plan
from pipeline.domain.article import published_day
from pipeline.facts import FactBook, RankedFact
from pipeline.text.fold import fold

_DAYS = 2  # from which on an article is older than the news
_WEEK = 7  # days; over fewer an article is overtaken less
_FRESHNESS = 0.5  # how much more the newest article of a long story weighs than the oldest
_PRESENT, _OVERTAKEN, _BACKGROUND = 0.4, 0.15, 0.5  # what is left of a fact's weight
_RECKONED = 0.6  # what is left of it with "last month", which is another month by now
_LONG_BEFORE = 30  # days before the first article
_QUOTED = re.compile(r"\"[^\"]{0,400}\"")
_NOW = re.compile(
    r"""\b(?:is|are|isn't|aren't|does|do|doesn't|don't|can|can't|may|might|could|should|now
    |so[ ]far|yet|currently|meanwhile|still|estimates|expects|wants|plans|hopes|argues|believes|faces|seeks
    |remains?|appears?)\b""",
    re.VERBOSE,
)
_RELATIVE = re.compile(
    r"\b(?:(?:last|this|next|past|coming) (?:week|weekend|month|year|spring|summer|autumn|winter)s?"
    r"|yesterday|tomorrow)\b"
)


class Currency:
    """The newest day of a story, and what is left of an older fact's weight."""

    def __init__(self, book: FactBook) -> None:
        self._articles = {article.number: article for article in book.articles}
        days = {n: day for n, article in self._articles.items() if (day := published_day(article.published))}
        self._days: Mapping[int, date] = days
        self._newest = max(days.values(), default=date.min)
        self._span = (self._newest - min(days.values())).days if days else 0

    @property
    def is_of_days(self) -> bool:
        """Whether the story goes on for so long that its older articles are overtaken by the newer ones."""
        return self._span >= _DAYS

    def day(self, ranked: RankedFact) -> date:
        """The day of the newest article that tells a fact."""
        return max((self._days[n] for n in ranked.fact.articles if n in self._days), default=self._newest)

    def weight(self, ranked: RankedFact) -> float:
        """What a fact's weight is to be multiplied with."""
        told = self._background(ranked)
        if not self.is_of_days:
            return told
        age = (self._newest - self.day(ranked)).days
        fresh = told * (1 + _FRESHNESS * (self._span - age) / max(self._span, _WEEK))
        if age < _DAYS or ranked.language != "en":
            return fresh
        return fresh * self._standing(ranked) * (_RECKONED if _RELATIVE.search(fold(ranked.fact.text)) else 1.0)

    def _background(self, ranked: RankedFact) -> float:
        """Less than 1 for what only tells of days long before the story began."""
        latest = [day for passage in passages(ranked.fact.evidence, self._articles) for day in _days(passage)]
        is_old = bool(latest) and (self._newest - max(latest)).days > self._span + _LONG_BEFORE
        return _BACKGROUND if is_old else 1.0

    def _standing(self, ranked: RankedFact) -> float:
        """How far an older fact still stands: what it tells as past does, and what lies ahead even now."""
        told = _QUOTED.sub(" ", fold(ranked.fact.text))
        planned = speaks_of_a_plan(told)
        if not planned and not _NOW.search(told):
            return 1.0
        found = passages(ranked.fact.evidence, self._articles)
        if any(day > self._newest for passage in found for day in _days(passage)):
            return 1.0
        return _OVERTAKEN if planned else _PRESENT


def _days(passage: Passage) -> list[date]:
    """The last day of each time that a passage tells."""
    return [expression.latest for expression in passage.dates if expression.latest]

"""What a digest was made of, found again: its facts with their salience, the same whenever they are looked for."""

import sys

from pipeline.domain.article import Fact
from pipeline.domain.digest import Revision
from pipeline.facts import Budget, FactBook, RankedFact, gather


def fact_book(revision: Revision) -> FactBook:
    """The facts of a revision, ranked as they were; those that its articles no longer tell come last."""
    current = [article for article in revision.articles if not article.withdrawn]
    found = gather(current, revision.digest.language, Budget(sys.maxsize, len))
    if not revision.facts:
        return found
    known = {fact.id: fact for fact in revision.facts}
    ranked = [each._replace(fact=known.pop(each.fact.id)) for each in found.ranked if each.fact.id in known]
    languages = {article.number: article.language for article in revision.articles}
    return found._replace(ranked=(*ranked, *(_unranked(fact, languages) for fact in known.values())))


def _unranked(fact: Fact, languages: dict[int, str]) -> RankedFact:
    return RankedFact(fact, 0.0, languages[fact.evidence[0].article], 0)

"""The other side of what a section tells: another article's figure for the same thing, a denial."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from pipeline.checks.alike import at_odds
from pipeline.checks.denials import denial_of, denials
from pipeline.checks.roots import root_set
from pipeline.checks.same_event import counted
from pipeline.domain.article import ArticleText
from pipeline.facts import RankedFact

_FULL = 4
"""So many sentences a section has at most."""
_SHARED = 3  # words beside names that a denial has in common with what it denies


def with_other_sides(
    groups: Sequence[Sequence[RankedFact]], facts: Sequence[RankedFact], articles: Sequence[ArticleText]
) -> list[tuple[RankedFact, ...]]:
    """The sections, each joined by what another article says against one of its facts, if it has room and none has it.

    `facts` are those that may be told, the best first.
    """
    sides = _Sides(facts, articles)
    taken = {ranked.fact.id for group in groups for ranked in group}
    complete: list[tuple[RankedFact, ...]] = []
    for group in groups:
        against = (other for ranked in group for other in sides.of(ranked) if other.fact.id not in taken)
        added = list(dict.fromkeys(against))[: max(0, _FULL - len(group))]
        taken |= {ranked.fact.id for ranked in added}
        complete.append((*group, *added))
    return complete


def side_by_side(facts: Sequence[RankedFact]) -> list[RankedFact]:
    """The facts in their order, but two with different figures for one thing next to each other."""
    left = list(facts)
    ordered: list[RankedFact] = []
    while left:
        fact = left.pop(0)
        against = [other for other in left if at_odds(fact.fact.text, other.fact.text)]
        ordered += [fact, *against]
        left = [other for other in left if other not in against]
    return ordered


class _Sides:
    """What may be told against a fact."""

    def __init__(self, facts: Sequence[RankedFact], articles: Sequence[ArticleText]) -> None:
        self._facts = facts
        self._counting: defaultdict[str, list[int]] = defaultdict(list)
        for place, ranked in enumerate(facts):
            for thing in sorted(counted(ranked.fact.text)):
                self._counting[thing].append(place)
        self._holders = {(piece.article, piece.start): ranked for ranked in facts for piece in ranked.fact.evidence}
        self._told_denials = [
            each for each in denials(articles) if (each.evidence.article, each.evidence.start) in self._holders
        ]

    def of(self, ranked: RankedFact) -> Iterator[RankedFact]:
        """The fact that denies one, then the best that has another figure for the same thing."""
        said = root_set([ranked.fact.text])
        answers = [each for each in self._told_denials if len((each.denied & said) - each.names) >= _SHARED]
        if found := denial_of(ranked.fact.text, answers):
            yield self._holders[found.evidence.article, found.evidence.start]
        told = set(ranked.fact.articles)
        places = sorted({place for thing in counted(ranked.fact.text) for place in self._counting.get(thing, ())})
        others = (self._facts[place] for place in places)
        against = (o for o in others if not told & set(o.fact.articles) and at_odds(ranked.fact.text, o.fact.text))
        yield from islice(against, 1)

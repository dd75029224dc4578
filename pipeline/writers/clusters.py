"""Grouping facts into sections: a few that are far apart to start from, then the most salient to the nearest."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.checks.alike import alike
from pipeline.facts import RankedFact
from pipeline.text.words import content_stems
from pipeline.writers.currency import Currency
from pipeline.writers.introductions import Introductions

MOST_SECTIONS = 5
"""How many sections a digest has at most."""
_NOVELTY = 0.45  # how much being unlike the other seeds counts beside salience (maximal marginal relevance, 1998)
_REPEATED = 0.45  # above this cosine two facts tell much the same
_SIMILAR = 0.3  # above it they do if they share half of the shorter one's words
_OTHER_DAYS = 0.7
_ADJACENT = 1  # days
_WORTHY = 0.4  # the least share of the greatest salience in its group that a fact may have beyond the fewest
_RELATED = 0.1  # below it they do not belong under one heading
_FEWEST, _MOST, _FULL = 2, 3, 4


class Vectors:
    """TF-IDF vectors of facts, normalised to length one, and what else decides which facts go together."""

    def __init__(self, facts: Sequence[RankedFact], known: Introductions, currency: Currency) -> None:
        self._known = known
        self._currency = currency
        stems = {ranked.fact.id: frozenset(content_stems(ranked.fact.text, ranked.language)) for ranked in facts}
        counts = Counter(stem for found in stems.values() for stem in found)
        self._vectors = {key: self._vector(found, counts, len(facts)) for key, found in stems.items()}

    def cosine(self, one: RankedFact, other: RankedFact) -> float:
        """The likeness of two facts, from 0 to 1."""
        a, b = self._vectors[one.fact.id], self._vectors[other.fact.id]
        return sum(weight * b[stem] for stem, weight in a.items() if stem in b)

    def relation(self, fact: RankedFact, group: Sequence[RankedFact]) -> float:
        """How near a fact is to a group on average; what was told on other days is less near."""
        near = (
            self.cosine(fact, other) * (1.0 if self._is_of_its_days(fact, other) else _OTHER_DAYS) for other in group
        )
        return sum(near) / len(group)

    def _is_of_its_days(self, one: RankedFact, other: RankedFact) -> bool:
        return abs((self._currency.day(one) - self._currency.day(other)).days) <= _ADJACENT

    def fits(self, fact: RankedFact, group: Sequence[RankedFact]) -> bool:
        """Whether a group tells of what a fact opens with as known: "the statement"."""
        needed = self._known.things(fact.fact.text)
        return not needed or any(needed <= self._known.gives(other.fact.text) for other in group)

    def is_repetition(self, fact: RankedFact, told: Sequence[RankedFact]) -> bool:
        """Whether a fact tells much the same as one of those that are told already."""
        likeness = [(self.cosine(fact, other), other) for other in told]
        if any(found > _REPEATED for found, _ in likeness):
            return True
        return any(found > _SIMILAR and alike(fact.fact.text, other.fact.text) for found, other in likeness)

    @staticmethod
    def _vector(stems: frozenset[str], counts: Mapping[str, int], total: int) -> dict[str, float]:
        weights = {stem: math.log(1 + total / counts[stem]) for stem in sorted(stems)}
        norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {stem: weight / norm for stem, weight in weights.items()}


def section_bounds(facts: int) -> tuple[int, int]:
    """The fewest and the most sections that a story of so many facts has: one for every 3 below 9, else 3 to 5."""
    few = max(1, facts // 3)
    return (few, few) if facts < 9 else (3, MOST_SECTIONS)


def section_count(usable: int) -> int:
    """How many sections suit a story of so many facts, within their bounds: one for every 5."""
    fewest, most = section_bounds(usable)
    return min(most, max(fewest, usable // 5))


def clusters(
    facts: Sequence[RankedFact], count: int, known: Introductions, currency: Currency
) -> list[tuple[RankedFact, ...]]:
    """`count` groups of 2 or 3 facts each, the most salient group first; a fact serves one group at most.

    Facts come ranked by salience. Near repetitions of a fact already taken are passed over. What opens an article is
    its news: it joins the nearest group with room, unless it was overtaken. Where an article would be left out, its
    best fact joins the nearest group.
    """
    vectors = Vectors(facts, known, currency)
    groups = [[seed] for seed in _seeds(facts, count, vectors)]
    _fill(groups, facts, vectors, _FEWEST)
    _fill(groups, facts, vectors, _MOST)
    told = {number for group in groups for ranked in group for number in ranked.fact.articles}
    for fact in facts:
        if groups and not told & set(fact.fact.articles):
            _nearest(fact, groups, vectors).append(fact)
            told |= set(fact.fact.articles)
    kept = _without_loners(groups, facts, vectors)
    for lead in (fact for fact in facts if not fact.position and _is_new(fact, kept, vectors)):
        room = [group for group in kept if len(group) < _FULL and vectors.fits(lead, group)]
        room = [group for group in room if lead.salience >= _WORTHY * max(other.salience for other in group)]
        if room:
            _nearest(lead, room, vectors).append(lead)
    ordered = [sorted(group, key=lambda ranked: -ranked.salience) for group in kept]
    return [tuple(group) for group in sorted(ordered, key=lambda group: -group[0].salience)]


def _without_loners(
    groups: list[list[RankedFact]], facts: Sequence[RankedFact], vectors: Vectors
) -> list[list[RankedFact]]:
    """Give a fact that is alone the nearest one left; where none is left, let it join the nearest group."""
    kept = [group for group in groups if len(group) >= _FEWEST]
    for group in groups:
        if len(group) >= _FEWEST:
            continue
        spare = [fact for fact in facts if _is_new(fact, groups, vectors)]
        if spare:
            group.append(
                max(spare, key=lambda fact: (vectors.fits(fact, group), vectors.relation(fact, group) * fact.salience))
            )
            kept.append(group)
        elif kept:
            _nearest(group[0], kept, vectors).extend(group)
        else:
            kept.append(group)
    return kept


def _is_new(fact: RankedFact, groups: Sequence[list[RankedFact]], vectors: Vectors) -> bool:
    told = [other for group in groups for other in group]
    return fact not in told and not vectors.is_repetition(fact, told)


def _fill(groups: list[list[RankedFact]], facts: Sequence[RankedFact], vectors: Vectors, size: int) -> None:
    """Let every group grow to a size with the most salient facts that are near it and tell something new."""
    for fact in facts:
        room = [group for group in groups if len(group) < size]
        if not room:
            return
        room = [group for group in room if _is_worthy(fact, group) and vectors.fits(fact, group)]
        if not room or not _is_new(fact, groups, vectors):
            continue
        nearest = _nearest(fact, room, vectors)
        if max(vectors.cosine(fact, other) for other in nearest) > _RELATED:
            nearest.append(fact)


def _is_worthy(fact: RankedFact, group: Sequence[RankedFact]) -> bool:
    return len(group) < _FEWEST or fact.salience >= _WORTHY * max(other.salience for other in group)


def _nearest(fact: RankedFact, groups: Sequence[list[RankedFact]], vectors: Vectors) -> list[RankedFact]:
    return max(groups, key=lambda group: vectors.relation(fact, group))


def _seeds(facts: Sequence[RankedFact], count: int, vectors: Vectors) -> list[RankedFact]:
    pool = [fact for fact in facts if vectors.fits(fact, ())][: max(4 * count, 12)] or list(facts)
    seeds = pool[:1]
    while pool and len(seeds) < count:
        left = [fact for fact in pool if fact not in seeds]
        if not left:
            break
        seeds.append(max(left, key=lambda fact: fact.salience - _NOVELTY * max(vectors.cosine(fact, s) for s in seeds)))
    return seeds

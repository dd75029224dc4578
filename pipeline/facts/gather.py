"""Gathering: the facts of a story, ranked by salience and fitted to a budget."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from pipeline.domain.article import ArticleText, Evidence, Fact
from pipeline.facts.merge import Telling, merge
from pipeline.facts.salience import StoryVocabulary, off_topic, salience
from pipeline.facts.statements import statements
from pipeline.text.words import content_stems

_LABEL = 8  # what a fact costs a prompt beside its words


class RankedFact(NamedTuple):
    """A fact with its salience and where its most telling wording stands."""

    fact: Fact
    salience: float
    language: str
    position: int
    """The place of that wording among the statements of its article, from 0."""


class FactBook(NamedTuple):
    """The facts of a story, the most salient first, and the articles that they are found in."""

    ranked: tuple[RankedFact, ...]
    articles: tuple[ArticleText, ...]
    language: str

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts alone, the most salient first."""
        return tuple(ranked.fact for ranked in self.ranked)

    def pick(self, ids: Sequence[str]) -> tuple[RankedFact, ...]:
        """The facts of these ids, in the order of the ids."""
        known = {ranked.fact.id: ranked for ranked in self.ranked}
        return tuple(known[fact_id] for fact_id in ids)


class Budget(NamedTuple):
    """How much a writer can take: a limit, and the size of a text in the limit's unit (tokens, for a model)."""

    limit: int
    size_of: Callable[[str], int]


def gather(articles: Sequence[ArticleText], language: str, budget: Budget) -> FactBook:
    """The facts of some articles: near-identical sentences merged, ranked, fitted to the budget.

    Every article with a fact keeps at least one as long as the budget holds one for each: it costs no source.
    """
    found = [statements(article) for article in articles]
    titles = [frozenset(content_stems(article.title, article.language)) for article in articles]
    vocabulary = StoryVocabulary([sentence for own in found for sentence in own], titles)
    elsewhere = {sentence for own in found for sentence in off_topic(own, vocabulary)}
    tellings = merge([sentence for own in found for sentence in own if sentence not in elsewhere])
    return FactBook(tuple(_within(budget, ranked_facts(tellings, vocabulary, articles))), tuple(articles), language)


def ranked_facts(
    tellings: Sequence[Telling], vocabulary: StoryVocabulary, articles: Sequence[ArticleText]
) -> list[RankedFact]:
    """A fact for each telling, the most salient first."""
    strongest = max((vocabulary.centrality(telling.sentences[0].stems) for telling in tellings), default=0.0)
    urls = {article.number: article.url for article in articles}
    ranked = [
        RankedFact(
            fact=_fact(telling, urls),
            salience=salience(telling, vocabulary, len(articles), strongest),
            language=telling.sentences[0].language,
            position=telling.sentences[0].position,
        )
        for telling in tellings
    ]
    return sorted(ranked, key=lambda r: (-r.salience, r.fact.evidence[0].article, r.fact.evidence[0].start))


def _fact(telling: Telling, urls: Mapping[int, str]) -> Fact:
    """One piece of evidence an article, the most telling first; the id follows its words and their page."""
    evidence: dict[int, Evidence] = {}
    for sentence in telling.sentences:
        evidence.setdefault(sentence.evidence.article, sentence.evidence)
    first, *others = evidence.values()
    words = f"{urls[first.article]}\n{first.start}\n{first.quote}"
    digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
    return Fact(id=f"f{digest[:10]}", evidence=(first, *sorted(others, key=lambda piece: piece.article)))


def _within(budget: Budget, ranked: Sequence[RankedFact]) -> list[RankedFact]:
    """The best facts that fit: first one of each article, then by salience."""
    if sum(len(r.fact.text.encode("utf-8", "surrogatepass")) + _LABEL for r in ranked) <= budget.limit:
        return list(ranked)  # no tokenizer makes more tokens of a text than it has bytes
    costs = [budget.size_of(r.fact.text) + _LABEL for r in ranked]
    kept: set[int] = set()
    left = budget.limit
    for chosen in (*_one_of_each(ranked, costs, budget.limit), *range(len(ranked))):
        if chosen not in kept and costs[chosen] <= left:
            kept.add(chosen)
            left -= costs[chosen]
    return [ranked[chosen] for chosen in sorted(kept)]


def _one_of_each(ranked: Sequence[RankedFact], costs: Sequence[int], limit: int) -> list[int]:
    """The place of each article's best fact; of its shortest one where the best do not fit together."""
    best: dict[int, int] = {}
    shortest: dict[int, int] = {}
    for place, candidate in enumerate(ranked):
        for number in candidate.fact.articles:
            best.setdefault(number, place)
            if costs[place] < costs[shortest.setdefault(number, place)]:
                shortest[number] = place
    fits = sum(costs[place] for place in set(best.values())) <= limit
    return sorted(set((best if fits else shortest).values()))

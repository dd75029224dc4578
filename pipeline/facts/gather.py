"""Gathering: the facts of a story, ranked by salience and fitted to a budget."""

import hashlib
from collections.abc import Callable, Sequence
from typing import NamedTuple

from pipeline.domain.article import ArticleText, Fact
from pipeline.facts.boilerplate import dateline_length, is_boilerplate, is_glued, is_statement
from pipeline.facts.merge import Sentence, Telling, merge
from pipeline.facts.salience import StoryVocabulary, off_topic, salience
from pipeline.text.fold import squeeze
from pipeline.text.sentences import Span, split_sentences
from pipeline.text.words import content_stems, words

_LABEL = 8  # what a fact costs a prompt beside its words


class RankedFact(NamedTuple):
    """A fact with its salience and where it was told first."""

    fact: Fact
    salience: float
    language: str
    position: int
    """Its place among the sentences of the article that told it first, from 0."""


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
    """How much a writer can take: a limit, and what a text counts against it (tokens, for a model)."""

    limit: int
    count: Callable[[str], int]


def gather(articles: Sequence[ArticleText], language: str, budget: Budget) -> FactBook:
    """The facts of some articles: near-identical sentences merged, ranked, fitted to the budget.

    Every article with a fact keeps at least one, so that no source is lost to a budget.
    """
    sentences = {article.number: _statements(article) for article in articles}
    titles = [frozenset(content_stems(article.title, article.language)) for article in articles]
    everything = [sentence for found in sentences.values() for sentence in found]
    vocabulary = StoryVocabulary(everything, titles)
    elsewhere = {sentence for found in sentences.values() for sentence in off_topic(found, vocabulary)}
    tellings = merge([sentence for sentence in everything if sentence not in elsewhere])
    strongest = max((vocabulary.centrality(telling.sentences[0].stems) for telling in tellings), default=0.0)
    ranked = [
        RankedFact(
            fact=_fact(telling, articles),
            salience=salience(telling, vocabulary, len(articles), strongest),
            language=telling.sentences[0].language,
            position=telling.sentences[0].position,
        )
        for telling in tellings
    ]
    ranked.sort(key=lambda r: (-r.salience, r.fact.evidence[0].article, r.fact.evidence[0].start))
    return FactBook(tuple(_within(budget, ranked)), tuple(articles), language)


def _statements(article: ArticleText) -> list[Sentence]:
    known = frozenset(word.folded for word in words(article.text))
    title = squeeze(article.title)
    found: list[Sentence] = []
    for whole in split_sentences(article.text, article.language):
        span = Span(whole.start + dateline_length(whole.of(article.text)), whole.end)
        quote = span.of(article.text)
        if is_statement(quote) and not is_boilerplate(quote) and not is_glued(quote, known) and squeeze(quote) != title:
            found.append(Sentence(article.evidence(span.start, span.end), article.language, len(found)))
    return found


def _fact(telling: Telling, articles: Sequence[ArticleText]) -> Fact:
    """One piece of evidence an article; its id follows the words and the page that told it first."""
    evidence = {sentence.evidence.article: sentence.evidence for sentence in reversed(telling.sentences)}
    pieces = tuple(evidence[number] for number in sorted(evidence))
    url = next(article.url for article in articles if article.number == pieces[0].article)
    digest = hashlib.sha256(f"{url}\n{pieces[0].start}\n{pieces[0].quote}".encode("utf-8", "surrogatepass")).hexdigest()
    return Fact(id=f"f{digest[:10]}", evidence=pieces)


def _within(budget: Budget, ranked: Sequence[RankedFact]) -> list[RankedFact]:
    """The best facts that fit: first the best of each article, then by salience."""
    if sum(len(r.fact.text.encode()) + _LABEL for r in ranked) <= budget.limit:
        return list(ranked)
    best: dict[int, RankedFact] = {}
    for candidate in ranked:
        for number in candidate.fact.articles:
            best.setdefault(number, candidate)
    first = {id(candidate) for candidate in best.values()}
    kept: set[int] = set()
    left = budget.limit
    for candidate in sorted(ranked, key=lambda r: id(r) not in first):
        cost = budget.count(candidate.fact.text) + _LABEL
        if cost <= left:
            kept.add(id(candidate))
            left -= cost
    return [candidate for candidate in ranked if id(candidate) in kept]

"""The facts that tell of one entity, over any number of articles."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.domain.article import ArticleText
from pipeline.facts.entity import Entity
from pipeline.facts.gather import RankedFact, ranked_facts
from pipeline.facts.mentions import Mention, mentions
from pipeline.facts.merge import merge
from pipeline.facts.salience import StoryVocabulary
from pipeline.facts.statements import Sentence, statements
from pipeline.text.words import content_stems


class AboutFact(NamedTuple):
    """A fact that tells of an entity, and where its evidence speaks of it."""

    ranked: RankedFact
    mentions: tuple[Mention, ...]
    """One for each piece of evidence."""


def facts_about(entity: Entity, articles: Sequence[ArticleText]) -> tuple[AboutFact, ...]:
    """What some articles state of an entity, near-identical sentences as one fact, the most salient first.

    Salience is measured among these sentences alone, so what is central to the entity counts, not what is central to
    the articles; and there is no budget that could cut off what few of many articles tell.
    """
    told = {(s.evidence.article, s.evidence.start): (s, mention) for s, mention in _told(entity, articles)}
    sentences = [sentence for sentence, _ in told.values()]
    titles = [frozenset(content_stems(article.title, article.language)) for article in articles]
    ranked = ranked_facts(merge(sentences), StoryVocabulary(sentences, titles), articles)
    return tuple(
        AboutFact(fact, tuple(told[piece.article, piece.start][1] for piece in fact.fact.evidence)) for fact in ranked
    )


def _told(entity: Entity, articles: Sequence[ArticleText]) -> Iterator[tuple[Sentence, Mention]]:
    """The statements that tell of the entity; one may lack the dateline of the sentence that it is."""
    for article in articles:
        found = {mention.start + len(mention.quote): mention for mention in mentions(entity, article)}
        for sentence in statements(article) if found else ():
            if mention := found.get(sentence.evidence.end):
                yield sentence, mention

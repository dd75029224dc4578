"""The facts that tell of one entity, over any number of articles."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.domain.article import ArticleText
from pipeline.facts.entity import Entity
from pipeline.facts.gather import RankedFact, ranked_facts
from pipeline.facts.mentions import Mention, mentions
from pipeline.facts.merge import merge
from pipeline.facts.salience import StoryVocabulary
from pipeline.facts.statements import Sentence, statements
from pipeline.text.fold import squeeze
from pipeline.text.words import content_stems

_COPIED = 0.7  # the share of an article's sentences from which on another article is a copy of it
_FEWEST_COPIED = 3
_FIRST = 3  # how many of the first articles that have a sentence all others are compared with


class AboutFact(NamedTuple):
    """A fact that tells of an entity, and where its evidence speaks of it."""

    ranked: RankedFact
    mentions: tuple[Mention, ...]
    """One for each piece of evidence."""


class FactsAbout(NamedTuple):
    """What some articles state of an entity."""

    facts: tuple[AboutFact, ...]
    """The most salient first."""
    naming: frozenset[int]
    """The articles that name it."""
    copies: Mapping[int, int]
    """The articles that say what another says, with that one, from which alone their sentences are taken."""


def facts_about(entity: Entity, articles: Sequence[ArticleText]) -> FactsAbout:
    """What some articles state of an entity, near-identical sentences as one fact.

    Salience is measured among these sentences alone, so what is central to the entity counts, not what is central to
    the articles; and there is no budget that could cut off what few of many articles tell. An article that repeats
    another one's text is no source of its own.
    """
    found = {article.number: mentions(entity, article) for article in articles}
    naming = [article for article in articles if found[article.number]]
    stated = {article.number: statements(article) for article in naming}
    copies = _copies(stated)
    told = {
        (sentence.evidence.article, sentence.evidence.start): (sentence, mention)
        for number, own in stated.items()
        for sentence, mention in _told(own, found[number], stated.get(copies.get(number, 0), []))
    }
    sentences = [sentence for sentence, _ in told.values()]
    titles = [frozenset(content_stems(article.title, article.language)) for article in naming]
    ranked = ranked_facts(merge(sentences), StoryVocabulary(sentences, titles), naming)
    facts = (
        AboutFact(fact, tuple(told[piece.article, piece.start][1] for piece in fact.fact.evidence)) for fact in ranked
    )
    return FactsAbout(tuple(facts), frozenset(stated), copies)


def _told(
    own: Sequence[Sentence], found: Sequence[Mention], copied: Sequence[Sentence]
) -> Iterator[tuple[Sentence, Mention]]:
    """The statements that tell of the entity and are not copied; one may lack the dateline of its sentence."""
    ends = {mention.start + len(mention.quote): mention for mention in found}
    known = {squeeze(sentence.evidence.quote) for sentence in copied}
    for sentence in own:
        mention = ends.get(sentence.evidence.end)
        if mention and squeeze(sentence.evidence.quote) not in known:
            yield sentence, mention


def _copies(stated: Mapping[int, Sequence[Sentence]]) -> dict[int, int]:
    """The articles most of whose sentences stand in an earlier one too, with the first of which that is so."""
    quotes = {number: {squeeze(sentence.evidence.quote) for sentence in own} for number, own in stated.items()}
    holders: dict[str, list[int]] = {}
    for number in sorted(quotes):
        for quote in quotes[number]:
            holders.setdefault(quote, []).append(number)
    shared = Counter(
        (first, later)
        for numbers in holders.values()
        for place, first in enumerate(numbers[:_FIRST])
        for later in numbers[place + 1 :]
    )
    copies: dict[int, int] = {}
    for (first, later), count in sorted(shared.items()):
        least = max(_FEWEST_COPIED, _COPIED * min(len(quotes[first]), len(quotes[later])))
        if first not in copies and count >= least:
            copies.setdefault(later, first)
    return copies

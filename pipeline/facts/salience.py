"""Salience: how much a story is about a fact.

Agreement between sources, centrality (cosine with the centroid of the story, Radev et al. 2004), position in the
article (the lead matters most in news) and overlap with the headlines, each from 0 to 1.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.facts.merge import Telling
from pipeline.facts.statements import Sentence

_AGREEMENT, _CENTRALITY, _POSITION, _TITLE = 0.25, 0.4, 0.2, 0.15
_SHORT, _LONG = 6, 45  # content words
_OFF_TOPIC = 0.24


class StoryVocabulary:
    """The words of a story, weighted by how many sentences hold them and how many articles share them."""

    def __init__(self, sentences: Sequence[Sentence], titles: Iterable[frozenset[str]]) -> None:
        counts = Counter(stem for sentence in sentences for stem in sentence.stems)
        self._idf = {stem: math.log(1 + len(sentences) / count) for stem, count in counts.items()}
        holders: defaultdict[str, set[int]] = defaultdict(set)
        readers: defaultdict[str, set[int]] = defaultdict(set)
        for sentence in sentences:
            readers[sentence.language].add(sentence.evidence.article)
            for stem in sentence.stems:
                holders[stem].add(sentence.evidence.article)
        title = frozenset[str]().union(*titles)
        self._compared = {language for language, articles in readers.items() if len(articles) > 1}
        self._shared = {stem for stem, articles in holders.items() if len(articles) > 1} | title
        self._title = {stem: self._idf.get(stem, 1.0) for stem in sorted(title)}
        self._title_weight = sum(self._title.values())
        self._centroid = {stem: counts[stem] * self._idf[stem] for stem in sorted(counts)}
        self._centroid_norm = _norm(self._centroid)

    def centrality(self, stems: frozenset[str]) -> float:
        """The cosine between a sentence and the story as a whole."""
        own = {stem: self._idf.get(stem, 0.0) for stem in sorted(stems)}
        norms = _norm(own) * self._centroid_norm
        return sum(weight * self._centroid.get(stem, 0.0) for stem, weight in own.items()) / norms if norms else 0.0

    def title_overlap(self, stems: frozenset[str]) -> float:
        """The weighted share of the headlines' words that a sentence has."""
        own = sum(self._title[stem] for stem in sorted(stems & self._title.keys()))
        return own / self._title_weight if self._title_weight else 0.0

    def relevance(self, sentence: Sentence) -> float:
        """The weighted share of a sentence's words that the story's other articles or its headlines have too.

        1 where no other article is in its language, since then there is nothing to compare it with.
        """
        if sentence.language not in self._compared:
            return 1.0
        weights = {stem: self._idf.get(stem, 1.0) for stem in sorted(sentence.stems)}
        total = sum(weights.values())
        return sum(weight for stem, weight in weights.items() if stem in self._shared) / total if total else 0.0


def _norm(weights: Mapping[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights.values()))


def off_topic(sentences: Sequence[Sentence], vocabulary: StoryVocabulary) -> set[Sentence]:
    """The sentences of an article that tell of something else.

    They have no word of a headline, and share as little with the other articles as the sentences around them do.
    """
    relevance = [vocabulary.relevance(sentence) for sentence in sentences]
    around = [relevance[max(0, i - 2) : i + 3] for i in range(len(relevance))]
    return {
        sentence
        for sentence, own, near in zip(sentences, relevance, around, strict=True)
        if max(own, sum(near) / len(near)) < _OFF_TOPIC and not vocabulary.title_overlap(sentence.stems)
    }


def salience(telling: Telling, vocabulary: StoryVocabulary, article_count: int, strongest: float) -> float:
    """How much the story is about one telling, from 0 to 1; `strongest` is the greatest centrality in the story."""
    first = telling.sentences[0]
    agreement = (len(telling.articles) - 1) / max(1, min(article_count, 4) - 1)
    position = max(1 / (1 + sentence.position / 4) for sentence in telling.sentences)
    central = vocabulary.centrality(first.stems) / strongest if strongest else 0.0
    score = (
        _AGREEMENT * min(1.0, agreement)
        + _CENTRALITY * central
        + _POSITION * position
        + _TITLE * vocabulary.title_overlap(first.stems)
    )
    length = len(first.stems)
    fitting = min(1.0, length / _SHORT) * min(1.0, _LONG / max(length, 1))
    return round(score * fitting * (0.5 + 0.5 * vocabulary.relevance(first)), 6)

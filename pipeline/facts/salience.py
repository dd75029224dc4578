"""Salience: how much a story is about a fact.

Agreement between sources, centrality (cosine with the centroid of the story, Radev et al. 2004), position in the article
(the lead matters most in news) and overlap with the headlines, each from 0 to 1.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from pipeline.facts.merge import Sentence, Telling

_AGREEMENT, _CENTRALITY, _POSITION, _TITLE = 0.25, 0.4, 0.2, 0.15
_SHORT, _LONG = 6, 45  # content words
_OFF_TOPIC = 0.12


class StoryVocabulary:
    """The words of a story, weighted by how many sentences hold them and how many articles share them."""

    def __init__(self, sentences: Sequence[Sentence], titles: Iterable[frozenset[str]]) -> None:
        self._idf = _idf(sentences)
        self._title = frozenset[str]().union(*titles)
        self._articles = {sentence.evidence.article for sentence in sentences}
        holders: dict[str, set[int]] = {}
        for sentence in sentences:
            for stem in sentence.stems:
                holders.setdefault(stem, set()).add(sentence.evidence.article)
        self._shared = {stem for stem, articles in holders.items() if len(articles) > 1} | self._title
        self._centroid = self._weights(Counter(stem for sentence in sentences for stem in sentence.stems))

    def centrality(self, stems: frozenset[str]) -> float:
        """The cosine between a sentence and the story as a whole."""
        own = self._weights(dict.fromkeys(stems, 1))
        return _cosine(own, self._centroid)

    def title_overlap(self, stems: frozenset[str]) -> float:
        """The weighted share of the headlines' words that a sentence has."""
        return self._share(self._title, stems)

    def relevance(self, stems: frozenset[str]) -> float:
        """The weighted share of a sentence's words that the story's other articles or its headlines have too."""
        return self._share(stems, self._shared) if len(self._articles) > 1 else 1.0

    def _share(self, whole: Iterable[str], part: frozenset[str] | set[str]) -> float:
        weights = {stem: self._idf.get(stem, 1.0) for stem in sorted(whole)}
        total = sum(weights.values())
        return sum(weight for stem, weight in weights.items() if stem in part) / total if total else 0.0

    def _weights(self, counts: Mapping[str, int]) -> dict[str, float]:
        return {stem: counts[stem] * self._idf.get(stem, 0.0) for stem in sorted(counts)}


def _idf(sentences: Sequence[Sentence]) -> dict[str, float]:
    counts = Counter(stem for sentence in sentences for stem in sentence.stems)
    return {stem: math.log(1 + len(sentences) / count) for stem, count in counts.items()}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    norms = math.sqrt(sum(w * w for w in one.values())) * math.sqrt(sum(w * w for w in other.values()))
    return sum(weight * other.get(stem, 0.0) for stem, weight in one.items()) / norms if norms else 0.0


def off_topic(sentences: Sequence[Sentence], vocabulary: StoryVocabulary) -> set[Sentence]:
    """The sentences of an article that tell of something else than the story: they and their neighbours share little with it."""
    relevance = [vocabulary.relevance(sentence.stems) for sentence in sentences]
    smoothed = [
        sum(relevance[max(0, i - 2) : i + 3]) / len(relevance[max(0, i - 2) : i + 3]) for i in range(len(relevance))
    ]
    return {
        s
        for s, own, around in zip(sentences, relevance, smoothed, strict=True)
        if max(own, around) < 2 * _OFF_TOPIC or own < _OFF_TOPIC
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
    return round(score * fitting * (0.5 + 0.5 * vocabulary.relevance(first.stems)), 6)

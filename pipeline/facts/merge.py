"""Near-identical sentences of several articles are one fact.

Candidates come from an inverted index over rare stems, so the work grows with the number of sentences, not with its
square. Likeness is measured on content stems; but what a fact says hangs on its numbers and negations, so those must be
the same: no measure of likeness sees that "28 people" and "82 people" differ.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from pipeline.domain.article import Evidence
from pipeline.text.fold import squeeze
from pipeline.text.numbers import quantities
from pipeline.text.words import content_stems, words

_LIKENESS = 0.7
_FUZZY = 88
_RARE = 8
_CROWD = 60  # a stem that more sentences share tells nothing about likeness
_NEGATIONS = frozenset("not no never denied denies deny none nobody cannot without nor".split())


class Sentence(NamedTuple):
    """A sentence of an article that states something, with its place among the article's sentences."""

    evidence: Evidence
    language: str
    position: int

    @property
    def stems(self) -> frozenset[str]:
        """The stems of its content words."""
        return frozenset(content_stems(self.evidence.quote, self.language))


class Telling(NamedTuple):
    """One thing told by one or more sentences; the first told it first."""

    sentences: tuple[Sentence, ...]

    @property
    def articles(self) -> frozenset[int]:
        """The numbers of the articles that tell it."""
        return frozenset(sentence.evidence.article for sentence in self.sentences)


def merge(sentences: Sequence[Sentence]) -> list[Telling]:
    """Group near-identical sentences; each group is compared by its first sentence, so groups do not drift."""
    frequency = Counter(stem for sentence in sentences for stem in sentence.stems)
    leaders: list[list[Sentence]] = []
    index: defaultdict[str, list[int]] = defaultdict(list)
    for sentence in sentences:
        rare = sorted(sentence.stems, key=lambda stem: (frequency[stem], stem))[:_RARE]
        votes = Counter(leader for stem in rare for leader in index[stem][:_CROWD])
        best = next(
            (
                n
                for n, shared in votes.most_common(_RARE)
                if shared >= min(2, len(rare)) and _same(leaders[n][0], sentence)
            ),
            None,
        )
        if best is not None:
            leaders[best].append(sentence)
            continue
        for stem in rare:
            index[stem].append(len(leaders))
        leaders.append([sentence])
    return [Telling(tuple(group)) for group in leaders]


def _same(one: Sentence, other: Sentence) -> bool:
    if one.language != other.language or _pinned(one.evidence.quote) != _pinned(other.evidence.quote):
        return False
    shared, union = len(one.stems & other.stems), len(one.stems | other.stems)
    if shared >= _LIKENESS * union:
        return True
    lengths = sorted((len(one.evidence.quote), len(other.evidence.quote)))
    return (
        lengths[0] >= 0.7 * lengths[1]
        and fuzz.ratio(squeeze(one.evidence.quote), squeeze(other.evidence.quote)) >= _FUZZY
    )


def _pinned(quote: str) -> tuple[frozenset[tuple[float, str]], bool]:
    """What may not differ between two tellings of one fact: numbers, and whether it is negated."""
    numbers = frozenset((quantity.value, quantity.unit) for quantity in quantities(quote))
    return numbers, any(word.folded in _NEGATIONS or word.text.endswith(("n't", "n’t")) for word in words(quote))

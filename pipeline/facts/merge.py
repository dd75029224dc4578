"""Near-identical sentences of several articles are one fact.

Candidates come from an inverted index over rare stems, so the work grows with the number of sentences, not with its
square. Likeness is measured on content stems, counted as often as they stand; what sets two sentences of the same words
apart is looked for by itself.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from pipeline.facts.statements import Sentence
from pipeline.text.contrast import MONTHS, agree, content
from pipeline.text.fold import squeeze
from pipeline.text.standalone import has_pronoun, lead_in_cut, leans_on_context, stands_alone
from pipeline.text.words import content_stems, stem

_LIKENESS = 0.7
_FUZZY = 88
_RARE = 8
_CROWD = 60  # a stem that more sentences share tells nothing about likeness


class Telling(NamedTuple):
    """One thing told by one or more sentences; the one that is best read by itself comes first."""

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
        for rare_stem in rare:
            index[rare_stem].append(len(leaders))
        leaders.append([sentence])
    return [Telling(tuple(sorted(group, key=_leaning))) for group in leaders]


def _leaning(sentence: Sentence) -> tuple[bool, ...]:
    """How much a sentence leans on the text around it, to sort by; nothing is known of it outside English."""
    if sentence.language != "en":
        return ()
    text = lead_in_cut(sentence.evidence.quote)
    return not stands_alone(text), leans_on_context(text), has_pronoun(text)


def _same(one: Sentence, other: Sentence) -> bool:
    return one.language == other.language and near_identical(one.evidence.quote, other.evidence.quote, one.language)


def near_identical(one: str, other: str, language: str) -> bool:
    """Whether two sentences say the same in nearly the same words."""
    return _is_alike(one, other, language) and agree(content(one, language), content(other, language), language)


def _is_alike(one: str, other: str, language: str) -> bool:
    terms = _terms(one, language), _terms(other, language)
    if (terms[0] & terms[1]).total() >= _LIKENESS * (terms[0] | terms[1]).total():
        return True
    lengths = sorted((len(one), len(other)))
    return lengths[0] >= _LIKENESS * lengths[1] and fuzz.ratio(squeeze(one), squeeze(other)) >= _FUZZY


def _terms(text: str, language: str) -> Counter[str]:
    """The content stems with their number; a month counts as the same under its short form."""
    found = content_stems(text, language)
    return Counter(stem(MONTHS[term], language) if term in MONTHS else term for term in found)

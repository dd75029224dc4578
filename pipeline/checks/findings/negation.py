"""Negations lost or added between a claim and its evidence."""

import re
from collections.abc import Iterator, Sequence

from pipeline.checks.passage import Passage
from pipeline.checks.polarity import FAR, negates
from pipeline.checks.told import Counterparts, Told, counterparts, told_words
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.words import words

_COUNTERFACTUAL = re.compile(
    r"^(?:had|if|were|should|without|but for|until|till|before)\b|\bwould(?: not|n't)? have\b|\b(?:until|till)\b"
)
_NEAR = 4  # words between a word and one that says no to it
_SURE = 2  # words around that a word and its counterpart share, for one to be held against the other


def lost_negation(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """A statement negated in the claim and affirmed in the evidence, or the other way round.

    What would have been ("had it not fired …"), and "not until", say something by their form. Where the claim negates
    what the evidence tells in other words, it is enough that something in the evidence says no.
    """
    quotes = tuple(passage.quote for passage in evidence if passage.language == language)
    if not any(negates(words(text)) for text in (claim, *quotes)):
        return
    told = told_words(claim, language)
    shown = counterparts(quotes, language)
    if not _COUNTERFACTUAL.search(fold(claim)) and (added := _added(told, quotes, shown, language)):
        word = added.word.text
        yield Reason(
            kind="negation", words=word, hard=True, message=f"the claim negates “{word}”, the evidence does not"
        )
    if dropped := _dropped(told, shown):
        word = dropped.word.text
        yield Reason(
            kind="negation", words=word, hard=True, message=f"the evidence negates “{word}”, the claim does not"
        )


def _added(told: Sequence[Told], quotes: Sequence[str], shown: Counterparts, language: str) -> Told | None:
    """The first word that the claim negates and the evidence affirms, or nothing in the evidence negates."""
    denied = [each for each in told if each.is_denied]
    for each in denied:
        same = shown.of(each, _SURE)
        if same and not any(other.is_negated or other.from_no < FAR for other in (*same, *shown.like(each))):
            return each
    says_no = any(other.is_negated or other.from_no < FAR for quote in quotes for other in told_words(quote, language))
    return denied[0] if denied and quotes and not says_no else None


def _dropped(told: Sequence[Told], shown: Counterparts) -> Told | None:
    """The first word that the claim affirms and the evidence negates."""
    for each in told:
        if each.is_negated or each.from_no <= _NEAR:
            continue
        same = shown.of(each, _SURE)
        if same and all(other.is_denied for other in (*same, *shown.like(each))):
            return each
    return None

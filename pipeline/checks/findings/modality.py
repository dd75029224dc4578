"""Modality lost: what the evidence holds to be possible, intended or still to come, told as more certain than that."""

from collections.abc import Iterator, Sequence

from pipeline.checks.certainty import Level, certainty
from pipeline.checks.passage import Passage
from pipeline.checks.told import counterparts, told_words
from pipeline.domain.support import Reason

_TOLD_AS = {
    Level.POSSIBLE: "possible or alleged",
    Level.INTENDED: "intended or expected",
    Level.COMING: "still to come",
    Level.FACT: "a fact",
}
_SURE = 2  # words around that a word and its counterpart share, for one to be held against the other


def lost_modality(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """The first verb that the claim tells more surely than its evidence does, in English."""
    if language != "en":
        return
    quotes = tuple(passage.quote for passage in evidence if passage.language == "en")
    if all(level is Level.FACT for quote in quotes for level in certainty(quote).levels):
        return
    shown = counterparts(quotes, language)
    for told in told_words(claim):
        if told.level is Level.POSSIBLE or (told.level is Level.FACT and not told.is_finite):
            continue
        same = shown.of(told, _SURE)
        level = max((other.level for other in same), default=Level.FACT)
        if level < min(told.level, told.hedge) and not told.is_negated:
            message = f"the evidence tells “{told.word.text}” as {_TOLD_AS[level]}, the claim as {_TOLD_AS[told.level]}"
            yield Reason(kind="modality", words=told.word.text, hard=True, message=message)
            return

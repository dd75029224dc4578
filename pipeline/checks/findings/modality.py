"""Modality lost: what the evidence holds to be possible, intended or still to come, told as more certain than that."""

import re
from collections.abc import Iterator, Sequence

from pipeline.checks.certainty import Level, certainty
from pipeline.checks.passage import Passage
from pipeline.checks.reach import is_verb
from pipeline.checks.roots import UNCHANGED_PASTS
from pipeline.checks.told import Counterparts, Told, counterparts, told_words
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.words import words

_TOLD_AS = {
    Level.POSSIBLE: "possible or alleged",
    Level.ALLEGED: "alleged",
    Level.INTENDED: "intended or expected",
    Level.COMING: "still to come",
    Level.FACT: "a fact",
}
_NOUN_BEFORE = re.compile(r"\b(?:the|an?|of|its|his|her|their|our|these|those|any|some|no|many|all|for|on|in)[ ]$")
_SAID_TOO = {
    Level.ALLEGED: re.compile(
        r"\b(?:accus\w+|alleg\w+|suspect\w*|suspicion\w*|charg\w+|indict\w+|prosecut\w+|lawsuits?|trial|complaint|den(?:y|ie[sd]|ying)"
        r"|claim\w*|according|sa(?:y|ys|id)|told|argue[sd]?|whether)\b"
    ),
    Level.INTENDED: re.compile(
        r"\b(?:plan(?:s|ned|ning)?|propos\w+|intend\w*|intention|aim(?:s|ed)?|hop(?:es?|ed|ing)|want(?:s|ed)?|offer\w*|consider\w*|urg\w+|call(?:s|ed)?"
        r"|ask(?:s|ed)?|bids?|attempt\w*|tr(?:y|ied|ies|ying)|effort\w*|threat\w*|seek\w*|sought|expect\w*|possib\w*)\b"
    ),
}
"""What tells in other words that something is only alleged or intended, wherever it stands in a claim."""
_NO_OBJECT = re.compile(
    r"[ ](?:at|in|on|for|of|by|from|with|worth|and|or|to|across|over|after|amid|are|were|have|will)\b|[.,;:]|$"
)
_OBJECT = re.compile(r" (?:the|an?|its|his|her|their|all|some|about|nearly|over|more)\b| [$€£]?\d")
_NO_SUBJECT = re.compile(
    r"(?:^|[,;:] |\b(?:to|and|or|not|will|would|may|might|can|could|must|should|shall|did|do|does|the|an?|of|be|is|are"
    r"|was|were|its|his|her|their|in|on|for|with|by|from) (?:\w+ly )?)$"
)
_BEFORE = 24  # characters before a verb among which an auxiliary is
_SUBJECT = re.compile(
    r"(?:^|[,;:]\s|\b(?:that|and|but|which|who|while|as)\s)(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]his) )?[\w'’-]+ (?:\w+ly )?$"
)
_CLAUSE_OPENS = re.compile(r"[,;:]|\b(?:that|and|but|which|who|while)\b")
_CLAUSE = 120  # characters of its clause before a word
_VERBATIM = 6  # words around that a word shares with the evidence where that is told in its own words
_SURE = 2  # words around that a word and its counterpart share, for one to be held against the other


def lost_modality(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """The first verb that the claim tells more surely than its evidence does, in English."""
    if language != "en":
        return
    quotes = tuple(passage.quote for passage in evidence if passage.language == "en")
    if all(level is Level.FACT for quote in quotes for level in certainty(quote).levels):
        return
    shown = counterparts(quotes, language)
    folded = fold(claim)
    said_too = {level for level, pattern in _SAID_TOO.items() if pattern.search(folded)}
    for told in told_words(claim):
        if told.level <= Level.ALLEGED:
            continue
        is_finite = told.is_finite or _is_past(told, claim) or _is_present(told, claim, shown)
        is_plain = told.level is Level.FACT and not is_finite
        if is_plain and all(other.level is Level.FACT for other in shown.like(told)):
            continue
        same = shown.of(told, _SURE)
        level = max((other.level for other in same), default=Level.FACT)
        own = min(told.level, told.hedge)
        is_loose = told.word.folded.endswith("ing") or claim[: told.word.start].endswith("to ")
        if not is_loose and all(_is_verbatim(told, other) for other in same):
            own = told.level  # it stands among the evidence's own words, and would have its cue
        elif told.is_negated or is_plain or level in said_too:
            continue
        if level < own:
            message = f"the evidence tells “{told.word.text}” as {_TOLD_AS[level]}, the claim as {_TOLD_AS[told.level]}"
            yield Reason(kind="modality", words=told.word.text, hard=True, message=message)
            return


def _is_past(told: Told, claim: str) -> bool:
    """Whether it is a verb whose past is written like its base, between a subject and an object: "they cut the tax"."""
    if told.word.folded not in UNCHANGED_PASTS or _OBJECT.match(claim, told.word.end) is None:
        return False
    return _NO_SUBJECT.search(fold(claim[max(0, told.word.start - _BEFORE) : told.word.start])) is None


def _is_present(told: Told, claim: str, shown: Counterparts) -> bool:
    """Whether it is a verb in the present that the evidence has behind "may" or the like: "may harm", "harms"."""
    written = told.word.folded
    if not written.endswith("s") or not told.word.text.islower():
        return False
    bare = {written[:-1], written.removesuffix("es"), f"{written.removesuffix('ies')}y"}
    is_less = any(other.level < Level.FACT and other.word.folded in bare for other in shown.like(told))
    return is_less and not _is_plural(told, claim)


def _is_plural(told: Told, claim: str) -> bool:
    """Whether a word in -s is a noun: "announced 1,200 job cuts", "tax reforms for second homes".

    An article or the like stands before it, or a verb in its clause already; or what is behind it follows no verb, and
    more than a subject stands before.
    """
    before = claim[max(0, told.word.start - _CLAUSE) : told.word.start]
    if _NOUN_BEFORE.search(before):
        return True
    clause = _CLAUSE_OPENS.split(before)[-1]
    if any(map(is_verb, words(clause))):
        return True
    return _NO_OBJECT.match(claim, told.word.end) is not None and _SUBJECT.search(before) is None


def _is_verbatim(told: Told, other: Told) -> bool:
    """Whether a word of a claim stands there as in the evidence: the same one, with the same words around and behind.

    A negation of the one has to be one of the other, too.
    """
    if told.root != other.root or told.is_negated != other.is_negated:
        return False
    behind = [each.text[each.place + 1 : each.place + 2] for each in (told, other)]
    return behind[0] == behind[1] and len(told.around & other.around) >= _VERBATIM

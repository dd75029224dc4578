"""Negations lost or added between a claim and its evidence."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.checks.findings.coverage import tells_the_same
from pipeline.checks.passage import Passage
from pipeline.checks.roots import root
from pipeline.domain.support import Reason
from pipeline.text.words import is_content, words

_NEGATORS = frozenset(
    """not no never none nobody nothing neither nor without cannot cant dont doesnt didnt isnt arent wasnt werent wont
    wouldnt couldnt shouldnt hasnt havent hadnt""".split()
)
_NEGATIVE_VERBS = frozenset(
    """denied denies deny denying refused refuses refuse refusing failed fails fail failing lacks lacked lack lacking
    unable unlikely declined declines decline declining lost lose loses losing rejected rejects reject ruled stopped
    prevented prevents blocked halted avoided""".split()
)
_NO_NEGATION = re.compile(r"\b(?:not|no) (?:only|just|merely|longer than|later than|more than|less than|fewer than)\b")
_UNTIL = re.compile(r"[^.;]{0,80}\b(?:until|till|unless)\b")
_REACH = 4  # words after a negator that it is taken to negate
_STOP = re.compile(r"[,;:.!?]")


class _Polarity(NamedTuple):
    """The roots that a text affirms, those that stand shortly behind a negation, and whether anything in it negates."""

    affirmed: frozenset[str]
    negated: frozenset[str]
    has_negation: bool


def lost_negation(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """A statement negated in the claim and affirmed in the evidence, or the other way round."""
    said = _polarity(claim, language)
    shown = [_polarity(passage.quote, language) for passage in evidence]
    near = [_polarity(p.quote, language) for p in evidence if tells_the_same(claim, p, language)]
    negated = frozenset(found for polarity in shown for found in polarity.negated)
    affirmed = frozenset(found for polarity in shown for found in polarity.affirmed)
    plainly = frozenset(found for polarity in near if not polarity.has_negation for found in polarity.affirmed)
    if turned := said.negated & plainly - negated:
        word = _first_word(claim, turned, language)
        yield _reason(word, f"the claim negates “{word}”, the evidence does not")
    if not said.has_negation and (
        dropped := said.affirmed & frozenset(found for p in near for found in p.negated) - affirmed
    ):
        word = _first_word(claim, dropped, language)
        yield _reason(word, f"the evidence negates “{word}”, the claim does not")


def _reason(word: str, message: str) -> Reason:
    return Reason(kind="negation", words=word, hard=True, message=message)


@lru_cache(maxsize=8192)
def _polarity(text: str, language: str) -> _Polarity:
    affirmed: set[str] = set()
    negated: set[str] = set()
    harmless = {match.start() for match in _NO_NEGATION.finditer(text.lower())} if language == "en" else set[int]()
    left = previous_end = 0
    has_negation = False
    for word in words(text):
        if _STOP.search(text, previous_end, word.start):
            left = 0
        previous_end = word.end
        if word.folded in _NEGATIVE_VERBS:
            has_negation = True
        if _is_negator(word.folded, word.text):
            has_negation = True
            awaited = _UNTIL.match(text, word.end) is not None
            left = 0 if word.start in harmless or awaited else _REACH
            continue
        if is_content(word.folded, language):
            (negated if left else affirmed).add(root(word.folded, language))
        left = max(left - 1, 0)
    return _Polarity(frozenset(affirmed), frozenset(negated), has_negation)


def _is_negator(folded: str, written: str) -> bool:
    return folded in _NEGATORS or written.lower().endswith(("n't", "n’t"))


def _first_word(claim: str, roots: frozenset[str], language: str) -> str:
    return next(word.text for word in words(claim) if root(word.folded, language) in roots)

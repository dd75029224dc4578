"""Denials: what one source says happened and another, or the party concerned, says did not."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.domain.article import ArticleText, Evidence
from pipeline.text.fold import fold
from pipeline.text.sentences import split_sentences
from pipeline.text.words import content_stems, words

_DENIAL = re.compile(
    r"""\b(?:den(?:y|ies|ied|ying)|denials?|refut(?:es?|ed)|rebuff(?:s|ed)|disput(?:es|ed)|contradict(?:s|ed)|
    dismiss(?:es|ed)[ ](?:the[ ])?(?:reports?|claims?|allegations?)|rejects?[ ](?:the[ ])?(?:reports?|claims?|allegations?)|
    rejected[ ](?:the[ ])?(?:reports?|claims?|allegations?)|no[ ]such[ ]\w+|(?:did|does)[ ]not[ ]take[ ]place|never[ ]took[ ]place|
    had[ ]not[ ]taken[ ]place|(?:is|was|were|are)[ ](?:not[ ]true|untrue|false))\b""",
    re.VERBOSE,
)
_REPORTED = re.compile(r"\b(?:accus\w+|alleg\w+|claim(?:s|ed|ing)?|denie[sd]|den(?:y|ying|ials?)|disput\w+|refut\w+)\b")
_BOTH_SIDES = re.compile(
    rf"(?:\b(?:but|though|although|which|while|however|whereas|yet)\b[^.]{{0,80}}?|[.!?;]['\"]?\s[^.]{{0,80}}?){_DENIAL.pattern}",
    re.VERBOSE,
)
_REPORTING = frozenset("report reports claim claims alleg deni took place taken happen true fals ani such".split())
_OVERLAP = 0.5
_SHARED = 3
_LEAD = 14  # words before a denial; further on it is an aside


class Denial(NamedTuple):
    """A sentence that denies something, and the stems of what it denies."""

    evidence: Evidence
    language: str
    denied: frozenset[str]
    lead: int
    """How many words stand before the denial: few where denying is what the sentence is about."""


@lru_cache(maxsize=256)
def denials_in(article: ArticleText) -> tuple[Denial, ...]:
    """The denials of an English article, in order."""
    if article.language != "en":
        return ()
    found: list[Denial] = []
    for span in split_sentences(article.text, article.language):
        quote = span.of(article.text)
        if match := _DENIAL.search(fold(quote)):
            rest = quote[match.end() :]
            scope = rest if len(content_stems(rest)) >= _SHARED else quote
            denied = frozenset(content_stems(scope)) - _REPORTING
            lead = len(words(quote[: match.start()]))
            found.append(Denial(article.evidence(span.start, span.end), article.language, denied, lead))
    return tuple(found)


def denials(articles: Sequence[ArticleText]) -> tuple[Denial, ...]:
    """The denials of all articles, in order."""
    return tuple(denial for article in articles for denial in denials_in(article))


def denial_of(text: str, found: Sequence[Denial]) -> Denial | None:
    """The denial that is about what a text states flatly, if there is one; a text that tells of the denial is not flat."""
    if _REPORTED.search(fold(text)):
        return None
    said = frozenset(content_stems(text))
    about = [
        (len(d.denied & said) / len(d.denied), -d.lead, d)
        for d in found
        if d.lead <= _LEAD and len(d.denied & said) >= _SHARED
    ]
    share, _, denial = max(about, key=lambda option: option[:2], default=(0.0, 0, None))
    return denial if share >= _OVERLAP else None


def tells_both_sides(text: str) -> bool:
    """Whether a text tells something and that it is denied: "…, but Moscow denies it"."""
    return bool(_BOTH_SIDES.search(fold(text)))

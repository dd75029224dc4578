"""Denials: what one source says happened and another, or the party concerned, says did not."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.checks.roots import content_roots
from pipeline.domain.article import ArticleText, Evidence
from pipeline.text.fold import fold
from pipeline.text.sentences import Span, split_sentences
from pipeline.text.words import words

_REPORT = r"(?:the[ ]|these[ ]|those[ ])?(?:reports?|claims?|allegations?|accounts?|accusations?|story)"
_DENIAL = re.compile(
    rf"""\b(?:den(?:y|ies|ied|ying)|denials?|refut(?:es?|ed)|rebuff(?:s|ed)|disput(?:es|ed)|contradict(?:s|ed)|
    (?:dismiss|reject)(?:es|s|ed)?[ ]{_REPORT}|no[ ]such[ ]\w+|(?:did|does)[ ]not[ ]take[ ]place|
    never[ ]took[ ]place|had[ ]not[ ]taken[ ]place|(?:is|was|were|are)[ ](?:not[ ]true|untrue|false))\b""",
    re.VERBOSE,
)
_POINTS_BACK = re.compile(rf"[ ]?(?:it|this|that|them|{_REPORT})\b", re.VERBOSE)
_REPORTED = re.compile(
    r"\b(?:accus\w+|alleg\w+|claim(?:s|ed|ing)?|denie[sd]|den(?:y|ying|ials?)|disput\w+|refut\w+)\b"
)
_OVERTAKEN = re.compile(r"\b(?:confirm|acknowledg|admit|conced)(?:s|ed|ted|es)\b")
_TURN = re.compile(r"\b(?:but|though|although|which|while|however|whereas|yet)\b|[.!?;]['\"]?\s")
_REPORTING = frozenset(
    content.root
    for content in content_roots("report reports claim allege deny account take place happen true false any such sources")
)
_OVERLAP = 0.5
_SHARED = 3
_LEAD = 14  # words before a denial; further on it is an aside
_ASIDE = 80  # characters between the turn of a sentence and its denial


class Denial(NamedTuple):
    """A sentence that denies something, and the roots of what it denies."""

    evidence: Evidence
    language: str
    denied: frozenset[str]
    lead: int
    """How many words stand before the denial: few where denying is what the sentence is about."""


def denials_in(article: ArticleText) -> tuple[Denial, ...]:
    """The denials of an English article, in order; one that the next sentence says was given up is none."""
    if article.language != "en":
        return ()
    return tuple(
        Denial(article.evidence(span.start, span.end), article.language, denied, lead)
        for span, denied, lead in _found(article.text, article.language)
    )


class _Found(NamedTuple):
    span: Span
    denied: frozenset[str]
    lead: int


@lru_cache(maxsize=256)
def _found(text: str, language: str) -> tuple[_Found, ...]:
    return tuple(_denials(text, split_sentences(text, language)))


def _denials(text: str, spans: Sequence[Span]) -> Iterator[_Found]:
    for number, span in enumerate(spans):
        quote = span.of(text)
        match = _DENIAL.search(fold(quote))
        if match is None or _is_overtaken(text, spans[number : number + 2], match.end()):
            continue
        lead = len(words(quote[: match.start()]))
        for scope in _scopes(text, spans, number, match):
            denied = frozenset(content.root for content in content_roots(scope)) - _REPORTING
            if denied:
                yield _Found(span, denied, lead)


def _scopes(text: str, spans: Sequence[Span], number: int, match: re.Match[str]) -> list[str]:
    """What a denial may be about: the words behind it, or what stands before it where it says "it" or "the report"."""
    quote = spans[number].of(text)
    before, rest = quote[: match.start()], quote[match.end() :]
    if len(content_roots(rest)) >= _SHARED and not _POINTS_BACK.match(fold(rest)):
        return [rest]
    earlier = [spans[n].of(text) for n in (number - 1, 0) if 0 <= n < number]
    return [before, *dict.fromkeys(earlier)]


def _is_overtaken(text: str, spans: Sequence[Span], end: int) -> bool:
    """Whether the words behind a denial, or the sentence after it, say that it was confirmed in the end."""
    following = " ".join(span.of(text) for span in spans)
    return _OVERTAKEN.search(fold(following), end) is not None


def denials(articles: Sequence[ArticleText]) -> tuple[Denial, ...]:
    """The denials of all articles, in order."""
    return tuple(denial for article in articles for denial in denials_in(article))


def denial_of(text: str, found: Sequence[Denial]) -> Denial | None:
    """The denial that is about what a text states flatly, if there is one; a text that tells of a denial is not flat."""
    if _REPORTED.search(fold(text)):
        return None
    said = frozenset(content.root for content in content_roots(text)) - _REPORTING
    about = [
        (len(d.denied & said) / min(len(d.denied), max(len(said), _SHARED)), -d.lead, d)
        for d in found
        if d.lead <= _LEAD and len(d.denied & said) >= _SHARED
    ]
    share, _, denial = max(about, key=lambda option: option[:2], default=(0.0, 0, None))
    return denial if share >= _OVERLAP else None


def tells_both_sides(text: str) -> bool:
    """Whether a text tells something and that it is denied: "…, but Moscow denies it"."""
    folded = fold(text)
    turns = [match.end() for match in _TURN.finditer(folded)]
    return any(
        "." not in folded[turn : denial.start()]
        for denial in _DENIAL.finditer(folded)
        for turn in [max((t for t in turns if denial.start() - _ASIDE <= t <= denial.start()), default=None)]
        if turn is not None
    )

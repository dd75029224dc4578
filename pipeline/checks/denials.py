"""Denials: what one source says happened and another, or the party concerned, says did not."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.checks.roots import content_roots, root
from pipeline.domain.article import ArticleText, Evidence
from pipeline.text.fold import fold
from pipeline.text.names import TITLES, names
from pipeline.text.places import place_of
from pipeline.text.sentences import Span, split_sentences
from pipeline.text.words import words

_REPORT = r"(?:the[ ]|these[ ]|those[ ])?(?:reports?|claims?|allegations?|accounts?|accusations?|story)"
_DENIAL = re.compile(
    rf"""\b(?:den(?:y|ies|ied|ying)|denials?|refut(?:es?|ed)|rebuff(?:s|ed)|disput(?:es|ed)|contradict(?:s|ed)|
    (?:dismiss|reject)(?:es|s|ed)?[ ]{_REPORT}|no[ ]such[ ]\w+|(?:did|does)[ ]not[ ]take[ ]place|
    never[ ]took[ ]place|had[ ]not[ ]taken[ ]place|(?:is|was|were|are)[ ](?:not[ ]true|untrue|false))\b""",
    re.VERBOSE,
)
_POINTS_BACK = re.compile(
    rf"[ ]?(?:(?:it|this|them)\b|that[ ]?[.,;]|{_REPORT}\b(?![ ](?:that|of|by|in|about)\b))", re.VERBOSE
)
_POINTS_TO_ALL = re.compile(rf"[ ]?{_REPORT}\b", re.VERBOSE)
_NOT_FLAT = re.compile(
    r"\b(?:accus\w+|alleg\w+|claim(?:s|ed|ing)?|denie[sd]|den(?:y|ying|ials?)|disput\w+|refut\w+|not|no|never)\b"
)
_ATTRIBUTED = re.compile(r"\b(?:according to|sa(?:y|ys|id)|reportedly)\b")
_OVERTAKEN = re.compile(r"\b(?:confirm|acknowledg|admit|conced)(?:s|ed|ted|es)\b")
_TURN = re.compile(r"\b(?:but|though|although|which|while|however|whereas|yet)\b|[.!?;]['\"]?\s")
_REPORTING = frozenset(
    content.root
    for content in content_roots(
        "report reports claim allege deny account take place happen true false any such sources"
    )
)
_OVERLAP = 0.5
_SHARED = 3
_SHARED_WORDS = 2
_LEAD = 14  # words before a denial; further on it is an aside
_ASIDE = 80  # characters between the turn of a sentence and its denial


class Denial(NamedTuple):
    """A sentence that denies something, and the roots of what it denies."""

    evidence: Evidence
    language: str
    denied: frozenset[str]
    names: frozenset[str]
    """Those of the roots that are parts of names: every sentence of a story shares some of them."""
    lead: int
    """How many words stand before the denial: few where denying is what the sentence is about."""
    points_back: bool = False
    """Whether it says "it" or "the report", so that only the sentences before it tell what is denied."""


def denials_in(article: ArticleText) -> tuple[Denial, ...]:
    """The denials of an English article, in order; one that the next sentence says was given up is none."""
    if article.language != "en":
        return ()
    return tuple(
        Denial(article.evidence(span.start, span.end), article.language, denied, named, lead, back)
        for span, denied, named, lead, back in _found(article.text, article.language)
    )


class _Found(NamedTuple):
    span: Span
    denied: frozenset[str]
    names: frozenset[str]
    lead: int
    points_back: bool


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
            roots = content_roots(scope)
            denied = frozenset(content.root for content in roots) - _REPORTING
            named = frozenset(content.root for content in roots if not content.text.islower())
            if denied:
                yield _Found(span, denied, named, lead, scope not in quote)


def _scopes(text: str, spans: Sequence[Span], number: int, match: re.Match[str]) -> list[str]:
    """What a denial may be about: the words behind it; but where it says "it", what was told before.

    "The report" may be the sentence before it or what the whole article reports, which its first sentence tells.
    """
    quote = spans[number].of(text)
    before, rest = quote[: match.start()], quote[match.end() :]
    back = _POINTS_BACK.match(fold(rest))
    if back is None and not _POINTS_BACK.search(fold(match[0])):
        return [rest if len(content_roots(rest)) >= _SHARED else quote]
    if len(content_roots(before)) > 2 * _SHARED:
        return [before]
    earlier = [number - 1, 0] if _POINTS_TO_ALL.match(fold(rest)) else [number - 1]
    return [spans[n].of(text) for n in dict.fromkeys(earlier) if 0 <= n < number]


def _is_overtaken(text: str, spans: Sequence[Span], end: int) -> bool:
    """Whether the words behind a denial, or the sentence after it, say that it was confirmed in the end."""
    following = " ".join(span.of(text) for span in spans)
    return _OVERTAKEN.search(fold(following), end) is not None


def denials(articles: Sequence[ArticleText]) -> tuple[Denial, ...]:
    """The denials of all articles, in order."""
    return tuple(denial for article in articles for denial in denials_in(article))


def denial_of(text: str, found: Sequence[Denial]) -> Denial | None:
    """The denial that is about what a text states flatly, if there is one; a text that tells of a denial is not flat.

    They are about the same thing where they share half of the shorter one's words, not all of them names. A denial that
    says what it denies is preferred to one that says "it".
    """
    if _NOT_FLAT.search(fold(text)):
        return None
    said = frozenset(content.root for content in content_roots(text)) - _REPORTING
    about: list[tuple[bool, float, int, Denial]] = []
    for denial in found:
        shared = denial.denied & said
        share = len(shared) / max(1, min(len(denial.denied), len(said)))
        is_about = share >= _OVERLAP and len(shared) >= _SHARED and len(shared - denial.names) >= _SHARED_WORDS
        if is_about and denial.lead <= _LEAD:
            about.append((not denial.points_back, share, -denial.lead, denial))
    return max(about, key=lambda option: option[:3])[3] if about else None


def flatly_denied(text: str, found: Sequence[Denial]) -> bool:
    """Whether a text states as a fact what a source denies; "…, sources say" does not.

    A text that names somebody of whom a denial does not speak tells something else.
    """
    if _ATTRIBUTED.search(fold(text)):
        return False
    people = [[part for part in name.parts if part not in TITLES and not place_of(part)] for name in names(text)]
    named = [frozenset(map(root, parts)) for parts in people if len(parts) > 1]
    return denial_of(text, [each for each in found if all(parts & each.denied for parts in named)]) is not None


def before_denial(text: str) -> str:
    """A text up to where it denies something; all of it where it does not."""
    match = _DENIAL.search(fold(text))
    return text[: match.start()] if match else text


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

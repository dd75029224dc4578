"""Coverage: how much of what a claim says its evidence speaks of."""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from pipeline.checks.passage import Passage
from pipeline.checks.roots import Root, content_roots, root_set
from pipeline.text.spans import Spans
from pipeline.text.thesaurus import senses
from pipeline.text.words import words

_CLAUSE = 4
"""So many words of content are enough to say something of their own."""

_CLAUSE_SHARE = 1 / 7
"""A clause of which the evidence speaks no more than this share says something else.

One word of five or six happens to be all that a free paraphrase shares with its evidence; none of four never was.
"""

_FOCUS = 3
_KIN, _KIN_SHARE = 5, 0.7
_PARTS = 4  # letters of a word that another may begin with
_LONGEST = 64  # letters of a word
_SAME = 0.4
_FEW = 6  # passages: as many as a sentence of a digest cites
_PART = 0.25
SCENERY = root_set(
    [
        """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
        september october november december today yesterday tomorrow morning afternoon evening night day week month year
        hour time one two three four five six seven eight nine ten first second say tell add announce report state
        statement according"""
    ]
)
"""Roots of words that tell when something was, how few there were, or that it was said: they happen to be shared."""
_BREAK = re.compile(
    r"""[,;:()–—]
    |\b(?:and|but|or|which|who|whom|whose|that|while|whereas|as|after|before|because|since|when|where|although|though|if
    |so|with|by|amid|following|despite|until)\b""",
    re.VERBOSE | re.IGNORECASE,
)


_CAUSE = re.compile(
    r"\b(?:because(?: of)?|due to|owing to|thanks to|as a result of|in response to|in protest (?:at|against)"
    r"|(?:caused|triggered|sparked|prompted|provoked) by)\b",
    re.IGNORECASE,
)


class Coverage(NamedTuple):
    """What of a claim's content words the evidence has."""

    share: float
    """The share from 0 to 1 that it speaks of, be it in kindred words."""
    missing: tuple[str, ...]
    clause: tuple[str, ...]
    """The words of the first clause that the evidence hardly speaks of."""
    bare: bool
    """Whether nothing but names, numbers and dates is shown: who and when, but not what they did."""


def coverage(
    claim: str,
    evidence: Sequence[Passage],
    language: str,
    settled: Iterable[tuple[int, int]] = (),
    doubted: Sequence[str] = (),
) -> Coverage:
    """How much of a claim the evidence speaks of.

    `settled` are the spans of numbers, dates and names, which other findings look at: what those accept in another form
    ("14" for "fourteen") is not missing here. `doubted` are words that a soft finding names already: they count neither
    way.
    """
    spans = Spans(settled)
    passed_over = {word.text for written in doubted for word in words(written)}
    content = [word for word in content_roots(claim, language) if word.text not in passed_over]
    shown = _Shown(evidence, language)
    is_settled = [spans.hold(word.start, word.start + 1) for word in content]
    has = [done or shown.speaks_of(word.root) for word, done in zip(content, is_settled, strict=True)]
    missing = tuple(word.text for word, known in zip(content, has, strict=True) if not known)
    told = any(known and not done for known, done in zip(has, is_settled, strict=True))
    clause = next((unknown for unknown, known in _clauses(claim, content, has) if _is_foreign(known)), ())
    clause = clause or _cause(claim, content, has, shown)
    share = 1 - len(missing) / len(content) if content else 1.0
    return Coverage(share, missing, clause, bare=bool(missing) and not told)


class _Shown:
    """The words that some evidence has, and their kin."""

    def __init__(self, evidence: Sequence[Passage], language: str) -> None:
        self._roots = root_set((passage.quote for passage in evidence), language)
        self._language = language

    @cached_property
    def _senses(self) -> frozenset[int]:
        return frozenset(s for r in self._roots for s in senses(r)) if self._language == "en" else frozenset()

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(beginning for root in self._roots for beginning in _beginnings(root))

    def speaks_of(self, root: str) -> bool:
        """Whether the evidence has a word, one that news uses for it, or one of its family ("economy", "economic")."""
        if root in self._roots or not self._senses.isdisjoint(senses(root)):
            return True
        return not self._beginnings.isdisjoint(_beginnings(root))

    def has_part_of(self, root: str) -> bool:
        """Whether a word of the evidence begins a word, or it one of the evidence's: "snow" and "snowfall"."""
        return any(min(len(root), len(own)) >= _PARTS and _begins(root, own) for own in self._roots)


def _begins(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _beginnings(root: str) -> Iterator[str]:
    """The beginnings of a root, three quarters of it at least: words of a family share one."""
    if len(root) <= _LONGEST:
        least = max(_KIN, math.ceil(_KIN_SHARE * len(root)))
        yield from (root[:size] for size in range(least, len(root) + 1))


def _clauses(claim: str, content: Sequence[Root], has: Sequence[bool]) -> Iterator[tuple[tuple[str, ...], list[bool]]]:
    """The missing words of each clause of a claim, and which of its words of content the evidence has."""
    starts = [word.start for word in content]
    breaks = [0, *(match.end() for match in _BREAK.finditer(claim)), len(claim)]
    for first, last in pairwise(bisect_left(starts, end) for end in breaks):
        known = has[first:last]
        yield tuple(word.text for word, told in zip(content[first:last], known, strict=True) if not told), list(known)


def _cause(claim: str, content: Sequence[Root], has: Sequence[bool], shown: _Shown) -> tuple[str, ...]:
    """The words of a cause of which the evidence has none: "because of higher taxes"."""
    starts = [word.start for word in content]
    for match in _CAUSE.finditer(claim):
        stop = _BREAK.search(claim, match.end())
        first, last = bisect_left(starts, match.end()), bisect_left(starts, stop.start() if stop else len(claim))
        untold = content[first:last]
        if untold and not any(has[first:last]) and not any(shown.has_part_of(word.root) for word in untold):
            return tuple(word.text for word in untold)
    return ()


def _is_foreign(known: Sequence[bool]) -> bool:
    return len(known) >= _CLAUSE and sum(known) <= _CLAUSE_SHARE * len(known)


def focus(claim: str, evidence: Sequence[Passage], language: str = "en") -> float:
    """The share of a claim's content words, from 0 to 1, that the three most telling passages have.

    What is told in one place is told more surely than words that are scattered over a page.
    """
    said = root_set([claim], language)
    left = [said & root_set([passage.quote], language) for passage in evidence]
    held: frozenset[str] = frozenset()
    for _ in range(_FOCUS):
        held |= max(left, key=lambda roots: len(roots - held), default=held)
    return len(held) / len(said) if said else 1.0


def tells_the_same(claim: str, passage: Passage, language: str = "en") -> bool:
    """Whether a passage has enough of a claim's words to be telling the same thing, perhaps in another sense."""
    said = root_set([claim], language)
    return len(said & root_set([passage.quote], language)) >= _SAME * len(said)


def nearest_telling(claim: str, evidence: Sequence[Passage], language: str = "en") -> list[Passage]:
    """The passages to hold wording against: all where they are few, of a whole page those that tell the same."""
    if len(evidence) <= _FEW:
        return list(evidence)
    return [passage for passage in evidence if tells_the_same(claim, passage, language)]


def supports_a_part(claim: str, passage: Passage, language: str = "en") -> bool:
    """Whether a passage, by itself, shows some of what the claim says: what it cites may not be decoration.

    At least a quarter of the claim's content words, and two of them unless it has hardly any. Who, when and that it was
    said are scenery: one word has to tell what happened, or a number how much. Words in another language cannot be
    compared and are let pass.
    """
    if passage.language != language:
        return True
    said = root_set([claim], language)
    shared = said & root_set([passage.quote], language)
    if len(shared) < min(2, len(said)) or len(shared) < _PART * len(said):
        return False
    telling = (
        frozenset(w.root for w in content_roots(claim, language) if w.text.islower() or w.text.isdigit()) - SCENERY
    )
    return language != "en" or not telling or not shared.isdisjoint(telling)

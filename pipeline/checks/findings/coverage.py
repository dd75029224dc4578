"""Coverage: how much of what a claim says its evidence speaks of."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.checks.passage import Passage
from pipeline.checks.roots import content_roots, root_set

_CLAUSE = 4
"""So many words in a row that the evidence does not speak of are a clause of their own."""

_SAME = 0.4


class Coverage(NamedTuple):
    """The share of a claim's content words that the evidence has, from 0 to 1, and what it has not."""

    share: float
    nearest: float
    """The same share for the one passage that has most of them: what is told in one place is told more surely."""
    missing: tuple[str, ...]
    clause: tuple[str, ...]
    """The first run of missing words that is long enough for a clause."""
    bare: bool
    """Whether nothing but names, numbers and dates is shown: who and when, but not what they did."""


def coverage(
    claim: str, evidence: Sequence[Passage], language: str, settled: Iterable[tuple[int, int]] = ()
) -> Coverage:
    """How much of a claim the evidence speaks of.

    `settled` are the spans of numbers, dates and names, which other findings look at: what those accept in another form
    ("14" for "fourteen") is not missing here.
    """
    spans = tuple(settled)
    shown = root_set((passage.quote for passage in evidence), language)
    missing: list[str] = []
    run: list[str] = []
    clause: tuple[str, ...] = ()
    content = content_roots(claim, language)
    told = 0
    for word in content:
        is_settled = any(start <= word.start < end for start, end in spans)
        if word.root in shown or is_settled:
            run = []
            told += not is_settled
            continue
        missing.append(word.text)
        run.append(word.text)
        clause = tuple(run) if len(run) >= _CLAUSE and len(run) >= len(clause) else clause
    share = 1 - len(missing) / len(content) if content else 1.0
    said = frozenset(word.root for word in content)
    in_one = max((len(said & root_set([passage.quote], language)) for passage in evidence), default=0)
    nearest = min(share, in_one / len(said)) if said else share
    return Coverage(share, nearest, tuple(missing), clause, bare=bool(missing) and not told)


def tells_the_same(claim: str, passage: Passage, language: str = "en") -> bool:
    """Whether a passage has enough of a claim's words to be telling the same thing, perhaps in another sense."""
    said = root_set([claim], language)
    return len(said & root_set([passage.quote], language)) >= _SAME * len(said)


def supports_a_part(claim: str, passage: Passage, language: str = "en") -> bool:
    """Whether a passage, by itself, shows some of what the claim says: what it cites may not be decoration.

    At least a quarter of the claim's content words, and two of them unless it has hardly any. Words in another language
    cannot be compared and are let pass.
    """
    if passage.language != language:
        return True
    said = root_set([claim], language)
    shared = said & root_set([passage.quote], language)
    return len(shared) >= min(2, len(said)) and len(shared) >= 0.25 * len(said)

"""Shares in words: "most" or "all" of what the evidence tells of some, several or many."""

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.checks.passage import Passage
from pipeline.checks.roots import content_roots
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.numbers import quantities

_RANKS: Mapping[str, int] = {
    "few": 1, "handful": 1, "some": 2, "several": 2, "number": 2, "many": 3, "dozens": 3, "hundreds": 3,
    "thousands": 3, "most": 4, "nearly all": 4, "almost all": 4, "all": 6, "every": 6, "each": 6,
}  # fmt: skip
"""How large a share is that a word tells, from small to whole."""
_SHARE = re.compile(
    r"\b(?P<share>(?:nearly|almost) all|(?<!at )(?<!the )(?<!')most|(?<!at )(?<!after )(?<!of )(?<!in )all|every|each"
    r"|many|few|some|several|(?<=a )number|(?<=a )handful|dozens|hundreds|thousands)"
    r"(?: of)?(?: (?:the|its|his|her|their|these|those))? (?=[a-z])(?!of\b|likely|recent|important)"
)
_TOO_MUCH = re.compile(r"\b(?:most|all)\b")
_MAJORITY = re.compile(
    r"\b(?:majority|mostly|mainly|largely|most|all|every|each|entire|whole|both|half|bulk|nearly|almost|no|none|nationwide"
    r"|everyone|everybody|always|any|full|throughout|across|total)\b|[%]|per ?cent|\ball\b"
)
_BEHIND = 2  # words of content behind a share, of which it is told
_MOST, _ALL, _MANY = 4, 6, 3


def wrong_shares(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """Shares told as “most” or “all” of things of which the evidence tells less, and no figure; English only."""
    folded = fold(claim)
    if language != "en" or not _TOO_MUCH.search(folded):
        return
    shown = [found for passage in evidence if passage.language == "en" for found in _shares(passage.quote)]
    for match_rank, written, of in _shares(claim) if shown else ():
        told = [(rank, other) for rank, other, them in shown if of & them]
        if match_rank < _MOST or not told or max(rank for rank, _ in told) >= match_rank:
            continue
        quotes = [fold(passage.quote) for passage in evidence]
        counted = any(quantities(passage.quote) for passage in evidence)
        majority = any(_MAJORITY.search(quote) for quote in quotes)
        if match_rank == _MOST and (counted or majority):
            continue
        message = f"the claim says “{written}” where the evidence says “{max(told)[1]}”"
        yield Reason(kind="strong-word", words=written, hard=not counted, message=message)


def _shares(text: str) -> list[tuple[int, str, frozenset[str]]]:
    """How large the shares are that a text tells in words, the words, and the roots of what they are shares of."""
    folded = fold(text)
    found: list[tuple[int, str, frozenset[str]]] = []
    content = content_roots(text)
    for match in _SHARE.finditer(folded):
        of = [word.root for word in content if word.start >= match.end() and word.start - match.end() < 24][:_BEHIND]
        found.append((_RANKS[match["share"]], match["share"], frozenset(of)))
    return found

"""Comparisons turned round: what rose told as having fallen, more told as less."""

from collections.abc import Iterator, Sequence

from pipeline.checks.findings.coverage import tells_the_same
from pipeline.checks.passage import Passage
from pipeline.checks.roots import root
from pipeline.domain.support import Reason
from pipeline.text.words import words

_PAIRS = (
    (
        "rise increase grow climb jump surge soar rebound expand",
        "fall drop decrease shrink plunge slump tumble slide",
    ),
    ("more higher above larger bigger longer", "less fewer lower below smaller shorter"),
    ("approve accept endorse adopt", "reject refuse"),
    ("strengthen improve", "weaken worsen deteriorate"),
    ("widen", "narrow"),
)
_SIDES = tuple(tuple(frozenset(root(word) for word in side.split()) for side in pair) for pair in _PAIRS)
_OPPOSITES = tuple((one, other) for pair in _SIDES for one, other in (pair, pair[::-1]))
_ROUNDED = frozenset("more less fewer higher lower above below later earlier".split())


def turned_round(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """Words of direction whose opposite, and nothing like them, stands in the evidence; English only."""
    if language != "en":
        return
    shown = {root(word.folded) for passage in evidence for word in words(passage.quote)}
    nearby = [passage for passage in evidence if tells_the_same(claim, passage)]
    found = words(claim)
    said = {root(word.folded): word for position, word in enumerate(found) if not _rounds(claim, position)}
    for one, other in _OPPOSITES:
        mine = [word for folded, word in said.items() if folded in one]
        if not mine or shown & one or any(folded in other for folded in said):
            continue
        theirs = next((w.text for p in nearby for w in words(p.quote) if root(w.folded) in other), None)
        if theirs is None:
            continue
        message = f"the claim says “{mine[0].text}” where the evidence says “{theirs}”"
        yield Reason(kind="direction", words=mine[0].text, hard=True, message=message)


def _rounds(claim: str, position: int) -> bool:
    """Whether a comparative belongs to a number: "more than 200" is how 214 is told."""
    found = words(claim)
    if found[position].folded not in _ROUNDED or position + 2 >= len(found):
        return False
    behind = claim[found[position].end : found[position + 2].end]
    return found[position + 1].folded == "than" and any(character.isdigit() for character in behind)

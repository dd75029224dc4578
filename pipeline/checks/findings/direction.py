"""Comparisons turned round: what rose told as having fallen, more told as less, after as before."""

import re
from bisect import bisect, bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.checks.passage import Passage
from pipeline.checks.roots import root, root_set
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.numbers import quantities
from pipeline.text.quantity import Rounding
from pipeline.text.words import Word, is_content, words

_PAIRS = (
    (
        "rise increase grow climb jump surge soar rebound expand gain",
        "fall drop decrease shrink plunge slump tumble slide decline",
    ),
    ("raise lift boost rise increase", "lower lowers cut reduce decrease"),
    ("up upward", "down downward"),
    ("more high large big great most", "less few low small least"),
    ("above over", "below under"),
    ("long tall", "short"),
    ("good", "bad"),
    ("fast quick", "slow"),
    ("old", "young"),
    ("strong", "weak"),
    ("early", "late later"),
    ("ahead", "behind"),
    ("before prior earlier", "after following later"),
    ("gain", "lose loss"),
    ("deadly", "mild"),
    ("safe", "risky"),
    ("win beat overtake victory", "lose defeat"),
    ("approve accept endorse adopt", "reject refuse"),
    ("confirm", "deny"),
    ("strengthen improve", "weaken worsen deteriorate sour"),
    ("widen", "narrow"),
    ("accelerate", "slow"),
    ("majority", "minority"),
    ("maximum", "minimum"),
    ("profit", "loss"),
    ("support", "oppose"),
    ("succeed", "fail"),
    ("tighten", "loosen ease relax"),
    ("warm hot", "cold cool"),
    ("rich", "poor"),
    ("import", "export"),
    ("alive", "dead"),
    ("encouraging promising", "disappointing discouraging"),
    ("upper", "lower"),
    ("man men", "woman women"),
    ("husband", "wife"),
    ("father", "mother"),
    ("brother", "sister"),
    ("optimistic", "pessimistic"),
    ("temporary", "permanent"),
    ("voluntary", "mandatory compulsory"),
    ("urban", "rural"),
    ("domestic", "foreign"),
)
_CONVERSE = frozenset(
    root(word)
    for word in (
        "before prior after following more less high low large small old young above below ahead behind win lose defeat"
        " victory beat overtake"
    ).split()
)
"""Words that say the same of things that have changed places: A before B, B after A."""
_DROP = root("drop")
_DROPPED = root_set(
    ["plan proposal bid charge case idea demand claim suit lawsuit objection appeal inquiry probe project"]
)
"""What is no lower when it is dropped."""
_ORDER = frozenset(root(word) for word in "before after".split())
"""Words that stand before much of what happens: without the same words behind them they tell of something else."""
_BOUNDS = frozenset({"most", "least"})
_UNDONE = frozenset(root(word) for word in "refuse decline fail".split())
"""Verbs that turn round what they govern themselves: who refuses to approve rejects."""
_LATER = frozenset({"earlier", "later"})
_COUNTED = re.compile(r"\b(?:minutes?|hours?|days?|weeks?|months?|years?|decades?) $")
_LONGEST_UNIT = len(" decades ")
_FROM = re.compile(r"^[^.;]{0,40}\b(?P<way>up|down) from (?:[a-z]+ ){0,5}[$€£]?$")
_OTHER_SIDE = {Rounding.OVER: Rounding.UNDER, Rounding.UNDER: Rounding.OVER}
_NEAR = 6  # words of content on either side
_BESIDE = 2  # words of content on either side
_BEHIND = 3  # words of content that a comparative or a preposition is about
_SURE = 2
MOST_DIRECTED = 24
"""Words of direction of a claim, each of which is looked up; more than these no sentence of a digest has."""
_DOUBT = 1  # so many words more around the opposite tell nothing where the word itself is there too
_CLAUSE_END = re.compile(r"[,;:.!?()–—](?!\d)")


def _opposites() -> Mapping[str, Mapping[str, frozenset[str]]]:
    table: dict[str, dict[str, frozenset[str]]] = {}
    for pair in _PAIRS:
        one, other = (frozenset(root(word) for word in side.split()) for side in pair)
        for mine, theirs in ((one - other, other - one), (other - one, one - other)):
            for word in mine:
                held = table.setdefault(word, {"same": frozenset(), "opposite": frozenset()})
                held["same"] |= mine
                held["opposite"] |= theirs
    return table


_TABLE = _opposites()


class _Directed(NamedTuple):
    """A word of direction, what stands behind it in its clause, and what else stands around it."""

    word: Word
    root: str
    behind: frozenset[str]
    other: frozenset[str]
    beside: frozenset[str]
    """The nearest words of content on either side in its clause, names left out: what it says which way of."""

    @property
    def around(self) -> frozenset[str]:
        return self.behind | self.other


def turned_round(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """The first word of direction whose opposite stands in its place in the evidence; English only.

    Its place is where most of the same words are around. Where the words behind it and before it have changed places
    as well, the claim only tells it from the other side.
    """
    if language != "en":
        return
    yield from _rounded_otherwise(claim, evidence)
    yield from _against_its_own_numbers(claim)
    own = _directed(claim)
    if len(own) > MOST_DIRECTED:
        message = f"it has {len(own)} words of direction: no sentence of a digest has more than {MOST_DIRECTED}"
        yield Reason(kind="direction", words=own[MOST_DIRECTED].word.text, hard=True, message=message)
    if not 0 < len(own) <= MOST_DIRECTED:
        return
    shown = [found for passage in evidence if passage.language == "en" for found in _directed(passage.quote)]
    for said in own:
        opposite = _opposite_in_its_place(said, shown, claim)
        if opposite is not None:
            message = f"the claim says “{said.word.text}” where the evidence says “{opposite.word.text}”"
            yield Reason(kind="direction", words=said.word.text, hard=True, message=message)
            return


def _opposite_in_its_place(said: _Directed, shown: Sequence[_Directed], claim: str) -> _Directed | None:
    """What the evidence says the other way round, where it does not also say what the claim says."""
    sides = _TABLE[said.root]
    same = [found for found in shown if found.root in sides["same"]]
    opposite = [found for found in shown if found.root in sides["opposite"]]
    nearest = max(opposite, key=lambda found: len(found.around & said.around), default=None)
    if nearest is None or len(nearest.around & said.around) < min(_SURE, len(said.around)):
        return None
    if said.root in _ORDER and not nearest.behind & said.behind:
        return None
    if said.word.folded in _LATER and not _is_counted(said.word, claim) and nearest.root in _ORDER:
        return None
    if not said.beside & nearest.beside:
        return None
    if any(len(found.around & said.around) + _DOUBT >= len(nearest.around & said.around) for found in same):
        return None
    return None if _is_told_from_the_other_side(said, nearest) else nearest


def _is_counted(word: Word, claim: str) -> bool:
    """Whether it stands behind a length of time: "two days later"."""
    return _COUNTED.search(claim, max(0, word.start - _LONGEST_UNIT), word.start) is not None


def _rounded_otherwise(claim: str, evidence: Sequence[Passage]) -> Iterator[Reason]:
    """Numbers that the claim tells as more than a figure and the evidence as less, or the other way round."""
    own = [number for number in quantities(claim) if number.rounding in _OTHER_SIDE]
    shown: defaultdict[tuple[float, str], set[Rounding]] = defaultdict(set)
    for passage in evidence if own else ():
        for number in quantities(passage.quote):
            shown[number.value, number.unit].add(number.rounding)
    for number in own:
        opposite = _OTHER_SIDE[number.rounding]
        if shown[number.value, number.unit] | shown[number.value, ""] != {opposite}:
            continue
        written = claim[number.start : number.end]
        message = f"the claim tells “{written}” as a figure that is {number.rounding}, the evidence as one {opposite}"
        yield Reason(kind="direction", words=written, hard=True, message=message)


def _against_its_own_numbers(claim: str) -> Iterator[Reason]:
    """Numbers that are told as "up from" a larger one, or "down from" a smaller one."""
    folded = fold(claim)
    for number, other in pairwise(quantities(claim)):
        match = _FROM.search(folded[number.end : other.start])
        if match is None or number.unit != other.unit or number.value == other.value:
            continue
        if (match["way"] == "up") != (number.value > other.value):
            written = claim[number.start : other.end]
            message = f"“{written}” goes the other way by its own numbers"
            yield Reason(kind="direction", words=match["way"], hard=True, message=message)


def _is_told_from_the_other_side(said: _Directed, shown: _Directed) -> bool:
    if said.root not in _CONVERSE:
        return False
    changed = said.behind & shown.other | said.other & shown.behind
    same = [word for word in said.behind & shown.behind if not word.isdigit()]
    return len(changed) > len(same)


@lru_cache(maxsize=2048)
def _directed(text: str) -> tuple[_Directed, ...]:
    found = words(text)
    roots = [root(word.folded) for word in found]
    if _TABLE.keys().isdisjoint(roots):
        return ()
    content = [place for place, word in enumerate(found) if is_content(word.folded) and roots[place] not in _TABLE]
    ends = [*(match.start() for match in _CLAUSE_END.finditer(text)), len(text)]
    directed: list[_Directed] = []
    for place, word in enumerate(found):
        if roots[place] not in _TABLE or (place and word.folded in _BOUNDS and found[place - 1].folded == "at"):
            continue
        if place > 1 and found[place - 1].folded == "to" and roots[place - 2] in _UNDONE:
            continue
        if roots[place] == _DROP and not _DROPPED.isdisjoint(roots[place + 1 : place + 1 + _BEHIND]):
            continue
        middle = bisect(content, place)
        end = ends[bisect_left(ends, word.end)]
        after = content[middle : middle + _NEAR]
        clause = [other for other in after[:_BEHIND] if found[other].start < end]
        behind = frozenset(roots[other] for other in clause)
        around = frozenset(roots[other] for other in (*content[max(0, middle - _NEAR) : middle], *after))
        start = ends[bisect_left(ends, word.start) - 1] if ends[0] < word.start else 0
        near = (*content[max(0, middle - _BESIDE) : middle], *clause[:_BESIDE])
        beside = frozenset(
            roots[other] for other in near if found[other].start >= start and not found[other].is_capitalised
        )
        directed.append(_Directed(word, roots[place], behind, around - behind, beside))
    return tuple(directed)

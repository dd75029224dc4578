"""Numbers of a claim that its evidence neither gives nor adds up to."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, permutations

from pipeline.checks.passage import Passage
from pipeline.dates import TimeExpression
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.numbers import quantities
from pipeline.text.quantity import Quantity, Rounding
from pipeline.text.spans import Spans
from pipeline.text.words import words

_IMPLIED = {
    "both": 2, "couple": 2, "pair": 2, "twice": 2, "double": 2, "doubled": 2, "doubling": 2, "twofold": 2, "twin": 2,
    "thrice": 3, "trio": 3, "triple": 3, "tripled": 3, "threefold": 3, "quadruple": 4, "quadrupled": 4,
    "halved": 50, "half": 50,
}  # fmt: skip
"""Words of evidence that show a number without being one."""
_PRONOUNS = ("one", "first")
_FEW = 4
_COUNTED = 20
_TIMES = re.compile(r"[ -]?(?:times|fold)\b")
_POINTS = re.compile(r"percentage[ -]points?$")
_BESIDE = re.compile(
    r" (?:\w+ )?(?:bigger|larger|smaller|more|less|fewer|higher|lower|longer|shorter|older|younger|above|below|over"
    r"|under|up|down|ahead|short|shy)\b"
)
_ALL_BUT = re.compile(r"\b(?:all but|all except|except(?: for)?|excluding|other than|apart from)\b")
_MOST = 24  # numbers of evidence that are reckoned with one another


def wrong_numbers(claim: str, evidence: Sequence[Passage], dated: Sequence[TimeExpression]) -> Iterator[Reason]:
    """Numbers that no passage shows; those inside the claim's time expressions are left to the findings of dates.

    A small count in words ("the two Koreas") is a soft finding where the evidence counts nothing at all: it may have
    been counted from what the evidence lists.
    """
    claimed = quantities(claim)
    if not claimed:
        return
    shown = _Shown(evidence)
    spans = Spans((expression.start, expression.end) for expression in dated)
    for number in claimed:
        if spans.hold(number.start, number.end):
            continue
        written = claim[number.start : number.end]
        if number.value == 1 and written.lower() in _PRONOUNS:
            continue  # a pronoun as often as a number; "first" is a strong word
        if shown.has(number) or _is_reckoned(claim, number, shown):
            continue
        may_be_counted = written.isalpha() and 1 < number.value <= _FEW and not number.unit
        message = f"the evidence does not give the number “{written}”"
        yield Reason(kind="number", words=written, hard=shown.counts or not may_be_counted, message=message)


class _Shown:
    """The numbers of some evidence, to look a claim's up in."""

    def __init__(self, evidence: Sequence[Passage]) -> None:
        self._evidence = evidence
        self._found = [quantity for passage in evidence for quantity in quantities(passage.quote)]

    @cached_property
    def _implied(self) -> frozenset[float]:
        return frozenset(_IMPLIED[w.folded] for p in self._evidence for w in words(p.quote) if w.folded in _IMPLIED)

    @cached_property
    def _by_unit(self) -> Mapping[str, Sequence[Quantity]]:
        """Of each unit one number of each value, in order."""
        distinct = {(quantity.unit, quantity.value): quantity for quantity in self._found}
        by_unit: defaultdict[str, list[Quantity]] = defaultdict(list)
        for key in sorted(distinct):
            by_unit[key[0]].append(distinct[key])
        return by_unit

    @cached_property
    def pairs(self) -> Sequence[tuple[Quantity, Quantity]]:
        """Any two of the first numbers, to reckon with."""
        return list(permutations(self._found[:_MOST], 2))

    @cached_property
    def counts(self) -> bool:
        """Whether the evidence counts anything."""
        return any(source.unit == "" and source.value <= _COUNTED for source in self._found)

    @cached_property
    def leaves_out(self) -> bool:
        """Whether the evidence tells of all but some."""
        return any(_ALL_BUT.search(fold(passage.quote)) for passage in self._evidence)

    def has(self, number: Quantity) -> bool:
        """Whether one of the numbers shows the claim's, or a word that implies one."""
        least, most = number.reach
        near = (
            same_unit[bisect_left(same_unit, least, key=_value) : bisect_right(same_unit, most, key=_value)]
            for same_unit in self._by_unit.values()
        )
        return number.value in self._implied or any(source.shows(number) for source in chain.from_iterable(near))


def _value(quantity: Quantity) -> float:
    return quantity.value


def _is_reckoned(claim: str, number: Quantity, shown: _Shown) -> bool:
    """Whether a number follows from two of the evidence by the reckoning that its own words name.

    "Five times" the one is the other; so many "percentage points", or so many "more", lie between them; "all but four"
    of 46 are 42; 584 of 3,248 are "one in six".
    """
    folded, pairs = fold(claim), shown.pairs
    if _TIMES.match(folded, number.end):
        fair = number._replace(is_ratio=number.rounding is not Rounding.NONE)
        return any(b.value and a.unit == b.unit and fair.tells(a.value / b.value) for a, b in pairs)
    if number.is_ratio:
        return any(
            a.unit == b.unit and 0 < a.value < b.value and number.tells(100 * a.value / b.value) for a, b in pairs
        )
    if _BESIDE.match(folded, number.end):
        return any(a.unit == b.unit and number.tells(a.value - b.value) for a, b in pairs)
    if _POINTS.search(folded, number.start, number.end):
        return any(a.unit == b.unit == "%" and number.tells(a.value - b.value) for a, b in pairs)
    if shown.leaves_out:
        return any(number.value == a.value - b.value for a, b in pairs)
    return False

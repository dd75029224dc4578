"""Numbers of a claim that its evidence neither gives nor adds up to."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import permutations

from pipeline.checks.passage import Passage
from pipeline.dates import TimeExpression
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.numbers import quantities
from pipeline.text.quantity import Figures, Quantity, Rounding
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
    """The numbers of some evidence, to look a claim's up in, and what follows from any two of the first of them."""

    def __init__(self, evidence: Sequence[Passage]) -> None:
        self._evidence = evidence
        self._found = [quantity for passage in evidence for quantity in quantities(passage.quote)]
        self._figures = Figures(self._found)

    @cached_property
    def _implied(self) -> frozenset[float]:
        return frozenset(_IMPLIED[w.folded] for p in self._evidence for w in words(p.quote) if w.folded in _IMPLIED)

    @cached_property
    def _pairs(self) -> Sequence[tuple[Quantity, Quantity]]:
        return list(permutations(self._found[:_MOST], 2))

    @cached_property
    def _like_pairs(self) -> Sequence[tuple[Quantity, Quantity]]:
        return [(a, b) for a, b in self._pairs if a.unit == b.unit]

    @cached_property
    def ratios(self) -> Sequence[float]:
        """How many times one number is another, in order."""
        return sorted(a.value / b.value for a, b in self._like_pairs if b.value)

    @cached_property
    def shares(self) -> Sequence[float]:
        """How much one number is of a larger one, in percent, in order."""
        return sorted(100 * a.value / b.value for a, b in self._like_pairs if 0 < a.value < b.value)

    @cached_property
    def differences(self) -> Sequence[float]:
        """What lies between two numbers, in order."""
        return sorted(a.value - b.value for a, b in self._like_pairs)

    @cached_property
    def points(self) -> Sequence[float]:
        """What lies between two percentages, in order."""
        return sorted(a.value - b.value for a, b in self._like_pairs if a.unit == "%")

    @cached_property
    def rests(self) -> frozenset[float]:
        """What is left of a number without another, where the evidence tells of all but some."""
        if not any(_ALL_BUT.search(fold(passage.quote)) for passage in self._evidence):
            return frozenset()
        return frozenset(a.value - b.value for a, b in self._pairs)

    @cached_property
    def counts(self) -> bool:
        """Whether the evidence counts anything."""
        return any(source.unit == "" and source.value <= _COUNTED for source in self._found)

    def has(self, number: Quantity) -> bool:
        """Whether one of the numbers shows the claim's, or a word that implies one."""
        return number.value in self._implied or self._figures.show(number)


def _is_reckoned(claim: str, number: Quantity, shown: _Shown) -> bool:
    """Whether a number follows from two of the evidence by the reckoning that its own words name.

    "Five times" the one is the other; so many "percentage points", or so many "more", lie between them; "all but four"
    of 46 are 42; 584 of 3,248 are "one in six".
    """
    folded = fold(claim)
    if _TIMES.match(folded, number.end):
        return number._replace(is_ratio=number.rounding is not Rounding.NONE).tells_any(shown.ratios)
    if number.is_ratio:
        return number.tells_any(shown.shares)
    if _BESIDE.match(folded, number.end):
        return number.tells_any(shown.differences)
    if _POINTS.search(folded, number.start, number.end):
        return number.tells_any(shown.points)
    return number.value in shown.rests

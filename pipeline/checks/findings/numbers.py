"""Numbers of a claim that its evidence neither gives nor adds up to."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import permutations
from typing import NamedTuple

from pipeline.checks.passage import Passage
from pipeline.dates import TimeExpression
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.measures import Measures, measure
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
    r" (?:\w+ )?(?:(?P<more>bigger|larger|more|higher|longer|older|above|over|up|ahead)"
    r"|smaller|less|fewer|lower|shorter|younger|below|under|down|short|shy)\b"
)
_ALL_BUT = re.compile(r"\b(?:all but|all except|except(?: for)?|excluding|other than|apart from)\b")
_BY = re.compile(r"\b(?:by|difference of|gap of|margin of|increase of|rise of|drop of|fall of)(?: [a-z]+){0,3} $")
_AND_A_HALF = re.compile(r"\b(?:minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)) and $")
_AGAIN = re.compile(r"\b(?:again|another)\b")
_SECOND = 2
_NAMED = re.compile(r"[A-Z][\w'’.-]* $")
_ITEM = r"(?:the )?[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,3}"
_LIST = re.compile(rf"[^.;:,]{{1,80}}[:,] (?P<list>{_ITEM}(?:, {_ITEM}){{0,8}},? and {_ITEM})(?=[.,;]|$)")
_ITEM_END = re.compile(r",? and |, ")
_LIST_REACH = 240  # characters behind a number
_NEAR = 60  # characters before a number
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
    told = Counter(number.value for number in claimed)
    for number in claimed:
        if spans.hold(number.start, number.end):
            continue
        written = claim[number.start : number.end]
        if number.value == 1 and written.lower() in _PRONOUNS:
            continue  # a pronoun as often as a number; "first" is a strong word
        if shown.has(number) or _is_reckoned(claim, number, shown, told) or _is_converted(claim, number, shown):
            continue
        listed = _listed(claim, number)
        if listed == number.value or _AND_A_HALF.search(_before(claim, number)):
            continue  # "a decade and a half" is a length
        may_be_counted = (
            listed is None and written.isalpha() and 1 < number.value <= _FEW and not number.unit and not shown.counts
        )
        hard = not may_be_counted and not _is_known(claim, number, shown)
        message = f"the evidence does not give the number “{written}”"
        yield Reason(kind="number", words=written, hard=hard, message=message)


class _Apart(NamedTuple):
    """Two numbers, and how far they lie apart."""

    by: float
    smaller: float
    larger: float


class _Differences:
    """What lies between the numbers of some evidence, to look up those that are so far apart."""

    def __init__(self, found: Iterable[_Apart]) -> None:
        self._found = sorted(set(found))
        self._by = [pair.by for pair in self._found]

    def told_by(self, number: Quantity) -> list[_Apart]:
        """The pairs of numbers whose difference a number tells fairly."""
        least, most = number.reach
        near = self._found[bisect_left(self._by, least) : bisect_right(self._by, most)]
        return [pair for pair in near if number.tells(pair.by)]


class _Others(NamedTuple):
    """The numbers of a claim beside one of them."""

    told: Counter[float]
    number: Quantity

    def turn(self, pair: _Apart, beside: re.Match[str]) -> bool:
        """Whether the claim gives one of two numbers and says "more" of the smaller or "less" of the larger."""
        said, other = (pair.larger, pair.smaller) if beside["more"] else (pair.smaller, pair.larger)
        return self._have(other) and not self._have(said)

    def _have(self, value: float) -> bool:
        return self.told[value] > (value == self.number.value)


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
        return [(a, b) for a, b in permutations(self._found[:_MOST], 2) if a.unit == b.unit]

    @cached_property
    def measures(self) -> Measures:
        """Its numbers that have a unit."""
        return Measures(passage.quote for passage in self._evidence)

    @cached_property
    def ratios(self) -> Sequence[float]:
        """How many times one number is another, in order."""
        return sorted(a.value / b.value for a, b in self._pairs if b.value)

    @cached_property
    def shares(self) -> Sequence[float]:
        """How much one number is of a larger one, in percent, in order."""
        return sorted(100 * a.value / b.value for a, b in self._pairs if 0 < a.value < b.value)

    @cached_property
    def points(self) -> Sequence[float]:
        """What lies between two percentages, in order."""
        return sorted(a.value - b.value for a, b in self._pairs if a.unit == "%")

    @cached_property
    def differences(self) -> _Differences:
        """What lies between two numbers."""
        return _Differences(self._apart())

    @cached_property
    def differences_in_percent(self) -> _Differences:
        """What lies between two numbers, and that in per cent of either."""
        return _Differences((*self._apart(), *self._apart_in_percent()))

    def _apart(self) -> Iterator[_Apart]:
        for a, b in self._pairs:
            if a.value > b.value:
                yield _Apart(a.value - b.value, b.value, a.value)

    def _apart_in_percent(self) -> Iterator[_Apart]:
        for a, b in self._pairs:
            if a.value > b.value and a.unit != "%":
                bases = (base for base in (a.value, b.value) if base > 0)
                yield from (_Apart(100 * (a.value - b.value) / base, b.value, a.value) for base in bases)

    @cached_property
    def rests(self) -> frozenset[float]:
        """What is left of a number without another that the evidence leaves out: "all but four" of 46."""
        left_out: set[float] = set()
        for passage in self._evidence:
            behind = {match.end() + 1 for match in _ALL_BUT.finditer(fold(passage.quote))}
            left_out |= {number.value for number in quantities(passage.quote) if number.start in behind}
        return frozenset(number.value - value for number in self._found for value in sorted(left_out)[:_MOST])

    @cached_property
    def counts(self) -> bool:
        """Whether the evidence counts anything outside its dates."""
        numbers = (number for passage in self._evidence for number in _undated(passage))
        return any(number.unit == "" and number.value <= _COUNTED for number in numbers)

    @cached_property
    def articles(self) -> Sequence[str]:
        """The titles and texts of its articles."""
        return [*dict.fromkeys(text for passage in self._evidence for text in (passage.title, passage.context))]

    @cached_property
    def ranks(self) -> frozenset[float]:
        """The ordinals of its articles, and the second where something is told to come again."""
        found = {n.value for text in self.articles for n in quantities(text) if n.unit == "ordinal"}
        if any(_AGAIN.search(fold(passage.quote)) for passage in self._evidence):
            found.add(_SECOND)
        return frozenset(found)

    def has(self, number: Quantity) -> bool:
        """Whether one of the numbers shows the claim's, or a word that implies one."""
        return number.value in self._implied or self._figures.show(number)


def _listed(claim: str, number: Quantity) -> int | None:
    """How many names a claim lists behind a number that counts them: "two other cities, Lyon and Rennes"."""
    match = _LIST.match(claim[number.end : number.end + _LIST_REACH])
    return None if match is None else len(_ITEM_END.split(match["list"]))


def _before(claim: str, number: Quantity) -> str:
    return fold(claim)[max(0, number.start - _NEAR) : number.start]


def _undated(passage: Passage) -> Iterator[Quantity]:
    """The numbers of a quote outside its dates."""
    dated = [found for found in passage.dates if found.earliest]
    starts = [found.start - passage.start for found in dated]
    for number in quantities(passage.quote):
        before = bisect_right(starts, number.start) - 1
        if before < 0 or number.end > dated[before].end - passage.start:
            yield number


def _is_converted(claim: str, number: Quantity, shown: _Shown) -> bool:
    """Whether the evidence gives the number in other units: 500 metres for 1,600 feet."""
    unit = measure(claim, number)
    return unit is not None and shown.measures.tell(number, unit)


def _is_known(claim: str, number: Quantity, shown: _Shown) -> bool:
    """Whether the articles give the number to what the evidence may speak of: "the second day", "Apollo 11".

    An ordinal counts that stands in the article or its title, or that "again" tells; a number behind a name where they
    stand together.
    """
    if number.unit == "ordinal":
        return number.value in shown.ranks
    named = _NAMED.search(claim[max(0, number.start - _NEAR) : number.start])
    if named is None:
        return False
    written = fold(f"{named[0]}{claim[number.start : number.end]}")
    return any(written in fold(text) for text in shown.articles)


def _is_reckoned(claim: str, number: Quantity, shown: _Shown, told: Counter[float]) -> bool:
    """Whether a number follows from two of the evidence by the reckoning that its own words name.

    "Five times" the one is the other; so many "percentage points", or so many "more", lie between them; "all but four"
    of 46 are 42; 584 of 3,248 are "one in six". `told` are the values of all numbers of the claim.
    """
    folded = fold(claim)
    if _TIMES.match(folded, number.end):
        return number._replace(is_ratio=number.rounding is not Rounding.NONE).tells_any(shown.ratios)
    if number.is_ratio:
        return number.tells_any(shown.shares)
    beside = _BESIDE.match(folded, number.end)
    if beside or _BY.search(_before(claim, number)):
        differences = shown.differences_in_percent if number.unit == "%" else shown.differences
        others = _Others(told, number)
        return any(not (beside and others.turn(pair, beside)) for pair in differences.told_by(number))
    if _POINTS.search(folded, number.start, number.end):
        return number.tells_any(shown.points)
    return number.value in shown.rests

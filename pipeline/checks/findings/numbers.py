"""Numbers of a claim that its evidence neither gives nor adds up to."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import permutations

from pipeline.checks.passage import Passage
from pipeline.dates import TimeExpression
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.measures import Measure, measure, tells_converted
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
_STEPS = {"a": 1.0, "an": 1.0, **{w: n + 1.0 for n, w in enumerate("one two three four five six".split())}}
_STEP = re.compile(
    rf"\b(?P<step>{'|'.join(_STEPS)}|\d{{1,4}})(?: [a-z]+)? "
    r"(?:more|less|fewer|higher|lower|above|below|older|younger|longer|shorter)(?: than)?\b"
)
_STEP_BEHIND = 24  # characters between a number and what it is more than
_AGAIN = re.compile(r"\b(?:again|another)\b")
_SECOND = 2
_NAMED = re.compile(r"[A-Z][\w'’.-]* $")
_ITEM = r"(?:the )?[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,3}"
_LIST = re.compile(rf"[^.;:,]{{1,80}}[:,] (?P<list>{_ITEM}(?:, {_ITEM}){{0,8}},? and {_ITEM})(?=[.,;]|$)")
_ITEM_END = re.compile(r",? and |, ")
_LIST_REACH = 240  # characters behind a number
_NEAR = 60  # characters before a number
_MOST = 24  # numbers of evidence that are reckoned with one another, and of a claim that are reckoned after


def wrong_numbers(claim: str, evidence: Sequence[Passage], dated: Sequence[TimeExpression]) -> Iterator[Reason]:
    """Numbers that no passage shows; those inside the claim's time expressions are left to the findings of dates.

    A small count in words ("the two Koreas") is a soft finding where the evidence counts nothing at all: it may have
    been counted from what the evidence lists.
    """
    claimed = quantities(claim)
    if not claimed:
        return
    shown = [quantity for passage in evidence for quantity in quantities(passage.quote)]
    figures, spans = Figures(shown), Spans((expression.start, expression.end) for expression in dated)
    absent = [
        n for n in claimed if not spans.hold(n.start, n.end) and not _is_pronoun(claim, n) and not figures.show(n)
    ]
    if not absent:
        return
    implied = {_IMPLIED[w.folded] for p in evidence for w in words(p.quote) if w.folded in _IMPLIED}
    counting = [number for passage in evidence for number in _undated(passage)]
    measured = [found for passage in evidence for found in _measured(passage)]
    counted = any(source.unit == "" and source.value <= _COUNTED for source in counting)
    for number in absent[:_MOST]:
        written = claim[number.start : number.end]
        if number.value in implied:
            continue
        if _is_reckoned(claim, number, shown, evidence) or _is_converted(claim, number, measured):
            continue
        listed = _listed(claim, number)
        if listed == number.value or _AND_A_HALF.search(_before(claim, number)):
            continue  # "a decade and a half" is a length
        may_be_counted = (
            listed is None and written.isalpha() and 1 < number.value <= _FEW and not number.unit and not counted
        )
        hard = not may_be_counted and not _is_known(claim, number, evidence) and not _may_follow(number, evidence)
        message = f"the evidence does not give the number “{written}”"
        yield Reason(kind="number", words=written, hard=hard, message=message)


def _is_pronoun(claim: str, number: Quantity) -> bool:
    """Whether it is a pronoun as often as a number: "one"; and "first" is a strong word."""
    return number.value == 1 and claim[number.start : number.end].lower() in _PRONOUNS


def _between(larger: Quantity, smaller: Quantity, unit: str) -> Iterator[float]:
    """What lies between two numbers, in per cent of the one that comes first as well where the unit is "%"."""
    over = larger.value - smaller.value
    if over <= 0:
        return
    yield over
    if unit == "%" and larger.unit != "%":
        yield from (100 * over / number.value for number in (larger, smaller) if number.value > 0)


def _is_turned(larger: Quantity, smaller: Quantity, beside: re.Match[str], told: Collection[float]) -> bool:
    """Whether a claim that gives one of two numbers says "more" of the smaller or "less" of the larger."""
    said, other = (larger.value, smaller.value) if beside["more"] else (smaller.value, larger.value)
    return other in told and said not in told


def _listed(claim: str, number: Quantity) -> int | None:
    """How many names a claim lists behind a number that counts them: "two other cities, Lyon and Rennes"."""
    match = _LIST.match(claim[number.end : number.end + _LIST_REACH])
    return None if match is None else len(_ITEM_END.split(match["list"]))


def _before(claim: str, number: Quantity) -> str:
    return fold(claim[max(0, number.start - _NEAR) : number.start])


def _undated(passage: Passage) -> Iterator[Quantity]:
    """The numbers of a quote outside its dates."""
    dated = [found for found in passage.dates if found.earliest]
    starts = [found.start - passage.start for found in dated]
    for number in quantities(passage.quote):
        before = bisect_right(starts, number.start) - 1
        if before < 0 or number.end > dated[before].end - passage.start:
            yield number


def _is_converted(claim: str, number: Quantity, measured: Sequence[tuple[Quantity, Measure]]) -> bool:
    """Whether the evidence gives the number in other units: 500 metres for 1,600 feet."""
    unit = measure(claim, number) if measured else None
    return unit is not None and any(tells_converted(number, unit, *source) for source in measured)


def _measured(passage: Passage) -> Iterator[tuple[Quantity, Measure]]:
    """The numbers of a quote that have a unit, with it."""
    for number in quantities(passage.quote):
        if (unit := measure(passage.quote, number)) is not None:
            yield number, unit


def _is_known(claim: str, number: Quantity, evidence: Sequence[Passage]) -> bool:
    """Whether the articles give the number to what the evidence may speak of: "the second day", "Apollo 11".

    An ordinal counts that stands in the article or its title, or that "again" tells; a number behind a name where they
    stand together.
    """
    if number.unit == "ordinal":
        texts = [text for passage in evidence for text in (passage.title, passage.context)]
        if any(found.unit == "ordinal" and found.value == number.value for text in texts for found in quantities(text)):
            return True
        return number.value == _SECOND and any(_AGAIN.search(fold(passage.quote)) for passage in evidence)
    named = _NAMED.search(claim[max(0, number.start - _NEAR) : number.start])
    if named is None:
        return False
    written = fold(f"{named[0]}{claim[number.start : number.end]}")
    return any(written in fold(text) for passage in evidence for text in (passage.title, passage.context))


def _may_follow(number: Quantity, evidence: Sequence[Passage]) -> bool:
    """Whether a number lies as far from one of the evidence as is said behind that: 64 from "65, a year more"."""
    for passage in evidence:
        steps = [
            (match.start(), _STEPS.get(match["step"]) or float(match["step"]))
            for match in _STEP.finditer(fold(passage.quote))
        ]
        for source in quantities(passage.quote)[:_MOST] if steps else ():
            apart = abs(source.value - number.value) if source.unit == number.unit else 0.0
            if any(step == apart and 0 <= start - source.end < _STEP_BEHIND for start, step in steps[:_MOST]):
                return True
    return False


def _is_reckoned(claim: str, number: Quantity, shown: Sequence[Quantity], evidence: Sequence[Passage]) -> bool:
    """Whether a number follows from two of the evidence by the reckoning that its own words name.

    "Five times" the one is the other; so many "percentage points", or so many "more", lie between them; "all but four"
    of 46 are 42; 584 of 3,248 are "one in six".
    """
    pairs = list(permutations(shown[:_MOST], 2))
    if _TIMES.match(fold(claim), number.end):
        fair = number._replace(is_ratio=number.rounding is not Rounding.NONE)
        return any(b.value and a.unit == b.unit and fair.tells(a.value / b.value) for a, b in pairs)
    if number.is_ratio:
        return any(
            a.unit == b.unit and 0 < a.value < b.value and number.tells(100 * a.value / b.value) for a, b in pairs
        )
    beside = _BESIDE.match(fold(claim), number.end)
    if beside or _BY.search(_before(claim, number)):
        apart = [(a, b) for a, b in pairs if a.unit == b.unit and any(map(number.tells, _between(a, b, number.unit)))]
        told = {other.value for other in quantities(claim) if other is not number}
        return bool(apart) and not (beside and all(_is_turned(a, b, beside, told) for a, b in apart))
    if _POINTS.search(fold(claim), number.start, number.end):
        return any(a.unit == b.unit == "%" and number.tells(a.value - b.value) for a, b in pairs)
    if any(_ALL_BUT.search(fold(passage.quote)) for passage in evidence):
        left_out = [
            (n.start, n.value)
            for passage in evidence
            for match in _ALL_BUT.finditer(fold(passage.quote))
            for n in quantities(passage.quote)
            if n.start == match.end() + 1
        ]
        return any(number.value == a.value - value for a in shown for _, value in left_out)
    return False

"""Lengths of time in a claim that its evidence neither gives nor leaves between its dates."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from pipeline.checks.passage import Passage
from pipeline.dates import Kind, TimeExpression
from pipeline.domain.article import published_day
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.numbers import quantities, rounding_before
from pipeline.text.quantity import Figures, Quantity
from pipeline.text.spans import Spans

_ISO = re.compile(r"P(?:(\d+(?:\.\d+)?)([YMWDE]|DE|CE))?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+)S)?)?")
_DAYS = {"Y": 365.25, "M": 30.44, "W": 7.0, "D": 1.0, "DE": 3652.5, "CE": 36525.0}
_HOUR, _MINUTE, _SECOND = 1 / 24, 1 / 1440, 1 / 86400
_RECKONED = re.compile(r" (?:after|later|before|earlier|ago|on|apart|into|since|away|more|beyond|past|of|old|from)\b")
_SPANNED = re.compile(
    r"\b(?:for|over|after|in|within|lasting|took|spent|nearly|almost|about|some|than|around|another|roughly|every|of|just)"
    r"(?: (?:a|the|another))? $"
)
_BEFORE = 24  # characters before a length that hold its preposition
_JOINT = 5  # characters of " and "
_LOOSE = 0.12
"""How far the time between two dates may lie from a length that is told of it, as a share of it."""
_MOST = 20  # dates of evidence that are compared with one another


def wrong_lengths(claim: str, evidence: Sequence[Passage], dated: Sequence[TimeExpression]) -> Iterator[Reason]:
    """Lengths of time ("three weeks") that no passage tells, in whatever unit, nor any two of its dates span."""
    counts = Spans((number.start + 1, number.end) for number in quantities(claim))
    # The unit of a fraction ("a quarter of an hour") is left to the findings of numbers.
    lengths = [(e, days) for e in dated if (days := length_in_days(e)) is not None and not counts.hold(e.start, e.end)]
    if not lengths:
        return
    folded = fold(claim)
    told = sorted({days for passage in evidence for days in _told(passage.dates)})
    spans = _spans(evidence)
    numbers = [quantity for passage in evidence for quantity in quantities(passage.quote)]
    figures, differences = Figures(numbers), _differences(numbers)
    for expression, days in lengths:
        written = claim[expression.start : expression.end]
        unit = _unit(expression)
        length = Quantity(expression.start, expression.end, days, "", unit, rounding_before(claim, expression.start))
        counted = quantities(written)
        if length.tells_any(told) or _is_near(days, told, _LOOSE / 4 * days):
            continue
        reckoned = (
            " more " in written
            or _RECKONED.match(folded, expression.end)
            or _SPANNED.search(folded, max(0, expression.start - _BEFORE), expression.start)
        )
        if reckoned and _is_near(days, spans, max(_LOOSE * days, _LOOSE * unit)):
            continue
        if counted and (figures.show(counted[0]) or counted[0].tells_any(differences)):
            continue
        message = f"the evidence does not tell a length of “{written}”"
        yield Reason(kind="number", words=written, hard=bool(counted), message=message)


def _is_near(days: float, lengths: Sequence[float], within: float) -> bool:
    """Whether one of some lengths, which are in order, differs by so little."""
    near = lengths[bisect_left(lengths, days - 2 * within) : bisect_right(lengths, days + 2 * within)]
    return any(abs(length - days) <= within for length in near)


def _differences(numbers: Sequence[Quantity]) -> list[float]:
    """What lies between any two numbers, as lengths are told of ages and years: "by two years" from 62 to 64."""
    plain = [number.value for number in numbers[:_MOST] if not number.unit]
    return sorted(abs(a - b) for a, b in combinations(plain, 2))


def _told(found: Sequence[TimeExpression]) -> Iterator[float]:
    """The lengths in days of a passage's durations, and of two that are told as one: "two hours and 37 minutes"."""
    held: tuple[int, float] | None = None
    for expression in found:
        days = length_in_days(expression)
        if days is None:
            continue
        yield days
        if held is not None and expression.start - held[0] <= _JOINT and days < held[1]:
            yield held[1] + days
        held = (expression.end, days)


def length_in_days(expression: TimeExpression) -> float | None:
    """How long a duration is; None for what is none, or of no known length ("several years")."""
    match = _ISO.fullmatch(expression.value) if expression.kind is Kind.DURATION else None
    if match is None:
        return None
    days = float(match[1]) * _DAYS[match[2]] if match[1] else 0.0
    for number, size in zip(match.groups()[2:], (_HOUR, _MINUTE, _SECOND), strict=True):
        days += float(number) * size if number else 0.0
    return days or None


def _unit(expression: TimeExpression) -> float:
    """The size in days of the unit that a length is told in."""
    if "T" in expression.value:
        return next(
            size for letter, size in (("S", _SECOND), ("M", _MINUTE), ("H", _HOUR)) if letter in expression.value
        )
    return next((size for letter, size in reversed(_DAYS.items()) if expression.value.endswith(letter)), 1.0)


def _spans(evidence: Sequence[Passage]) -> list[float]:
    """The days between any two dates of the evidence, publication included."""
    days: dict[date, None] = {}
    for passage in evidence:
        days |= dict.fromkeys(found.earliest for found in passage.dates if found.earliest)
        if (published := published_day(passage.published)) is not None:
            days[published] = None
    return sorted(float(abs((a - b).days)) for a, b in combinations(list(days)[:_MOST], 2))

"""Lengths of time in a claim that its evidence neither gives nor leaves between its dates."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import combinations

from pipeline.checks.passage import Passage
from pipeline.dates import Kind, TimeExpression
from pipeline.domain.article import published_day
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.numbers import quantities, rounding_before
from pipeline.text.quantity import Figures, Quantity, Rounding
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
_RELATED = re.compile(r"(?P<unit>hour|day|week|month|year)s? (?P<relation>before|after|earlier|later|ago)\b")
_RELATION = 10  # characters of " earlier"
_COUNTED = re.compile(
    r"(?:\d|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty))[ -]$"
)
_AGE = re.compile(r"[- ]old\b")
_OLD = re.compile(r"[- ]?(?:years?[- ]old\b|years of age\b)")
_JOINT = 5  # characters of " and "
_LOOSE = 0.12
"""How far the time between two dates may lie from a length that is told of it, as a share of it."""
_WEEKS_LOOSE, _MOST_LOOSE = 0.09, 6
"""The same for weeks, which may tell months ("four weeks" for one), and the most days that may be."""
_MOST = 20  # dates of evidence that are compared with one another


def wrong_lengths(claim: str, evidence: Sequence[Passage], dated: Sequence[TimeExpression]) -> Iterator[Reason]:
    """Lengths of time ("three weeks") that no passage tells, in whatever unit, nor any two of its dates span."""
    counts = Spans((number.start + 1, number.end) for number in quantities(claim))
    # The unit of a fraction ("a quarter of an hour") is left to the findings of numbers.
    lengths = [(e, days) for e in dated if (days := length_in_days(e)) is not None and not counts.hold(e.start, e.end)]
    if not lengths:
        return
    folded = fold(claim)
    shown = _Shown(evidence)
    for expression, days in lengths:
        written = claim[expression.start : expression.end]
        unit = _unit(expression)
        length = Quantity(expression.start, expression.end, days, "", unit, rounding_before(claim, expression.start))
        counted = quantities(written)
        near = min(_WEEKS_LOOSE * days, _MOST_LOOSE) if unit == _DAYS["W"] else _LOOSE / 4 * days
        if length.tells_any(shown.lengths) or _is_near(days, shown.lengths, near):
            continue
        reckoned = (
            " more " in written
            or _RECKONED.match(folded, expression.end)
            or _SPANNED.search(folded, max(0, expression.start - _BEFORE), expression.start)
        )
        loose = max(_LOOSE * days, _LOOSE * unit) if unit > 1 or length.rounding is not Rounding.NONE else unit
        if reckoned and _is_near(days, shown.spans, loose) and _relation(expression, folded) not in shown.relations:
            continue
        if counted and shown.counts(counted[0], expression):
            continue
        message = f"the evidence does not tell a length of “{written}”"
        hard = bool(counted) and not (_AGE.search(fold(written)) and shown.is_age(counted[0]))
        yield Reason(kind="number", words=written, hard=hard, message=message)


def _is_near(days: float, lengths: Sequence[float], within: float) -> bool:
    """Whether one of some lengths, which are in order, differs by so little."""
    near = lengths[bisect_left(lengths, days - 2 * within) : bisect_right(lengths, days + 2 * within)]
    return any(abs(length - days) <= within for length in near)


class _Shown:
    """What some evidence counts and spans, to look a claim's lengths up in."""

    def __init__(self, evidence: Sequence[Passage]) -> None:
        self._evidence = evidence

    @cached_property
    def lengths(self) -> Sequence[float]:
        """The lengths that it tells, in days and in order."""
        return sorted({days for passage in self._evidence for days in _told(passage.dates)})

    @cached_property
    def spans(self) -> Sequence[float]:
        """The days of each range and between any two of its dates, or from its only one to publication, in order."""
        days: dict[date, None] = {}
        for passage in self._evidence:
            days |= dict.fromkeys(found.earliest for found in passage.dates if found.earliest)
        if len(days) == 1:
            days |= dict.fromkeys(day for p in self._evidence if (day := published_day(p.published)))
        ranges = (e for p in self._evidence for e in p.dates if e.kind is Kind.RANGE)
        whole = [float((e.latest - e.earliest).days + 1) for e in ranges if e.earliest and e.latest]
        between = (float(abs((a - b).days)) for a, b in combinations(list(days)[:_MOST], 2))
        return sorted({*whole[:_MOST], *between})

    @cached_property
    def relations(self) -> frozenset[tuple[str, ...]]:
        """The units in which it counts from something, and how: "nine days before"."""
        return frozenset(
            (match["unit"], match["relation"])
            for passage in self._evidence
            for match in _RELATED.finditer(fold(passage.quote))
            if _COUNTED.search(fold(passage.quote), max(0, match.start() - _BEFORE), match.start())
        )

    @cached_property
    def _numbers(self) -> Sequence[Quantity]:
        return [quantity for passage in self._evidence for quantity in quantities(passage.quote)]

    @cached_property
    def _figures(self) -> Figures:
        return Figures(self._numbers)

    @cached_property
    def _differences(self) -> Sequence[float]:
        plain = [number.value for number in self._numbers[:_MOST] if not number.unit]
        return sorted({abs(a - b) for a, b in combinations(plain, 2)})

    @cached_property
    def _ages(self) -> frozenset[float]:
        return frozenset(
            found.value
            for text in dict.fromkeys(passage.context for passage in self._evidence)
            for found in quantities(text)
            if _OLD.match(fold(text), found.end)
        )

    def counts(self, number: Quantity, expression: TimeExpression) -> bool:
        """Whether it has the number of a length.

        Or two numbers that are so far apart, as years are told of ages: "by two years" from 62 to 64.
        """
        return self._figures.show(number) or (expression.value.endswith("Y") and number.tells_any(self._differences))

    def is_age(self, number: Quantity) -> bool:
        """Whether the articles give somebody that age."""
        return number.value in self._ages


def _relation(expression: TimeExpression, folded: str) -> tuple[str, ...] | None:
    """The unit of a claim's length, and how it relates to something: "days" "before"."""
    match = _RELATED.search(folded, expression.start, expression.end + _RELATION)
    return (match["unit"], match["relation"]) if match else None


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

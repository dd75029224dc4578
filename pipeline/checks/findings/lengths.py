"""Lengths of time in a claim that its evidence neither gives nor leaves between its dates."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from pipeline.checks.passage import Passage
from pipeline.dates import Kind, TimeExpression
from pipeline.domain.article import published_day
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.numbers import quantities, rounding_before
from pipeline.text.quantity import Quantity, Rounding

_ISO = re.compile(r"P(?:(\d+(?:\.\d+)?)([YMWDE]|DE|CE))?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+)S)?)?")
_DAYS = {"Y": 365.25, "M": 30.44, "W": 7.0, "D": 1.0, "DE": 3652.5, "CE": 36525.0}
_HOUR, _MINUTE, _SECOND = 1 / 24, 1 / 1440, 1 / 86400
_RECKONED = re.compile(r" (?:after|later|before|earlier|ago|on|apart|into|since|away|more|beyond|past|of|old|from)\b")
_SPANNED = re.compile(
    r"\b(?:for|over|after|in|within|lasting|took|spent|nearly|almost|about|some|than|around|another|roughly|every|of|just)"
    r"(?: (?:a|the|another))? $"
)
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
_MOST = 20  # dates of evidence that are compared with one another, and lengths of a claim that are looked up


def wrong_lengths(claim: str, evidence: Sequence[Passage], dated: Sequence[TimeExpression]) -> Iterator[Reason]:
    """Lengths of time ("three weeks") that no passage tells, in whatever unit, nor any two of its dates span."""
    lengths = [(e, days) for e in dated if (days := length_in_days(e)) is not None and not _is_a_part(e, claim)]
    if not lengths:
        return
    told = [days for passage in evidence for days in _told(passage.dates)]
    spans = _spans(evidence)
    numbers = [quantity for passage in evidence for quantity in quantities(passage.quote)]
    for expression, days in lengths[:_MOST]:
        written = claim[expression.start : expression.end]
        unit = _unit(expression)
        length = Quantity(expression.start, expression.end, days, "", unit, rounding_before(claim, expression.start))
        counted = quantities(written)
        if any(length.tells(other) or abs(other - days) <= _LOOSE / 4 * days for other in told):
            continue
        reckoned = (
            " more " in written
            or _RECKONED.match(fold(claim), expression.end)
            or _SPANNED.search(fold(claim[: expression.start]))
        )
        loose = max(_LOOSE * days, _LOOSE * unit) if unit > 1 or length.rounding is not Rounding.NONE else unit
        if (
            reckoned
            and not _is_told_otherwise(claim, expression, evidence)
            and any(abs(span - days) <= loose for span in spans)
        ):
            continue
        if counted and any(
            source.shows(counted[0]) for source in (*numbers, *_differences(expression, numbers, counted[0]))
        ):
            continue
        message = f"the evidence does not tell a length of “{written}”"
        hard = bool(counted) and not (_AGE.search(fold(written)) and _is_age(counted[0], evidence))
        yield Reason(kind="number", words=written, hard=hard, message=message)


def _is_told_otherwise(claim: str, expression: TimeExpression, evidence: Sequence[Passage]) -> bool:
    """Whether the evidence has a length in the same unit and the same relation: "nine days before" for "ten days …"."""
    related = _RELATED.search(fold(claim[expression.start : expression.end + _RELATION]))
    return related is not None and any(
        match.groups() == related.groups()
        for passage in evidence
        for match in _RELATED.finditer(fold(passage.quote))
        if _COUNTED.search(fold(passage.quote[: match.start()]))
    )


def _is_age(number: Quantity, evidence: Sequence[Passage]) -> bool:
    """Whether the articles give somebody that age."""
    return any(
        found.value == number.value and _OLD.match(fold(passage.context), found.end)
        for passage in evidence
        for found in quantities(passage.context)
    )


def _differences(expression: TimeExpression, numbers: Sequence[Quantity], like: Quantity) -> list[Quantity]:
    """What lies between any two numbers, as lengths are told of ages and years: "by two years" from 62 to 64."""
    if not expression.value.endswith("Y"):
        return []
    plain = [number.value for number in numbers[:_MOST] if not number.unit]
    return [like._replace(value=abs(a - b)) for a, b in combinations(plain, 2)]


def _is_a_part(expression: TimeExpression, claim: str) -> bool:
    """Whether it is the unit of a fraction, which the findings of numbers look at: "a quarter of an hour"."""
    return any(number.start < expression.start and expression.end <= number.end for number in quantities(claim))


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
    """The days of each range and between any two dates of the evidence, or from its only one to publication."""
    days: dict[date, None] = {}
    for passage in evidence:
        days |= dict.fromkeys(found.earliest for found in passage.dates if found.earliest)
    if len(days) == 1:
        days |= dict.fromkeys(day for p in evidence if (day := published_day(p.published)))
    ranges = [e for passage in evidence for e in passage.dates if e.kind is Kind.RANGE and e.earliest and e.latest]
    whole = [float((e.latest - e.earliest).days + 1) for e in ranges[:_MOST] if e.earliest and e.latest]
    return [*whole, *(float(abs((a - b).days)) for a, b in combinations(list(days)[:_MOST], 2))]

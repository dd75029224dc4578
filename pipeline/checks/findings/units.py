"""Units: a figure that the evidence has, told in another unit: acres for hectares, weeks for days."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.checks.passage import Passage
from pipeline.dates import TimeExpression
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.measures import Measures, measure
from pipeline.text.numbers import quantities
from pipeline.text.quantity import Quantity
from pipeline.text.spans import Spans

_SAME_UNITS = """
dollar dollars|euro euros|pound pounds sterling|yen|yuan renminbi|rupee rupees|won|rouble roubles ruble rubles
lira liras|franc francs|krona kronor|krone kroner|peso pesos|rand|zloty zlotys|dirham dirhams|riyal riyals
shekel shekels|celsius c|fahrenheit f|second seconds|minute minutes|hour hours|day days|week weeks
month months|year years|decade decades
"""
_UNITS: Mapping[str, str] = {
    word: names[0] for group in _SAME_UNITS.replace("\n", "|").split("|") if (names := group.split()) for word in names
}
_LOOSE = frozenset({"ton", "tons", "tonne", "tonnes"})
"""Units that news takes for one another."""
_BEHIND = re.compile(
    r"(?:[ -](?:us|american|canadian|australian|hong kong|swiss|metric|nautical))?"
    r"(?:[ ]degrees|[ ]?°)?[ -]?(?P<unit>[a-z]{1,11})(?![\w/])"
)
_RATE = re.compile(
    r"(?:[ -][\w'-]+){0,4}?[ ](?:an?|per|each|every)[ ](?P<rate>second|minute|hour|day|week|month|quarter|year)\b"
)
_HAS_UNIT = re.compile(
    rf"\b(?:{'|'.join(word for word in _UNITS if len(word) > 1)}|degrees|quarter|acres?|hectares?|miles?|feet"
    r"|inch(?:es)?|k(?:ilo)?m\w*|met(?:er|re)s?|yards?|tons?|tonnes?|kg|kilos?\w*"
    r"|grams?|ounces?|litres?|liters?|gallons?|mph)\b|[$€£¥₹₩₽₺]"
)


class _Measured(NamedTuple):
    """What a number of a text is told in, and for how long, as far as a unit stands behind it."""

    unit: str | float
    rate: str


def wrong_units(claim: str, evidence: Sequence[Passage], dated: Sequence[TimeExpression]) -> Iterator[Reason]:
    """Figures of a claim whose unit contradicts the one that they have at every place of the evidence."""
    if not _HAS_UNIT.search(fold(claim)):
        return
    spans = Spans((expression.start, expression.end) for expression in dated if expression.earliest)
    shown = [(other, measured) for passage in evidence for other, measured in _measured(passage.quote)]
    for number, own in _measured(claim):
        if spans.hold(number.start, number.end):
            continue
        same = [measured for other, measured in shown if other.value == number.value]
        if not same:
            continue
        units, rates = {measured.unit for measured in same}, {measured.rate for measured in same}
        written = claim[number.start : number.end]
        if own.unit and "" not in units and own.unit not in units and not _is_converted(claim, number, evidence):
            message = f"the evidence gives “{written}” in another unit"
            yield Reason(kind="number", words=_with_unit(claim, number), hard=True, message=message)
        elif own.rate and "" not in rates and own.rate not in rates:
            other = next(iter(rates))
            message = f"the evidence gives “{written}” for a {other}, not for a {own.rate}"
            yield Reason(kind="number", words=_with_unit(claim, number), hard=True, message=message)


@lru_cache(maxsize=2048)
def _measured(text: str) -> tuple[tuple[Quantity, _Measured], ...]:
    """The numbers of a text with their units; ordinals and shares have none."""
    folded = fold(text)
    found: list[tuple[Quantity, _Measured]] = []
    for number in quantities(text):
        if number.unit == "ordinal":
            continue
        match, rate = _BEHIND.match(folded, number.end), _RATE.match(folded, number.end)
        word = match["unit"] if match else ""
        known = measure(text, number)
        unit: str | float = number.unit or _UNITS.get(word, "")
        if known is not None and unit == "":
            unit = 1000.0 if word in _LOOSE else known.factor
        found.append((number, _Measured(unit, rate["rate"] if rate else "")))
    return tuple(found)


def _is_converted(claim: str, number: Quantity, evidence: Sequence[Passage]) -> bool:
    unit = measure(claim, number)
    return unit is not None and Measures(passage.quote for passage in evidence).tell(number, unit)


def _with_unit(claim: str, number: Quantity) -> str:
    rate, unit = _RATE.match(fold(claim), number.end), _BEHIND.match(fold(claim), number.end)
    match = rate or unit
    return claim[number.start : match.end() if match else number.end]

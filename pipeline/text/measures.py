"""Measures: numbers with a unit, so that what is told in feet can be compared with what is told in metres."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.text.fold import fold
from pipeline.text.numbers import quantities
from pipeline.text.quantity import Quantity

_UNITS = """
length 1 m metre metres meter meters|length 1000 km kilometre kilometres kilometer kilometers
length 0.01 cm centimetre centimetres centimeter centimeters
length 0.001 mm millimetre millimetres millimeter millimeters
length 1609.344 mi mile miles|length 0.3048 ft foot feet|length 0.0254 inch inches|length 0.9144 yard yards
mass 0.001 g gram grams|mass 1 kg kilo kilos kilogram kilograms kilogramme kilogrammes|mass 1000 tonne tonnes
mass 907.18474 ton tons|mass 0.028349523 oz ounce ounces|mass 0.45359237 lb lbs pound pounds
area 10000 ha hectare hectares|area 4046.8564 acre acres
volume 1 litre litres liter liters|volume 3.785411784 gallon gallons
speed 1 km/h kmh kph|speed 1.609344 mph
"""
_TABLE = {
    name: (kind, float(size))
    for line in _UNITS.replace("\n", "|").split("|")
    if line
    for kind, size, *names in [line.split()]
    for name in names
}
_UNIT = re.compile(
    r"[ -]?(?P<square>square[ -]|sq[ ])?(?P<unit>km/h|[a-z]{1,11})(?P<hourly>[ ](?:an|per)[ ]hour)?(?![\w/])"
)
_SQUARED = 2
_CLOSE = 0.03
"""How far a converted figure may lie from the one that is told, as a share of it: 500 metres for 1,600 feet."""


class Measure(NamedTuple):
    """What a number with its unit measures, and its size in the basic unit of that."""

    kind: str
    unit: str
    factor: float


def measure(text: str, number: Quantity) -> Measure | None:
    """The unit that stands behind a number of a text; None where there is none, or the number has one of its own."""
    match = _UNIT.match(fold(text), number.end) if not number.unit else None
    known = _TABLE.get(match["unit"]) if match else None
    if match is None or known is None:
        return None
    kind, factor = known
    if match["square"]:
        return Measure("area", match[0].strip(), factor**_SQUARED) if kind == "length" else None
    if match["hourly"]:
        return Measure("speed", match[0].strip(), factor / 1000) if kind == "length" else None
    return Measure(kind, match["unit"], factor)


class Measures:
    """The numbers of some texts that have a unit, to look up whether one of them is a number in other units."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._found: defaultdict[str, set[tuple[float, float]]] = defaultdict(set)
        for text in texts:
            for number in quantities(text):
                if (unit := measure(text, number)) is not None:
                    self._found[unit.kind].add((unit.factor, number.value))
        self._converted: dict[tuple[str, float], Sequence[float]] = {}

    def tell(self, number: Quantity, unit: Measure) -> bool:
        """Whether one of them is a number in other units, fairly rounded; never where both have the same unit."""
        values = self._values_in(unit)
        if number.tells_any(values):
            return True
        least, most = number.value / (1 + 2 * _CLOSE), number.value / (1 - 2 * _CLOSE)
        near = values[bisect_left(values, least) : bisect_right(values, most)]
        return any(abs(number.value - value) <= _CLOSE * value for value in near)

    def _values_in(self, unit: Measure) -> Sequence[float]:
        """What those of its kind in other units are in this one, in order."""
        key = unit.kind, unit.factor
        if key not in self._converted:
            others = (found for found in self._found.get(unit.kind, ()) if found[0] != unit.factor)
            self._converted[key] = sorted(value * factor / unit.factor for factor, value in others)
        return self._converted[key]

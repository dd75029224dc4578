"""Measures: numbers with a unit, so that what is told in feet can be compared with what is told in metres."""

import re
from typing import NamedTuple

from pipeline.text.fold import fold
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


def tells_converted(claimed: Quantity, unit: Measure, source: Quantity, source_unit: Measure) -> bool:
    """Whether a figure is another one in other units, fairly rounded; never where both have the same unit."""
    if unit.kind != source_unit.kind or unit.factor == source_unit.factor:
        return False
    value = source.value * source_unit.factor / unit.factor
    return claimed.tells(value) or abs(claimed.value - value) <= _CLOSE * value

"""Numbers in running text, as quantities that can be compared.

"$300M", "300 million dollars" and "three hundred million" are the same quantity; "90%" and "90 per cent" too.
"""

import math
import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from pipeline.text.fold import fold

_UNITS = {w: i for i, w in enumerate(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen""".split()
)}  # fmt: skip
_TENS = {w: 10 * (i + 2) for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
_ORDINALS = {w: i + 1 for i, w in enumerate(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)}  # fmt: skip
_SCALES = {
    "hundred": 100.0, "thousand": 1e3, "k": 1e3, "lakh": 1e5, "million": 1e6, "m": 1e6, "mn": 1e6, "mln": 1e6,
    "crore": 1e7, "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12, "dozen": 12.0,
}  # fmt: skip
_FRACTIONS = {
    "half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1,
    "thirds": 1 / 3, "quarters": 0.25, "fifths": 0.2, "tenths": 0.1,
}  # fmt: skip
_CURRENCY = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee", "₩": "won", "₽": "rouble", "₺": "lira"}

_LARGEST = 1e18  # past it, digits are an identifier rather than a quantity
_DIGITS = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d{1,3}(?:[ ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_SCALE = r"(?:[ -]?(?:hundred|thousand|lakh|million|mln|crore|billion|trillion|dozen)\b|(?:[ ]?(?:mn|bn|tn)|[kmb])\b)"
_SPELLED_WORD = "|".join([*_UNITS, *_TENS])
_SPELLED_SCALE = "hundred|thousand|million|billion|trillion|dozen"
_NUMBER = re.compile(
    rf"""
    (?P<currency>(?:us|au|ca|c|a|hk|nz|s)?[$]|[€£¥₹₩₽₺])?[ ]?
    (?<![\w.])(?P<digits>{_DIGITS})(?P<ordinal>st|nd|rd|th)?(?P<scale>{_SCALE})?
    (?P<and_half>[ ]and[ ]a[ ]half\b(?:[ ](?P<and_half_scale>{_SPELLED_SCALE})\b)?)?
    (?P<percent>[ ]?%|[ -](?:per[ ]?cent|percent)\b(?:age[ ]points?)?)?
    | (?<![\w-])half[ -]an?[ -](?P<halved>{_SPELLED_SCALE})\b
    | (?<![\w-])(?P<fraction>(?P<count>a|one|two|three|four)[ -]
        (?P<part>thirds|quarters|fifths|tenths|(?:half|third|quarter|fifth|tenth)(?=[ ]of\b)))\b
    | (?<![\w-])(?P<spelled>
        (?:(?:{_SPELLED_WORD}|{_SPELLED_SCALE}|a(?=[ -](?:{_SPELLED_SCALE})))
            (?:(?:[ -]|[ ]and[ ])(?=(?:{_SPELLED_WORD}|{_SPELLED_SCALE})\b)|\b)
        )+)(?P<half>[ ]and[ ]a[ ]half\b(?:[ ](?P<half_scale>{_SPELLED_SCALE})\b)?)?
        (?P<spelled_percent>[ -](?:per[ ]?cent|percent)\b)?(?!\w)
    | (?<![\w-])(?P<rank>{"|".join(_ORDINALS)})\b
    """,
    re.VERBOSE,
)


class Rounding(StrEnum):
    """What the words before a number say of how exact it is."""

    NONE = "none"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


_ROUNDING = {
    Rounding.ABOUT: "about|around|roughly|approximately|some|circa|an estimated|estimated|close to|nearly or just over",
    Rounding.OVER: "over|more than|above|at least|upwards of|exceeding|in excess of|just over|topped|topping|surpassed",
    Rounding.UNDER: "nearly|almost|under|less than|fewer than|below|up to|just under|just short of|as many as|at most",
}
_ROUNDED = re.compile("|".join(rf"(?P<{kind}>\b(?:{words})[ ]$)" for kind, words in _ROUNDING.items()))


class Quantity(NamedTuple):
    """A number as written: its span, value, and what it counts as ("", "%", "ordinal", or a currency)."""

    start: int
    end: int
    value: float
    unit: str
    significant: float
    """The size of the last digit that was written: 0.1 for "4.5", 1e6 for "3 million"."""

    rounding: Rounding
    """How the words before it say that it was rounded."""

    def shows(self, other: "Quantity") -> bool:
        """Whether this quantity, found in a source, shows the other, found in a claim, rounded as the claim says."""
        if self.unit != other.unit and "" not in (self.unit, other.unit):
            return False
        if math.isclose(self.value, other.value, rel_tol=1e-9):
            return True
        over, step = self.value - other.value, other.significant
        match other.rounding:
            case Rounding.ABOUT:
                return abs(over) <= min(step, 0.1 * abs(self.value))
            case Rounding.OVER:
                return 0 < over <= step
            case Rounding.UNDER:
                return 0 < -over <= step
            case Rounding.NONE:  # "$3.3 billion" for 3.27 is how numbers are told; "30 people" for 28 is an error
                return other.value >= 1000 and step <= 0.05 * other.value and abs(over) <= step / 2


@lru_cache(maxsize=8192)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of an English text in order; digits are found in any language."""
    folded = fold(text)
    found = (_quantity(match, _rounding(folded, match.start())) for match in _NUMBER.finditer(folded))
    return tuple(quantity for quantity in found if quantity is not None)


def _rounding(folded: str, start: int) -> Rounding:
    match = _ROUNDED.search(folded[max(0, start - 20) : start].rstrip() + " ")
    return Rounding(match.lastgroup) if match and match.lastgroup else Rounding.NONE


def _quantity(match: re.Match[str], rounding: Rounding) -> Quantity | None:
    start, end = match.start() + (len(match[0]) - len(match[0].lstrip())), match.end()
    if match["rank"]:
        return Quantity(start, end, _ORDINALS[match["rank"]], "ordinal", 1.0, rounding)
    if match["fraction"]:
        count = 1 if match["count"] == "a" else _UNITS[match["count"]]
        return Quantity(start, end, 100 * count * _FRACTIONS[match["part"]], "%", 5.0, rounding)
    if match["halved"]:
        scale = _SCALES[match["halved"]]
        return Quantity(start, end, scale / 2, "", scale / 10, rounding)
    if match["spelled"]:
        value, unit = _spelled(match["spelled"]), "%" if match["spelled_percent"] else ""
        value, significant = _and_a_half(
            value, _last_digit(value), match["spelled"], match["half"], match["half_scale"]
        )
    else:
        value, significant = _digits(match["digits"])
        factor = _SCALES[match["scale"].strip(" -")] if match["scale"] else 1.0
        unit = "%" if match["percent"] else "ordinal" if match["ordinal"] else _currency(match["currency"])
        value, significant = value * factor, significant * factor
        written = f"{match['digits']} {(match['scale'] or '').strip(' -')}"
        value, significant = _and_a_half(value, significant, written, match["and_half"], match["and_half_scale"])
    return Quantity(start, end, value, unit, significant, rounding) if value < _LARGEST else None


def _and_a_half(
    value: float, significant: float, written: str, half: str | None, scale: str | None
) -> tuple[float, float]:
    """Value and last digit with what "and a half" adds: "four and a half million", "a million and a half"."""
    if half is None:
        return value, significant
    if scale is not None:
        return (value + 0.5) * _SCALES[scale], _SCALES[scale] / 10
    last = _SCALES.get(written.rsplit(maxsplit=1)[-1], 1.0)
    return value + last / 2, last / 10


def _currency(sign: str | None) -> str:
    return _CURRENCY.get(sign[-1], "") if sign else ""


def _digits(written: str) -> tuple[float, float]:
    """Value and size of the last digit; a comma is a thousands sign where three digits follow it, else a decimal."""
    plain = written.replace(" ", "")
    groups = plain.split(",")
    if len(groups) == 2 and len(groups[1]) != 3 and "." not in plain:
        plain = ".".join(groups)
    plain = plain.replace(",", "")
    decimals = len(plain.partition(".")[2])
    value = float(plain)
    return value, 10.0 ** -min(decimals, 18) if decimals else _last_digit(value)


def _last_digit(value: float) -> float:
    """The size of the last non-zero digit of a whole number: 1000 for 449,000; 1 for 28."""
    if not 0 < value < _LARGEST or value != int(value):
        return 1.0
    size, whole = 1.0, int(value)
    while whole % 10 == 0:
        whole //= 10
        size *= 10
    return size


def _spelled(written: str) -> float:
    """The value of a number in English words, as in "two hundred and twelve thousand"."""
    total = current = 0.0
    for word in re.split(r"[ ,-]+", written):
        if word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word in ("hundred", "dozen"):
            current = max(current, 1) * _SCALES[word]
        elif word in _SCALES:
            total += max(current, 1) * _SCALES[word]
            current = 0.0
    return total + current

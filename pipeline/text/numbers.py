"""Numbers in running text, as quantities that can be compared.

"$300M", "300 million dollars" and "three hundred million" are the same quantity; "90%", "90 per cent" and "nine in ten"
too.
"""

import re
from functools import lru_cache

from pipeline.text.fold import fold
from pipeline.text.quantity import Quantity, Rounding

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
_PARTS = {
    "half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100,
}  # fmt: skip
_CURRENCY = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee", "₩": "won", "₽": "rouble", "₺": "lira"}

_LARGEST = 1e18  # past it, digits are an identifier rather than a quantity
_ONE = r"(?:an?|one|\d{1,2}|two|three|four|five|six|seven|eight|nine)"
_PART = "half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twentieth|hundredth"
_DIGITS = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d{1,3}(?:[ ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_SCALE = r"(?:[ -]?(?:hundred|thousand|lakh|million|mln|crore|billion|trillion|dozen)\b|(?:[ ]?(?:mn|bn|tn)|[kmb])\b)"
_SPELLED_WORD = "|".join([*_UNITS, *_TENS])
_SPELLED_SCALE = "hundred|thousand|million|billion|trillion|dozen"
_HEADS = "|".join(sorted({word[:3] for word in (*_UNITS, *_TENS, *_ORDINALS, *_PARTS, *_SPELLED_SCALE.split("|"))}))
"""What words of number begin with: the others need not be tried as each kind of number."""
_COUNT = rf"(?:{_SPELLED_WORD}|\d{{1,3}}(?:,\d{{3}})?)"
_SHARE_FOLLOWS = (
    r"(?=[ ](?:of|more|less|fewer|higher|lower|larger|smaller|bigger|as|was|were|is|are|had|have|or[ ]so|remaining"
    r"|left)\b|[.,;:)!?]|[ ]?$)"
)
_NUMBER = re.compile(
    rf"""
    (?=[\d$€£¥₹₩₽₺]|[a-z]{{1,2}}[$]|(?<![a-z])(?:an?[ -]|{_HEADS}))(?:
    (?<![\w.,$€£-])(?P<ratio>(?P<ratio_count>{_COUNT})[ -](?:in|out[ -]of)[ -](?:every[ ])?(?P<ratio_of>{_COUNT}))
        (?![\w,.]*\d)(?![ -](?:{_SPELLED_SCALE}|days?|weeks?|months?|years?|hours?|minutes?|{_PART})\b)\b
    | (?<![\w-])(?P<hour>half|(?:a|three)[ -]quarters?[ ]of)[ ]an[ ]hour\b
    | (?:(?P<currency>(?:us|au|ca|c|a|hk|nz|s)?[$]|[€£¥₹₩₽₺])[ ]?)?
    (?<![\w.])(?P<digits>{_DIGITS})(?P<ordinal>st|nd|rd|th)?(?P<scale>{_SCALE})?
    (?P<and_half>[ ]and[ ]a[ ]half\b(?:[ ](?P<and_half_scale>{_SPELLED_SCALE})\b)?)?
    (?P<percent>[ ]?%|[ -](?:per[ ]?cent|percent)\b(?:age[ ]points?)?|[ -]percentage[ -]points?\b)?
    | (?<![\w-])half[ -]an?[ -](?P<halved>{_SPELLED_SCALE})\b
    | (?<![\w-])(?P<fraction>
        (?P<count>{_ONE})[ -](?P<parts>{_PART}|halve)s\b(?![ ](?:from|in|at|on|to)\b)
        | (?P<single>an?|one)[ -](?P<part>{_PART})\b{_SHARE_FOLLOWS}
        | (?P<bare>half)(?=[ ](?:of|the|its|his|her|their|as)\b))(?:[ ]of[ ]an?[ ](?P<part_of>{_SPELLED_SCALE})\b)?
    | (?<![\w-])(?P<spelled>
        (?:(?:{_SPELLED_WORD}|{_SPELLED_SCALE}|a(?=[ -](?:{_SPELLED_SCALE})))
            (?:(?:[ -]|[ ]and[ ])(?=(?:{_SPELLED_WORD}|{_SPELLED_SCALE})\b)|\b)
        )+)(?P<half>[ ]and[ ]a[ ]half\b(?:[ ](?P<half_scale>{_SPELLED_SCALE})\b)?)?
        (?P<spelled_percent>[ -](?:per[ ]?cent|percent|percentage[ -]points?)\b)?(?!\w)
    | (?<![\w-])(?<!per[ ])(?P<rank>{"|".join(_ORDINALS)})\b
    )""",
    re.VERBOSE,
)

_ROUNDING = {
    Rounding.ABOUT: "about|around|roughly|approximately|some|circa|an estimated|estimated|close to|or so",
    Rounding.OVER: (
        "over|more than|above|at least|upwards of|exceeding|in excess of|just over|a little over|slightly more than|"
        "topped|topping|surpassed|no less than|no fewer than|well over|better than|minimum of|"
        "(?:larger|bigger|higher|longer|greater|farther|older|faster) than"
    ),
    Rounding.UNDER: (
        "not even|well under|"
        "nearly|almost|under|less than|fewer than|below|up to|just under|just short of|as many as|as much as|at most|"
        "not quite|a little under|slightly less than|no more than|maximum of|within|close to|"
        "(?:closer|nearer|lower|smaller|shorter|younger) than"
    ),
}
_OR_SO = re.compile(r"(?:[ -][a-z]+)? (?:or so|or thereabouts|give or take)\b")
_RATE = re.compile(r"\b\w+s,? (?:an?|every|each) $")
_GOES_ON = re.compile(r" (?!(?:in|on|at|and|or|with|for|while|whereas|but|as|than|to|when|from|by|through)\b)[a-z]")
_ROUNDED = re.compile("|".join(rf"(?P<{kind}>\b(?:{words})[ ]$)" for kind, words in _ROUNDING.items()))


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of an English text in order; digits are found in any language."""
    folded = fold(text)
    found = (
        _quantity(match, _rounding(folded, *match.span())) for match in _NUMBER.finditer(folded) if not _is_time(match)
    )
    return tuple(quantity for quantity in found if quantity is not None)


def rounding_before(text: str, start: int) -> Rounding:
    """What the words that end before an offset say of how exact the number behind them is."""
    return _rounding(fold(text), start)


def _rounding(folded: str, start: int, end: int | None = None) -> Rounding:
    if end is not None and _OR_SO.match(folded, end):
        return Rounding.ABOUT
    match = _ROUNDED.search(folded[max(0, start - 24) : start].rstrip() + " ")
    return Rounding(match.lastgroup) if match and match.lastgroup else Rounding.NONE


def _quantity(match: re.Match[str], rounding: Rounding) -> Quantity | None:
    start, end = match.span()
    if match["rank"]:
        return Quantity(start, end, _ORDINALS[match["rank"]], "ordinal", 1.0, rounding)
    if match["ratio"]:
        return _ratio(start, end, _count(match["ratio_count"]), _count(match["ratio_of"]), rounding)
    if match["hour"]:
        minutes = {"h": 30, "a": 15, "t": 45}[match["hour"][0]]
        return Quantity(start, end, minutes, "", 1.0, rounding)
    if match["fraction"]:
        part = _PARTS[match["parts"] or match["part"] or match["bare"]]
        share = _ratio(start, end, _count(match["count"] or match["single"] or "a"), part, rounding)
        return _of_scale(share, match["part_of"])
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


def _is_time(match: re.Match[str]) -> bool:
    """Whether a "second" is one of time: "30 frames a second", not "two days a second strike"."""
    folded, start = match.string, match.start()
    if match["rank"] != "second" or _GOES_ON.match(folded, match.end()):
        return False
    return _RATE.search(folded[max(0, start - 32) : start]) is not None


def _count(written: str) -> float:
    """The value of a small number as ratios have it: "seven", "250", "a"."""
    return (
        1.0
        if written in ("a", "an")
        else float(written.replace(",", ""))
        if written[0].isdigit()
        else _spelled(written)
    )


def _ratio(start: int, end: int, count: float, of: float, rounding: Rounding) -> Quantity | None:
    """A share as a percentage: "seven in ten", "a third"."""
    if not 0 < count < of:
        return None
    return Quantity(start, end, 100 * count / of, "%", 5.0, rounding, is_ratio=True)


def _of_scale(share: Quantity | None, scale: str | None) -> Quantity | None:
    """A share of a round number: "three quarters of a million"; a share alone where there is none."""
    if share is None or scale is None:
        return share
    whole = _SCALES[scale]
    return share._replace(value=share.value * whole / 100, unit="", significant=whole / 10, is_ratio=False)


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

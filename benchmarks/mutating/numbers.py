"""Another number: digits transposed or replaced, off by a tenth to tenfold, another magnitude."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from random import Random

from benchmarks.mutating.context import Context, Mutator
from benchmarks.mutating.wording import spliced, word_before
from pipeline.dates import Kind, find_dates
from pipeline.text.fold import fold
from pipeline.text.numbers import Quantity, Rounding, quantities
from pipeline.text.words import FUNCTION_WORDS

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALES = ("thousand", "million", "billion", "trillion")
_SCALE = re.compile(rf"\b(?:{'|'.join(_SCALES)})\b|(?<=\d)(?:m|bn|tn|M|B)\b|(?<=\d )(?:bn|tn)\b")
_OTHER_SCALE = {
    "thousand": "million", "million": "billion", "billion": "million", "trillion": "billion",
    "m": "bn", "bn": "m", "tn": "bn", "M": "B", "B": "M",
}  # fmt: skip
_SPELLED: Sequence[str] = tuple(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty".split()
)
_TENS: Sequence[str] = "thirty forty fifty sixty seventy eighty ninety".split()
_RANKS: Sequence[str] = "third fourth fifth sixth seventh eighth ninth tenth".split()
_FRACTIONS = ("half", "a third", "a quarter", "two-thirds", "three-quarters", "a fifth")
_FRACTION = re.compile(
    r"\b(?:half|a third|a quarter|a fifth|one[- ]third|two[- ]thirds|three[- ]quarters)(?= of )",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"(?:over|more than|above|at least|no fewer than|upwards of|exceeding|well over|just over|exceeded|"
    r"exceeds|surpassed|topped)[ (]*[$€£]?$",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"(?:under|less than|fewer than|below|up to|as many as|as much as|at most|no more than|within)[ (]*[$€£]?$",
    re.IGNORECASE,
)
_ROUGHLY = re.compile(r"\b(?:some|estimated|nearly|almost|roughly) $")
_YEARS_OLD = re.compile(r"[ -]years?[ -]old|, (?:who|was)\b")
_SHARE_FROM = re.compile(r"[-–]\d+ ?(?:%|per)")
_AGED = re.compile(r"\b[Aa]ged?\b[^,;.\d]{0,20}$")
_NUMBERED = re.compile(
    r"(?P<name>\b[A-Z][\w'’]*)(?: [IVX]+)? $|[A-Za-z]-$|#$|\b(?:number|page|chapter|article|section)\.? $"
)
_PART_OF_A_WORD = re.compile(
    r"(?!(?:fps|kg|km|mph|ft|mm|cm|p|K)\b)\w|[:/]\d|\.\d|-\d(?!\d* ?(?:per|%))|,? ?[ap]\.?m\b"
    r"| (?:GMT|UTC|CES?T|[ECMP][SD]?T|BST|JST|KST|(?:[A-Z]?[a-z]+ )?time)\b"
)
_IDIOM = re.compile(r"(?<=\bthird)[ -]part(?:y|ies)\b|(?<=\bfifth) (?:amendment|avenue)\b|(?<=\bzero) ", re.IGNORECASE)
_EMERGENCY = frozenset({"911", "999", "112"})
_NEAR = 40  # characters before a number that tell what it is
_FAR = 0.15  # how far a number has to be off to be wrong behind "about"


def _free(sentence: str, context: Context) -> Iterator[Quantity]:
    """The numbers of a sentence that are no part of a date, a time of day or a name."""
    taken = [
        (found.start, found.end)
        for found in find_dates(sentence, context.published)
        if found.kind is not Kind.DURATION or not found.text[0].isalnum()
    ]
    for number in quantities(sentence):
        inside = any(start < number.end and number.start < end for start, end in taken)
        if not inside and not _is_name(sentence, number) and number.value > 1:
            yield number


def _is_name(sentence: str, number: Quantity) -> bool:
    """Whether a number is part of a title, a score, an hour, a code or an idiom."""
    before = sentence[max(0, number.start - _NEAR) : number.start]
    if sentence[number.start : number.end] in _EMERGENCY or before.endswith((":", "/", "'", "’")):
        return True
    if _PART_OF_A_WORD.match(sentence, number.end) or _IDIOM.match(sentence, number.end):
        return True
    numbered = _NUMBERED.search(before)
    if numbered is None or numbered["name"] is None:
        return numbered is not None
    opens = number.start < _NEAR and not before[: numbered.start()].strip()
    return not (opens and (fold(numbered["name"]) in FUNCTION_WORDS or numbered["name"].endswith("ly")))


def _is_other(sentence: str, number: Quantity, value: float, context: Context) -> bool:
    """Whether a value is false where the sentence has this number: neither shown nor implied, and not absurd."""
    before, old = sentence[max(0, number.start - _NEAR) : number.start], number.value
    if value <= 1 or value == old or context.shows_number(value) or _is_implied(before, old, value):
        return False
    age = _YEARS_OLD.match(sentence, number.end) is not None or _AGED.search(before) is not None
    size = sentence[number.end : number.end + 1].isalpha()  # as in "1080p"
    share = number.unit == "%" or _SHARE_FROM.match(sentence, number.end) is not None
    absurd = (share and value > 100 >= old) or (age and not old / 2 < value < min(2 * old, 100))
    if absurd or (size and not old / 3 < value < old * 3):
        return False
    rough = number.rounding is not Rounding.NONE or _ROUGHLY.search(before) is not None
    return not rough or abs(value - old) > _FAR * old


def _is_implied(before: str, old: float, value: float) -> bool:
    """Whether "more than" or "up to" makes a value true where another one is: more than 200 are more than 150."""
    return bool((_AT_LEAST.search(before) and value < old) or (_AT_MOST.search(before) and value > old))


def _digit_variants(written: str, rng: Random) -> list[str]:
    """Other values as a slip of the pen or of memory has them, in the same spelling, in random order."""
    digits = [i for i, character in enumerate(written) if character.isdigit()]
    found: list[str] = []
    for i, j in pairwise(digits):
        if written[i] != written[j] and not (i == 0 and written[j] == "0"):
            found.append(written[:i] + written[j] + written[i + 1 : j] + written[i] + written[j + 1 :])
    place = rng.choice(digits)
    others = [digit for digit in "123456789" if digit != written[place]]
    found.append(written[:place] + rng.choice(others) + written[place + 1 :])
    found += [_scaled(written, factor) for factor in (0.1, 0.5, 0.75, 0.9, 1.1, 1.25, 1.5, 2, 10)]
    return rng.sample(found, len(found))


def _scaled(written: str, factor: float) -> str:
    """A multiple with as many decimals, thousands and round digits as the number had."""
    plain = written.replace(",", "")
    decimals = len(plain.partition(".")[2])
    zeros = 0 if decimals else len(plain) - len(plain.rstrip("0"))
    unit = 10.0 ** (zeros - 1 if zeros > 1 else 0)
    value = float(plain) * factor
    rounded = round(value, decimals) if decimals else round(value / unit) * unit
    if decimals:
        return f"{rounded:,.{decimals}f}" if "," in written else f"{rounded:.{decimals}f}"
    return f"{int(rounded):,}" if "," in written else str(int(rounded))


def _digits_changed(sentence: str, number: Quantity, context: Context, rng: Random) -> str | None:
    match = _DIGITS.search(sentence, number.start, number.end)
    if match is None:
        return None
    written = match[0].rstrip(",")
    for new in _digit_variants(written, rng):
        value = float(new.replace(",", ""))
        factor = number.value / float(written.replace(",", "") or "1")
        if new[0] != "," and _is_other(sentence, number, value * factor, context):
            return spliced(sentence, match.start(), match.start() + len(written), new)
    return None


def _with(accepts: Callable[[str, Quantity], bool]) -> Mutator:
    """A mutator of the digits of one of the numbers that are accepted by how they are written."""

    def mutate(sentence: str, context: Context, rng: Random) -> str | None:
        fitting = [
            number for number in _free(sentence, context) if accepts(sentence[number.start : number.end], number)
        ]
        for number in rng.sample(fitting, len(fitting)):
            if mutated := _digits_changed(sentence, number, context, rng):
                return mutated
        return None

    return mutate


def _is_money(written: str, number: Quantity) -> bool:
    return number.unit not in {"", "%", "ordinal"} or written[:1] in {"$", "€", "£"}


in_digits = _with(lambda written, number: written[:1].isdigit() and number.unit == "")
"""Another number where one stands in digits: "28 people", "449,000"."""

percentage = _with(lambda written, number: written[:1].isdigit() and number.unit == "%")
"""Another percentage."""

money = _with(_is_money)
"""Another amount of money."""


def written_out(sentence: str, context: Context, rng: Random) -> str | None:
    """Another number where one is written out: "eight", "the fifth", "a third of"."""
    found = [*_spelled(sentence, context), *((*match.span(), _FRACTIONS) for match in _FRACTION.finditer(sentence))]
    for start, end, others in rng.sample(found, len(found)):
        old = sentence[start:end]
        if fitting := [other for other in others if _is_false(sentence, (start, end), other, context)]:
            new = rng.choice(fitting)
            new = new.upper() if old.isupper() else new.capitalize() if old[0].isupper() else new
            return spliced(sentence, start, end, new)
    return None


def _spelled(sentence: str, context: Context) -> Iterator[tuple[int, int, Sequence[str]]]:
    """Where a number is written out, and the words for numbers near it."""
    for number in _free(sentence, context):
        written = sentence[number.start : number.end].lower()
        row = next((row for row in (_SPELLED, _TENS, _RANKS) if written in row), None)
        if row is not None and _stands_free(sentence, number):
            place = row.index(written)
            yield number.start, number.end, row[max(0, place - 5) : place + 6]


def _stands_free(sentence: str, number: Quantity) -> bool:
    before, after = word_before(sentence, number.start), sentence[number.end :]
    return (before is None or before.folded not in {"or", "one"}) and not re.match(r"[ -](?:or|half|thirds?)\b", after)


def _is_false(sentence: str, span: tuple[int, int], new: str, context: Context) -> bool:
    own = sentence[slice(*span)].lower().replace("one", "a").replace("-", " ")
    if new.replace("-", " ") == own or new in context.folded:
        return False
    if (match := next(iter(quantities(f"{new} of")), None)) is None:
        return True  # a half, which is no quantity of its own
    old = next(iter(quantities(f"{sentence[slice(*span)]} of")), None)
    implied = old is not None and _is_implied(sentence[: span[0]], old.value, match.value)
    return not implied and not context.shows_number(match.value)


def magnitude(sentence: str, context: Context, rng: Random) -> str | None:
    """Another magnitude: "million" for "billion"."""
    found: list[str] = []
    for number in _free(sentence, context):
        for match in _SCALE.finditer(sentence, number.start, number.end):
            new = _OTHER_SCALE[match[0]]
            mutated = spliced(sentence, *match.span(), new)
            changed = next((q for q in quantities(mutated) if q.start == number.start), None)
            if changed and _is_other(sentence, number, changed.value, context):
                found.append(mutated)
    return rng.choice(found) if found else None

"""Numbers and years in words and digits, read from tokens."""

from fractions import Fraction

from pipeline.dates.lexicon import WORDS

_VAGUE = frozenset(word for word, (name, _) in WORDS.items() if name == "vague")
_GLUE = frozenset(("and", "-", "of", "a", "an", "the"))
_TEENS_AND_TENS = frozenset(range(10, 100))


def number(words: list[str]) -> Fraction | None:
    """The value of "two", "twenty-one", "a hundred and five", "2.5", "two and a half", "a couple of"; None where vague.

    Ordinals count as their numbers, so that a day may be read too: "twenty-first", "21st".
    """
    if any(word in _VAGUE for word in words):
        return None
    total, current, seen = Fraction(0), Fraction(0), False
    for word in words:
        if word in _GLUE:
            continue
        value = _value(word)
        seen = True
        if word == "half":
            current += Fraction(1, 2)
        elif word == "thousand":
            total, current = total + max(current, Fraction(1)) * 1000, Fraction(0)
        elif word in ("hundred", "dozen"):
            current = max(current, Fraction(1)) * value
        else:
            current += value
    return total + current if seen else Fraction(1)


def _value(word: str) -> Fraction:
    if word[:1].isdigit():
        digits = word.rstrip("stndrh").replace(",", "")
        whole, _, decimals = digits.partition(".")
        return Fraction(int(whole[:9])) + (
            Fraction(int(decimals[:4]), 10 ** len(decimals[:4])) if decimals[:4].isdigit() else 0
        )
    return Fraction(WORDS[word][1]) if word in WORDS else Fraction(0)


def day_number(words: list[str]) -> int | None:
    """The day of a month that the words name, or None where there is no such day."""
    if len(words) == 1 and words[0].isdigit():
        return int(words[0]) if 1 <= int(words[0]) <= 31 else None
    value = number(words)
    return int(value) if value is not None and value.denominator == 1 and 1 <= value <= 31 else None


def year_number(words: list[str]) -> int | None:
    """The year that the words name: "2024", "nineteen seventy-eight", "two thousand and eighteen"."""
    if len(words) == 1 and words[0].isdigit():
        return int(words[0])
    values = [int(_value(word)) for word in words if word not in _GLUE]
    if "thousand" in words or "hundred" in words:
        spelled = number(words)
        year = int(spelled) if spelled is not None else 0
    elif len(values) >= 2 and values[0] in _TEENS_AND_TENS:
        century = values[0] + (values.pop(1) if values[0] >= 20 and 0 < values[1] < 10 and len(values) > 2 else 0)
        year = century * 100 + sum(values[1:])
        if sum(values[1:]) >= 100 or len(values) > 3:
            return None
    else:
        return None
    return year if 1000 <= year <= 2999 else None

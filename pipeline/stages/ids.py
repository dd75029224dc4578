"""Ids: opaque, given once, the same for the same content; and places, which sort and have room for others between."""

import hashlib

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def new_id(kind: str, *parts: str) -> str:
    """An id for something of a kind, made from what it is: same inputs, same bytes."""
    digest = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{kind}{digest[:10]}"


def unique(wanted: str, taken: set[str]) -> str:
    """The id, or the next free one where two things of the same content stand in one digest; notes it as taken."""
    number, free = 2, wanted
    while free in taken:
        free = f"{wanted}-{number}"
        number += 1
    taken.add(free)
    return free


def spread(count: int) -> list[str]:
    """So many places, ascending, with room around each of them."""
    width = 2
    while len(_DIGITS) ** width <= count:
        width += 1
    return [_written((number + 1) * len(_DIGITS) ** width // (count + 1), width) for number in range(count)]


def _written(number: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits


def between(low: str, high: str) -> str:
    """A place behind `low` and before `high`; where there is none, or nothing is `high`, one behind `low`.

    Places are compared as strings of small letters and digits, as fractions are digit by digit.
    """
    bound: str | None = high if low < high else None
    place = ""
    while True:
        at = len(place)
        least = _digit(low, at)
        most = len(_DIGITS) if bound is None else _digit(bound, at)
        if most - least > 1:
            return place + _DIGITS[(least + most) // 2]
        if bound is not None and at >= max(len(low), len(bound)):
            return between(low, "")  # nothing sorts between "5" and "50"
        place += _DIGITS[least]
        bound = bound if most == least else None


def _digit(place: str, at: int) -> int:
    digit = _DIGITS.find(place[at]) if at < len(place) else 0
    return max(digit, 0)

"""Quantities: numbers as they are told, and when one shows another.

Writers round: "nearly a third" for 32.6%, "$3.3 billion" for 3.27. What a claim's own words allow is no error.
"""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

_CLOSE = 0.05
"""How far a fraction or ratio may lie from the figure that it tells, as a share of it: 34% is "a third"."""
_ABOUT = 0.1
_MOST_OVER, _MOST_UNDER = 0.5, 0.25
"""How far "more than" and "nearly" may lie from the figure that they tell, as a share of the number told."""
_BEYOND = 0.2
"""How far a share may lie beyond one that "more than" is said of, as a share of it: 57% is "more than half"."""
_ROUND = 0.05
"""The last digit that was written, as a share of the number, at which it counts as rounded rather than as wrong."""

_ERROR = 1e-9
"""By what share of it a figure that was reckoned may be off."""


class Rounding(StrEnum):
    """What the words before a number say of how exact it is."""

    NONE = "none"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


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

    is_ratio: bool = False
    """Whether it is told as a fraction or a ratio, which is never exact: "a third", "one in twelve"."""

    def tells_any(self, figures: Sequence[float]) -> bool:
        """Whether one of some figures, which are in order, is told fairly by this quantity."""
        least, most = self.reach
        return any(map(self.tells, figures[bisect_left(figures, least) : bisect_right(figures, most)]))

    @property
    def reach(self) -> tuple[float, float]:
        """The least and the greatest figure that it may tell fairly: none beyond them does."""
        size = abs(self.value)
        rounded = self._rounded if self.rounding is Rounding.NONE else min(self.significant, _MOST_OVER * size)
        reach = max(_BEYOND * size if self.is_ratio else 0.0, rounded) + 2 * _ERROR * size
        return self.value - reach, self.value + reach

    @property
    def _rounded(self) -> float:
        """How far off it may be where no words say so: "$3.3 billion" for 3.27, but not "30 people" for 28."""
        return self.significant / 2 if self.significant <= _ROUND * abs(self.value) else 0.0

    def shows(self, other: "Quantity") -> bool:
        """Whether this quantity, found in a source, shows the other, found in a claim, rounded as the claim says."""
        if self.unit != other.unit and "" not in (self.unit, other.unit):
            return False
        return self.value == other.value or other.tells(self.value)

    def tells(self, value: float) -> bool:
        """Whether a figure of this value is told fairly by this quantity."""
        if math.isclose(value, self.value, rel_tol=_ERROR):
            return True
        over, size = value - self.value, abs(self.value)
        loose = _CLOSE * size if self.is_ratio else 0.0
        match self.rounding:
            case Rounding.ABOUT:
                return abs(over) <= max(2 * loose, min(self.significant, _ABOUT * abs(value)))
            case Rounding.OVER:
                most = _BEYOND * size if self.is_ratio else min(self.significant, _MOST_OVER * size)
                return -loose / 2 <= over <= max(loose, most)
            case Rounding.UNDER:
                return -loose / 2 <= -over <= max(loose, min(self.significant, _MOST_UNDER * size))
            case Rounding.NONE:
                return abs(over) <= max(loose, self._rounded)


class Figures:
    """The numbers of some source, to look up whether one of them shows a number."""

    def __init__(self, found: Iterable[Quantity]) -> None:
        by_unit: defaultdict[str, set[float]] = defaultdict(set)
        for quantity in found:
            by_unit[quantity.unit].add(quantity.value)
        self._by_unit = {unit: sorted(values) for unit, values in by_unit.items()}

    def show(self, number: Quantity) -> bool:
        """Whether any of them shows a number of a claim, as `Quantity.shows` has it."""
        return any(
            number.tells_any(values)
            for unit, values in self._by_unit.items()
            if unit == number.unit or "" in (unit, number.unit)
        )

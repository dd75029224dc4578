"""Stretches of a text, to look up whether one of them holds some words, in time that hardly grows with their number."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Spans:
    """Stretches of a text by their first offset and the one behind their last; they may overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))
        """The end that a span or any that starts before it reaches."""

    def hold(self, start: int, end: int) -> bool:
        """Whether one of them holds all from `start` to `end`."""
        begun = bisect_right(self._starts, start)
        return begun > 0 and self._furthest[begun - 1] >= end

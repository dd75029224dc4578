"""The score of a claim: how likely a careful reader would find that its evidence says all of it.

A logistic model over how much of the claim stands in few passages and over what was found against it. Its coefficients
are fitted by `python -m benchmarks.support --fit` on WiCE (Kamoi et al., 2023), claims of Wikipedia against the pages
they cite, where only a claim that is supported as a whole counts as one.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.domain.support import Reason

EVEN = 0.5
"""From this score on a claim is likelier supported than not."""

_MOST = 2  # findings of a kind beyond these make no difference
_OTHER_HARD, _OTHER_SOFT = -1.5, -0.4
"""What findings weigh that the data has too few of to fit."""


class Signals(NamedTuple):
    """What the score rests on: the focus of the coverage, and the number of hard findings of the commonest kinds."""

    focus: float
    numbers: int
    names: int
    dates: int


class Model(NamedTuple):
    """The coefficients of the logistic model, in the order of the signals."""

    intercept: float
    weights: tuple[float, float, float, float]


FITTED = Model(-1.76, (3.4, -1.72, -1.29, -1.64))


def signals(focus: float, reasons: Sequence[Reason]) -> Signals:
    """The signals of a claim; two findings of a kind are as bad as more."""
    counts = Counter(reason.kind for reason in reasons if reason.hard)
    return Signals(focus, *(min(_MOST, counts[kind]) for kind in ("number", "name", "date")))


def score(focus: float, reasons: Sequence[Reason], model: Model = FITTED) -> float:
    """From 0 to 1. `focus` is the share of the claim that stands in the three most telling passages."""
    odds = model.intercept + sum(w * x for w, x in zip(model.weights, signals(focus, reasons), strict=True))
    others = [reason for reason in reasons if reason.kind not in {"number", "name", "date", "coverage"}]
    odds += sum(_OTHER_HARD if reason.hard else _OTHER_SOFT for reason in others[:_MOST])
    return round(1 / (1 + math.exp(-odds)), 3)

"""What a composition is: words around a smaller expression, and the meaning that they make with it."""

import re
from collections.abc import Callable
from typing import NamedTuple

from pipeline.dates.grammar import Match, rule
from pipeline.dates.meanings import Meaning
from pipeline.domain.dates import Precision

Compose = Callable[[Match, Meaning], Meaning | None]
"""Builds a meaning from the words matched and the meaning beside them; None where they make none."""


class Composition(NamedTuple):
    """A pattern of the words beside an expression, and what they build with it."""

    pattern: re.Pattern[str]
    build: Compose


def composition(pattern: str, build: Compose) -> Composition:
    """A composition whose pattern may use the grammar's macros, such as {MONTH}."""
    return Composition(rule(pattern, lambda _: None).pattern, build)


def is_of(meaning: Meaning, *precisions: Precision) -> bool:
    """Whether the meaning is read with one of these precisions."""
    return meaning.granularity in precisions


def rank_of(meaning: Meaning) -> int:
    """The rank of the precision that the meaning is read with, -1 where it is no date."""
    precision = meaning.granularity
    return precision.rank if precision else -1

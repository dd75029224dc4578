"""What a mutator may know beside its sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from random import Random

from benchmarks.mutating.casting import Cast
from pipeline.dates import TimeExpression, find_dates
from pipeline.text.fold import fold
from pipeline.text.numbers import Quantity, quantities
from pipeline.text.places import place_of
from pipeline.text.words import content_stems, words

_NOBODY = Cast()


@dataclass(frozen=True, eq=False)
class Context:
    """The evidence of a sentence, and the names and sentences around it, from which realistic faults are made."""

    evidence: str
    published: datetime | date | None = None
    """When the cited article was published."""

    cited: Cast = _NOBODY
    """Whom the cited articles name."""

    story: Cast = _NOBODY
    """Whom the whole story names."""

    elsewhere: Cast = _NOBODY
    """Whom other stories name."""

    uncited: tuple[str, ...] = ()
    """Clauses of the story's articles that are not cited."""

    unrelated: tuple[str, ...] = ()
    """Clauses of other stories."""

    vocabulary: str = ""
    """The story's sentences, which tell how its words are written."""

    @cached_property
    def folded(self) -> str:
        """The evidence in small letters."""
        return fold(self.evidence)

    @cached_property
    def words(self) -> frozenset[str]:
        """The folded words of the evidence, without full stops."""
        return frozenset(word.folded.replace(".", "") for word in words(self.evidence))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its content words."""
        return frozenset(content_stems(self.evidence))

    @cached_property
    def places(self) -> frozenset[str]:
        """The countries that it names, or whose people."""
        return frozenset(place for word in self.words if (place := place_of(word)))

    @cached_property
    def numbers(self) -> tuple[Quantity, ...]:
        """Its numbers."""
        return quantities(self.evidence)

    @cached_property
    def dates(self) -> tuple[TimeExpression, ...]:
        """Its time expressions."""
        return find_dates(self.evidence, self.published)

    def shows_number(self, value: float) -> bool:
        """Whether the evidence has a number that a reader would take for this one."""
        return any(abs(number.value - value) <= 1e-6 * max(abs(value), 1) for number in self.numbers)


Mutator = Callable[[str, Context, Random], str | None]
"""Puts one fault into a sentence; None where the sentence has no place for it."""

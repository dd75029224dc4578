"""The kinds of fault, and how many of each a checker has to catch."""

from typing import NamedTuple

from benchmarks.mutating import clauses, comparisons, dates, modality, negation, numbers, quoting, superlatives, swaps
from benchmarks.mutating.context import Mutator


class Kind(NamedTuple):
    """A kind of fault."""

    name: str
    title: str
    mutator: Mutator
    group: str
    """The kinds that are summed up in one row."""

    target: float
    """The share that a checker should catch."""


KINDS = (
    Kind("number", "another number, in digits", numbers.in_digits, "numbers", 0.98),
    Kind("number-written-out", "another number, written out", numbers.written_out, "numbers", 0.98),
    Kind("percentage", "another percentage", numbers.percentage, "numbers", 0.98),
    Kind("money", "another amount of money", numbers.money, "numbers", 0.98),
    Kind("magnitude", "another magnitude (million, billion)", numbers.magnitude, "numbers", 0.98),
    Kind("day", "another day of the month", dates.day, "dates", 0.98),
    Kind("month", "another month", dates.month, "dates", 0.98),
    Kind("year", "another year", dates.year, "dates", 0.98),
    Kind("weekday", "another day of the week", dates.weekday, "dates", 0.98),
    Kind("unit-of-time", "another unit (last week, last month)", dates.unit, "dates", 0.98),
    Kind("told-finer", "a date told finer than it is known", dates.told_finer, "dates", 0.98),
    Kind("quoted-word", "a word of a quotation changed", quoting.word_changed, "quoted-word", 0.98),
    Kind("person", "another person", swaps.person, "names and places", 0.95),
    Kind("organisation", "another organisation", swaps.organisation, "names and places", 0.95),
    Kind("place", "another place", swaps.place, "names and places", 0.95),
    Kind("speaker", "a quotation given to somebody else", quoting.speaker_changed, "speaker", 0.80),
    Kind("negation-added", "a negation added", negation.added, "negation-added", 0.80),
    Kind("negation-lost", "a negation lost", negation.lost, "negation-lost", 0.80),
    Kind("superlative", "first, only, record, largest added", superlatives.added, "superlative", 0.80),
    Kind("modality", "may, alleged or planned told as fact", modality.made_fact, "modality", 0.80),
    Kind("comparison", "a comparison turned round", comparisons.turned_round, "comparison", 0.80),
    Kind("clause", "a clause added from an article not cited", clauses.added, "clause", 0.80),
)

"""Lengths of time: "two weeks", "three hours and 54 minutes", "decades-long", "for years"."""

from fractions import Fraction

from pipeline.dates.away import Away
from pipeline.dates.counting import PRECISIONS, steps, unit_of
from pipeline.dates.grammar import Match, Rule, rule
from pipeline.dates.meanings import Meaning
from pipeline.dates.spans import Length, LengthAhead
from pipeline.dates.timex import duration_value

_MOST_OF_A_FINER = 100
"""No more of a finer unit stand behind a coarser one: "a year and 2,500 hours" are two lengths."""


def _length(match: Match) -> Meaning | None:
    """As in "two weeks", "a year", "five-year"; "in two weeks" in a clause that looks ahead is a date."""
    tokens, unit = match.tokens, unit_of(match)
    if not (_is_counted(match) if match.has("number") else _is_single(match)):
        return None
    count = match.number() if match.has("number") else Fraction(1)
    length = Length(duration_value(count, unit))
    ahead = tokens.is_class(match.start - 1, "in") and not tokens.is_class(match.end, "hyphen", "after", "before")
    moved = steps(count, unit) if count is not None and ahead and unit in PRECISIONS else None
    return LengthAhead(length, Away(*moved, PRECISIONS[unit])) if moved else length


def _is_counted(match: Match) -> bool:
    """Whether the number counts the unit, unlike "the 2018-2019 school year", "a second" and "three quarters"."""
    tokens, at = match.tokens, match.at("unit")
    if tokens.is_class(match.at("number"), "year4") and tokens.is_class(at, "unit"):
        return False
    ordinal = tokens.is_class(at, "second") and not tokens.is_class(at - 1, "hyphen", "small")
    return not ordinal and unit_of(match) != "quarter"


def _is_single(match: Match) -> bool:
    """Whether "a" and a unit are a length, unlike "a second car", "a quarter of"."""
    tokens, at = match.tokens, match.at("unit")
    part = unit_of(match) == "quarter" and tokens.is_class(match.end, "of", "hyphen")
    return not part and not tokens.is_class(at, "second", "units")


def _whole_length(match: Match) -> Meaning | None:
    """As in "closed all week"."""
    unit = unit_of(match)
    return Length(duration_value(Fraction(1), unit)) if unit in {"day", "week", "month", "year"} else None


def _half(match: Match) -> Meaning | None:
    """As in "half an hour", "half-hour"."""
    return Length(duration_value(Fraction(1, 2), unit_of(match)))


def _and_a_half(match: Match) -> Meaning | None:
    """As in "a year and a half"."""
    return Length(duration_value(Fraction(3, 2), unit_of(match)))


def _some_units(match: Match) -> Meaning | None:
    """As in "for years", "decades-long", "days of rain": a plural with something that makes it a length of time."""
    unit, tokens = unit_of(match), match.tokens
    if unit == "quarter" or (unit == "hour" and tokens.is_class(match.start - 1, "after")):
        return None  # "three quarters of the votes", "after-hours trading"
    return Length(duration_value(None, unit_of(match)))


def _long(match: Match) -> Meaning | None:
    """As in "month-long", "year-old"."""
    return Length(duration_value(Fraction(1), unit_of(match)))


def _undetermined(match: Match) -> Meaning | None:
    del match
    return Length("PXD")


def _compound(match: Match) -> Meaning | None:
    """As in "two years and six months", "three hours and 54 minutes"."""
    groups = [("number", "unit"), ("number2", "unit2"), ("number3", "unit3")]
    values = [
        duration_value(match.number(number) if match.has(number) else Fraction(1), unit_of(match, unit))
        for number, unit in groups
        if match.has(unit)
    ]
    units = "".join(value[-1] for value in values)
    mixed = len({value.startswith("PT") for value in values}) == 2 and not units.startswith("DH")
    overflowing = match.has("number2") and match.value("number2") >= _MOST_OF_A_FINER
    if len(set(units)) < len(units) or mixed or overflowing or any("X" in value for value in values):
        return None
    dates = "".join(value[1:] for value in values if not value.startswith("PT"))
    times = "".join(value[2:] for value in values if value.startswith("PT"))
    return Length(f"P{dates}T{times}" if times else f"P{dates}")


DURATION_RULES: tuple[Rule, ...] = (
    rule(
        "(?:{NUMBER}|<a>)(?P<unit><unit|units>)(?:<comma>?<and>?(?P<number2><small|number|numword|tens>)|<and>(?P<a2><a>))"
        "(?P<unit2><unit|units>)(?:<comma>?<and>?(?P<number3><small|number|numword|tens>)(?P<unit3><unit|units>))?",
        _compound,
    ),
    rule("<a>?<half><hyphen>?<a>?(?P<unit><unit>)", _half),
    rule("<a>(?P<unit><unit>)<and><a><half>", _and_a_half),
    rule("(?<=<for|in|within|over|after|of|than|before|lasting>)(?P<unit><units>)", _some_units),
    rule("(?P<unit><units>)(?=<or><other>?<units>)", _some_units),
    rule("(?:(?<=<units><or>)|(?<=<units><or><other>))(?P<unit><units>)", _some_units),
    rule("(?P<unit><units>)(?:<hyphen><long|old>|(?=<after|before|of>))", _some_units),
    rule("(?P<unit><unit>)<hyphen><long|old>", _long),
    rule("<a><undetermined>(?:<period>(?:<of><time>)?|<time>)", _undetermined),
    rule("<all>(?P<unit><unit>)", _whole_length),
    rule("(?:<a>|{NUMBER})<hyphen>?{UNIT}(?:<hyphen><old|long>|<old>)?", _length),
)

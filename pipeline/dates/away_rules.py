"""Dates at a distance: "two weeks ago", "three days later", "the night before", "in ten days' time"."""

from fractions import Fraction

from pipeline.dates.away import About, Away, MoreThan
from pipeline.dates.counting import PRECISIONS, steps, unit_of
from pipeline.dates.expression import Boundary
from pipeline.dates.grammar import Match, Rule, rule
from pipeline.dates.lexicon import PARTS_OF_DAY, words
from pipeline.dates.meanings import Meaning
from pipeline.dates.parts import TimeOfDay
from pipeline.dates.relative import RecentPast, Shifted, Unresolved
from pipeline.dates.timex import FUTURE_REF, PAST_REF, UNKNOWN
from pipeline.domain.dates import Precision

_HALVES = {"century": Precision.YEAR, "decade": Precision.YEAR, "year": Precision.MONTH, "month": Precision.WEEK}
"""The precision that half of a unit is told with."""


_LONGER = words("more over")


_SHORTER = words("less fewer under")


_ROUGHLY = words("about around some roughly approximately nearly almost")


def _neighbour(match: Match) -> Meaning | None:
    """As in "the day before", "a year earlier", unless an event follows that it is counted from."""
    tokens, unit = match.tokens, unit_of(match)
    after = tokens.word(match.end)
    side = -1 if match.tokens.is_class(match.end - 1, "before", "earlier", "previous") else 1
    if match.tokens.is_class(match.end - 1, "before", "after") and (after[:1].isalnum() or after in {'"', "'"}):
        return None
    return Shifted(PRECISIONS[unit], side, from_antecedent=True) if unit in PRECISIONS else None


def _neighbouring_part(match: Match) -> Meaning | None:
    """As in "the night before"."""
    after = match.tokens.word(match.end)
    if after[:1].isalnum() or after in {'"', "'"}:
        return None
    side = -1 if match.tokens.is_class(match.end - 1, "before") else 1
    return TimeOfDay(Shifted(Precision.DAY, side, from_antecedent=True), f"T{PARTS_OF_DAY[match.value('part')]}")


def _ago(match: Match) -> Meaning | None:
    """As in "two weeks ago", "1 month and 21 days ago"; vague counts are references."""
    away = _moved(match, -1)
    if not isinstance(away, Away):
        return away
    tokens, start = match.tokens, match.start
    compared = tokens.word(start - 2) if tokens.word(start - 1) == "than" else tokens.word(start - 1)
    if compared in _LONGER:
        return MoreThan(away, Boundary.BEFORE)
    if compared in _SHORTER:
        return MoreThan(away, Boundary.AFTER)
    either = tokens.is_class(start - 1, "or", "to", "hyphen") and tokens.is_class(start - 2, "small", "numword")
    return About(away) if compared in _ROUGHLY or match.has("so") or either else away


def _and_a_half_ago(match: Match) -> Meaning | None:
    """As in "a year and a half ago": the months matter, and are about right."""
    unit = unit_of(match)
    count = (match.number() if match.has("number") else Fraction(1)) or Fraction(1)
    return _fraction_ago(count + Fraction(1, 2), unit)


def _half_ago(match: Match) -> Meaning | None:
    """As in "half a century ago"."""
    return _fraction_ago(Fraction(1, 2), unit_of(match))


def _fraction_ago(count: Fraction, unit: str) -> Meaning | None:
    moved, precision = steps(-count, unit), _HALVES.get(unit)
    if moved is None:
        return None
    return (
        About(Away(*moved, precision)) if precision is not None else Away(*moved, PRECISIONS.get(unit, Precision.DAY))
    )


def _from_now(match: Match) -> Meaning | None:
    return _moved(match, 1)


def _later(match: Match) -> Meaning | None:
    """As in "three days later": from the date told last."""
    side = -1 if match.tokens.is_class(match.end - 1, "earlier", "before", "previous") else 1
    after = match.tokens.word(match.end)
    if match.tokens.is_class(match.end - 1, "before", "after") and (after[:1].isalnum() or after in {'"', "'"}):
        return None
    if after == "than":  # "a year later than planned"
        return None
    return _moved(match, side, anaphoric=True)


def _moved(match: Match, side: int, *, anaphoric: bool = False, start: Meaning | None = None) -> Meaning | None:
    months = days = 0
    finest: Precision | None = None
    for number_group, unit_group in (("number", "unit"), ("number2", "unit2"), ("number3", "unit3")):
        if not match.has(unit_group):
            continue
        unit = unit_of(match, unit_group)
        count = match.number(number_group) if match.has(number_group) else Fraction(1)
        if count is None or unit == "weekend":
            return RecentPast() if side < 0 and not anaphoric else Unresolved(UNKNOWN[Precision.DAY])
        moved = steps(side * count, unit)
        if moved is None:
            return Unresolved(PAST_REF if side < 0 else FUTURE_REF)
        months, days = months + moved[0], days + moved[1]
        precision = PRECISIONS.get(unit, Precision.DAY)
        finest = precision if finest is None or precision.rank < finest.rank else finest
    return Away(months, days, finest or Precision.DAY, start, anaphoric)


def _from_day(match: Match) -> Meaning | None:
    """As in "two days from tomorrow", "two days before yesterday"."""
    side = -1 if match.tokens.is_class(match.at("way"), "before") else 1
    return _moved(match, side, start=Shifted(Precision.DAY, match.value("day")))


_ONE = r"(?:<a>|{NUMBER}){UNIT}"


_MORE = (
    r"(?:<comma>?<and>?(?P<number2><small|number|numword|tens|a>)(?P<unit2><unit|units>)"
    r"(?:<comma>?<and>?(?P<number3><small|number|numword|tens|a>)(?P<unit3><unit|units>))?)?"
)


_LENGTH = _ONE + _MORE


AWAY_RULES: tuple[Rule, ...] = (
    rule("<the>(?P<unit><unit>)<before|after|earlier|later|previous>", _neighbour),
    rule("<the>(?P<part><part>)<before|after>", _neighbouring_part),
    rule(_LENGTH + "(?P<so><or><so>)?<ago>", _ago),
    rule("(?:<a>|{NUMBER})(?P<unit><unit|units>)<and>(?P<number2><a><half>)<ago>", _and_a_half_ago),
    rule("<half><a>(?P<unit><unit>)<ago>", _half_ago),
    rule("(?P<unit><unit>)<hyphen><ago>", _ago),
    rule(_LENGTH + "<from><now>", _from_now),
    rule(_ONE + "(?:<possessive>|(?<=<units>)<mark>)<time>", _from_now),
    rule(_LENGTH + "<earlier|later|before|after|previous>", _later),
    rule(_LENGTH + "(?P<way><from|after|before>)(?P<day><deictic>)", _from_day),
)

"""Finding the time expressions of an English text and resolving them in order."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from pipeline.dates.anniversaries import ANNIVERSARY_RULES
from pipeline.dates.away_rules import AWAY_RULES
from pipeline.dates.calendar_rules import CALENDAR_RULES
from pipeline.dates.composing import compose
from pipeline.dates.counting import PRECISIONS, unit_of
from pipeline.dates.duration_rules import DURATION_RULES
from pipeline.dates.expression import TimeExpression
from pipeline.dates.grammar import Candidate, Chart, Match, Rules, rule
from pipeline.dates.habits import as_habit
from pipeline.dates.meanings import Meaning, Name
from pipeline.dates.named import FiscalYear
from pipeline.dates.numeric_rules import NUMERIC_RULES
from pipeline.dates.recurring_rules import RECURRING_RULES
from pipeline.dates.reference_rules import REFERENCE_RULES
from pipeline.dates.relative import Shifted, Unresolved
from pipeline.dates.relative_rules import RELATIVE_RULES
from pipeline.dates.resolving import Resolver
from pipeline.dates.spans import Range
from pipeline.dates.tense import Clauses
from pipeline.dates.timex import PRESENT_REF
from pipeline.dates.tokens import Tokens, compile_pattern
from pipeline.dates.year_rules import YEAR_RULES
from pipeline.domain.dates import Precision


def _this_unit(match: Match) -> Meaning | None:
    """As in "the year" in "the end of the year": the one of publication."""
    unit, named = unit_of(match), match.has("the")
    if match.has("fiscal"):
        return FiscalYear(None) if unit == "year" else None
    if unit not in PRECISIONS or (unit in {"decade", "century"} and not named):  # "mid-century" is a style
        return None
    return Shifted(PRECISIONS[unit], 0)


_RULES = Rules(
    *CALENDAR_RULES,
    *YEAR_RULES,
    *NUMERIC_RULES,
    *RELATIVE_RULES,
    *AWAY_RULES,
    *ANNIVERSARY_RULES,
    *RECURRING_RULES,
    *DURATION_RULES,
    *REFERENCE_RULES,
    alone=True,
)
"""Of expressions over the same words, that of the first rule counts."""

_INNER_RULES = Rules(rule("(?P<the><the>)?(?P<fiscal><fiscal>)?(?P<unit><unit>)", _this_unit), alone=False)


def find_in_english(text: str, published: date | None) -> tuple[TimeExpression, ...]:
    """The time expressions of an English text, in order and non-overlapping."""
    tokens, found, clauses = _read(text)
    return tuple(Resolver(tokens, clauses, published).resolve(found)) if clauses else ()


@lru_cache(maxsize=32)
def _read(text: str) -> tuple[Tokens, Sequence[Candidate], Clauses | None]:
    """What a text tells before it is resolved, since a claim is resolved against each day that its evidence is of."""
    tokens = Tokens(text)
    found = tuple(_ranges(tokens, _chosen(_chart(tokens))))
    return tokens, found, Clauses(tokens) if found else None


def _chart(tokens: Tokens) -> Chart:
    chart: Chart = {}
    for rules in (_RULES, _INNER_RULES):
        for candidate in rules.candidates(tokens):
            chart.setdefault(candidate.start, []).append(candidate)
    compose(tokens, chart)
    return chart


def _chosen(chart: Chart) -> Iterator[Candidate]:
    """From left to right the longest that starts there and can stand alone; among equals the first rule's."""
    end = 0
    for start in sorted(chart):
        if start < end:
            continue
        alone = [candidate for candidate in chart[start] if candidate.alone]
        if alone:
            best = max(alone, key=lambda candidate: candidate.end)
            end = best.end
            if not isinstance(best.meaning, Name):
                yield best


def _ranges(tokens: Tokens, chosen: Iterator[Candidate]) -> Iterator[Candidate]:
    """Join points that a dash or "to" makes a range, and what stands "between … and …"."""
    held: Candidate | None = None
    for candidate in chosen:
        if held is not None and _makes_range(tokens, held, candidate):
            days = Range(_as_point(held.meaning), _as_point(candidate.meaning))
            meaning = as_habit(tokens, held.start, candidate.end, days)
            yield Candidate(held.start, candidate.end, meaning, joint=held.end)
            held = None
            continue
        if held is not None:
            yield held
        held = candidate
    if held is not None:
        yield held


def _as_point(meaning: Meaning) -> Meaning:
    """As the end of a range, "now" is a day: "between now and Nov. 15"."""
    return Shifted(Precision.DAY, 0) if meaning == _NOW else meaning


_NOW = Unresolved(PRESENT_REF)
_TO = compile_pattern("<hyphen><to><hyphen>|<hyphen|to|into|through|until>")


def _makes_range(tokens: Tokens, first: Candidate, last: Candidate) -> bool:
    points = (_as_point(first.meaning), _as_point(last.meaning))
    if any(point.granularity is None for point in points):
        return False
    if last.start - first.end == 1 and tokens.is_class(first.end, "and"):
        return tokens.is_class(first.start - 1, "between")
    return _TO.fullmatch(tokens.classes, first.end, last.start) is not None

"""Finding the time expressions of an English text and resolving them in order."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from pipeline.dates.boundaries import boundary
from pipeline.dates.calendar_rules import CALENDAR_RULES
from pipeline.dates.composing import compose
from pipeline.dates.duration_rules import DURATION_RULES
from pipeline.dates.expression import Boundary, Kind, TimeExpression
from pipeline.dates.grammar import Candidate, Chart, Match, candidates, rule
from pipeline.dates.meanings import Context, Direction, Meaning, Reading
from pipeline.dates.named import FiscalYear, MonthAndDay, MonthName
from pipeline.dates.numeric_rules import NUMERIC_RULES
from pipeline.dates.periods import Period
from pipeline.dates.relative import Shifted, Unresolved
from pipeline.dates.relative_rules import PRECISIONS, RELATIVE_RULES, unit_of
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


_INNER_RULES = (rule("(?P<the><the>)?(?P<fiscal><fiscal>)?(?P<unit><unit>)", _this_unit),)
_LIST = compile_pattern("<comma>?<and|or>|<to|hyphen>")
_REMEMBERED = 4
_MEMORY = 60  # tokens after which a date is no longer what "the previous day" means


def find_in_english(text: str, published: date | None) -> tuple[TimeExpression, ...]:
    """The time expressions of an English text, in order and non-overlapping."""
    tokens = Tokens(text)
    chosen = list(_ranges(tokens, _chosen(_chart(tokens))))
    return tuple(_resolved(tokens, chosen, published))


def _chart(tokens: Tokens) -> Chart:
    chart: Chart = {}
    for candidate in candidates(
        CALENDAR_RULES + YEAR_RULES + NUMERIC_RULES + RELATIVE_RULES + DURATION_RULES, tokens, alone=True
    ):
        chart.setdefault(candidate.start, []).append(candidate)
    for candidate in candidates(_INNER_RULES, tokens, alone=False):
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
            yield best


def _ranges(tokens: Tokens, chosen: Iterator[Candidate]) -> Iterator[Candidate]:
    """Join points that a dash or "to" makes a range, and what stands "between … and …"."""
    held: Candidate | None = None
    for candidate in chosen:
        if held is not None and _makes_range(tokens, held, candidate):
            meaning = Range(_as_point(held.meaning), _as_point(candidate.meaning))
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


def _makes_range(tokens: Tokens, first: Candidate, last: Candidate) -> bool:
    if (
        last.start - first.end != 1
        or _as_point(first.meaning).granularity is None
        or _as_point(last.meaning).granularity is None
    ):
        return False
    if tokens.is_class(first.end, "and"):
        return tokens.is_class(first.start - 1, "between")
    return tokens.is_class(first.end, "hyphen", "to", "through", "until")


@dataclass(slots=True)
class _Memory:
    """What the text has told so far."""

    told: list[tuple[int, Period]] = field(default_factory=list)
    year: int | None = None
    year_at: int = 0
    explicit: Reading | None = None

    def note(self, reading: Reading, index: int) -> None:
        """Remember a date that was told."""
        if reading.period is None or reading.kind is not Kind.POINT:
            return
        self.told.append((index, reading.period))
        if reading.explicit:
            self.year, self.year_at, self.explicit = reading.period.first.year, index, reading

    def before(self, index: int) -> tuple[Period, ...]:
        """The dates told shortly before a token, the last one first."""
        recent = self.told[-_REMEMBERED:]
        return tuple(period for at, period in reversed(recent) if index - at <= _MEMORY)


def _resolved(tokens: Tokens, chosen: list[Candidate], published: date | None) -> Iterator[TimeExpression]:
    memory, clauses = _Memory(), Clauses(tokens)
    for number, candidate in enumerate(chosen):
        following = chosen[number + 1] if number + 1 < len(chosen) else None
        context = _context(tokens, clauses, candidate, following, memory, published)
        expression, reading = _expression(tokens, candidate, context)
        memory.note(reading, candidate.start)
        yield expression


def _context(
    tokens: Tokens,
    clauses: Clauses,
    candidate: Candidate,
    following: Candidate | None,
    memory: _Memory,
    published: date | None,
) -> Context:
    context = Context(published, told=memory.before(candidate.start))
    if not candidate.meaning.floats:
        return context
    if (shared := _shared_year(tokens, candidate, following)) is not None:
        return replace(context, published=shared, direction=Direction.PAST)
    context = replace(context, direction=clauses.direction(candidate.start, candidate.end))
    if (told := _told_year(clauses, candidate, memory, context)) is not None:
        return replace(context, year=told)
    return context


def _shared_year(tokens: Tokens, candidate: Candidate, following: Candidate | None) -> date | None:
    """The date that a list's last member gives to the others: "in May and June 2024"."""
    if following is None or following.meaning.floats or not isinstance(candidate.meaning, MonthAndDay | MonthName):
        return None
    if following.meaning.granularity not in _LISTED or not _LIST.fullmatch(
        tokens.classes, candidate.end, following.start
    ):
        return None
    reading = following.meaning.read(Context(None))
    return reading.latest if reading.explicit else None


_LISTED = (Precision.DAY, Precision.MONTH)


def _told_year(clauses: Clauses, candidate: Candidate, memory: _Memory, context: Context) -> int | None:
    """The year that the sentence gives: "arrested in March 2015 and convicted in June", "In 2015, … in March".

    Without a publication date, the year told last nearby.
    """
    told = memory.explicit
    if told is None or memory.year is None or told.period is None:
        return None
    if context.published is None:
        return memory.year if candidate.start - memory.year_at <= _MEMORY else None
    first = clauses.sentence_start(candidate.start)
    if memory.year_at < first or memory.year >= context.published.year:
        return None
    if told.precision in _LISTED:
        return memory.year
    leads = told.precision is Precision.YEAR and memory.year_at - first <= 1
    return memory.year if leads else None


def _expression(tokens: Tokens, candidate: Candidate, context: Context) -> tuple[TimeExpression, Reading]:
    meaning, edge = candidate.meaning, boundary(tokens, candidate.start)
    reading = meaning.read(context)
    expression = _from_reading(tokens, candidate.start, candidate.end, reading, edge)
    if isinstance(meaning, Range):
        expression = replace(expression, ends=_ends(tokens, candidate, meaning, context))
    return expression, reading


def _ends(tokens: Tokens, candidate: Candidate, meaning: Range, context: Context) -> tuple[TimeExpression, ...]:
    middle = candidate.joint if candidate.joint is not None else _joint(tokens, candidate)
    if middle is None:
        return ()
    first, last = meaning.read_ends(context)
    return (
        _from_reading(tokens, candidate.start, middle, first, None),
        _from_reading(tokens, middle + 1, candidate.end, last, None),
    )


def _joint(tokens: Tokens, candidate: Candidate) -> int | None:
    inside = range(candidate.start + 1, candidate.end - 1)
    return next((i for i in inside if tokens.is_class(i, "hyphen", "to", "through", "until", "and")), None)


def _from_reading(tokens: Tokens, first: int, after: int, reading: Reading, edge: Boundary | None) -> TimeExpression:
    start, end = tokens.starts[first], tokens.ends[after - 1]
    return TimeExpression(
        start=start,
        end=end,
        text=tokens.text[start:end],
        type=reading.type,
        value=reading.value,
        kind=reading.kind,
        earliest=reading.earliest,
        latest=reading.latest,
        precision=reading.precision,
        modifier=reading.modifier,
        boundary=edge or reading.boundary,
        explicit=reading.explicit,
    )

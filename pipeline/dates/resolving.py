"""Resolving what was found, in the order of the text, since later dates lean on earlier ones."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from pipeline.dates.boundaries import boundary
from pipeline.dates.expression import Boundary, Kind, TimeExpression
from pipeline.dates.grammar import Candidate
from pipeline.dates.lexicon import words
from pipeline.dates.meanings import Context, Direction, Meaning, Reading
from pipeline.dates.named import Holiday, MonthAndDay, MonthName, UnitOfYear
from pipeline.dates.parts import SameUnit
from pipeline.dates.periods import Period
from pipeline.dates.spans import Range
from pipeline.dates.tense import Clauses
from pipeline.dates.tokens import Tokens, compile_pattern
from pipeline.domain.dates import Precision

_LIST = compile_pattern("<comma>?<and|or><the>?|<to|hyphen|slash|comma>")
_JOINTS = ("hyphen", "to", "through", "until", "and", "or")
_REMEMBERED = 6
_NEARBY = 100
"""How many tokens later a date is still what "the previous day" means."""

_LIFETIME = 6
"""Years after which a sentence that tells of a birth or a beginning goes on with what is new."""

_LONG_OVER, _FRESH = 2, 60
"""Years after which, and days within which, a date without its year is rather of the news than of the year told."""

_FOUNDED = words("founded born built launched created established opened formed introduced begun started")

_YEARLY = (MonthAndDay, MonthName, UnitOfYear, Holiday, Range)
_WITHIN_YEAR = (Precision.DAY, Precision.MONTH)
_OF_YEAR = (*_WITHIN_YEAR, Precision.QUARTER, Precision.HALF, Precision.SEASON)


def _read(meaning: Meaning, context: Context, ends: tuple[Reading, Reading] | None) -> Reading:
    return meaning.join(*ends) if isinstance(meaning, Range) and ends is not None else meaning.read(context)


class Resolver:
    """Resolves the candidates of one text, remembering the dates that it has told."""

    def __init__(self, tokens: Tokens, clauses: Clauses, published: date | None) -> None:
        self._tokens = tokens
        self._published = published
        self._clauses = clauses
        self._told: list[tuple[int, Period]] = []
        self._explicit: tuple[int, Reading] | None = None

    def resolve(self, candidates: Sequence[Candidate]) -> Iterator[TimeExpression]:
        """The candidates as expressions, in order."""
        previous: tuple[Candidate, Reading] | None = None
        for candidate, following in zip(candidates, [*candidates[1:], None], strict=False):
            edge = boundary(self._tokens, candidate.start)
            context = self._beside(candidate, previous, self._context(candidate, following, edge))
            ends = candidate.meaning.read_ends(context) if isinstance(candidate.meaning, Range) else None
            reading = _read(candidate.meaning, context, ends)
            previous = (candidate, reading)
            aside = edge is Boundary.SINCE or isinstance(candidate.meaning, SameUnit)
            if reading.period is not None and reading.kind is Kind.POINT and not aside:
                self._told.append((candidate.start, reading.period))
                self._explicit = (candidate.start, reading) if reading.explicit else self._explicit
            expression = self._expression(candidate.start, candidate.end, reading, edge)
            if isinstance(candidate.meaning, Range) and ends is not None:
                parts = self._ends(candidate, *ends, candidate.meaning.edge_of_last)
                expression = replace(expression, ends=parts)
            yield expression

    def _context(self, candidate: Candidate, following: Candidate | None, edge: Boundary | None) -> Context:
        near = candidate.start - _NEARBY
        told = tuple(period for at, period in self._told[: -_REMEMBERED - 1 : -1] if at >= near)
        floats = candidate.meaning.floats
        direction = Direction.UNKNOWN
        if told or floats:
            direction = self._clauses.direction(candidate.start, candidate.end, edge)
        if direction is Direction.PAST and self._published is not None:
            told = tuple(period for period in told if period.first <= self._published)
        context = Context(self._published, direction if floats else Direction.UNKNOWN, told)
        if not (floats and isinstance(candidate.meaning, _YEARLY)):
            return context
        if (shared := self._shared_year(candidate, following)) is not None:
            return replace(context, published=shared, direction=Direction.PAST)
        return self._in_told_year(candidate, context)

    def _beside(self, candidate: Candidate, previous: tuple[Candidate, Reading] | None, context: Context) -> Context:
        """The context in which the second of "in May or June" is the June after that May."""
        if context.direction is not Direction.UNKNOWN or context.year is not None or previous is None:
            return context
        listed, told = previous
        yearly = isinstance(candidate.meaning, _YEARLY) and isinstance(listed.meaning, _YEARLY)
        joined = yearly and _LIST.fullmatch(self._tokens.classes, listed.end, candidate.start)
        if not joined or told.explicit or told.earliest is None or not candidate.meaning.floats:
            return context
        return replace(context, published=told.earliest, direction=Direction.FUTURE)

    def _shared_year(self, candidate: Candidate, following: Candidate | None) -> date | None:
        """The date that a list's last member gives to the others: "in May and June 2024"."""
        if following is None or following.meaning.floats or following.meaning.granularity not in _OF_YEAR:
            return None
        if not _LIST.fullmatch(self._tokens.classes, candidate.end, following.start):
            return None
        reading = following.meaning.read(Context(None))
        return reading.latest if reading.explicit else None

    def _in_told_year(self, candidate: Candidate, context: Context) -> Context:
        """The context with the year that the sentence has told: "arrested in March 2015, convicted in June".

        A bare year counts where it opens the sentence ("In 2015, …"); without a publication date, any told nearby.
        """
        at, told = self._explicit or (0, None)
        if told is None or told.period is None:
            return context
        first, year = self._clauses.sentence_start(candidate.start), told.period.first.year
        if self._published is None:
            counts = candidate.start - at <= _NEARBY
        elif told.precision in _WITHIN_YEAR:
            quarter = isinstance(candidate.meaning, UnitOfYear) or self._tokens.word(first) in _FOUNDED
            recent = self._published.year - _LIFETIME < year < self._published.year
            counts = at >= first and recent and not quarter
        else:
            counts = first <= at <= first + 1 and told.precision is Precision.YEAR and year < self._published.year
        if not counts or (told.precision in _WITHIN_YEAR and self._is_news(candidate, context, year)):
            return context
        if told.precision in _WITHIN_YEAR:
            return replace(context, published=told.period.first, direction=Direction.UNKNOWN)
        return replace(context, year=year)

    def _is_news(self, candidate: Candidate, context: Context, year: int) -> bool:
        """Whether the date is one of the last weeks, while its sentence has told of a year long over."""
        if self._published is None or self._published.year - year < _LONG_OVER:
            return False
        day = candidate.meaning.read(context).earliest
        return day is not None and abs((self._published - day).days) <= _FRESH

    def _ends(
        self, candidate: Candidate, first: Reading, last: Reading, edge: Boundary | None
    ) -> tuple[TimeExpression, ...]:
        """The two expressions that a range runs between; none where one token tells it."""
        inside = range(candidate.start + 1, candidate.end - 1)
        joint = next((index for index in inside if self._tokens.is_class(index, *_JOINTS)), None)
        joint = joint if candidate.joint is None else candidate.joint
        if joint is None:
            return ()
        listed = next((at for at in range(candidate.start + 2, joint) if self._tokens.is_class(at, "comma")), joint)
        whole_date = any(self._tokens.is_class(at, "year4", "numword", "tens") for at in range(listed, joint))
        return (
            self._expression(candidate.start, joint if whole_date else listed, first, None),
            self._expression(joint + 1, candidate.end, last, edge),
        )

    def _expression(self, first: int, after: int, reading: Reading, edge: Boundary | None) -> TimeExpression:
        start, end = self._tokens.starts[first], self._tokens.ends[after - 1]
        return TimeExpression(
            start=start,
            end=end,
            text=self._tokens.text[start:end],
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

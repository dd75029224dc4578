"""Dates told from publication, or from the date told last: "yesterday", "last month", "this coming Sunday"."""

from fractions import Fraction

from pipeline.dates.counting import PRECISIONS, steps, unit_of
from pipeline.dates.grammar import Match, Rule, rule
from pipeline.dates.lexicon import PARTS_OF_DAY, words
from pipeline.dates.meanings import Meaning, Name
from pipeline.dates.named import Absolute, FiscalYear, MonthName, UnitOfYear
from pipeline.dates.parts import Modified, SameUnit, TimeOfDay
from pipeline.dates.periods import Period
from pipeline.dates.phrases import ends_phrase
from pipeline.dates.relative import LastNight, NewYear, RelativeMonth, Shifted
from pipeline.dates.spans import Length
from pipeline.dates.timex import duration_value
from pipeline.dates.weekdays import NearestWeekend, NearWeekday, RelativeWeekday, Weekend
from pipeline.domain.dates import Modifier, Precision

_COMING = words("coming upcoming")


def _deictic(match: Match) -> Meaning | None:
    return Shifted(Precision.DAY, match.value("day"))


def _day_beyond(match: Match) -> Meaning | None:
    side = -1 if match.has("before") else 1
    if match.tokens.is_capitalised(match.end - 2) and match.tokens.is_capitalised(match.end - 1):
        return Name()  # the film "The Day After Tomorrow"
    return Shifted(Precision.DAY, 2 * side) if match.value("day") == side else None


def _unit(match: Match) -> Meaning | None:
    """As in "last month", "this week", "the previous day", "the same year"."""
    unit, relation = unit_of(match), match.word("relation")
    count = 0 if match.tokens.is_class(match.at("relation"), "this", "that", "same") else match.value("relation")
    anaphoric = match.tokens.is_class(match.at("relation"), "previous", "following", "that", "same")
    anaphoric = anaphoric or (relation == "next" and unit == "day" and match.has("the"))
    if relation == "prior" and not match.has("the"):
        return None
    match unit:
        case "weekend":
            meaning: Meaning | None = Weekend(Shifted(Precision.WEEK, count, anaphoric))
        case "year" if match.has("fiscal"):
            meaning = FiscalYear(None, count)
        case "hour" | "minute" | "fortnight":
            meaning = Length(duration_value(Fraction(1), unit)) if count else None
        case "second":
            meaning = None
        case _ if match.has("the") and relation == "last" and _is_stretch(match):
            meaning = _past_length(unit)
        case _:
            meaning = Shifted(PRECISIONS[unit], count, anaphoric)
    return meaning


def _is_stretch(match: Match) -> bool:
    """Whether "the last year" is the twelve months up to now, as after "over" and "in", rather than the year before."""
    return match.tokens.is_class(match.start - 1, "over", "in", "for", "within") and unit_of(match) != "quarter"


def _past_length(unit: str) -> Meaning:
    months, days = steps(Fraction(1), unit) or (0, 0)
    return Length(duration_value(Fraction(1), unit), -1, months, days)


def _past_unit(match: Match) -> Meaning | None:
    """Read "the past year", which is always the twelve months up to now."""
    return _past_length(unit_of(match)) if unit_of(match) != "weekend" else Weekend(Shifted(Precision.WEEK, -1))


def _counted_stretch(match: Match) -> Meaning | None:
    """As in "the past two weeks", "the next few years", "the last 24 hours"."""
    unit, count = unit_of(match), match.number() if match.has("number") else None
    side = match.value("relation")
    value = duration_value(count, unit)
    moved = steps(count, unit) if count is not None else None
    return Length(value, side, *moved) if moved else Length(value)


def _vague_stretch(match: Match) -> Meaning | None:
    """As in "the coming days"."""
    return Length(duration_value(None, unit_of(match)))


def _the_weekend(match: Match) -> Meaning | None:
    """As in "over the weekend": the nearest on the side that the clause looks to."""
    return NearestWeekend() if unit_of(match) == "weekend" else None


def _told_unit(match: Match) -> Meaning | None:
    """As in "in the quarter", "for the year": the one told last."""
    unit = unit_of(match)
    return Shifted(PRECISIONS[unit], 0, from_antecedent=True) if unit in {"quarter", "month", "year"} else None


def _year_end(match: Match) -> Meaning | None:
    """As in "by year-end", "year-end 2009"."""
    unit = unit_of(match)
    if unit != "year":
        return Modified(Shifted(PRECISIONS[unit], 0), Modifier.LATE, edge=True) if unit in {"month", "week"} else None
    year = Absolute(Period.year(match.value("year"))) if match.has("year") else Shifted(Precision.YEAR, 0)
    return Modified(year, Modifier.LATE, edge=True)


def _within(match: Match) -> Meaning | None:
    count, unit = match.number() if match.has("number") else Fraction(1), unit_of(match)
    moved = steps(count, unit) if count is not None else None
    return Length(duration_value(count, unit), 1, *moved) if moved else Length(duration_value(count, unit))


def _week_beyond(match: Match) -> Meaning | None:
    """As in "the week before last", "the year after next", but not "the day before last month's vote"."""
    if not ends_phrase(match.tokens, match.end):
        return None
    unit, side = unit_of(match), match.value("relation")
    if unit == "weekend":
        return Weekend(Shifted(Precision.WEEK, 2 * side))
    return Shifted(PRECISIONS[unit], 2 * side) if unit in PRECISIONS else None


def _weekday(match: Match) -> Meaning | None:
    """As in "last Friday", "this Monday", "the following Tuesday"."""
    tokens, at = match.tokens, match.at("relation")
    anaphoric = tokens.is_class(at, "previous", "following", "that", "same")
    relation = 0 if tokens.is_class(at, "this", "that", "same") else match.value("relation")
    if tokens.word(at) in _COMING or tokens.is_class(at, "past"):
        return NearWeekday(match.value("weekday"), relation)
    return RelativeWeekday(match.value("weekday"), relation, from_antecedent=anaphoric)


def _weekday_beyond(match: Match) -> Meaning | None:
    """As in "Tuesday week", "a week on Saturday": a week after the coming one."""
    unit = unit_of(match)
    return NearWeekday(match.value("weekday"), 1, weeks=1) if unit == "week" else None


def _year_ago_unit(match: Match) -> Meaning | None:
    """As in "the year-ago quarter", "the year-earlier period"."""
    if unit_of(match, "last") != "year":
        return None
    precision = None if match.tokens.is_class(match.at("unit"), "period") else PRECISIONS.get(unit_of(match))
    return SameUnit(precision, Shifted(Precision.YEAR, -1))


def _named_month(match: Match) -> Meaning | None:
    tokens, at = match.tokens, match.at("relation")
    relation = 0 if tokens.is_class(at, "this") else match.value("relation")
    if tokens.is_class(match.at("month"), "maymonth", "mon") and not tokens.is_capitalised(match.at("month")):
        return None
    return RelativeMonth(MonthName(match.value("month")), relation)


def _season(match: Match) -> Meaning | None:
    tokens, at = match.tokens, match.at("relation")
    relation = 0 if tokens.is_class(at, "this", "that", "same") else match.value("relation")
    return RelativeMonth(UnitOfYear(Precision.SEASON, match.value("season")), relation)


def _part_of_today(match: Match) -> Meaning | None:
    return TimeOfDay(Shifted(Precision.DAY, 0), f"T{PARTS_OF_DAY[match.value('part')]}")


def _last_night(match: Match) -> Meaning | None:
    return TimeOfDay(Shifted(Precision.DAY, -1), f"T{PARTS_OF_DAY[match.value('part')]}")


def _part_of_told_day(match: Match) -> Meaning | None:
    """As in "that morning", "the next evening", "the following night": of the date told last."""
    at = match.at("relation")
    count = 0 if match.tokens.is_class(at, "that", "same") else match.value("relation")
    return TimeOfDay(Shifted(Precision.DAY, count, from_antecedent=True), f"T{PARTS_OF_DAY[match.value('part')]}")


def _tonight(match: Match) -> Meaning | None:
    del match
    return TimeOfDay(Shifted(Precision.DAY, 0), "TNI")


def _new_year(match: Match) -> Meaning | None:
    """As in "early in the new year": the one that is near."""
    return NewYear() if unit_of(match) == "year" else None


def _overnight(match: Match) -> Meaning | None:
    """As an adverb: "overnight delivery" is a service."""
    return LastNight() if ends_phrase(match.tokens, match.end) else None


RELATIVE_RULES: tuple[Rule, ...] = (
    rule("(?P<day><deictic>)", _deictic),
    rule("<the><unit>(?:(?P<before><before>)|<after>)(?P<day><deictic>)", _day_beyond),
    rule("<tonight>", _tonight),
    rule("<this>(?P<part><part>)", _part_of_today),
    rule("<last>(?P<part><part>)", _last_night),
    rule("<the>?(?P<relation><that|same|next|following|previous>)(?P<part><part>)", _part_of_told_day),
    rule(
        "(?P<the><the>)?(?P<relation><last|previous|next|following|this|that|same>)(?:(?P<fiscal><fiscal>)|<unitadj>)?(?P<unit><unit>)",
        _unit,
    ),
    rule("<the>?<past>(?P<unit><unit>)", _past_unit),
    rule("<the|these>?(?P<relation><past|previous|next|following>){NUMBER}{UNIT}", _counted_stretch),
    rule("(?:<the|these>|(?<=<in|over|during|within|for|of>))(?P<relation><last>){NUMBER}{UNIT}", _counted_stretch),
    rule(
        "(?<=<in|for|during>)(?<!<earlier|later|early|late><in>)<the>(?P<unit><unit>)(?!<year4|numword|tens|of|before|after|since|to|through|ended|ending|hyphen>)",
        _told_unit,
    ),
    rule("<the>?{NUMBER}(?P<relation><past|next|previous>)(?P<unit><units>)", _counted_stretch),
    rule("<the|these>(?P<relation><last|past|next|following>)(?P<unit><units>)", _vague_stretch),
    rule("(?<=<over|during|for|until|through|at>)<the>(?P<unit><unit>)", _the_weekend),
    rule("(?P<unit><unit>)(?:<hyphen>|<possessive>)<ending>(?P<year><year4>)?", _year_end),
    rule("(?<=<by|at|until|before|since>)(?P<unit><unit>)<ending>", _year_end),
    rule("(?<=<within>)(?:<a>|{NUMBER}){UNIT}", _within),
    rule(
        "<the>(?P<unit><unit>)(?:<before>(?=<the>?<last>)|<after>(?=<the>?<next>))<the>?(?P<relation><last|next>)",
        _week_beyond,
    ),
    rule("(?<=<in|into|until|before>)<the><new>(?P<unit><unit>)", _new_year),
    rule("(?P<part><overnight>)", _overnight),
    rule("<the>?(?P<relation><last|previous|next|following|this|that|same>)(?P<weekday><weekday>)", _weekday),
    rule("<this>?(?P<relation><next|past>)(?P<weekday><weekday>)", _weekday),
    rule("(?P<weekday><weekday>)(?P<unit><unit>)", _weekday_beyond),
    rule("<a>(?P<unit><unit>)<on|from>(?P<weekday><weekday>)", _weekday_beyond),
    rule("<the>?(?P<last><unit>)<hyphen><ago|earlier>(?P<unit><unit|period>)", _year_ago_unit),
    rule("(?P<relation><last|next|this>)(?P<month><month|maymonth|mon>)(?!<dot>?<small|nth>)", _named_month),
    rule("<the>?(?P<relation><last|past|next|this|that|same>)(?P<season><season>)", _season),
)

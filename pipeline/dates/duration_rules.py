"""Lengths of time, things that recur, and references without a date: "two weeks", "every Monday", "recently"."""

from fractions import Fraction

from pipeline.dates.clock import clock_value
from pipeline.dates.grammar import Match, Rule, rule
from pipeline.dates.lexicon import PARTS_OF_DAY, UNITS
from pipeline.dates.meanings import Meaning
from pipeline.dates.phrases import FUNCTION_WORDS
from pipeline.dates.relative import Away, BareTime, RecentPast, Unresolved
from pipeline.dates.relative_rules import PRECISIONS, steps, unit_of
from pipeline.dates.spans import Length, LengthAhead, Recurring
from pipeline.dates.timex import FUTURE_REF, PAST_REF, PRESENT_REF, SEASONS, UNKNOWN, duration_value
from pipeline.domain.dates import Precision

_RATES = ("second", "minute", "hour", "day", "week", "month", "quarter", "year")
_MOST_WORDS = 2
_ELSEWHERE = ("before", "after", "earlier", "later", "ago", "hyphen", "and", "long", "old", "from", "previous")


def _length(match: Match) -> Meaning | None:
    """As in "two weeks", "a year", "five-year"; "in two weeks" in a clause that looks ahead is a date."""
    tokens, unit = match.tokens, unit_of(match)
    if match.has("number"):
        count = match.number()
        if tokens.is_class(match.at("unit"), "second") and not tokens.is_class(match.at("unit") - 1, "hyphen", "small"):
            return None
        if unit == "quarter":
            return None  # "three quarters of the votes"
    else:
        count = Fraction(1)
        if tokens.is_class(match.at("unit"), "second") or (
            unit == "quarter" and tokens.is_class(match.end, "of", "hyphen")
        ):
            return None
        if tokens.is_class(match.at("unit"), "units"):
            return None
    if (
        count is not None
        and tokens.is_class(match.start - 1, "in")
        and unit in PRECISIONS
        and not tokens.is_class(match.end, "hyphen", "after", "before")
    ):
        moved = steps(count, unit)
        if moved:
            return LengthAhead(Length(duration_value(count, unit)), Away(*moved, PRECISIONS[unit]))
    return Length(duration_value(count, unit))


def _rate(match: Match) -> Meaning | None:
    """As in "twice a week", "$5 million a year", "per day"."""
    return Recurring(duration_value(Fraction(1), unit_of(match)))


def _rate_of_things(match: Match) -> Meaning | None:
    """As in "2,000 jobs a month", unless the length of time is told of something else: "two goals a week before"."""
    tokens, start = match.tokens, match.start
    if tokens.is_class(match.end, *_ELSEWHERE) or unit_of(match) not in _RATES:
        return None
    things = 0
    while things < _MOST_WORDS and tokens.is_class(start - 1 - things, "other"):
        things += 1
    counted = tokens.is_class(start - 1 - things, "number", "small", "million", "scale", "numword", "tens")
    if not things or not counted or any(_is_verb(tokens.word(start - 1 - step)) for step in range(things)):
        return None
    return Recurring(duration_value(Fraction(1), unit_of(match)))


def _is_verb(word: str) -> bool:
    """Whether the word is no noun, as far as its ending and the commonest function words tell."""
    return word.endswith(("ed", "ing", "ly")) or word in FUNCTION_WORDS


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


def _every_unit(match: Match) -> Meaning | None:
    count = Fraction(2) if match.has("other") else match.number() if match.has("number") else Fraction(1)
    return Recurring(duration_value(count, unit_of(match)))


def _recurring(match: Match) -> Meaning | None:
    """As in "annual", "daily", unless it is part of a name: "the Daily Mail"."""
    tokens, index = match.tokens, match.start
    if tokens.is_capitalised(index) and (
        (index > 0 and not tokens.is_class(index - 1, "break", "dot")) or tokens.is_capitalised(index + 1)
    ):
        return None
    return Recurring(duration_value(Fraction(1), UNITS[match.value("word")]))


def _every_weekday(match: Match) -> Meaning | None:
    tokens, index = match.tokens, match.at("weekday")
    if not tokens.is_capitalised(index):
        return None
    return Recurring(f"XXXX-WXX-{match.value('weekday') + 1}")


def _every_weekday_part(match: Match) -> Meaning | None:
    """As in "on Friday mornings"."""
    return Recurring(f"XXXX-WXX-{match.value('weekday') + 1}T{PARTS_OF_DAY[match.value('part')]}")


def _every_month(match: Match) -> Meaning | None:
    return Recurring(f"XXXX-{match.value('month'):02}") if match.tokens.is_capitalised(match.at("month")) else None


def _every_season(match: Match) -> Meaning | None:
    return Recurring(f"XXXX-{SEASONS[match.value('season') - 1]}")


def _every_part(match: Match) -> Meaning | None:
    return Recurring(f"XXXX-XX-XXT{PARTS_OF_DAY[match.value('part')]}")


def _past(match: Match) -> Meaning | None:
    del match
    return Unresolved(PAST_REF)


def _recently(match: Match) -> Meaning | None:
    del match
    return RecentPast()


def _units_ago(match: Match) -> Meaning | None:
    """As in "days ago"; "years ago" is too long ago for a deadline to say anything."""
    return RecentPast() if unit_of(match) in {"minute", "hour", "day", "week", "month"} else Unresolved(PAST_REF)


def _present(match: Match) -> Meaning | None:
    del match
    return Unresolved(PRESENT_REF)


def _future(match: Match) -> Meaning | None:
    del match
    return Unresolved(FUTURE_REF)


def _now(match: Match) -> Meaning | None:
    """As in "now", but neither "now-defunct" nor "Now That's What I Call Music"."""
    tokens = match.tokens
    named = tokens.is_capitalised(match.start) and (
        tokens.is_capitalised(match.end) or (tokens.is_capitalised(match.start - 1))
    )
    return (
        None
        if named or tokens.is_class(match.end, "hyphen") or tokens.is_class(match.start - 1, "each")
        else Unresolved(PRESENT_REF)
    )


def _some_day(match: Match) -> Meaning | None:
    del match
    return Unresolved(UNKNOWN[Precision.DAY])


def _later(match: Match) -> Meaning | None:
    """As in "later" as an adverb of time by itself; "sooner or later" and "no later than" tell none."""
    tokens = match.tokens
    if tokens.is_class(match.start - 1, "or", "no", "the") or tokens.is_class(
        match.end, "than", "in", "on", "this", "that"
    ):
        return None
    return Unresolved(UNKNOWN[Precision.DAY])


def _clock(match: Match) -> Meaning | None:
    """Read a time of day by itself, where something says that it is one."""
    word = match.word("clock")
    before = match.tokens.word(match.start - 1)
    marked = (
        word[-1] in "m." or match.has("zone") or before in {"at", "by", "until", "from", "around", "before", "after"}
    )
    time = clock_value(word) if marked else None
    return BareTime(time) if time else None


def _noon(match: Match) -> Meaning | None:
    return BareTime(f"T{match.value('noon'):02}:00")


def _dawn(match: Match) -> Meaning | None:
    """As in "before dawn", though not "Red Dawn"."""
    if match.tokens.is_capitalised(match.start):
        return None
    return BareTime(f"T{PARTS_OF_DAY[match.value('dawn')]}")


def _part_of_unknown_day(match: Match) -> Meaning | None:
    return BareTime(f"T{PARTS_OF_DAY[match.value('part')]}")


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
    if len(set(units)) < len(units) or mixed or any("X" in value for value in values):
        return None
    dates = "".join(value[1:] for value in values if not value.startswith("PT"))
    times = "".join(value[2:] for value in values if value.startswith("PT"))
    return Length(f"P{dates}T{times}" if times else f"P{dates}")


DURATION_RULES: tuple[Rule, ...] = (
    rule(
        "(?:{NUMBER}|<a>)(?P<unit><unit|units>)(?:<comma>?<and>?(?P<number2><small|numword|tens>)|<and>(?P<a2><a>))"
        "(?P<unit2><unit|units>)(?:<comma>?<and>?(?P<number3><small|numword|tens>)(?P<unit3><unit|units>))?",
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
    rule("<per>(?P<unit><unit>)", _rate),
    rule("(?<=<once|times|scale|million|number|small|hyphen>)<a><hyphen>?(?P<unit><unit>)", _rate),
    rule("<a>(?P<unit><unit>)", _rate_of_things),
    rule("<all>(?P<unit><unit>)", _whole_length),
    rule("(?:<a>|{NUMBER})<hyphen>?{UNIT}(?:<hyphen><old|long>|<old>)?", _length),
    rule(
        "<each>(?:(?P<other><alternate>)|{NUMBER})?(?P<unit><unit|units>)",
        _every_unit,
    ),
    rule("(?P<word><recurring>)", _recurring),
    rule("(?P<weekday><weekdays>)", _every_weekday),
    rule("(?P<weekday><weekday>)(?P<part><parts>)", _every_weekday_part),
    rule("<each><alternate>?(?P<weekday><weekday>)", _every_weekday),
    rule("<each>(?P<month><month|maymonth>)", _every_month),
    rule("<each>(?P<part><part>)", _every_part),
    rule("<each>(?P<season><season>)", _every_season),
    rule("<pastref>(?!<as>)", _recently),
    rule("(?<=<in>)<recent>(?P<unit><units>)", _past),
    rule("(?<=<in|from>)<the><near>?<past>(?!<unit|units>)", _past),
    rule("<presentref>", _present),
    rule("(?<=<at>)(?:<the><moment>|<this><moment|time>)(?!<of>)|<at><present>", _present),
    rule("<now>", _now),
    rule("<soon>(?!<as|after>)", _future),
    rule("(?<=<in>)<the><near>?<future>", _future),
    rule("<the><near><future>", _future),
    rule("<a><later|future|earlier><time>", _some_day),
    rule("(?P<unit><units>)<ago>", _units_ago),
    rule("(?:<vague><time>|<long>)<ago>", _past),
    rule("(?<=<at>)<the><time>(?!<of>)", _some_day),
    rule("<units><later|earlier>", _some_day),
    rule("<later>", _later),
    rule("(?<=<in>)<the>(?P<part><part>)", _part_of_unknown_day),
    rule("(?P<clock><clock>)(?P<zone>{ZONE})?", _clock),
    rule("(?<=<by|until|before>)(?P<part><part>)", _part_of_unknown_day),
    rule("(?<=<at|by|until|before|after>)(?P<noon><noon>)", _noon),
    rule("(?<=<at|by|until|before|after|since>)(?P<dawn><dawn>)", _dawn),
)

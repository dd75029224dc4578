"""Things that recur: "every Monday", "annual", "$5 million a year"."""

from fractions import Fraction

from pipeline.dates.counting import unit_of
from pipeline.dates.grammar import Match, Rule, rule
from pipeline.dates.lexicon import PARTS_OF_DAY, UNITS
from pipeline.dates.meanings import Meaning
from pipeline.dates.phrases import FUNCTION_WORDS
from pipeline.dates.spans import Recurring
from pipeline.dates.timex import SEASONS, duration_value

_RATES = ("second", "minute", "hour", "day", "week", "month", "quarter", "year")


_MOST_WORDS = 2
_ELSEWHERE = ("before", "after", "earlier", "later", "ago", "hyphen", "and", "long", "old", "from", "previous")


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
    prefix = tokens.word(index - 2) if tokens.is_class(index - 1, "hyphen") else ""
    count = Fraction(1, 2) if prefix in {"semi", "half"} else Fraction(1)
    return Recurring(duration_value(count, UNITS[match.value("word")])) if prefix != "bi" else None


def _every_weekday(match: Match) -> Meaning | None:
    tokens, index = match.tokens, match.at("weekday")
    if not tokens.is_capitalised(index):
        return None
    return Recurring(f"XXXX-WXX-{match.value('weekday') + 1}")


def _every_second_year(match: Match) -> Meaning | None:
    del match
    return Recurring("P2Y")


def _every_weekday_part(match: Match) -> Meaning | None:
    """As in "on Friday mornings"."""
    return Recurring(f"XXXX-WXX-{match.value('weekday') + 1}T{PARTS_OF_DAY[match.value('part')]}")


def _every_month(match: Match) -> Meaning | None:
    return Recurring(f"XXXX-{match.value('month'):02}") if match.tokens.is_capitalised(match.at("month")) else None


def _every_season(match: Match) -> Meaning | None:
    return Recurring(f"XXXX-{SEASONS[match.value('season') - 1]}")


def _every_part(match: Match) -> Meaning | None:
    return Recurring(f"XXXX-XX-XXT{PARTS_OF_DAY[match.value('part')]}")


RECURRING_RULES: tuple[Rule, ...] = (
    rule("<per>(?P<unit><unit>)", _rate),
    rule("(?<=<once|times|scale|million|number|small|hyphen|units>)<a><hyphen>?(?P<unit><unit>)", _rate),
    rule("<a>(?P<unit><unit>)", _rate_of_things),
    rule(
        "<each>(?:(?P<other><alternate>)|{NUMBER})?(?P<unit><unit|units>)",
        _every_unit,
    ),
    rule("(?P<word><recurring>)", _recurring),
    rule("(?P<weekday><weekdays>)", _every_weekday),
    rule("(?P<weekday><weekday>)(?P<part><parts>)", _every_weekday_part),
    rule("<each><alternate>?(?P<weekday><weekday>)", _every_weekday),
    rule("(?<=<each><weekday><and>)(?P<weekday><weekday>)", _every_weekday),
    rule("<the>?(?:<ordinal|second|last|nth>)(?P<weekday><weekday>)<of|in><each><unit>", _every_weekday),
    rule("<biennial>", _every_second_year),
    rule("<each>(?P<month><month|maymonth>)", _every_month),
    rule("<each>(?P<part><part>)", _every_part),
    rule("<each>(?P<season><season>)", _every_season),
)

"""Times without a date: "now", "recently", "soon", "at 4 p.m.", "before dawn"."""

from pipeline.dates.clock import clock_value
from pipeline.dates.counting import unit_of
from pipeline.dates.grammar import Match, Rule, rule
from pipeline.dates.lexicon import PARTS_OF_DAY
from pipeline.dates.meanings import Meaning
from pipeline.dates.phrases import ends_phrase
from pipeline.dates.relative import BareTime, RecentPast, Unresolved
from pipeline.dates.timex import FUTURE_REF, PAST_REF, PRESENT_REF, UNKNOWN
from pipeline.domain.dates import Precision


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


def _these_days(match: Match) -> Meaning | None:
    """As in "these days" and "in those days"."""
    if unit_of(match) != "day":
        return None
    return Unresolved(PRESENT_REF if match.tokens.words[match.start] == "these" else PAST_REF)


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


def _the_other_day(match: Match) -> Meaning | None:
    """As in "I saw him the other day"."""
    apart = unit_of(match) == "day" and ends_phrase(match.tokens, match.end)
    return RecentPast() if apart else None


REFERENCE_RULES: tuple[Rule, ...] = (
    rule("<pastref>(?!<as>)", _recently),
    rule("(?<=<in>)<recent>(?P<unit><units>)", _past),
    rule("(?<=<in|from>)<the><near>?<past>(?!<unit|units>)", _past),
    rule("<presentref>", _present),
    rule("(?<=<at>)(?:<the><moment>|<this><moment|time>)(?!<of>)|<at><present>", _present),
    rule("<now>", _now),
    rule("<soon>(?!<as|after>)", _future),
    rule("(?<=<in|for>)<the>(?:<near>|<other>)?<future>", _future),
    rule("<these>(?P<unit><units>)", _these_days),
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
    rule("<the><alternate>(?P<unit><unit>)", _the_other_day),
)

"""A comparison turned round: more for less, rose for fell, before for after."""

import re
from collections.abc import Iterator
from random import Random

from benchmarks.mutating.context import Context
from benchmarks.mutating.wording import own_words, spliced
from pipeline.text.fold import fold

_PAIRS = """
higher lower|highest lowest|larger smaller|largest smallest|bigger smaller|biggest smallest|greater smaller
longest shortest|older younger|oldest youngest|faster slower|fastest slowest|stronger weaker|strongest weakest
heavier lighter|wider narrower|cheaper dearer|richer poorer|worse better|increase decrease|increases decreases
increased decreased|increasing decreasing|growing shrinking|gains losses|growth decline|expanded shrank
strengthened weakened|doubled halved|improved worsened|majority minority|maximum minimum|accelerated slowed
outnumbered trailed|deadliest mildest|safer riskier
"""
_MOVES = """
rose fell|rises falls|rising falling|risen fallen|rise fall|grew shrank|grown shrunk|climbed dropped|climbing dropping
"""
"""Words that tell of more or less only with an amount behind them."""

_RAISED = "raise lower|raised lowered|raises lowers|raising lowering"
_LEVELS = (
    r"(?= (?:the |its |their |his |her )?(?:\w+ )?(?:age|prices?|tax(?:es)?|rates?|fees?|limits?|minimum|levels?|"
    r"costs?|wages?|salar(?:y|ies)|pay|thresholds?|standards|budget|interest|fares?|tariffs?|estimate|forecast|target)\b)"
)
_COUNT = (
    r"(?:[$€£]?\d|half\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|twelve\b|twenty\b|thirty\b|forty\b|"
    r"fifty\b|an? (?:third|quarter|hundred|thousand|million|billion|dozen|year|month|week|decade)\b)"
)
_BODIES = (
    r"(?! (?:the |a |its |his |her )?(?:\w+ )?(?:court|judge|cabinet|committee|parliament|panel|jury|congress|senate|"
    r"house|assembly|commission|council|board|all|long|us|them|him|you)\b)"
)


def _opposites(pairs: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for pair in pairs.strip().replace("\n", "|").split("|"):
        one, other = pair.split()
        table.setdefault(one, other)
        table.setdefault(other, one)
    return table


def _any_of(table: dict[str, str]) -> str:
    return "|".join(sorted(table, key=len, reverse=True))


_ALWAYS, _MOVING, _RAISING = _opposites(_PAIRS), _opposites(_MOVES), _opposites(_RAISED)
_TABLE = _RAISING | _MOVING | _ALWAYS
_WORD = re.compile(
    rf"\b(?:(?:{_any_of(_ALWAYS)})\b(?! (?:court|house|down|ones)\b)"
    rf"|(?:{_any_of(_MOVING)})\b(?= (?:by|to|below|above|sharply|slightly|again) | (?:from )?[$€£]?\d)"
    r"|(?<=\b(?:the|ing) )(?:rise|fall)(?= in )|(?<=\ba )(?:rise|fall)(?= (?:in|of) )"
    rf"|(?:{_any_of(_RAISING)})\b{_LEVELS})"
)
_PHRASES = tuple(
    (re.compile(pattern), other)
    for pattern, other in (
        (r"\b[Mm]ore than(?= [$€£]| \S+ (?:percent|per cent)| \S+%| an? )", "less than"),
        (rf"\b[Mm]ore than(?= {_COUNT})", "fewer than"),
        (rf"\b(?:[Ll]ess|[Ff]ewer) than(?= {_COUNT})", "more than"),
        (r"\b[Mm]ore (?=(?:[a-z]+ )?(?:[a-z]+s|people|women|men)\b)", "fewer "),
        (r"\b[Ff]ewer (?=[a-z]+)", "more "),
        (r"\bmore (?=[a-z]+ than\b|likely\b|[a-z]+(?:ous|ful|ive|able|ible|ent|ant|ult|ical|ic|ing)\b)", "less "),
        (r"\bless (?=(?!than)[a-z]+)", "more "),
        (r"\bthe most (?=(?!part\b|of\b)[a-z]+)", "the least "),
        (rf"\b[Aa]t least(?= {_COUNT})", "at most"),
        (rf"\b[Oo]ver(?= {_COUNT})", "under"),
        (r"\b[Uu]nder(?= [$€£]?\d)", "over"),
        (r"\babove(?= [$€£]?\d)", "below"),
        (r"\bbelow(?= [$€£]?\d)", "above"),
        (r"\b[Uu]p(?= from\b| (?:by )?\d)", "down"),
        (r"\b[Dd]own(?= from\b| (?:by )?\d)", "up"),
        (r"\btwice(?= (?:the|as)\b)", "half"),
        (r"\bahead of(?= [A-Z])", "behind"),
        (r", behind(?= [A-Z])", ", ahead of"),
        (r"\bcloser to\b", "farther from"),
        (r"\btook longer than\b", "took less time than"),
        (
            r"(?<=\b(?:days|week|year) )earlier\b|(?<=\b(?:weeks|month|years) )earlier\b|(?<=\bmonths )earlier\b",
            "later",
        ),
        (
            r"(?<=\b(?:days|week|year) )later\b|(?<=\b(?:weeks|month|years|hours) )later\b|(?<=\bmonths )later\b",
            "earlier",
        ),
        (r"\bearlier(?= (?:than|this)\b)", "later"),
        (r"\blater(?= (?:than|this)\b)", "earlier"),
        (r"\b(?:a|the|sharp|slight|steep) gain(?= of| in)", "a loss"),
        (r"\bwon(?= (?:the|an?|by|its|his|her|\d)\b)", "lost"),
        (r"\blost(?= (?:the|an?|by|its|his|her) (?:\w+ )?(?:election|vote|game|match|case|race|appeal|seat)\b)", "won"),
        (r"\blost(?= (?:[$€£]?\d|ground|weight|votes|seats|value|thrust|power)\b)", "gained"),
        (r"\bgained(?= (?:[$€£]?\d|ground|weight|votes|seats|value|power)\b)", "lost"),
        (r"\b(?:beat|defeated)\b(?= (?:the )?[A-Z])", "lost to"),
        (rf"\b[Bb]efore(?= [\w“\"]){_BODIES}", "after"),
        (rf"\b[Aa]fter(?= [\w“\"]){_BODIES}", "before"),
    )
)
_UNFIT_BEFORE = re.compile(
    r"\b(?:no|any|once|even|much|far|never|ever|named|look(?:s|ed|ing)?|go|went|going|time|or|what|one|the|had|know|not|"
    r"little|at) $",
    re.IGNORECASE,
)
_ORDER = frozenset({"before", "after"})


def turned_round(sentence: str, context: Context, rng: Random) -> str | None:
    """The sentence with a comparison, a trend or an order in time turned into its opposite."""
    own = own_words(sentence)
    found = [edit for edit in (*_phrases(own), *_words(own)) if _is_new(sentence, edit, context)]
    return spliced(sentence, *rng.choice(found)) if found else None


def _phrases(own: str) -> Iterator[tuple[int, int, str]]:
    taken: set[int] = set()
    for pattern, other in _PHRASES:
        for match in pattern.finditer(own):
            if match.start() in taken:
                continue
            taken.add(match.start())
            if match[0].lower() in _ORDER and _UNFIT_BEFORE.search(own[: match.start()]):
                continue
            yield *match.span(), other.capitalize() if match[0][0].isupper() else other


def _words(own: str) -> Iterator[tuple[int, int, str]]:
    for match in _WORD.finditer(own):
        if not re.search(r"\b(?:no|any|at) $", own[: match.start()]):
            yield *match.span(), _TABLE[match[0]]


def _is_new(sentence: str, edit: tuple[int, int, str], context: Context) -> bool:
    """Whether the evidence does not say the same as the turned sentence in so many words."""
    start, end, new = edit
    around = sentence[max(0, start - 12) : start] + new + sentence[end : end + 12]
    return fold(around) not in context.folded

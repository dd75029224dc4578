"""Years, what they are made of and what they make up: "2024", "Q3 2025", "summer 2016", "the 1990s", "fiscal 2024"."""

from datetime import date

from pipeline.dates.four_digits import BEFORE_CHRIST, COMMON_YEARS, is_year
from pipeline.dates.grammar import Match, Rule, rule
from pipeline.dates.lexicon import UNITS, words
from pipeline.dates.meanings import Meaning
from pipeline.dates.named import Absolute, FiscalQuarter, FiscalYear, QuarterOfResults, UnitOfYear
from pipeline.dates.periods import Period, two_digit_year
from pipeline.dates.phrases import COUNTED, ends_phrase
from pipeline.dates.spans import Range
from pipeline.domain.dates import Precision

_LAST_CENTURY = 30
_QUARTERS = _WINTER = 4
_RESULTS = words("""
    profit profits sales revenue revenues earnings results growth loss losses turnover economy economic gdp inflation
    deliveries orders dividend outlook forecast income exports imports demand
    """)
_SPORT = words("goal goals scored score match points kick lead try tries touchdown referee minute pitch")
_RESULTS_REACH = 12
_DEGREES = words("temperature temperatures highs lows degrees weather mercury thermometers celsius fahrenheit")
_HEAT_REACH = 6
_SEASON_PREPOSITIONS = (
    "in",
    "during",
    "since",
    "until",
    "by",
    "before",
    "after",
    "from",
    "of",
    "over",
    "through",
    "early",
    "late",
    "mid",
)


def _year(match: Match) -> Meaning | None:
    """Read four digits as a year where nothing says that they count, number or price something."""
    return Absolute(Period.year(match.value("year"))) if is_year(match.tokens, match.start) else None


def _spelled_year(match: Match) -> Meaning | None:
    """As in "in nineteen twenty-eight"."""
    year = match.year() if len(match.words("year")) > 1 and ends_phrase(match.tokens, match.end) else None
    return Absolute(Period.year(year)) if year is not None else None


def _year_range(match: Match) -> Meaning | None:
    """As in "2014–15": a range where the second number can only be the end of a later year."""
    first, tail = match.value("year"), match.value("tail")
    last = first // 100 * 100 + tail
    last += 100 if last <= first else 0
    tokens = match.tokens
    glued = tokens.touches(match.start + 1) and tokens.touches(match.start + 2)
    if not glued or first not in COMMON_YEARS or len(tokens.word(match.at("tail"))) != 2 or last - first > 20:
        return None
    return Range(Absolute(Period.year(first)), Absolute(Period.year(last)))


def _decade(match: Match) -> Meaning | None:
    """As in "the 1990s"; with two noughts a century ("the 1800s"), except for the decade of our own ("the 2000s")."""
    year = match.value("token")
    if year % 100 == 0 and year < 2000:
        return Absolute(Period.containing(date(year, 1, 1), Precision.CENTURY))
    return Absolute(Period.containing(date(year, 1, 1), Precision.DECADE))


def _short_decade(match: Match) -> Meaning | None:
    """As in "the '90s", "the nineties": of the 20th century, and of this one once they can be."""
    tens, word = match.value("token"), match.word("token")
    start = match.start - match.tokens.is_class(match.start - 1, "hyphen")
    named = match.tokens.is_class(start - 1, "early", "late", "mid") and match.tokens.is_class(start - 2, "the")
    known = word.startswith("'") or match.has("the") or match.has("century") or (named and word.isalpha())
    around = (*match.tokens.words[max(0, start - _HEAT_REACH) : start], *match.tokens.words[match.end : match.end + 2])
    if word[0].isdigit() and not _DEGREES.isdisjoint(around):
        return None  # "highs in the 60s"
    if not known or (word == "tens" and not match.has("century")):
        return None
    century = 100 * match.value("century") if match.has("century") else 2000 if tens == 0 else 1900
    if century not in (1700, 1800, 1900, 2000):
        return None
    return Absolute(Period.containing(date(century + tens, 1, 1), Precision.DECADE))


def _century(match: Match) -> Meaning | None:
    count = match.day("day")
    named = UNITS[match.value("unit")] == "century" and match.tokens.word(match.end) not in BEFORE_CHRIST
    return _nth_century(count) if named and count is not None else None


def _nth_century(count: int) -> Meaning | None:
    """The 2nd to the 30th."""
    if not 1 < count <= _LAST_CENTURY:
        return None
    return Absolute(Period.containing(date((count - 1) * 100, 1, 1), Precision.CENTURY))


def _centuries(match: Match) -> Meaning | None:
    """As in "the 18th and 19th centuries"."""
    first, last = match.day("first"), match.day("last")
    if first is None or last is None or first >= last or UNITS[match.value("unit")] != "century":
        return None
    ends = _nth_century(first), _nth_century(last)
    return Range(ends[0], ends[1]) if ends[0] and ends[1] else None


def _short_year(match: Match) -> Meaning | None:
    """As in "the summer of '69", "since '08"."""
    return Absolute(Period.year(two_digit_year(match.value("year"))))


def _quarter_and_year(match: Match) -> Meaning | None:
    """As in "3Q19", "H1'18", "Q2FY2019"."""
    word = match.word("token")
    code, year = word[:2], two_digit_year(int(word[-2:]))
    number = int(code[0] if code[0].isdigit() else code[1])
    precision = Precision.QUARTER if "q" in code else Precision.HALF
    return UnitOfYear(precision, number, FiscalYear(year) if "fy" in word else Absolute(Period.year(year)))


def _bare_season(match: Match) -> Meaning | None:
    tokens = match.tokens
    if tokens.is_capitalised(match.start) and tokens.is_capitalised(match.end):
        return None  # "of Spring Lane"
    before = match.start - 1
    before -= tokens.is_class(before, "hyphen") and tokens.is_class(before - 1, "mid")
    if tokens.is_class(before, *_SEASON_PREPOSITIONS):
        return UnitOfYear(Precision.SEASON, match.value("season"))
    return None


def _season_of_year(match: Match) -> Meaning | None:
    year = match.year()
    return UnitOfYear(Precision.SEASON, match.value("season"), Absolute(Period.year(year))) if year else None


def _winter_of_two_years(match: Match) -> Meaning | None:
    """As in "the winter of 2023-24", "the 2023-2024 winter"."""
    if match.has("token"):
        year, tail = int(match.word("token")[:4]), match.word("token")[5:]
    else:
        year, tail = match.value("year"), match.word("tail")
    follows = int(tail) in {year + 1, (year + 1) % 100}
    winter = match.value("season") == _WINTER and follows and year in COMMON_YEARS
    return UnitOfYear(Precision.SEASON, _WINTER, Absolute(Period.year(year))) if winter else None


def _fiscal(match: Match) -> Meaning | None:
    year = match.value("year")
    return FiscalYear(year if year >= 100 else two_digit_year(year))


def _quarter_code(match: Match) -> Meaning | None:
    return UnitOfYear(Precision.QUARTER, match.value("code"))


def _named_quarter(match: Match) -> Meaning | None:
    """As in "the third quarter"; of a fiscal one only the company knows when it is."""
    number = match.day("nth")
    named = UNITS[match.value("unit")] == "quarter" and number is not None and 1 <= number <= _QUARTERS
    if not named or number is None:
        return None
    if match.has("fiscal"):
        return FiscalQuarter(number)
    return (QuarterOfResults if _tells_results(match) else UnitOfYear)(Precision.QUARTER, number)


def _tells_results(match: Match) -> bool:
    """Whether words of business stand around."""
    words_before = match.tokens.words[max(0, match.start - _RESULTS_REACH) : match.start]
    return not _RESULTS.isdisjoint((*words_before, *match.tokens.words[match.end : match.end + 2]))


def _year_by_name(match: Match) -> Meaning | None:
    """As in "the year 2000"."""
    named = match.tokens.word(match.at("year") - 1) == "year" and match.tokens.word(match.end) not in COUNTED
    return Absolute(Period.year(match.value("year"))) if named else None


def _half_of_results(match: Match) -> Meaning | None:
    """As in "first-half profit" and "sales rose in the second half", but no half of a match."""
    number = match.day("nth")
    tokens, start = match.tokens, match.start
    around = (*tokens.words[max(0, start - _RESULTS_REACH) : start], *tokens.words[match.end : match.end + 2])
    if number not in {1, 2} or not _tells_results(match) or not _SPORT.isdisjoint(around):
        return None
    return UnitOfYear(Precision.HALF, number)


def _coded_unit_of_year(match: Match) -> Meaning | None:
    """As in "H1 2024", "2024 Q3"."""
    year = match.year()
    precision = Precision.HALF if match.tokens.is_class(match.at("code"), "hcode") else Precision.QUARTER
    return UnitOfYear(precision, match.value("code"), Absolute(Period.year(year))) if year else None


_TWO_YEARS = "(?:(?P<token><yearmonth>)|(?P<year><year4>)<hyphen|slash>(?P<tail><year4|small|number>))"


YEAR_RULES: tuple[Rule, ...] = (
    rule("(?P<year><year4>)", _year),
    rule("(?<=<in|of|since|until|by|before|after|from|to|for>){YEAR}", _spelled_year),
    rule("<unit>(?P<year><numword|tens>(?:<hyphen>?<numword|tens|scale|and>){1,6})", _spelled_year),
    rule("(?P<year><year4>)<hyphen|slash>(?P<tail><small|number>)", _year_range),
    rule("<the>?(?P<token><decade>)", _decade),
    rule("(?P<the><the>)?(?:(?P<century><numword|tens>)<hyphen>?)?(?P<token><shortdecade|tensdecade>)", _short_decade),
    rule("<the>?(?P<day><nth>|<tens><hyphen>?<ordinal|second>|<ordinal|second>)<hyphen>?(?P<unit><unit>)", _century),
    rule("<the>?(?P<season><season>)(?!<of>)", _bare_season),
    rule("<the>?(?P<season><season>)(?:<of>|<comma>)?{YEAR}", _season_of_year),
    rule(f"<the>?(?P<season><season>)<of>?{_TWO_YEARS}", _winter_of_two_years),
    rule(f"<the>?{_TWO_YEARS}(?P<season><season>)", _winter_of_two_years),
    rule("<fiscal>(?:<unit>)?(?P<year><year4>)", _fiscal),
    rule("(?P<year><fycode>)", _fiscal),
    rule("(?P<token><qyear>)", _quarter_and_year),
    rule("(?:(?<=<in|of|since|from|until|by|and|to|for|season>)|(?<=<month>))(?P<year><shortyear>)", _short_year),
    rule("<the>?<unit>(?P<year><year4>)", _year_by_name),
    rule("<the>?(?P<first><nth|ordinal>)(?:<and|to|hyphen>)<the>?(?P<last><nth|ordinal>)(?P<unit><units>)", _centuries),
    rule("(?P<code><qcode>)", _quarter_code),
    rule(
        "<the>?(?P<fiscal><fiscal>)?(?P<nth><ordinal|second|nth>)<hyphen>?(?P<unit><unit>)(?!<of><the|a><other>)",
        _named_quarter,
    ),
    rule("<the>?(?P<nth><ordinal|second|nth>)<hyphen>?(?P<fiscal><fiscal>)(?P<unit><unit>)", _named_quarter),
    rule("<the>?(?P<nth><ordinal|second>)<hyphen>?<half>(?!<of>)", _half_of_results),
    rule("(?P<code><hcode|qcode>)(?P<year><year4>)", _coded_unit_of_year),
    rule("(?P<year><year4>)(?P<code><hcode|qcode>)", _coded_unit_of_year),
)

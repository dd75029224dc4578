"""Years, what they are made of and what they make up: "2024", "Q3 2025", "summer 2016", "the 1990s", "fiscal 2024"."""

from datetime import date

from pipeline.dates.grammar import Match, Rule, rule
from pipeline.dates.lexicon import UNITS, words
from pipeline.dates.meanings import Meaning
from pipeline.dates.named import Absolute, FiscalQuarter, FiscalYear, UnitOfYear
from pipeline.dates.periods import Period, two_digit_year
from pipeline.dates.phrases import COUNTED, ends_phrase
from pipeline.dates.spans import Range
from pipeline.dates.tokens import Tokens
from pipeline.domain.dates import Precision

_NUMBERED = words("""
    page pages p pp no nos number route highway interstate flight room section article rule bill model channel
    studio apartment unit lot box building suite form resolution chapter verse line volume vol issue code
    extension ext version ref hr s boeing airbus psalm serial gate bus train seat psi pin zip ward precinct
    asteroid comet windows office russell
    """)
_STREETS = words("st street ave avenue rd road blvd boulevard dr drive lane ln way")
_LONG_NUMBER = 3  # digits, as of a telephone number
_BEFORE_CHRIST = words("bc bce")
_CIRCA = words("c ca b d est")
_AMOUNTS = words("than least most nearly almost some exactly only another least estimated another over")
_IN = words("in since circa")
_YEAR_PREPOSITIONS = words("until till by during before after early late mid between through")
_QUANTITIES = words("""
    total number average record majority crowd sum height length capacity population range cost price fine distance
    speed altitude depth weight turnout peak high low toll maximum minimum group list out most some
    """)
_JOINTS = words("to through and -")
_APPROXIMATELY = words("about around approximately roughly")
_TIED = words("mid pre post early late end")
_LONGEST_CODE = 3  # letters: "EU-2020" may be a code, "London-2012" is none
_COMMON_YEARS = range(1900, 2101)
_MODERN_YEARS = range(1500, 2101)
_LAST_CENTURY = 30
_QUARTERS = 4
_RESULTS = words("""
    profit profits sales revenue revenues earnings results growth loss losses turnover economy economic gdp inflation
    deliveries orders dividend outlook forecast income exports imports demand
    """)
_SPORT = words("goal goals scored score match points kick lead try tries touchdown referee minute pitch")
_RESULTS_REACH = 12
_DEGREES = words("temperature temperatures highs lows degrees weather")
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
    tokens, index, year = match.tokens, match.start, match.value("year")
    before, after = tokens.word(index - 1), tokens.word(index + 1)
    if _numbers_something(tokens, index) or _is_part_of_a_code(tokens, index) or after in _BEFORE_CHRIST:
        return None
    spans = before in _JOINTS and tokens.is_class(index - 2, "year4")  # "2009 to 2015 cars"
    if after in COUNTED and not (((before == "in" and after != "people") or spans) and year in _COMMON_YEARS):
        return None
    if year not in _COMMON_YEARS and not (before in _IN or spans or _is_historic(tokens, index)):
        return None
    rounded = before in _APPROXIMATELY and (year % 100 == 0 or year not in _COMMON_YEARS)
    return None if rounded else Absolute(Period.year(year))


def _is_historic(tokens: Tokens, index: int) -> bool:
    """As in "a novel of 1831", "Rubens (1577-1640)": a year before 1900 that what stands around it does not count."""
    before, after = tokens.word(index - 1), tokens.word(index + 1)
    if after in COUNTED or (before == "of" and tokens.word(index - 2) in _QUANTITIES):
        return False
    if before in {"of", "from", "(", ","} and tokens.values[index] in _MODERN_YEARS:
        return before == "of" or not after.isalpha() or ends_phrase(tokens, index + 1)
    abbreviated = before == "." and tokens.word(index - 2) in _CIRCA
    named = before == "the" and after.isalpha() and after != "block" and tokens.values[index] in _MODERN_YEARS
    return (
        abbreviated
        or (named and tokens.values[index] % 100 > 0)
        or (before in _YEAR_PREPOSITIONS and not after.isalpha())
    )


def _numbers_something(tokens: Tokens, index: int) -> bool:
    """As in "page 2024", "No. 2024" and "more than 2000"."""
    before = tokens.word(index - 1)
    abbreviated = before == "." and tokens.word(index - 2) in _NUMBERED
    dialled = len(before) >= _LONG_NUMBER and before.isdigit() and not tokens.is_class(index - 1, "year4")
    addressed = tokens.is_capitalised(index + 1) and tokens.word(index + 2) in _STREETS
    return before in _NUMBERED or before in _AMOUNTS or abbreviated or dialled or addressed


def _is_part_of_a_code(tokens: Tokens, index: int) -> bool:
    """Whether digits or a code are tied to it: "555-2014", "2014.5", "12:2014"."""
    before, after = tokens.word(index - 1), tokens.word(index + 1)
    if tokens.touches(index):
        if before == "-" and not _leaves_a_year(tokens, index - 2):
            return True
        if before in {"/", ":", "."} and tokens.word(index - 2)[-1:].isdigit():
            return True
    if not (tokens.touches(index + 1) and tokens.touches(index + 2)):
        return False
    followed = tokens.word(index + 2)
    return (after == "." and followed.isdigit()) or (after == "-" and not followed.isalnum())


def _spelled_year(match: Match) -> Meaning | None:
    """As in "in nineteen twenty-eight"."""
    year = match.year() if len(match.words("year")) > 1 and ends_phrase(match.tokens, match.end) else None
    return Absolute(Period.year(year)) if year is not None else None


def _leaves_a_year(tokens: Tokens, index: int) -> bool:
    """Whether what a hyphen ties to the front of a year leaves it one: "mid-2011", "2011-2014"."""
    word = tokens.word(index)
    if word.isalpha():
        return word in _TIED or len(word) > _LONGEST_CODE
    return tokens.is_class(index, "year4") and not tokens.is_class(index - 1, "hyphen")


def _year_range(match: Match) -> Meaning | None:
    """As in "2014–15": a range where the second number can only be the end of a later year."""
    first, tail = match.value("year"), match.value("tail")
    last = first // 100 * 100 + tail
    last += 100 if last <= first else 0
    tokens = match.tokens
    glued = tokens.touches(match.start + 1) and tokens.touches(match.start + 2)
    if not glued or first not in _COMMON_YEARS or len(tokens.word(match.at("tail"))) != 2 or last - first > 20:
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
    if word[0].isdigit() and not _DEGREES.isdisjoint(match.tokens.words[max(0, start - _HEAT_REACH) : start]):
        return None  # "highs in the 60s"
    if not known or (word == "tens" and not match.has("century")):
        return None
    century = 100 * match.value("century") if match.has("century") else 2000 if tens == 0 else 1900
    if century not in (1700, 1800, 1900, 2000):
        return None
    return Absolute(Period.containing(date(century + tens, 1, 1), Precision.DECADE))


def _century(match: Match) -> Meaning | None:
    count = match.day("day")
    named = UNITS[match.value("unit")] == "century" and match.tokens.word(match.end) not in _BEFORE_CHRIST
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
    return UnitOfYear(Precision.QUARTER, number)


def _year_by_name(match: Match) -> Meaning | None:
    """As in "the year 2000"."""
    named = match.tokens.word(match.at("year") - 1) == "year" and match.tokens.word(match.end) not in COUNTED
    return Absolute(Period.year(match.value("year"))) if named else None


def _half_of_results(match: Match) -> Meaning | None:
    """As in "first-half profit" and "sales rose in the second half", but no half of a match."""
    number = match.day("nth")
    tokens, start = match.tokens, match.start
    around = {*tokens.words[max(0, start - _RESULTS_REACH) : start], *tokens.words[match.end : match.end + 2]}
    if number not in {1, 2} or around.isdisjoint(_RESULTS) or not around.isdisjoint(_SPORT):
        return None
    return UnitOfYear(Precision.HALF, number)


def _coded_unit_of_year(match: Match) -> Meaning | None:
    """As in "H1 2024", "2024 Q3"."""
    year = match.year()
    precision = Precision.HALF if match.tokens.is_class(match.at("code"), "hcode") else Precision.QUARTER
    return UnitOfYear(precision, match.value("code"), Absolute(Period.year(year))) if year else None


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

"""Four digits: whether they are a year, or count, number or price something."""

from pipeline.dates.lexicon import words
from pipeline.dates.phrases import COUNTED, ends_phrase
from pipeline.dates.tokens import Tokens

_NUMBERED = words("""
    page pages p pp no nos number route highway interstate flight room section article rule bill model channel
    studio apartment unit lot box building suite form resolution chapter verse line volume vol issue code
    extension ext version ref hr s boeing airbus psalm serial gate bus train seat psi pin zip ward precinct
    asteroid comet windows office russell marker pier locker badge
    """)
_STREETS = words("st street ave avenue rd road blvd boulevard dr drive lane ln way")
_LONG_NUMBER = 3  # digits, as of a telephone number
BEFORE_CHRIST = words("bc bce")
_CIRCA = words("c ca b d est")
_AMOUNTS = words("than least most nearly almost some exactly only another least estimated another over")
_JOINTS = words("to through and -")
_APPROXIMATELY = words("about around approximately roughly")
_TIED = words("mid pre post early late end")
_LONGEST_CODE = 3  # letters: "EU-2020" may be a code, "London-2012" is none
_POINTS = words("points point percent % higher lower up down")
_TURNS = words("look looks looking looked back aim aims aimed aiming")
"""What turns to a year with "at": "looking back at 2011"."""
_IN = words("in since circa")
_YEAR_PREPOSITIONS = words("until till by during before after early late mid between through")
_QUANTITIES = words("""
    total number average record majority crowd sum height length capacity population range cost price fine distance
    speed altitude depth weight turnout peak high low toll maximum minimum group list out most some
    """)
COMMON_YEARS = range(1900, 2101)
_MODERN_YEARS = range(1500, 2101)


def is_year(tokens: Tokens, index: int) -> bool:
    """Whether the four digits there are a year: nothing says that they count, number or price something."""
    year = tokens.values[index]
    before, after = tokens.word(index - 1), tokens.word(index + 1)
    if _numbers_something(tokens, index) or _is_part_of_a_code(tokens, index) or after in BEFORE_CHRIST:
        return False
    spans = before in _JOINTS and tokens.is_class(index - 2, "year4")  # "2009 to 2015 cars"
    if after in COUNTED and not (((before == "in" and after != "people") or spans) and year in COMMON_YEARS):
        return False
    if year not in COMMON_YEARS and not (before in _IN or spans or _is_historic(tokens, index)):
        return False
    rounded = before in _APPROXIMATELY and (year % 100 == 0 or year not in COMMON_YEARS)
    return not rounded


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
    """As in "page 2024", "No. 2024" and "more than 2000"; "pages 1990-1995" numbers both."""
    before = tokens.word(index - 1)
    if before in _JOINTS and tokens.is_class(index - 2, "year4") and tokens.word(index - 3) in _NUMBERED:
        return True
    if before in {"at", "to"} and _is_level(tokens, index):
        return True
    abbreviated = before == "." and tokens.word(index - 2) in _NUMBERED
    dialled = len(before) >= _LONG_NUMBER and before.isdigit() and not tokens.is_class(index - 1, "year4")
    addressed = tokens.is_capitalised(index + 1) and tokens.word(index + 2) in _STREETS
    return before in _NUMBERED or before in _AMOUNTS or abbreviated or dialled or addressed


def _is_level(tokens: Tokens, index: int) -> bool:
    """As in "the index closed at 2011", "rose 12 points to 2011", though not "looking back at 2011"."""
    before, led = tokens.word(index - 1), tokens.word(index - 2)
    return led in _POINTS if before == "to" else ends_phrase(tokens, index + 1) and led not in _TURNS


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


def _leaves_a_year(tokens: Tokens, index: int) -> bool:
    """Whether what a hyphen ties to the front of a year leaves it one: "mid-2011", "2011-2014"."""
    word = tokens.word(index)
    if word.isalpha():
        return word in _TIED or len(word) > _LONGEST_CODE
    return tokens.is_class(index, "year4") and not tokens.is_class(index - 1, "hyphen")

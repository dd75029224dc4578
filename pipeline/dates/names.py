"""Names of people, papers, streets and pictures that are made of the words of days and months."""

from pipeline.dates.lexicon import words
from pipeline.dates.tokens import Tokens

_STREETS = words("street avenue road boulevard lane court terrace crescent")
_PAPERS = words("mail independent")
_SAYING = words("""
    said says told tells asked asks added adds replied wrote writes tweeted joked laughed smiled recalled insisted
    admitted explained
    """)
_ROLES = words("actor actress singer star starring model author novelist writer comedian heroine heiress character")
_GROUPS = words("group inc corp ltd llc club foundation company plc books records")
"""What makes a name of a day of the week before it: "the Wednesday Club"."""

_MADE_OF_HOLIDAYS = words("agreement accord accords rising uprising")
_OLDEST, _YOUNGEST = 110, 10


def is_street(tokens: Tokens, index: int) -> bool:
    """Whether a street's word stands there: "10 March Street"."""
    return tokens.is_capitalised(index) and tokens.word(index) in _STREETS


def is_paper(tokens: Tokens, index: int) -> bool:
    """Whether the day of the week there ends a newspaper's name: "the Mail on Sunday"."""
    named = tokens.is_capitalised(index - 2) and tokens.word(index - 2) in _PAPERS
    return named and tokens.word(index - 1) == "on" and tokens.word(index - 3) in {"the", "s"}


def is_first_name(tokens: Tokens, end: int) -> bool:
    """Whether the month that ends there is a person who speaks or has an age: "April said", "June, 34, a nurse"."""
    if tokens.word(end) in _SAYING:
        return True
    aged = tokens.word(end) == "," and tokens.word(end + 2) == "," and tokens.words[end + 1].isdigit()
    return aged and tokens.is_class(end + 1, "small", "number") and _YOUNGEST < tokens.values[end + 1] < _OLDEST


def is_person(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the day of the week is a first name: "Tuesday Weld starred", "the actress Tuesday Weld"."""
    surname = tokens.is_class(end, "other") and tokens.is_capitalised(end)
    opens = start == 0 or tokens.is_class(start - 1, "break") or tokens.word(start - 1) in {".", '"'}
    return surname and (opens or tokens.word(start - 1) in _ROLES)


def is_group(tokens: Tokens, index: int) -> bool:
    """Whether what is named after a day of the week is a company or a club."""
    return tokens.is_capitalised(index) and tokens.word(index) in _GROUPS


def is_of_holiday(tokens: Tokens, index: int) -> bool:
    """Whether what is named after a holiday is no longer of the day: "the Good Friday Agreement"."""
    at = index + (tokens.word(index) == "peace")
    return tokens.word(at) in _MADE_OF_HOLIDAYS


def is_title(tokens: Tokens, index: int) -> bool:
    """Whether a day that is written out has a capital, as in the name of a picture: "The Third of May 1808"."""
    return tokens.is_class(index, "ordinal", "second") and tokens.is_capitalised(index)

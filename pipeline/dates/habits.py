"""What goes on every week between two of its days: "open Monday to Friday"."""

from pipeline.dates.lexicon import words
from pipeline.dates.meanings import Meaning
from pipeline.dates.parts import TimeOfDay
from pipeline.dates.spans import Range, Recurring
from pipeline.dates.tense import ends_sentence
from pipeline.dates.tokens import Tokens
from pipeline.dates.weekdays import Weekday

_HABITS = words("""
    open opens work works worked working operate operates available staffed airs hours weekly daily weekdays
    """)
_OF_ONE_WEEK = words("this next last coming past")
_REACH = 6
"""How many tokens before the days what they are the days of may stand."""


def as_habit(tokens: Tokens, start: int, end: int, days: Range) -> Meaning:
    """The days from `start` to `end`, of every week where something is open or works on them, else as they are."""
    first, last = _day_of_week(days.first), _day_of_week(days.last)
    if first is None or last is None or not _tells_a_habit(tokens, start) or tokens.word(end) in _OF_ONE_WEEK:
        return days
    return Recurring(f"XXXX-WXX-{first + 1}/XXXX-WXX-{last + 1}")


def _day_of_week(meaning: Meaning) -> int | None:
    day = meaning.day if isinstance(meaning, TimeOfDay) else meaning
    return day.weekday if isinstance(day, Weekday) else None


def _tells_a_habit(tokens: Tokens, start: int) -> bool:
    for index in range(start - 1, max(start - 1 - _REACH, -1), -1):
        if ends_sentence(tokens, index):
            return False
        if tokens.words[index] in _HABITS and not _is_in_a_name(tokens, index):
            return tokens.word(index - 1) not in {"to", "the", "an"} and tokens.word(index + 1) not in {"until", "till"}
    return False


def _is_in_a_name(tokens: Tokens, index: int) -> bool:
    """As in "the U.S. Open"."""
    return tokens.is_capitalised(index) and index > 0 and not ends_sentence(tokens, index - 1)

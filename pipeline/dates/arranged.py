"""Events that are told ahead of their day without a verb: "Funeral Tuesday for slain officer"."""

from pipeline.dates.lexicon import words
from pipeline.dates.tokens import Tokens

_EVENTS = words("""
    funeral burial memorial vigil wake service hearing arraignment sentencing trial inquest vote referendum election
    elections runoff primary caucus caucuses debate launch liftoff meeting summit session conference talks ceremony
    inauguration parade rally march walkout auction premiere concert match game final semifinal kickoff opener race
    wedding deadline
    """)
_BEFORE_A_DAY = words("on this next")
_BEHIND_A_DAY = words("for in at on over with to by near outside is are")
_HEAD = 5
"""How many words of a headline may stand before its day: "Police officer's funeral set Tuesday" has four."""


def is_to_come(tokens: Tokens, sentence: int, start: int, end: int) -> bool:
    """Whether a sentence with no past or future verb opens with an event and its day: "Vote Tuesday on school bond".

    `sentence` is where it starts, `start` and `end` are where the day does. Behind the day nothing may follow that
    could be the sentence's verb ("Talks Tuesday yield no deal").
    """
    noun = start - 2 if tokens.word(start - 1) in _BEFORE_A_DAY else start - 1
    opens = noun - sentence < _HEAD and tokens.word(sentence) not in _BEHIND_A_DAY
    behind = tokens.word(end)
    return opens and tokens.word(noun) in _EVENTS and (not behind.isalpha() or behind in _BEHIND_A_DAY)

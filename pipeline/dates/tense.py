"""The tense of a clause, as far as it tells which way a bare "Thursday" looks.

A few dozen cues stand in for a tagger, as in HeidelTime's strategy for news (Strötgen and Gertz, 2010): the cue nearest
before the expression in its sentence decides, else the first one after it.
"""

from pipeline.dates.lexicon import words
from pipeline.dates.meanings import Direction
from pipeline.dates.tokens import Tokens

_REACH = 25
_FUTURE = words("""
    will shall ll would could might must should can wo going due scheduled slated set expected planned plans
    plan planning aims aim aiming hopes hope intends intend poised upcoming forthcoming deadline looming
    tomorrow vows promises awaits
    """)
_PAST = words("""
    was were had did been said told met held began became took gave went came made left won lost fell rose sold
    bought paid found kept sent spoke wrote shot struck broke led ran put cut hit saw got knew thought brought
    fought taught caught stood understood grew threw drew flew showed beat bid built burned chose drove felt
    forgot heard hid laid lay lent let meant quit read rode sang sank sat sought shook shut slid spent split
    spread stole swept swore tore wore withdrew woke has says announced
    """)
_SCHEDULED = words("ends begins starts opens closes launches expires runs goes arrives resumes comes takes kicks falls")
"""Present tense that tells of the near past and of the near future alike."""

_NOT_VERBS = words("""
    red need speed seed feed breed bed fed hundred indeed united limited exceed proceed succeed embed
    unprecedented ahmed mohammed reed wed shed sacred alleged so-called
    """)
_BARE_VERBS = words("""
    act address air announce answer appeal appear approve arrive ask attend attempt ban be become begin block
    bring broadcast bury buy call cast celebrate change chair close come complete conclude consider continue
    convene cross cut deal debate debut decide deliver deploy depart discuss dismiss drop elect end enter
    examine expand expire explain fall field fight file finish fire fly gather get give go greet halt hand have
    head hear help hold host impose inaugurate increase inspect interview introduce issue join keep kick land
    launch lay lead leave lift list lodge lose make march mark meet move negotiate open operate pay perform pick
    play present press protest publish pull push put quit race raise reach receive release reopen report resign
    resume retire return reveal review rise roll rule run say see seek sell send serve set settle ship shut sign
    sing sit speak stage stand start stay step stop strike submit sue suspend swear take talk tackle tell
    testify tour travel try turn unveil update urge use vacate visit vote wait walk watch welcome win withdraw
    work
    """)
_STOPS = frozenset(".!?;")
_ABBREVIATIONS = words("""
    mr mrs ms dr st sen rep gov gen lt col sgt prof inc corp co ltd jr sr vs no u s a m p jan feb mar apr jun
    jul aug sep sept oct nov dec d c n y k e i
    """)


def ends_sentence(tokens: Tokens, index: int) -> bool:
    """Whether a sentence ends with the token there."""
    word = tokens.words[index]
    if word == "\n":
        return True
    if word not in _STOPS:
        return False
    if word != "." or index + 1 >= len(tokens):
        return True
    if tokens.touches(index + 1) or tokens.word(index - 1) in _ABBREVIATIONS:
        return False
    return tokens.is_capitalised(index + 1) or not tokens.words[index + 1].isalpha()


class Clauses:
    """The cues of tense in a text and the sentences that they hold in, found in one pass."""

    __slots__ = ("_after", "_before", "_starts", "_tokens")

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        count = len(tokens)
        cues = [_cue(tokens, position) for position in range(count)]
        ends = [ends_sentence(tokens, position) for position in range(count)]
        self._starts = [0] * (count + 1)
        self._before: list[_Cue | None] = [None] * (count + 1)
        self._after: list[_Cue | None] = [None] * (count + 1)
        for position in range(count):
            cue = cues[position]
            held = (position, cue) if cue is not None else self._before[position]
            self._before[position + 1] = None if ends[position] else held
            self._starts[position + 1] = position + 1 if ends[position] else self._starts[position]
        for position in range(count - 1, -1, -1):
            cue = cues[position]
            following = (position, cue) if cue is not None else self._after[position + 1]
            self._after[position] = None if ends[position] else following

    def sentence_start(self, index: int) -> int:
        """The first token of the sentence that a token stands in."""
        return self._starts[index]

    def direction(self, start: int, end: int) -> Direction:
        """Which way the clause around the tokens from `start` to `end` looks."""
        if _announces(self._tokens, start):
            return Direction.FUTURE
        before, after = self._before[start], self._after[end]
        if before is not None and start - before[0] <= _REACH:
            return before[1]
        if after is not None and after[0] - end < _REACH:
            return after[1]
        return Direction.UNKNOWN


_Cue = tuple[int, Direction]


def _announces(tokens: Tokens, start: int) -> bool:
    """Whether "is" or "come" stands right before the date: "the launch day is Tuesday", "come November 19"."""
    before = start - 2 if tokens.word(start - 1) in {"on", "in"} else start - 1
    return tokens.word(before) in {"is", "are", "come"}


def _cue(tokens: Tokens, position: int) -> Direction | None:
    word = tokens.words[position]
    if word in {"plan", "plans"} and tokens.word(position + 1) != "to":
        return None  # a noun: "they marched against the plans"
    if word in _FUTURE or (word == "may" and not tokens.is_capitalised(position)):
        return Direction.FUTURE
    if word in _SCHEDULED:
        return Direction.UNKNOWN
    if word == "to":
        following = tokens.word(position + 1)
        return Direction.FUTURE if following in _BARE_VERBS else None
    regular = word.endswith("ed") and len(word) > 3 and word not in _NOT_VERBS and not tokens.is_capitalised(position)
    if word in _PAST or regular:
        before = tokens.word(position - 1)
        led = before in _FUTURE or before == "to" or "be" in (before, tokens.word(position - 2))
        return None if led else Direction.PAST  # "would cut" and "to be held" wait for what leads them
    return None

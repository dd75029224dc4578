"""What an English sentence says was done: its verbs, one form for those that news uses for one another."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.checks.reach import AUXILIARIES, is_verb
from pipeline.checks.roots import root
from pipeline.text.words import Word, words

_SAME = """
announce unveil present introduce outline|meet talk|block veto refuse reject prohibit|approve clear adopt
buy acquire purchase|complete close finalise finalize|resign quit|die perish|injure wound
arrest detain|accuse charge indict|publish release issue|begin start open|end stop cease conclude|rise grow climb jump
fall drop decline decrease shrink|win beat defeat|choose appoint name elect|march demonstrate protest rally|sign agree
cut reduce lower|convict sentence jail|examine discuss debate consider review|find discover detect|send dispatch
land parachute
"""
_PHRASES = {
    "touch down": "land", "come down": "land", "lift off": "launch", "blast off": "launch", "step down": "resign",
    "turn down": "reject", "lay out": "announce", "take over": "buy", "take up": "examine", "set up": "found",
    "call off": "cancel", "carry out": "conduct", "find out": "learn", "take off": "launch", "shut down": "close",
}  # fmt: skip
_PARTICLES = frozenset("down off out over up".split())
_MODALS = frozenset("will would can could may might must should shall did does do".split())
_BEFORE_TO = frozenset(
    """is are was were be due set expected scheduled slated planned plans plan going aims aimed hopes hoped wants wanted
    agreed refused decided began forced about ready offered asked""".split()
)
"""What stands before "to" and a verb in its base form."""
_EMPTY = frozenset(
    """say tell report add write note state think believe expect plan want hope aim seek try continue make take get go
    come give put see use know need keep let seem remain become include involve lead follow call describe post
    tweet""".split()
)
"""Verbs that tell of no event, or of one that only their object names."""
_IN_A_POST = frozenset(
    "accusing demanding announcing threatening denying confirming ordering offering cancelling".split()
)
"""What somebody did by saying so, behind the verb of saying: "posted on Monday accusing the yard"."""
_SAYING = frozenset("posted tweeted wrote said posts tweets statement letter".split())
_ADVERBS = frozenset("also soon now then never not be have the a an its his her their".split())
_ASIDE = re.compile(r", (?:which|who)(?: \w+){0,3} $")
_REACH = 4  # words behind a verb among which its particle is: "laid the budget out"
_POST = 8  # words in front of "accusing" among which is the verb of saying
_NEAR = 3  # words before a verb that may negate it


def _canonical() -> Mapping[str, str]:
    groups = (group.split() for group in _SAME.replace("\n", "|").split("|"))
    return {root(word): root(group[0]) for group in groups for word in group}


_CANONICAL = _canonical()
_EMPTY_ROOTS = frozenset(map(root, _EMPTY))


class Action(NamedTuple):
    """A verb that tells what was done: its root or the one that stands for it, the folded word, and if with "not"."""

    verb: str
    word: str
    start: int
    is_negated: bool


@lru_cache(maxsize=4096)
def actions(text: str) -> tuple[Action, ...]:
    """What a text says was done or is to be done, in order; but what only sets off a name comes last.

    The first is what the text is about: "The mission, nicknamed Sniper, was launched".
    """
    found = tuple(_actions(words(text)))
    return tuple(sorted(found, key=lambda action: text[: action.start].rstrip().endswith(",")))


def tells_in_passing(text: str) -> bool:
    """Whether what was done is told in an aside alone: "The regulator, which sued in May, is not giving up"."""
    found = actions(text)
    return bool(found) and all(_ASIDE.search(text[: action.start]) is not None for action in found)


def canonical(verb: str) -> str:
    """The root that stands for a verb's root and for those that news uses in its place."""
    return _CANONICAL.get(verb, verb)


def _actions(found: Sequence[Word]) -> Iterator[Action]:
    for number, word in enumerate(found):
        is_said = word.folded in _IN_A_POST and _is_in_a_post(found, number)
        if word.folded in AUXILIARIES or not (is_said or is_verb(word) or _is_base(found, number)):
            continue
        verb = root(word.folded)
        behind = [other.folded for other in found[number + 1 : number + _REACH]]
        phrases = (_PHRASES.get(f"{verb} {particle}") for particle in behind if particle in _PARTICLES)
        verb = canonical(next((root(phrase) for phrase in phrases if phrase), verb))
        if verb not in _EMPTY_ROOTS:
            negated = any(_is_negation(other) for other in found[max(0, number - _NEAR) : number])
            yield Action(verb, word.folded, word.start, negated)


def _is_in_a_post(found: Sequence[Word], number: int) -> bool:
    """Whether a verb of saying stands shortly before a participle that tells what was done by it."""
    return not _SAYING.isdisjoint(other.folded for other in found[max(0, number - _POST) : number])


def _is_base(found: Sequence[Word], number: int) -> bool:
    """Whether a word is a verb in its base form: "will meet", "is due to meet"."""
    word, before = found[number], [other for other in found[max(0, number - 3) : number] if other.text.islower()]
    while before and before[-1].folded in _ADVERBS:
        before.pop()
    if not before or not word.text.islower() or word.folded in _ADVERBS:
        return False
    if before[-1].folded == "to":
        return len(before) > 1 and before[-2].folded in _BEFORE_TO
    return before[-1].folded in _MODALS


def _is_negation(word: Word) -> bool:
    return word.folded in {"not", "never", "no"} or word.text.endswith(("n't", "n’t"))

"""When two entries of a timeline tell one event.

They do at one time, and in much the same words or with the same action and the same participants. Words of time do not
count, since entries of one day share them; numbers of one thing, opposites and negations that differ set them apart.
"""

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from pipeline.checks.actions import actions, canonical
from pipeline.checks.roots import content_roots, root
from pipeline.domain.dates import EventDate
from pipeline.domain.digest import Event
from pipeline.text.contrast import sides_of, take_sides
from pipeline.text.fold import fold
from pipeline.text.names import names
from pipeline.text.numbers import Quantity, quantities
from pipeline.text.places import place_of
from pipeline.text.words import is_content, words

_SAME = 0.5
_SHARED_WORDS = 2  # beside names
_RECENTLY = 45  # days
_SURELY_SAME = 0.65
_LONG = timedelta(days=300)
_WEEKS = timedelta(days=15)
_NEARLY_ALL = 0.9
_SAME_ACTION, _OTHER_ACTION, _OTHER_PARTICIPANTS, _SAME_NUMBER, _DESCRIBED = 0.15, -0.15, -0.35, 0.1, 0.1
_ASIDE = re.compile(
    r"\b(?:of|from|with|for|in|at|over|by|to|on|against|under|near|about) (?:the |an? |its )?(?:[a-z-]+ ){0,2}$"
)
"""What stands before a name that only tells of which thing something is: "a capsule from the asteroid Bennu"."""
_BEFORE = 50  # characters before a name
_MOST_NUMBERS = 8  # of one thing; what has more is a table
_DESCRIPTION = re.compile(r"(?:It|The [a-z]+(?: [a-z]+)?(?=,| (?:was|were|is|are|has|had|will|\w+ed)\b))")
_ONCE = frozenset(root(word) for word in "launched landed resigned died founded inaugurated married sued".split())
"""What is done once in a story, so that "the lander was launched" tells of the launch that another entry names."""
_SPEAKING = re.compile(
    r"\b(?:was|were|is|are) (?:speaking|talking)\b|\bmade (?:the|his|her|their) (?:remarks?|comments?)\b"
)
_SAID = re.compile(r"\b(?:said|says|told|tells|warned|promised|announced|added|called|urged)\b")
_TIME = frozenset(
    root(word)
    for word in """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december jan feb mar apr jun jul aug sep sept oct nov dec today yesterday
    tomorrow tonight day days week weeks month months year years morning afternoon evening night later earlier last next
    ago recently time local gmt""".split()
)
_CALENDAR_NUMBER = re.compile(
    r"""\b[12]\d{3}\b(?!,\d)|\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}(?:st|nd|rd|th)?[ ]
    (?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)) | (?<=[a-z.][ ])\b\d{1,2}(?=,[ ][12]\d{3})
    |\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?[ ]\d{1,2}\b""",
    re.VERBOSE,
)


class _Told(NamedTuple):
    """What a text tells, for comparison."""

    roots: frozenset[str]
    participants: frozenset[str]
    """The parts of its names and their initials, places left out: nearly every event of a story shares those."""
    subject: frozenset[str]
    """Those that come before what it says was done, as who does it comes; not as a part of what."""
    actions: tuple[str, ...]
    """What it says was done; the first is what it is about."""
    is_negated: bool
    """Whether that is what was not done."""
    is_description: bool
    """Whether it names nobody as the one that it is about: "the lander was launched"."""
    counts: Mapping[str, tuple[Quantity, ...]]
    """Its numbers by what they count."""
    sides: frozenset[tuple[int, int]]
    """Which side what it says was done takes of which pair of opposites."""


def same_event(one: Event, other: Event) -> bool:
    """Whether two entries tell one event: at one time, in like words or with a like action, and with nothing apart."""
    return likeness(one, other) > 0


def likeness(one: Event, other: Event) -> float:
    """How much alike two tellings of one event are; 0 for two events.

    Two entries that rest on the same sentences tell one event if they have the same date: a sentence may tell of two.
    """
    if not _at_one_time(one.date, other.date):
        return 0.0
    pieces, others = ({(piece.article, piece.start) for piece in event.evidence} for event in (one, other))
    if pieces and others and (pieces <= others or others <= pieces):
        return float(one.date.covers(other.date) and other.date.covers(one.date))
    told, others_told = _told(one.text), _told(other.text)
    if _tells_occasion_of(one, other) or _tells_occasion_of(other, one):
        return _SAME
    if _is_one_deed(told, others_told) and _spans_weeks_at_most(one.date, other.date):
        return max(_SAME, _likeness(told, others_told))
    found = _likeness(told, others_told)
    return found if found >= _least(one.date, other.date) else 0.0


def _tells_occasion_of(one: Event, other: Event) -> bool:
    """Whether an entry tells where somebody "was speaking", and the other, of the same date, what they said there."""
    speaking = _SPEAKING.search(one.text)
    if speaking is None or one.date.sort_key != other.date.sort_key or _SPEAKING.search(other.text):
        return False
    speaker = _participants(one.text, speaking.start())
    said = _SAID.search(other.text)
    return said is not None and bool(speaker & _participants(other.text, said.start()))


def _is_one_deed(one: _Told, other: _Told) -> bool:
    """Whether two texts tell of one action by the same to the same, all of whom they name."""
    if not one.actions or not other.actions or one.actions[0] != other.actions[0] or _apart(one, other):
        return False
    doers = one.subject & other.subject
    return bool(doers) and bool((one.participants & other.participants) - one.subject - other.subject)


def _spans_weeks_at_most(one: EventDate, other: EventDate) -> bool:
    return all(day.earliest is not None and day.latest - day.earliest < _WEEKS for day in (one, other))


def marks(event: Event) -> set[str | tuple[int, int]]:
    """What two tellings of one event have at least one of in common."""
    return {*_told(event.text).roots, *((piece.article, piece.start) for piece in event.evidence)}


def _at_one_time(one: EventDate, other: EventDate) -> bool:
    """Whether one date lies inside the other; what took place "recently" did so within weeks."""
    if not (one.covers(other) or other.covers(one)):
        return False
    if (one.earliest is None) == (other.earliest is None):
        return True
    return abs((one.latest - other.latest).days) <= _RECENTLY


def _least(one: EventDate, other: EventDate) -> float:
    """How much two entries have to be alike: more where a day or month lies within a year or more."""
    longest = max((day.latest - day.earliest for day in (one, other) if day.earliest), default=timedelta())
    return _SAME if longest < _LONG or (one.covers(other) and other.covers(one)) else _SURELY_SAME


def _likeness(a: _Told, b: _Told) -> float:
    if _apart(a, b):
        return 0.0
    shared = a.roots & b.roots
    share = len(shared) / max(1, min(len(a.roots), len(b.roots)))
    does_the_same = bool(a.actions and b.actions) and a.actions[0] == b.actions[0]
    described = does_the_same and a.is_description != b.is_description
    if does_the_same and a.actions[0] in _ONCE and (described or a.subject & b.subject):
        return max(_SAME, share)
    plain = shared - {root(part) for part in a.participants & b.participants}
    if len(plain) < _SHARED_WORDS and share < _NEARLY_ALL:
        return 0.0  # the names of a story stand in nearly every sentence of it
    return (
        share
        + _of_actions(a, b)
        + _SAME_NUMBER * min(2, _numbers_in_common(a, b))
        + _DESCRIBED * described
        + _OTHER_PARTICIPANTS * _names_others(a, b)
    )


def _names_others(one: _Told, other: _Told) -> bool:
    """Whether neither text names anybody of whom the other is about, and neither only describes whom it is about."""
    named = one.subject and other.subject and not (one.is_description or other.is_description)
    return bool(named) and not (one.subject & other.participants or other.subject & one.participants)


def _of_actions(one: _Told, other: _Told) -> float:
    """What the verbs say for or against: what one is about has to be told by the other too."""
    if not one.actions or not other.actions:
        return 0.0
    if one.actions[0] == other.actions[0]:
        return _SAME_ACTION
    return 0.0 if one.actions[0] in other.actions or other.actions[0] in one.actions else _OTHER_ACTION


def counted(text: str) -> frozenset[str]:
    """The things of which a text has a number."""
    return frozenset(_told(text).counts)


def numbers_differ(one: str, other: str) -> bool:
    """Whether two texts have other numbers for a thing that both count: 10 minutes in one, 15 in the other."""
    return _numbers_apart(_told(one), _told(other))


def _apart(one: _Told, other: _Told) -> bool:
    """Whether a number, an opposite or a negation sets two texts apart."""
    if one.is_negated != other.is_negated or take_sides(one.sides, other.sides):
        return True
    return _numbers_apart(one, other)


def _numbers_apart(one: _Told, other: _Told) -> bool:
    return any(
        not any(a.shows(b) or b.shows(a) for a in counted for b in other.counts[thing])
        for thing, counted in one.counts.items()
        if thing in other.counts
    )


def _numbers_in_common(one: _Told, other: _Told) -> int:
    return sum(
        any(a.shows(b) or b.shows(a) for b in other.counts.get(thing, ()))
        for thing, counted in one.counts.items()
        for a in counted
    )


@lru_cache(maxsize=4096)
def _told(text: str) -> _Told:
    done = actions(text)
    times = {place for match in _CALENDAR_NUMBER.finditer(fold(text)) for place in range(*match.span())}
    return _Told(
        roots=frozenset(canonical(each.root) for each in content_roots(text) if each.start not in times).union(
            action.verb for action in done
        )
        - _TIME,
        participants=_participants(text, len(text)),
        subject=_participants(text, done[0].start if done else 0, _ASIDE),
        actions=tuple(action.verb for action in done),
        is_negated=bool(done) and done[0].is_negated,
        is_description=_DESCRIPTION.match(text) is not None
        or (bool(done) and not any(name.start < done[0].start for name in names(text))),
        counts=_counts(text, times),
        sides=frozenset(side for action in done for side in sides_of(action.word)),
    )


def _participants(text: str, end: int, but: re.Pattern[str] | None = None) -> frozenset[str]:
    """The parts of the names before `end`, but for those that follow a pattern."""
    named = [
        name
        for name in names(text)
        if name.start < end and not (but and but.search(text[max(0, name.start - _BEFORE) : name.start]))
    ]
    parts = frozenset(part for name in named for part in name.parts if place_of(part) is None)
    return parts | {"".join(part[0] for part in name.parts) for name in named if len(name.parts) > 2}


def _counts(text: str, times: set[int]) -> Mapping[str, tuple[Quantity, ...]]:
    """The numbers by what they count, but for those that stand where the time is told."""
    counts: dict[str, tuple[Quantity, ...]] = {}
    for number in quantities(text):
        thing = number.unit or _thing(text, number)
        if thing and number.start not in times and len(counts.get(thing, ())) < _MOST_NUMBERS:
            counts[thing] = (*counts.get(thing, ()), number)
    return counts


def _thing(text: str, number: Quantity) -> str:
    """What a number counts: the word behind it."""
    behind = next(iter(words(text[number.end : number.end + 30])), None)
    return root(behind.folded) if behind and is_content(behind.folded) else ""

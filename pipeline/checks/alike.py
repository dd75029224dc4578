"""When two texts tell much the same."""

from pipeline.checks.roots import content_roots, root
from pipeline.checks.same_event import numbers_differ
from pipeline.text.names import names
from pipeline.text.places import place_of

_SAME = 0.5
_LOOSELY_SAME = 0.34
_SHARED_WORDS = 2  # beside names


def alike(one: str, other: str) -> bool:
    """Whether two texts tell much the same: half of the shorter one's words, or fewer and a participant in common.

    What has another number for the same thing tells something else: it has changed, or the two disagree.
    """
    return _are_near(one, other) and not numbers_differ(one, other)


def at_odds(one: str, other: str) -> bool:
    """Whether two texts tell of the same thing with other numbers."""
    return numbers_differ(one, other) and _are_near(one, other)


def _are_near(one: str, other: str) -> bool:
    a, b = _roots(one), _roots(other)
    shared = a & b
    common = _participants(one) & _participants(other)
    plain = shared - {root(part) for part in common}
    if len(plain) < min(_SHARED_WORDS, len(a), len(b)):
        return False  # the names of a story stand in nearly every sentence of it
    share = len(shared) / max(1, min(len(a), len(b)))
    return share >= _SAME or (share >= _LOOSELY_SAME and bool(common))


def _roots(text: str) -> frozenset[str]:
    return frozenset(content.root for content in content_roots(text))


def _participants(text: str) -> frozenset[str]:
    """The parts of the names in a text, places left out: nearly every event of a story shares those."""
    return frozenset(part for name in names(text) for part in name.parts if place_of(part) is None)

"""Offices that news abbreviates: "CEO", "PM", "MEP"."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

_SHORT: Mapping[str, str] = {
    "ceo": "chief executive officer", "cfo": "chief financial officer", "coo": "chief operating officer",
    "cto": "chief technology officer", "cio": "chief information officer", "pm": "prime minister",
    "mp": "member parliament", "mps": "members parliament", "mep": "member european parliament",
    "meps": "members european parliament", "vp": "vice president", "md": "managing director",
    "ag": "attorney general", "da": "district attorney", "fm": "foreign minister", "gp": "general practitioner",
    "gps": "general practitioners",
}  # fmt: skip
"""What news writes for an office, and the words of the office, folded."""
_LEFT_OUT = frozenset({"officer"})
"""What news leaves out of an office: a "chief executive" is a CEO."""


def is_told_otherwise(part: str, told: AbstractSet[str]) -> bool:
    """Whether a folded word is an abbreviation of an office that a text has, by its folded words, or the other way."""
    if part in _SHORT:
        return set(_SHORT[part].split()) - _LEFT_OUT <= told
    return any(part in office.split() and short in told for short, office in _SHORT.items())

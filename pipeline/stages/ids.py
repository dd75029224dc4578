"""Ids: opaque, given once, the same for the same content."""

import hashlib


def new_id(kind: str, *parts: str) -> str:
    """An id for something of a kind, made from what it is: same inputs, same bytes."""
    digest = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{kind}{digest[:10]}"


def unique(wanted: str, taken: set[str]) -> str:
    """The id, or the next free one where two things of the same content stand in one digest; notes it as taken."""
    number, free = 2, wanted
    while free in taken:
        free = f"{wanted}-{number}"
        number += 1
    taken.add(free)
    return free

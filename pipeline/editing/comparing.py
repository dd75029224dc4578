"""Comparing: two texts word by word, two digests part by part."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import Indel

from pipeline.domain.digest import Digest, Event, Section

_TOKENS = re.compile(r"\s+|[^\W_]+|[\W_]", re.UNICODE)
_MOST = 4_000
"""Tokens of a text that are compared; what comes behind them is gone, or new, as a whole."""


class Op(StrEnum):
    """What became of some words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class Piece(NamedTuple):
    """Some words, and what became of them."""

    op: Op
    text: str


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """What became of each word: the pieces that are not new are the text before, those that are not gone the one after.

    By longest common subsequence of words.
    """
    old, new = _tokens(before), _tokens(after)
    pieces: list[Piece] = []
    for op in Indel.opcodes(old[:_MOST], new[:_MOST]):
        gone, fresh = "".join(old[op.src_start : op.src_end]), "".join(new[op.dest_start : op.dest_end])
        pieces += [Piece(Op.SAME, gone)] if op.tag == "equal" else _changed(gone, fresh)
    pieces += _changed("".join(old[_MOST:]), "".join(new[_MOST:]))
    return tuple(_joined(pieces))


def _tokens(text: str) -> list[str]:
    return _TOKENS.findall(text)


def _changed(gone: str, fresh: str) -> list[Piece]:
    return [piece for piece in (Piece(Op.GONE, gone), Piece(Op.NEW, fresh)) if piece.text]


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with what is gone before what is new between two that are the same; lone spaces go along."""
    joined: list[Piece] = []
    gone = new = ""
    for number, piece in enumerate(pieces):
        between = 0 < number < len(pieces) - 1 and (gone or new) and piece.op is Op.SAME and piece.text.isspace()
        if piece.op is Op.SAME and not between:
            joined += [*_changed(gone, new), piece]
            gone = new = ""
        else:
            gone += piece.text if piece.op is not Op.NEW else ""
            new += piece.text if piece.op is not Op.GONE else ""
    return [*joined, *_changed(gone, new)]


class Comparison(NamedTuple):
    """One part of two digests; a text is empty where the digest does not have the part."""

    part: str
    """`headline`, `section:ID` or `event:ID`."""
    before: str
    after: str
    pieces: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        """Whether both say the same in it."""
        return self.before == self.after


def compare(one: Digest, other: Digest) -> tuple[Comparison, ...]:
    """Two digests part by part: headline, sections, events, in the order of the later one; what it lacks comes last."""
    before, after = _parts(one), _parts(other)
    return tuple(
        Comparison(part, old, new, word_diff(old, new))
        for part in (*after, *(part for part in before if part not in after))
        for old, new in [(before.get(part, ""), after.get(part, ""))]
    )


def section_text(section: Section) -> str:
    """A section as text: its heading, then a line for each sentence with its citations."""
    return "\n".join([section.heading, *(f"{s.text} {_cited(s.citations)}" for s in section.sentences)])


def event_text(event: Event) -> str:
    """An event as a line: its date, its status unless it happened, its words and citations."""
    status = "" if event.status == "happened" else f" ({event.status})"
    return f"{event.date.label}{status}: {event.text} {_cited(event.citations)}"


def _cited(citations: Sequence[int]) -> str:
    return "".join(f"[{number}]" for number in citations)


def _parts(digest: Digest) -> dict[str, str]:
    return {
        "headline": digest.headline,
        **{f"section:{section.id}": section_text(section) for section in digest.sections},
        **{f"event:{event.id}": event_text(event) for event in digest.timeline},
    }

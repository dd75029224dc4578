"""A word-level diff, line by line: templates print one line at a time."""

from collections.abc import Sequence

from pipeline.editing import Piece


def diff_lines(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """The pieces of each line; a piece that runs over a line's end becomes one on each side of it."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split("\n")
        lines[-1].append(piece._replace(text=first))
        lines += [[piece._replace(text=other)] for other in others]
    return tuple(tuple(piece for piece in line if piece.text) for line in lines)

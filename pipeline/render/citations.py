"""Where citations stand in a sentence, and the notes that they lead to."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.domain.article import Article, ArticleText, Evidence
from pipeline.domain.digest import Digest, Statement

CONTEXT = 140
"""How many characters of the article may stand on either side of a quote."""

_STOP = re.compile(r"(?<![.!?…])[.!?。！？｡؟۔।॥]$")
_ABBREVIATION = re.compile(r"(?:\b[^\W\d_]\.[^\W\d_]|\b(?:Inc|Corp|Co|Ltd|Bros|Jr|Sr|St|No|etc))\.$")


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence split where its citations go: `words`, `gap`, the citations, `stop`."""

    words: str
    gap: str
    stop: str


def place(text: str) -> Placed:
    """Citations stand before the full stop, unless it belongs to an abbreviation or a quotation.

    Scripts that put no space between words put none before a citation.
    """
    text = text.strip()
    at = len(text)
    if _STOP.search(text) and not _ABBREVIATION.search(text):
        at -= 1
    words = text[:at].rstrip()
    return Placed(words=words, gap="" if _is_unspaced(words[-1:]) else " ", stop=text[at:])


def _is_unspaced(character: str) -> bool:
    """Whether it is of a script written without spaces, as Chinese and Japanese are and Korean is not."""
    if not character or "HANGUL" in unicodedata.name(character, ""):
        return False
    return unicodedata.east_asian_width(character) in {"W", "F"}


@dataclass(frozen=True, slots=True)
class Note:
    """The words of one article that a statement rests on; `key` is the article's number and a letter: 1a, 1b."""

    key: str
    article: Article
    evidence: tuple[Evidence, ...]


Notes = Mapping[tuple[Evidence, ...], Note]


def number_notes(digest: Digest) -> Notes:
    """A note for each different set of quotes, lettered within its article in order of first use.

    Statements that rest on the same words share a note.
    """
    articles = {article.number: article for article in digest.articles}
    notes: dict[tuple[Evidence, ...], Note] = {}
    used: dict[int, int] = defaultdict(int)
    for statement in digest.statements:
        for number, evidence in _by_article(statement):
            if evidence not in notes:
                notes[evidence] = Note(f"{number}{_letters(used[number])}", articles[number], evidence)
                used[number] += 1
    return notes


def cite(statement: Statement, notes: Notes) -> tuple[Note, ...]:
    """The notes of a statement, one an article, by number."""
    return tuple(notes[evidence] for _, evidence in _by_article(statement))


def _by_article(statement: Statement) -> Iterable[tuple[int, tuple[Evidence, ...]]]:
    for number in statement.citations:
        pieces = {(piece.start, piece.end): piece for piece in statement.evidence if piece.article == number}
        yield number, tuple(pieces[span] for span in sorted(pieces))


def _letters(index: int) -> str:
    """0 → a, 25 → z, 26 → aa."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a passage: words that are quoted, or what the article says around them."""

    text: str
    quoted: bool


Passage = tuple[Span, ...]


def passages(note: Note, article: ArticleText | None) -> tuple[Passage, ...]:
    """The quotes as they stand in their article; without its text, the bare quotes."""
    if article is None or not all(article.shows(piece) for piece in note.evidence):
        return tuple((Span(piece.quote, quoted=True),) for piece in note.evidence)
    windows: list[tuple[int, int, list[tuple[int, int]]]] = []
    for start, end in _merged(note.evidence):
        left, right = _window(article.text, start, end)
        if windows and left <= windows[-1][1]:
            first, _, marks = windows.pop()
            windows.append((first, right, [*marks, (start, end)]))
        else:
            windows.append((left, right, [(start, end)]))
    return tuple(_passage(article.text, *window) for window in windows)


def _merged(evidence: Iterable[Evidence]) -> list[tuple[int, int]]:
    """Overlapping quotes as one."""
    spans: list[tuple[int, int]] = []
    for piece in evidence:
        if spans and piece.start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], piece.end))
        else:
            spans.append((piece.start, piece.end))
    return spans


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """The quote with its surroundings, within the paragraph, cut between words where there are any."""
    opening = text.rfind("\n", 0, start) + 1
    closing = text.find("\n", end)
    closing = len(text) if closing == -1 else closing
    left, right = max(opening, start - CONTEXT), min(closing, end + CONTEXT)
    if left > opening:
        space = text.find(" ", left, start)
        left = left if space == -1 else space + 1
    if right < closing:
        space = text.rfind(" ", end, right)
        right = right if space == -1 else space
    return left, right


def _passage(text: str, left: int, right: int, marks: list[tuple[int, int]]) -> Passage:
    opens, closes = text[:left].rpartition("\n")[2], text[right:].partition("\n")[0]
    spans = [Span("… ", quoted=False)] if opens.strip() else []
    at = left
    for start, end in marks:
        spans += [Span(text[at:start], quoted=False), Span(text[start:end], quoted=True)]
        at = end
    spans += [Span(text[at:right], quoted=False)]
    if closes.strip():
        spans += [Span(" …", quoted=False)]
    return tuple(span for span in spans if span.text)

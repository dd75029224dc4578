"""Sentences with exact offsets.

Boundaries come from sentencex, the segmenter of the Wikimedia Foundation: rules for some 300 languages, linear in time.
News needs repairs: a line break always ends a sentence; what follows a quotation ('…!” a guard calls.') belongs to
it; so does the weekday or the time zone after "a.m."; a quotation mark opens what comes after it, not what came before;
and a full stop of Chinese or Japanese ends a sentence before a digit too, but not inside brackets.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from sentencex import get_sentence_boundaries

_LINE = re.compile(r"[^\n]+")
_ALONE = re.compile(r"[0-9A-Za-zÀ-ɏ ,;:'’\"“”()$€£%&/–—-]*[.!?]?[\"”’')]*")  # Latin, and no mark ends it before its end
_HALF = re.compile(r"[\ud800-\udfff]")  # of a character: the segmenter reads UTF-8, which has none
_CONTINUES = re.compile(
    r"""[\s"'”’»)\]]*(?:
        [:;,–—-]\s
        | [a-z](?![A-Z])                                                   # a name such as iPhone may open a sentence
        | (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day[.,]?\s*$
        | (?:と|って|など|との|という)                                     # 「…。」と話した。
    )""",
    re.VERBOSE,
)
_HOUR = re.compile(r"\b[ap]\.m\.\s+$", re.IGNORECASE)
_TOLD_WITH_HOUR = re.compile(
    r"""(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|JST|KST|IST|AE[SD]T|SGT|HKT|MSK)\b
    | (?!(?:The|This|That|It|At|A|An|For|In|On|By|Some|Each|Every|Any|No)\b)[A-Z][\w']+[ ](?:[A-Za-z]+[ ])?[Tt]ime\b
    | (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!['’]s|[ ](?:was|is|will|would|has|had|saw|brought|mark(?:s|ed))\b)
    """,
    re.VERBOSE,
)
_CALLED = re.compile(r"\b[A-Z]!\s+$")  # as in "E! News"
_CLOSERS = re.compile(r"[\"'”’»)\]\s]+$")
_OPENING_MARK = re.compile(r"(?<=[.!?,…])\s*(?<=\s)[\"“]\s*$")
_FULL_STOP = re.compile(r"(?<![。！？])[。！？]++(?=[^\s。！？…」』）】》〉”’\"')\]])")
_OPEN_BRACKETS, _CLOSED_BRACKETS = "「『（《〈【", "」』）》〉】"


class Span(NamedTuple):
    """A stretch of text, `start` included and `end` not, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]


def split_sentences(text: str, language: str = "en") -> tuple[Span, ...]:
    """The sentences of a text, in order, trimmed of white space, never across a line break."""
    return _split(text, language)


@lru_cache(maxsize=1024)
def _split(text: str, language: str) -> tuple[Span, ...]:
    text = _HALF.sub("\ufffd", text)
    return tuple(
        span
        for line in _LINE.finditer(text)
        for span in _trimmed(text, _joined(text, _boundaries(line[0], line.start(), language)))
    )


def _boundaries(line: str, offset: int, language: str) -> Iterator[Span]:
    if _ALONE.fullmatch(line):
        yield Span(offset, offset + len(line))
        return
    found = [Span(b["start_index"], b["end_index"]) for b in get_sentence_boundaries(language, line)]
    covered = bool(found) and found[0].start == 0 and found[-1].end == len(line)
    seamless = covered and all(a.end == b.start for a, b in pairwise(found))
    start = 0
    for span in found if seamless else [Span(0, len(line))]:
        mark = _OPENING_MARK.search(line, start, span.end)
        end = mark.end() - len(mark[0].lstrip()) if mark and span.end < len(line) else span.end
        for cut in _full_stops(line, start, end):
            yield Span(offset + start, offset + cut)
            start = cut
        yield Span(offset + start, offset + end)
        start = end


def _full_stops(line: str, start: int, end: int) -> Iterator[int]:
    """Where a Chinese or Japanese full stop ends a sentence outside brackets."""
    depth, seen = 0, start
    for stop in _FULL_STOP.finditer(line, start, end):
        passed = line[seen : stop.start()]
        depth += sum(map(passed.count, _OPEN_BRACKETS)) - sum(map(passed.count, _CLOSED_BRACKETS))
        seen = stop.start()
        if depth <= 0:
            yield stop.end()


def _joined(text: str, spans: Iterator[Span]) -> Iterator[Span]:
    """Put back together what the segmenter cut inside a sentence."""
    held: Span | None = None
    for span in spans:
        if held is None:
            held = span
        elif _goes_on(text[max(held.start, held.end - 12) : held.end], span.of(text)):
            held = Span(held.start, span.end)
        else:
            yield held
            held = span
    if held is not None:
        yield held


def _goes_on(before: str, after: str) -> bool:
    """Whether what the segmenter holds to be a new sentence continues the one before it."""
    if _CONTINUES.match(after) or _CLOSERS.fullmatch(after) or _CALLED.search(before):
        return True
    return bool(_HOUR.search(before)) and bool(_TOLD_WITH_HOUR.match(after))


def _trimmed(text: str, spans: Iterator[Span]) -> Iterator[Span]:
    for span in spans:
        words = span.of(text)
        start = span.start + len(words) - len(words.lstrip())
        end = span.end - (len(words) - len(words.rstrip()))
        if start < end:
            yield Span(start, end)

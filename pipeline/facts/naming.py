"""Where a name stands in a sentence, and whether it stands there by itself or inside a longer name."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.domain.article import ArticleText
from pipeline.text.names import TITLES
from pipeline.text.sentences import split_sentences
from pipeline.text.words import FUNCTION_WORDS, Word, words

Form = tuple[str, ...]
"""A name as its folded words, without full stops."""

LEGAL_FORMS = frozenset(
    "inc corp corporation company co ltd limited plc llc ag sa se nv gmbh spa group holdings".split()
)
"""What a company's name may end with or go without."""

LINES_OF_BUSINESS = frozenset(
    """computer computers motor motors airlines airways international records entertainment technologies technology
    systems pictures studios media labs laboratories pharmaceuticals energy industries foods stores electronics
    software networks communications""".split()
)
"""What a company's short name leaves out."""

_ROLES = TITLES | frozenset(
    """cofounder founder executive officer spokesperson shares stock employees executives staff board headquarters
    shareholders investors""".split()
)
"""What may stand beside a name, capitalised, and is no part of it."""

_JOINT = re.compile(r"[ \u00a0\u202f]|['’] |[‐‑-]|\. ")
_JOINT_BEHIND = re.compile(r"['’]?[ \u00a0\u202f]")
_PLAIN_JOINT = re.compile(r"[ \u00a0\u202f]|\. ")
_CALENDAR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|today|yesterday|tomorrow|tonight"
)


class Sighting(NamedTuple):
    """A name in a sentence: its span there, and the words that make it part of a longer name, empty for none."""

    start: int
    end: int
    left: str
    right: str
    """What follows a possessive is told here too."""
    before: str
    """The word before it, however it is written."""
    after: str
    opens: bool
    """Whether the word to its left, or else it itself, is the first of the sentence."""
    is_possessive: bool


def bare(word: Word) -> str:
    """A word's form for comparison: "U.S." and "US" are one."""
    return word.folded.replace(".", "")


def form_of(text: str) -> Form:
    """The words of a name for comparison."""
    return tuple(bare(word) for word in words(text))


def sentences(article: ArticleText) -> Iterator[tuple[int, str]]:
    """Each sentence of an article with where it starts."""
    for span in split_sentences(article.text, article.language):
        yield span.start, span.of(article.text)


def sightings(form: Form, sentence: str, *, proper: bool) -> tuple[Sighting, ...]:
    """Where a name stands in a sentence; one that is `proper` is written with a capital letter."""
    found = words(sentence)
    if len(found) < len(form):
        return ()
    return tuple(
        _sighting(sentence, found, place, len(form))
        for place in range(len(found) - len(form) + 1)
        if _fits(form, sentence, found, place) and (not proper or found[place].is_capitalised or form[0].isdigit())
    )


def _fits(form: Form, sentence: str, found: tuple[Word, ...], place: int) -> bool:
    *head, last = form
    if any(bare(found[place + n]) != part for n, part in enumerate(head)):
        return False
    final = bare(found[place + len(head)])
    if final != last and not (final == f"{last}s" and len(last) > _SHORTEST_PLURAL and not last.endswith("s")):
        return False
    return all(_JOINT.fullmatch(sentence[found[place + n].end : found[place + n + 1].start]) for n in range(len(head)))


_SHORTEST_PLURAL = 3  # letters: "iPods", but "MAC" is not the singular of "MACs"


def _sighting(sentence: str, found: tuple[Word, ...], place: int, length: int) -> Sighting:
    first, last = found[place], found[place + length - 1]
    previous = found[place - 1] if place else None
    following = found[place + length] if place + length < len(found) else None
    is_possessive = last.text.endswith(("'s", "’s")) or sentence[last.end : last.end + 2] in {"' ", "’ "}
    left = right = ""
    if previous and _PLAIN_JOINT.fullmatch(sentence[previous.end : first.start]):
        left = _part(previous, opens=place == 1)
    if following and _JOINT_BEHIND.fullmatch(sentence[last.end : following.start]):
        right = _part(following, opens=False)
    return Sighting(
        start=first.start,
        end=last.end,
        left=left,
        right=right,
        before=bare(previous) if previous else "",
        after=bare(following) if following else "",
        opens=place == 0 or (place == 1 and bool(left)),
        is_possessive=is_possessive,
    )


def _part(word: Word, *, opens: bool) -> str:
    """A word beside a name, if it makes it a longer name."""
    is_name = word.is_capitalised and not word.text[0].isdigit() and not word.text.endswith(("'s", "’s"))
    if not is_name or _CALENDAR.fullmatch(word.folded) or (opens and word.folded in FUNCTION_WORDS):
        return ""
    return "" if bare(word) in _ROLES else bare(word)

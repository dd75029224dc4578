"""Names as they stand in sentences, with what stands around them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.mutating.casting import GENERIC
from pipeline.text.fold import fold
from pipeline.text.names import TITLES
from pipeline.text.words import FUNCTION_WORDS, Word, words

ROLES = TITLES | frozenset(
    """actor actress activist administrator adviser analyst artist astronaut author aide boss candidate captain chair
    champion co-founder coach columnist commander commentator correspondent counsel counterpart curator designer
    diplomat doctor driver economist editor engineer envoy executive expert founder guard head historian
    hunter investigator journalist lawmaker lawyer leader lecturer legislator manager minister musician negotiator
    officer official organiser organizer owner pilot player politician premier producer prosecutor rapper reporter
    representative researcher scientist secretary-general senator singer songwriter spokesperson star student suspect
    teacher trader treasurer writer""".split()
)
"""What persons are called beside their names."""
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december jan feb mar apr jun jul aug sep sept oct nov dec christmas easter""".split()
)
_ABBREVIATED = frozenset("gov sen rep dr mr mrs ms st gen col lt sgt prof".split())
_LINKS = frozenset({"of", "for", "on", "and"})
_OPENING = re.compile(r"(?:^|[a-z0-9)][.!?]|[:…]|[.!?:,…]?\s*[\"“‘(])\s*$")
_WIDE = 90  # characters around a name that tell its kind


class Use(NamedTuple):
    """A name in a sentence, without titles: `titled` tells that one stood in front of it, or a role."""

    start: int
    name: str
    before: str
    after: str
    titled: bool

    @property
    def end(self) -> int:
        """Where the name ends."""
        return self.start + len(self.name)


def uses(sentence: str, known: str) -> Iterator[Use]:
    """The names of an English sentence; its first word is one unless `known` text has it in small letters."""
    for run in _runs(sentence, known):
        titles = [i for i, word in enumerate(run[:-1]) if word.folded in ROLES and not _is_body(run[i + 1 :])]
        inner = run[titles[-1] + 1 :] if titles else run
        start, end = inner[0].start, inner[-1].start + len(_bare(inner[-1]))
        before, after = sentence[max(0, start - _WIDE) : start], sentence[end : end + _WIDE]
        if inner[-1].folded not in ROLES:
            yield Use(start, sentence[start:end], before, after, bool(titles) or _ends_with_role(before))


def _is_body(run: list[Word]) -> bool:
    return bool(run) and run[-1].folded in GENERIC


def _bare(word: Word) -> str:
    """The word without its possessive ending."""
    text = word.text
    return text[:-2] if text.endswith(("'s", "’s")) else text.rstrip("'’")


def _ends_with_role(before: str) -> bool:
    """Whether "spokeswoman " or "the suspect, " stands in front."""
    found = words(before)
    return bool(found) and before[found[-1].end :] in {" ", ". ", ", "} and found[-1].folded in ROLES


def _runs(sentence: str, known: str) -> Iterator[list[Word]]:
    run: list[Word] = []
    found = words(sentence)
    for index, word in enumerate(found):
        if run and _joins(sentence, run, found[index - 1], word, found[index + 1 :]):
            run.append(word)
            continue
        yield from _finished(run)
        opens = bool(_OPENING.search(sentence[max(0, word.start - 4) : word.start]))
        run = [] if _is_ordinary(word, known, opens=opens) else [word]
    yield from _finished(run)


def _finished(run: list[Word]) -> Iterator[list[Word]]:
    while run and run[-1].text in _LINKS:
        run = run[:-1]
    if run:
        yield run


def _joins(sentence: str, run: list[Word], last: Word, word: Word, following: tuple[Word, ...]) -> bool:
    """Whether a word carries on a name: the next capitalised one, or "of" and "for" inside a body's name."""
    gap = fold(sentence[last.end : word.start])
    if last.text.endswith(("'s", "’s")) or word.folded in _CALENDAR:
        return False
    if word.text in _LINKS and gap == " ":
        return bool(following) and following[0].is_capitalised and _links(sentence, run, word, following)
    abbreviated = last.folded in _ABBREVIATED or len(last.text) == 1
    joined = gap in {" ", " & "} or (gap == ". " and abbreviated)
    return gap == "-" or (joined and word.is_capitalised)


def _links(sentence: str, run: list[Word], word: Word, following: tuple[Word, ...]) -> bool:
    """Whether "of" or "and" stands inside a name: "Department of Health and Safety", "the Trade and Tariffs Board"."""
    has_body = any(part.folded in GENERIC for part in run)
    if word.text != "and":
        return has_body and (run[-1].folded in GENERIC or len(run) > 2)
    is_listed = has_body and any(part.text in _LINKS for part in run)
    is_named = sentence[: run[0].start].endswith(("the ", "The ", "’s ", "'s "))
    return is_listed or (is_named and any(part.folded in GENERIC for part in following[:2]))


def _is_ordinary(word: Word, known: str, *, opens: bool) -> bool:
    """Whether a word begins no name."""
    if not word.is_capitalised or word.folded in _CALENDAR or word.text in {"The", "I", "A", "An"}:
        return True
    if not opens or word.text.isupper():
        return False
    small = word.text[0].lower() + word.text[1:]
    return word.folded in FUNCTION_WORDS or f" {small} " in known or word.folded.endswith("ly")

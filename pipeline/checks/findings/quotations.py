"""Quotations that the evidence does not have word for word, and somebody's words without quotation marks."""

import re
from collections.abc import Iterator, Sequence

from pipeline.checks.passage import Passage
from pipeline.domain.support import Reason
from pipeline.text.standalone import has_first_person
from pipeline.text.words import words

_QUOTATION = re.compile(r"[“\"„«]([^“”\"„«»]{2,}?)[”\"»]|(?<!\w)‘([^‘]{6,}?)’(?!\w)")
_FEW_WORDS = 4
_OMISSION = re.compile(r"…|\.\.\.|\[[^\]]{0,80}\]")


def wrong_quotations(claim: str, evidence: Sequence[Passage]) -> Iterator[Reason]:
    """Quotations that do not stand word for word in a passage; omissions and marks of punctuation aside.

    The title of a work is set in quotation marks too. One in capitals is a name, which is looked up as such.
    """
    found = list(_QUOTATION.finditer(claim))
    shown = [_plain(passage.quote) for passage in evidence] if found else []
    for match in found:
        quoted = (match[1] or match[2]).strip()
        pieces = [_plain(piece) for piece in _OMISSION.split(quoted)]
        if _is_title(quoted) or all(any(piece in quote for quote in shown) for piece in pieces if piece.strip()):
            continue
        message = f"the quotation “{quoted}” does not stand word for word in the evidence"
        yield Reason(kind="quotation", words=quoted, hard=True, message=message)


def lost_quotation(claim: str, evidence: Sequence[Passage]) -> Iterator[Reason]:
    """A claim that tells as a fact, word for word, what all passages that have it only quote somebody as saying."""
    if len(words(claim)) < _FEW_WORDS or not any(_QUOTATION.search(passage.quote) for passage in evidence):
        return
    told = _plain(claim)
    holding = [passage.quote for passage in evidence if told in _plain(passage.quote)]
    if not holding:
        return
    quoted = [[match[1] or match[2] for match in _QUOTATION.finditer(quote)] for quote in holding]
    if all(any(told in _plain(words_said) for words_said in said) for said in quoted):
        message = "the evidence has this only as somebody's words: say whose, and put them in quotation marks"
        yield Reason(kind="attribution", words=claim[:200], hard=True, message=message)


def lost_voice(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """A claim that says "you" or "we" outside quotation marks, as no passage does: somebody's words told as a fact."""
    if language != "en" or not has_first_person(claim):
        return
    if any(passage.language != language or has_first_person(passage.quote) for passage in evidence):
        return
    message = "it speaks as “you” or “we” outside quotation marks: say whose words these are, or tell it of others"
    yield Reason(kind="attribution", words=claim[:200], hard=True, message=message)


def _plain(text: str) -> str:
    """The folded words of a text with a space on either side of each, as written, possessive endings kept."""
    return f" {' '.join(_as_written(word.text) for word in words(text))} "


def _as_written(word: str) -> str:
    return word.casefold().replace("’", "'")


def _is_title(quoted: str) -> bool:
    """Whether a quotation is written like the title of a work: every longer word with a capital."""
    longer = [word for word in words(quoted) if len(word.text) > 3]
    return bool(longer) and all(word.is_capitalised for word in longer)

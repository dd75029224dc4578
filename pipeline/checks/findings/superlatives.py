"""Superlatives and wholes: "the costliest" where nothing is ranked, "all 90" where it is told of a part of them."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from pipeline.checks.findings.wording import is_strong
from pipeline.checks.passage import Passage
from pipeline.checks.roots import SUPERLATIVES
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.words import Word, words

_IEST = re.compile(r"(?!pr|quest)\w{2,}iest")
_MOST_SO = re.compile(
    r"(?:\bthe|'s|\bits|their) most (?!recent)\w+(?:ive|ous|ful|al|ent|ant|ic|able|ible|ed|ing|ure|id|ern)$"
)
_RANKS = re.compile(
    r"\b(?!(?:lat|inter|for|prot|requ|t|w|midw|r|gu|arr|harv|inv|sugg|cont|qu|ch|vest|mod|hon)est\b)\w{2,}est\b"
    r"|\b(?:most|least|record|first|top|peak|unprecedented|ever|never|leading|best|worst|number one|no\. 1)\b"
)
"""What ranks something."""
_COMPARES = re.compile(r"\b(?:\w{2,}er|more|less) (?:\w+ ){0,2}than\b|\b(?:no|any|every|all) other\b")
_WORD = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_WHOLE = re.compile(rf"\b(?:all|each|every one)(?: of)?(?: the| its| their)? (?P<count>\d[\d,.]*\d|\d|{_WORD})\b")
_PART_OF = (
    r"\b(?:third|half|quarter|fifth|tenth|thirds|quarters|fifths|percent|per cent|some|most|many|several|few"
    rf"|one|{_WORD}|\d+)(?: |% )of (?:the |its |their |all )?(?:[\w-]+['’]s? )?"
    "{count}\\b"
)
_MOST = 8  # wholes of a claim that are looked at
_IS_WHOLE = re.compile(r"\b(?:all|each|every|entire|whole|both)\b")


def superlatives(claim: str, evidence: Sequence[Passage]) -> Iterator[Reason]:
    """Superlatives beside the strong words, where the evidence ranks nothing: "the costliest", "the most expensive".

    Where it compares what it calls so with others ("cheaper than any") one may follow.
    """
    folded = fold(claim)
    if "est" not in folded and "most " not in folded:
        return
    found = words(claim)
    own = [
        claim[word.start : following.end] if word.folded == "most" else word.text
        for word, following in zip(found, (*found[1:], found[-1]), strict=True)
        if _is_superlative(word) or (word.folded == "most" and _MOST_SO.search(folded, word.start - 5, following.end))
    ]
    quotes = [fold(passage.quote) for passage in evidence] if own else []
    if not own or any(_RANKS.search(quote) for quote in quotes):
        return
    hard = all(passage.language == "en" for passage in evidence)
    compares = any(_COMPARES.search(quote) for quote in quotes)
    for written in own:
        message = f"“{written}” is a superlative, and the evidence ranks nothing"
        yield Reason(kind="strong-word", words=written, hard=hard and not compares, message=message)


def wholes(claim: str, evidence: Sequence[Passage]) -> Iterator[Reason]:
    """Wholes of which the evidence tells it of a part alone: "all 90 schools" for "a third of the 90 schools"."""
    for whole in islice(_WHOLE.finditer(fold(claim)), _MOST):
        count = re.escape(whole["count"])
        part = re.compile(_PART_OF.format(count=count))
        quotes = [fold(passage.quote) for passage in evidence]
        if any(part.search(quote) for quote in quotes) and not any(_IS_WHOLE.search(quote) for quote in quotes):
            written = claim[whole.start() : whole.end()]
            message = f"the evidence tells it of a part of the {whole['count']}, the claim of all"
            yield Reason(kind="strong-word", words=written, hard=True, message=message)


def _is_superlative(word: Word) -> bool:
    if not word.text.islower() or is_strong(word):
        return False
    return word.folded in SUPERLATIVES or _IEST.fullmatch(word.folded) is not None

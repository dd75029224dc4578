"""Trials: "found guilty" of whom a court cleared, "acquitted" of whom it convicted."""

import re
from collections.abc import Iterator, Sequence

from pipeline.checks.passage import Passage
from pipeline.checks.roots import root_set
from pipeline.domain.support import Reason
from pipeline.text.fold import fold

_CLEARED = re.compile(
    r"\b(?:acquit\w*|exonerat\w+|(?:cleared|clears|clearing)(?: [\w'-]+){0,4} of"
    r"|cleared by (?:a|the) (?:jury|court|judge)"
    r"|not (?:been )?(?:found )?guilty|(?:in|un)nocent of|(?:not|never)(?: been)? convicted"
    r"|conviction (?:was )?(?:overturned|quashed))\b"
)
_GUILTY = re.compile(
    r"\b(?:(?<!not )(?<!not found )(?<!not been found )guilty|(?<!not )(?<!never )(?<!not been )convict(?:ed|s|ion))\b"
)
_NO_VERDICT = re.compile(r"\bplead\w*(?: not)? guilty|\bif (?:found guilty|convicted)|\bpled(?: not)? guilty")
_SHARED = 2  # words of content that tell of the same trial


def wrong_verdicts(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """A verdict that is the other one in the evidence, which has none like the claim's; English only."""
    told = _NO_VERDICT.sub("", fold(claim))
    own = _CLEARED.search(told), _GUILTY.search(told)
    if language != "en" or bool(own[0]) == bool(own[1]):
        return
    quotes = [_NO_VERDICT.sub("", fold(passage.quote)) for passage in evidence]
    cleared, guilty = (any(pattern.search(quote) for quote in quotes) for pattern in (_CLEARED, _GUILTY))
    said = own[0] or own[1]
    if said is None or cleared == guilty or cleared == bool(own[0]):
        return
    if len(root_set([claim]) & root_set(passage.quote for passage in evidence)) < _SHARED:
        return
    message = f"the claim says “{said[0]}”, the verdict in the evidence is the other one"
    yield Reason(kind="negation", words=said[0], hard=True, message=message)

"""Offices: "the president" for the vice president, "the finance minister" for the foreign one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.checks.passage import Passage
from pipeline.checks.roots import root
from pipeline.domain.support import Reason
from pipeline.text.fold import fold

_RANKS: Mapping[str, str] = {
    **dict.fromkeys(("vice", "deputy", "assistant", "associate", "junior", "under"), "deputy"),
    **dict.fromkeys(("acting", "interim", "caretaker"), "acting"),
    **dict.fromkeys(("former", "ex", "onetime"), "former"),
    "shadow": "shadow",
}
_FIELDS = (
    "foreign|finance|interior|defen[cs]e|health|education|justice|economy|economic|trade|energy|environment|transport"
    "|agriculture|labou?r|culture|home|housing|police|fire|climate|industry|development|treasury|tourism|sports?"
    "|immigration|security|press|business|welfare"
)
_OFFICES = (
    "president|prime minister|premier|minister|chancellor|governor|mayor|chair(?:man|woman|person)?|director"
    "|secretary|commissioner|ambassador|chief|leader|prosecutor|head(?= of)|editor|manager|champion|employee|senator"
)
_OFFICE = re.compile(
    rf"\b(?P<ranks>(?:(?:{'|'.join(_RANKS)})(?:[ -]|(?=president)))+(?:(?!the |an? |of |and |or )[\w.'-]+[ ]){{0,2}}?)?"
    rf"(?:(?P<field>{_FIELDS})(?: affairs)?[ ])?(?P<late>(?:deputy|vice)[ -])?(?P<office>{_OFFICES})s?\b"
)
_TRIGGER = re.compile(rf"(?:{_OFFICES})")


class _Office(NamedTuple):
    """An office as a text names it: in whose stead or no longer, over what, which."""

    start: int
    end: int
    ranks: frozenset[str]
    field: str
    name: str


def wrong_offices(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """Offices that lose their "vice", "deputy", "acting" or "former", gain one, or are over something else.

    Soft where the article names the office as the claim does, outside the quotes; English only.
    """
    own = _offices(claim) if language == "en" else ()
    if not own:
        return
    shown = [found for passage in evidence if passage.language == "en" for found in _offices(passage.quote)]
    for said in own if shown else ():
        same = [other for other in shown if other.name == said.name]
        message = _objection(said, same, evidence) if same else ""
        if message:
            context = [found for text in {passage.text for passage in evidence} for found in _offices(text)]
            hard = not any(o.name == said.name and o.ranks == said.ranks and o.field == said.field for o in context)
            yield Reason(kind="name", words=claim[said.start : said.end], hard=hard, message=message)


def _objection(said: _Office, same: Sequence[_Office], evidence: Sequence[Passage]) -> str:
    """What is wrong with an office of a claim beside those of that name in the evidence; nothing where none is."""
    if not any(other.ranks <= said.ranks for other in same):
        dropped = min(other.ranks for other in same)
        return f"in the evidence it is {_a(dropped)} {said.name}"
    quotes = [fold(passage.quote) for passage in evidence]
    added = said.ranks - {"former"} - frozenset[str]().union(*(other.ranks for other in same))
    if added and not any(word in quote for quote in quotes for word in _words_of(added)):
        return f"the evidence has the {said.name}, not {_a(added)} one"
    fields = {other.field for other in same}
    other = said.field and "" not in fields and said.field not in fields
    if other and not any(re.search(rf"\b{said.field[:5]}", quote) for quote in quotes):
        return f"the evidence has another {said.name} than the one of {said.field}"
    return ""


def _words_of(ranks: frozenset[str]) -> list[str]:
    return [word for word, rank in _RANKS.items() if rank in ranks]


def _a(ranks: frozenset[str]) -> str:
    return f"a {' '.join(sorted(ranks))}"


@lru_cache(maxsize=2048)
def _offices(text: str) -> tuple[_Office, ...]:
    """The offices that a text names, in order."""
    folded = fold(text)
    if not _TRIGGER.search(folded):
        return ()
    found: list[_Office] = []
    for match in _OFFICE.finditer(folded):
        written = f"{match['ranks'] or ''} {match['late'] or ''}"
        ranks = frozenset(_RANKS[word] for word in re.split(r"[ -]+", written) if word in _RANKS)
        field = root(match["field"]) if match["field"] else ""
        found.append(_Office(match.start(), match.end(), ranks, field, match["office"]))
    return tuple(found)

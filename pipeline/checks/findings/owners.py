"""Whose a thing is: a possessive or a demonym that the evidence gives to something else.

"Aster's Polaris" where Kestrel makes the Polaris; "the French regulator" where the regulator is Britain's.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from pipeline.checks.findings.speakers import called, may_be_one
from pipeline.checks.passage import Passage
from pipeline.checks.reach import is_verb
from pipeline.checks.roots import root
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.names import Name, names
from pipeline.text.places import COMPASS, governed_from, place_of
from pipeline.text.words import Word, is_content, words

_OF = re.compile(r"['’]s? ")
_REGIONS = frozenset("europe asia africa un nato".split())
"""What holds many of the other places, or speaks for them."""
_NEAR = 80  # characters between two names that are told of together
_MOST = 12  # mentions of a name in an article that are looked at
_BREAKS = re.compile(r"[.;:!?]")
_OWNS = (
    r"(?:(?:has|had|have|also) )?(?:makes?|made|owns?|owned|sells?|sold|launched|launches|runs?|ran|buil[dt]s?|bought"
    r"|publish(?:es|ed)|develop(?:s|ed)|releas(?:es|ed)|acquired|unveiled|operate[sd]?|produce[sd]?|created|introduced)"
)
_LINKING = re.compile(
    rf"(?:'s?)?(?:,[^.;,]{{0,60}},)? (?:{_OWNS} )?"
    r"(?:(?!(?:of|in|on|at|about|and|or|but|to|from|for|with|that|was|is)\b)[a-z'-]+ ){0,4}"
)
"""What may stand between an owner and what it owns."""
_LINKING_BACK = re.compile(
    r", (?:which|that) (?:the )?|,? (?:[a-z'-]+,? ){0,6}(?:of|from|by|at|for) (?:the )?"
    r"|, (?:the |its |his |her |who heads )?"
)
"""What may stand between a thing and its owner."""


def wrong_owners(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """Possessives of a claim that its evidence does not show, and demonyms that it gives to another; English only.

    Hard where the evidence has the thing as somebody else's, and nowhere in its articles as the claim has it.
    """
    if language != "en":
        return
    for owner, thing in _possessives(claim):
        yield from _not_its_own(owner, thing, evidence)
    own = attributes(claim)
    quotes = [passage.quote for passage in evidence if own and passage.language == "en"]
    shown = [found for quote in quotes for found in attributes(quote)]
    for said in own if shown else ():
        yield from _another_place(said, shown, quotes, evidence)


class _Part(NamedTuple):
    """A part of a name with a possessive in it, as it is written and as the folded words it is called by."""

    text: str
    forms: frozenset[str]


def _possessives(text: str) -> Iterator[tuple[_Part, _Part]]:
    """The owners and things of names such as "Aster's Polaris"."""
    for name in names(text):
        match = _OF.search(name.text)
        if match is None:
            continue
        pieces = name.text[: match.start()], name.text[match.end() :]
        owner, thing = (
            _Part(piece, called(Name(0, len(piece), piece, tuple(w.folded for w in words(piece)), opens=False)))
            for piece in pieces
        )
        if owner.forms and thing.forms:
            yield owner, thing


def _not_its_own(owner: _Part, thing: _Part, evidence: Sequence[Passage]) -> Iterator[Reason]:
    """A finding where no article links a thing with its owner."""
    texts = {fold(passage.text): None for passage in evidence} | {fold(passage.title): None for passage in evidence}
    if any(link for text in texts for link in _gaps(owner.forms, thing.forms, text)):
        return
    others = [other for passage in evidence for other, it in _possessives(passage.quote) if it.forms & thing.forms]
    if not others and any(place_of(form) or governed_from(form) for form in owner.forms):
        return  # "Spain's Anna Roth" may be anybody who has to do with Spain
    rival = next((other for other in others if not may_be_one(owner.forms, other.forms, texts)), None)
    written = f"{owner.text}'s {thing.text}"
    said = f"has it as {rival.text}'s" if rival else "nowhere tells that the one is the other's"
    hard = rival is not None and all(passage.language == "en" for passage in evidence)
    if all(any(form in text for text in texts for form in part.forms) for part in (owner, thing)):
        yield Reason(kind="owner", words=written, hard=hard, message=f"“{written}”: the evidence {said}")


def _gaps(owner: frozenset[str], thing: frozenset[str], text: str) -> Iterator[bool]:
    """Whether each mention of the two near each other in a sentence of a folded text links them, in either order."""
    theirs, its = (
        [match.span() for form in sorted(forms) for match in re.finditer(rf"\b{re.escape(form)}\b", text)][:_MOST]
        for forms in (owner, thing)
    )
    for o, t in product(theirs, its):
        first, last = sorted((o, t))
        gap = text[first[1] : last[0]] if 0 <= last[0] - first[1] <= _NEAR else "."
        if not _BREAKS.search(gap):
            linking = _LINKING if first == o else _LINKING_BACK
            tells = any(map(is_verb, words(gap))) and not re.search(_OWNS, gap)
            yield linking.fullmatch(gap) is not None and not tells


class Attribute(NamedTuple):
    """A country and the noun that it is said of: "French regulator", "France's regulator", "regulator in France"."""

    place: str
    noun: str
    written: str


@lru_cache(maxsize=2048)
def attributes(text: str) -> tuple[Attribute, ...]:
    """The nouns of an English text that are said to be of a country, "French and German officials" twice."""
    if not any(character.isupper() for character in text):
        return ()
    return tuple(_attributes(text, words(text)))


def _attributes(text: str, found: Sequence[Word]) -> Iterator[Attribute]:
    noun: Word | None = None
    for position in range(len(found) - 1, -1, -1):
        word = found[position]
        place = _place(found, position) if word.text[:1].isupper() else None
        if place is None:
            noun = noun if word.folded in {"and", "or"} or word.folded in COMPASS else None
            continue
        following = found[position + 1] if position + 1 < len(found) else None
        if following is not None and text[word.end : following.start] == " " and _is_noun(word, following):
            noun = following
        if noun is not None:
            yield Attribute(place, root(noun.folded), text[word.start : noun.end])
        elif position > 1 and found[position - 1].folded in {"of", "in", "from"}:
            before = found[position - 2]
            if before.text.islower() and is_content(before.folded) and not is_verb(before):
                yield Attribute(place, root(before.folded), text[before.start : word.end])


def _place(found: Sequence[Word], position: int) -> str | None:
    """The country that a word names, "north" and "south" told apart."""
    word = found[position]
    place = place_of(word.folded.replace(".", ""))
    before = found[position - 1].folded if position else ""
    return f"{before[:5]} {place}" if place and before in COMPASS else place


def _is_noun(word: Word, following: Word) -> bool:
    """Whether a country's word makes an attribute of the next word: an adjective, a possessive; not "France said"."""
    if not following.text.islower() or not is_content(following.folded) or is_verb(following):
        return False
    adjective = place_of(word.folded) != word.folded and not word.text.isupper()
    return adjective or word.text.endswith(("'s", "’s")) or not following.folded.endswith("s")


def _another_place(
    said: Attribute, shown: Sequence[Attribute], quotes: Sequence[str], evidence: Sequence[Passage]
) -> Iterator[Reason]:
    same = [other for other in shown if other.noun == said.noun]
    if not same or any(other.place == said.place for other in same):
        return
    if any((said.place, said.noun) == (it.place, it.noun) for passage in evidence for it in attributes(passage.text)):
        return
    mentions = sum(root(word.folded) == said.noun for quote in quotes for word in words(quote))
    hard = mentions == len(same) and _REGIONS.isdisjoint({said.place, *(other.place for other in same)})
    message = f"the evidence has “{same[0].written}”, not “{said.written}”"
    yield Reason(kind="owner", words=said.written, hard=hard, message=message)

"""Attribution moved: what one speaker said, told as another's words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from pipeline.checks.passage import Passage
from pipeline.checks.roots import content_roots, root_set
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.initialisms import initialisms
from pipeline.text.names import TITLES, Name, names
from pipeline.text.places import governed_from, place_of
from pipeline.text.sentences import split_sentences
from pipeline.text.thesaurus import senses
from pipeline.text.words import stem, words

_SPEAKS = re.compile(
    r"\b(?:said|says|told|tells|added|adds|argued|argues|claimed|claims|warned|warns|insisted|insists|stated|states|noted"
    r"|notes|explained|explains|wrote|writes|tweeted|replied|denied|denies|predicted|predicts)\b"
)
_UNNAMED = re.compile(
    r"\b(?:insiders?|sources?|bystanders?|onlookers?|whistleblowers?|informants?) (?:\w+ ){0,2}"
    r"(?:said|says|told|tells|added|adds|claimed|claims|insisted|insists|explained|explains)\b"
)
"""Speakers whose names are not told."""
_INVERTED = re.compile(r"(?<=said|says|dded|rote) (?=[A-Z])")
_ACCORDING = re.compile(r"\baccording to (?:the |its )?(?=[A-Z])")
_SUBJECT = re.compile(r"(?: (?:also|later|then|has|had|have|again|once|earlier|on|\w+ly|\w+day))* ?")
_BELONGS = re.compile(r"\b(?:of|at|from|in|by|for|with|to|on) (?:the |its |a )?$")
_APPOSITION = re.compile(r", [^,;:.!?]{1,80}, ")
_ASIDE = 84  # characters between a speaker and the verb, for an apposition
_SHARE = 0.5
_MARGIN = 0.2
"""How much more of the claim the other speaker must have said than the one it names."""
MOST_SPEAKERS = 12
"""Of a claim, each of whom is looked up; more than these no sentence of a digest has."""


class Saying(NamedTuple):
    """Who says something, as folded words, and the roots of what is said."""

    name: str
    speaker: frozenset[str]
    said: frozenset[str]


def moved_attribution(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """Speakers of a claim whose words the evidence gives to somebody else by name; English only."""
    if language != "en":
        return
    claims = sayings(claim)
    if len(claims) > MOST_SPEAKERS:
        message = f"it has {len(claims)} speakers: no sentence of a digest has more than {MOST_SPEAKERS}"
        yield Reason(kind="attribution", words=claims[MOST_SPEAKERS].name, hard=True, message=message)
        return
    shown = [saying for passage in evidence if passage.language == "en" for saying in sayings(passage.quote)]
    texts = {fold(passage.text) for passage in evidence}
    unnamed = [quote for passage in evidence for quote in [passage.quote] if _UNNAMED.search(fold(quote))]
    for claimed in claims if shown or unnamed else ():
        said = claimed.said - claimed.speaker
        if any(_is_left_unnamed(claimed, said, quote) for quote in unnamed):
            message = f"in the evidence somebody who is not named says this, not {claimed.name}"
            yield Reason(kind="attribution", words=claimed.name, hard=True, message=message)
            continue
        telling = [other for other in shown if _share(said, other) >= _SHARE - _MARGIN]
        one = {other for other in telling if may_be_one(claimed.speaker, other.speaker, texts)}
        own = max((_share(said, other) for other in one), default=0.0)
        others = [other for other in telling if other not in one]
        likeliest = max(others, key=lambda other: _share(said, other), default=None)
        if likeliest is None or _share(said, likeliest) < max(_SHARE, own + _MARGIN):
            continue
        message = f"in the evidence {likeliest.name} says this, not {claimed.name}"
        yield Reason(kind="attribution", words=claimed.name, hard=True, message=message)


def _is_left_unnamed(claimed: Saying, said: frozenset[str], quote: str) -> bool:
    """Whether a quote gives what a claim's speaker says to a source without a name, and does not name the speaker."""
    if not claimed.speaker.isdisjoint(word.folded for word in words(quote)):
        return False
    return _share(said, Saying("", frozenset(), root_set([quote]))) >= _SHARE + _MARGIN


def may_be_one(one: frozenset[str], other: frozenset[str], texts: Iterable[str]) -> bool:
    """Whether two names may be one party's: they share a word, or stand together as one name in a (folded) article."""
    if one & other:
        return True
    pairs = [f"{a} {b}" for a, b in (*product(one, other), *product(other, one))]
    return any(pair in text for pair in pairs for text in texts)


def _share(said: frozenset[str], other: Saying) -> float:
    return len(said & other.said) / len(said) if len(said) > 1 else 0.0


@lru_cache(maxsize=2048)
def sayings(text: str) -> tuple[Saying, ...]:
    """Who says what in an English text, where the speaker is named."""
    return tuple(found for span in split_sentences(text) for found in _sayings(span.of(text)))


def _sayings(sentence: str) -> Iterator[Saying]:
    verbs, according = list(_SPEAKS.finditer(fold(sentence))), list(_ACCORDING.finditer(sentence))
    if not verbs and not according:
        return
    known = names(sentence)
    speaking = [
        (match.start(), speaker) for match in according if (speaker := _name_at(known, match.end())) is not None
    ]
    if speaking and verbs:
        return  # what somebody says according to somebody else is both's
    for verb in verbs:
        inverted = _INVERTED.match(sentence, verb.end())
        speaker = _name_at(known, inverted.end()) if inverted else _name_before(known, sentence, verb.start())
        if speaker is not None:
            speaking.append((verb.start(), speaker))
    for number, (verb, speaker) in enumerate(speaking):
        start = min(verb, speaker.start) if number else 0
        following = speaking[number + 1] if number + 1 < len(speaking) else None
        end = min(following[0], following[1].start) if following else len(sentence)
        said = frozenset(word.root for word in content_roots(sentence[start:end]))
        yield Saying(speaker.text, called(speaker), said)


def _name_at(known: Sequence[Name], start: int) -> Name | None:
    return next((name for name in known if name.start <= start < name.end), None)


def _name_before(known: Sequence[Name], sentence: str, end: int) -> Name | None:
    """The name that is the verb's subject: right before it, or before an apposition that ends there."""
    for name in reversed(known):
        if name.end > end:
            continue
        between = sentence[name.end : end]
        if _is_no_speaker(name, sentence):
            return None
        if _SUBJECT.fullmatch(between) or _APPOSITION.fullmatch(between):
            return name
        if len(between) > _ASIDE:
            break
    return None


def _is_no_speaker(name: Name, sentence: str) -> bool:
    """Whether it is a noun that a sentence opens with ("Engineers"), or only tells whose or where ("experts at …")."""
    noun = name.opens and len(name.parts) == 1 and (name.parts[0].endswith("s") or bool(senses(stem(name.parts[0]))))
    return noun or _BELONGS.search(sentence[max(0, name.start - 16) : name.start]) is not None


def called(name: Name) -> frozenset[str]:
    """The folded words by which somebody may be named again, initials and countries included."""
    parts = frozenset(part for part in name.parts if part not in TITLES)
    short = frozenset(found.short for found in initialisms(name.text))
    country = frozenset(governed_from(" ".join(name.parts)))
    places = frozenset(place for part in (*parts, *country) if (place := place_of(part)))
    return parts | short | country | places

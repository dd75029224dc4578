"""Antecedents: whom or what a quote may speak of without naming it, because its article has just named it.

"The agency said it would appeal" may be told with the agency's name. The quote alone does not show which agency that
is: no proof, but no error either. Where one name is put for another, however, the other one is missing: a claim that
leaves out a name of the evidence and has a new one in its place is held to be wrong.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache
from itertools import pairwise

from pipeline.checks.passage import Passage
from pipeline.checks.reach import is_verb
from pipeline.checks.roots import root
from pipeline.text.fold import fold
from pipeline.text.name_index import NameIndex
from pipeline.text.names import CALENDAR, TITLES, Name, names
from pipeline.text.places import COMPASS, governed_from, place_of
from pipeline.text.sentences import split_sentences
from pipeline.text.words import is_content, words

_BEFORE = 600
"""Characters before a quote in which its article names whom the quote calls "she" or "the company"."""
_OPENING = 400
"""Characters at the beginning of an article, which may describe before it names: "a lander" and then "SLIM"."""
_ANAPHOR = re.compile(
    r"\b(?:he|she|it|they|him|her|his|its|their|them|both|there"
    r"|(?:the|this|that|these|those)(?: [a-z'-]+){0,2}? [a-z]{3,})\b|'s [a-z]{3,}"
)
"""A pronoun or a description ("the agency", "Japan's agency"), which may stand for what has been named."""
_PERSON = re.compile(r"\b(?:he|she|him|her|his)\b")
_ONE = re.compile(
    r"(?:(?:on|in|at|by|after|before|meanwhile|then|also|later)\b[^.;:]{0,40}?,? ?)?\b(?P<who>it|he|she) "
)
_ASIDE = re.compile(r"^ ?(?:\([^()]{1,80}\)|,[^,.]{1,80},)")
_SEVERAL = re.compile(r"\b(?:they|them|their|both|two|companies|firms|sides|parties)\b")
_BODY = re.compile(
    r"(?:['’]s)? (?:[a-z]+ )?(?:watchdog|regulators?|government|ministry|authorit(?:y|ies)|agency|parliament|court"
    r"|police|officials?|army|military|commission|central bank|legislature)\b"
)
"""A body that belongs to the country before it."""
_BESIDE = 2  # words of content on either side of a name that tell its place in a sentence

_Beside = frozenset[tuple[str, str]]


class Antecedents:
    """What the quotes of some evidence may speak of without naming it, as far as a claim names it."""

    def __init__(self, claim: str, evidence: Sequence[Passage], language: str) -> None:
        self._claim = claim
        self._evidence = evidence
        self._language = language

    def may_be(self, name: Name, absent: Sequence[str]) -> bool:
        """Whether the evidence may speak of what the claim names and no quote does; `absent` are the parts it lacks."""
        if COMPASS.issuperset(absent):
            return any(quoted.shortens(name, self._claim) for quoted in self._quoted)
        is_place = _is_place(name)
        if is_place and self._tells_whose(name):
            return True
        if not is_place and self._partners.issuperset(absent):
            return True
        own = self._content.beside(name)
        if any(not own.isdisjoint(quoted.places_taken) for quoted in self._quoted):
            return False
        owns = is_place or _owns(name, self._claim)
        speaking = [quoted for quoted in self._quoted if quoted.may_speak_of(name, self._claim, owns=owns)]
        return any(not (quoted.is_of_one and self._is_another(name, quoted)) for quoted in speaking)

    def _is_another(self, name: Name, quoted: "_Quoted") -> bool:
        """Whether a claim opens with a name that is not whom "it" or "she" goes on about: one of two, or no subject."""
        opens = not self._claim[: name.start].strip()
        return self._is_one_of_two(name) or (opens and quoted.goes_on_about_another(name, self._claim))

    def _is_one_of_two(self, name: Name) -> bool:
        """Whether the claim's first words are two names, of which it is one: "Aster and Kestrel opened a plant"."""
        first, second, *_ = (*names(self._claim, self._language), name, name)
        joined = fold(self._claim[first.end : second.start]) == " and "
        return joined and name in {first, second} and not self._claim[: first.start].strip()

    def _tells_whose(self, name: Name) -> bool:
        """Whether a country only tells whose body one is that no quote gives to another: "the Dutch regulator"."""
        own = frozenset(beside for beside in self._content.beside(name) if beside[0] == "behind")
        if _BODY.match(fold(self._claim), name.end) is None:
            return False
        return any(own.isdisjoint(q.places_taken) and q.is_near(name, self._claim) for q in self._quoted)

    @cached_property
    def _content(self) -> "_Content":
        return _Content(self._claim)

    @cached_property
    def _quoted(self) -> "list[_Quoted]":
        said = NameIndex([self._claim], dict.fromkeys(passage.text for passage in self._evidence), self._language)
        claimed = {part for name in names(self._claim, self._language) for part in name.parts}
        aliases = self._joined_to(claimed)
        return [
            _Quoted(passage, [name for name in _unsaid(passage, said) if aliases.isdisjoint(name.parts)])
            for passage in self._evidence
        ]

    @cached_property
    def _partners(self) -> frozenset[str]:
        """What the articles join to one-word names of their quotes: "Roth" to Anna, "Lind" to "Lind's Reader"."""
        lone = {
            name.parts[0]
            for passage in self._evidence
            for name in names(passage.quote, passage.language)
            if len(name.parts) == 1 and not _is_place(name)
        }
        partners = self._joined_to(lone)
        return partners | self._joined_to(partners, "-")

    def _joined_to(self, parts: AbstractSet[str], link: str = " ") -> frozenset[str]:
        """The capitalised words that stand next to some others in the articles."""
        pairs = [pair for text in dict.fromkeys(p.text for p in self._evidence) for pair in _joined(text, link)]
        return frozenset(other if one in parts else one for one, other in pairs if one in parts or other in parts)


class _Quoted:
    """A quote, the names in it that the claim leaves out, and what its article names close by."""

    def __init__(self, passage: Passage, unsaid: Sequence[Name]) -> None:
        self._passage = passage
        self._unsaid = unsaid

    @cached_property
    def places_taken(self) -> _Beside:
        """What stands beside the names that the claim leaves out: a new name there has taken the place of one."""
        content = _Content(self._passage.quote)
        return frozenset(beside for name in self._unsaid for beside in content.beside(name))

    def shortens(self, name: Name, claim: str) -> bool:
        """Whether the quote leaves out the part of a place's name that tells it from another: "Korean" for South."""
        return not self._tells_apart and not self._around.missing(name, claim)

    @cached_property
    def _tells_apart(self) -> bool:
        """Whether it names a part of a country or a quarter of the sky."""
        quoted = names(self._passage.quote, self._passage.language)
        return any(not COMPASS.isdisjoint(name.parts) for name in quoted)

    def may_speak_of(self, name: Name, claim: str, *, owns: bool) -> bool:
        """Whether a pronoun or description, before any name that the claim leaves out, may stand for a name.

        "Japan's space agency" describes what has a name of its own: its owner is no other name for it, unless the
        claim's name `owns` something too.
        """
        opens = self._is_open if owns else self._is_open_but_for_owners or self._is_open_to_people
        return opens and (not self._around.missing(name, claim) or self._around.governs(name))

    @property
    def is_of_one(self) -> bool:
        """Whether it opens with one whom it does not name, and never speaks of several: "it opened a plant"."""
        folded = fold(self._passage.quote)
        return _ONE.match(folded) is not None and _SEVERAL.search(folded) is None

    def goes_on_about_another(self, name: Name, claim: str) -> bool:
        """Whether the sentence before the quote has a subject by a name that is no form of this one: whom "it" is.

        With "she" it may be somebody else whom that sentence names, and the subject a firm.
        """
        opening = _ONE.match(fold(self._passage.quote))
        subject = self._subject_before if opening is not None and opening["who"] == "it" else None
        if subject is None or _is_place(subject) or not set(subject.parts).isdisjoint(name.parts):
            return False
        return bool(NameIndex([subject.text], [self._passage.text], self._passage.language).missing(name, claim))

    @cached_property
    def _subject_before(self) -> Name | None:
        """The name that the sentence before the quote opens with, if a verb follows it."""
        text = self._passage.context[max(0, self._passage.start - _BEFORE) : self._passage.start].rstrip()
        spans = split_sentences(text)
        sentence = spans[-1].of(text) if spans else ""
        first = next(iter(names(sentence, self._passage.language)), None)
        if first is None or sentence[: first.start].strip().lower() not in {"", "the"}:
            return None
        following = next(iter(words(_ASIDE.sub("", sentence[first.end :], count=1))), None)
        return first if following is not None and is_verb(following) else None

    def is_near(self, name: Name, claim: str) -> bool:
        """Whether its article names this shortly before the quote or in its title."""
        return not self._around.missing(name, claim)

    @cached_property
    def _is_open(self) -> bool:
        return self._has_anaphor_before(self._unsaid)

    @cached_property
    def _is_open_but_for_owners(self) -> bool:
        owners = {name.parts for name in self._unsaid if _owns(name, self._passage.quote)}
        return self._has_anaphor_before([name for name in self._unsaid if name.parts not in owners])

    @cached_property
    def _is_open_to_people(self) -> bool:
        """Whether "he" or "she" stands there, which no place is."""
        return self._has_anaphor_before([name for name in self._unsaid if not _is_place(name)], _PERSON)

    def _has_anaphor_before(self, others: Iterable[Name], anaphor: re.Pattern[str] = _ANAPHOR) -> bool:
        first = min((name.start for name in others), default=None)
        return anaphor.search(fold(self._passage.quote[:first])) is not None

    @cached_property
    def _around(self) -> NameIndex:
        """What the article names in its title, shortly before the quote, and behind it where it has just begun."""
        passage = self._passage
        before = passage.context[max(0, passage.start - _BEFORE) : passage.start]
        end = passage.start + len(passage.quote)
        behind = passage.context[end : end + _OPENING] if passage.start < _OPENING else ""
        return NameIndex([passage.title, before, behind], [passage.text], passage.language)


class _Content:
    """The words of content of a text, and which of them stand beside a name."""

    def __init__(self, text: str) -> None:
        content = [word for word in words(text) if is_content(word.folded) and word.folded not in CALENDAR]
        self._starts = [word.start for word in content]
        self._folded = [word.folded for word in content]

    def beside(self, name: Name) -> _Beside:
        """The roots of the nearest words before a name and behind it."""
        first, last = bisect_left(self._starts, name.start), bisect_left(self._starts, name.end)
        before = self._folded[max(0, first - _BESIDE) : first]
        behind = self._folded[last : last + _BESIDE]
        return frozenset(("before", root(word)) for word in before) | {("behind", root(word)) for word in behind}


def _unsaid(passage: Passage, said: NameIndex) -> Iterator[Name]:
    """The names of a quote that the claim does not have at all; a plural that opens a sentence is taken for a noun."""
    for name in names(passage.quote, passage.language):
        is_noun = name.opens and len(name.parts) == 1 and name.parts[0].endswith("s")
        if not is_noun and set(name.parts) - TITLES <= set(said.missing(name, passage.quote)):
            yield name


@lru_cache(maxsize=256)
def _joined(text: str, link: str) -> frozenset[tuple[str, str]]:
    """The pairs of words that are linked in a text, the first one capitalised and perhaps an owner, the other too.

    Behind a hyphen a name may go on in small letters: "Sok-bae".
    """
    return frozenset(
        (one.folded, other.folded)
        for one, other in pairwise(words(text))
        if one.is_capitalised and (other.is_capitalised or link == "-") and fold(text[one.end : other.start]) == link
    )


def _is_place(name: Name) -> bool:
    parts = (*name.parts, " ".join(name.parts))
    return any(place_of(part) is not None or governed_from(part) for part in parts)


def _owns(name: Name, text: str) -> bool:
    """Whether a possessive ending follows a name."""
    return text[name.end : name.end + 2] in {"'s", "’s"}

"""Names of a claim that its evidence does not show."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.checks.antecedents import Antecedents
from pipeline.checks.passage import Passage
from pipeline.checks.roots import IRREGULAR_PASTS
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.name_index import NameIndex
from pipeline.text.names import Name, names
from pipeline.text.numbers import quantities
from pipeline.text.offices import is_told_otherwise
from pipeline.text.places import COMPASS, governed_from, place_of
from pipeline.text.spans import Spans
from pipeline.text.thesaurus import senses
from pipeline.text.words import stem, words

_NO_NAME = re.compile(r"(?:s|ing|tion|ment|ness|ity|ance|ence|ism|ship|age|ure|th|ly|ed)$")
_COLLECTIVES = frozenset(
    """police management staff everyone everybody nobody someone people parliament congress government opposition
    prosecution wheat gold oil crude gas fuel snow rain fire food water traffic inflation trade debt""".split()
)
_WHERE = re.compile(r"\b(?:in|at|near|outside|inside|across|around|to|into|towards?|from|via|through) $")
_VERB = re.compile(r"\w{2,}ed|\w{3,}s|has|had|was|is|will|would|may|might|can|could|did|does|must")
_ADVERBS = frozenset("now also still already later then again just never first last".split())
_POSSESSIVE = re.compile(r"['’]s\b")
_DESCRIBED = re.compile(r", (?:who|whose|which|of|the|an?)\b")


class _Cases(NamedTuple):
    """The folded words of a text that it writes in lower case, and those that it writes with a capital."""

    lowered: frozenset[str]
    capitalised: frozenset[str]


@lru_cache(maxsize=1024)
def _cases(text: str) -> _Cases:
    found = {word.text: word for word in words(text)}.values()
    return _Cases(
        frozenset(word.folded for word in found if word.text.islower()),
        frozenset(word.folded for word in found if word.is_capitalised),
    )


def wrong_names(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """Names of people, bodies and places that no passage shows; across scripts only a soft finding.

    A sentence's first word is capitalised in any case: it counts where something tells that it is a name.
    """
    claimed = names(claim, language)
    if not claimed:
        return
    index = NameIndex(
        [*(passage.quote for passage in evidence), *(passage.publisher for passage in evidence)],
        dict.fromkeys(passage.text for passage in evidence),
        language,
    )
    foreign = any(script(passage.quote) != script(claim) for passage in evidence)
    told = {word.folded for passage in evidence for word in words(passage.quote)}
    antecedents = Antecedents(claim, evidence, language)
    numbers = Spans((number.start, number.end) for number in quantities(claim))
    for name in claimed:
        if numbers.hold(name.start, name.end):
            continue  # "Twenty-eight" opens a sentence
        is_sure = _is_surely_a_name(claim, name, evidence, language)
        if not is_sure and len(name.parts) == 1:
            continue
        absent = [part for part in index.missing(name, claim) if not is_told_otherwise(part, told)]
        if not absent or (index.governs(name) and not _is_whereabouts(claim, name)):
            continue
        certain = is_sure or tuple(absent) != name.parts[:1]
        written = _written(claim, name, absent)
        if foreign:
            message = f"the name “{written}” cannot be compared: the evidence is in another script"
        else:
            message = f"the evidence does not name “{written}”"
        hard = certain and not foreign and not index.governs(name) and not antecedents.may_be(name, absent)
        yield Reason(kind="name", words=written, hard=hard, message=message)


def _is_surely_a_name(claim: str, name: Name, evidence: Sequence[Passage], language: str) -> bool:
    """Whether a name's first word is part of it; where it begins a sentence it is capitalised in any case."""
    if not name.opens or _is_name_elsewhere(name.parts[0], evidence):
        return True
    return _reads_as_name(claim, name, evidence, language)


def _is_name_elsewhere(part: str, evidence: Sequence[Passage]) -> bool:
    """Whether the articles write a word with a capital and never without."""
    cases = [_cases(passage.text) for passage in evidence]
    return any(part in case.capitalised for case in cases) and not any(part in case.lowered for case in cases)


def _reads_as_name(claim: str, name: Name, evidence: Sequence[Passage], language: str) -> bool:
    """Whether a sentence's first word is surely a name's: a place, or no ordinary word and used like a name.

    Another capitalised word behind it, a possessive ending or a verb in the singular tells a name from a noun, which
    would have an article before it.
    """
    first = name.parts[0]
    if place_of(first) is not None or governed_from(first) or (first in COMPASS and len(name.parts) > 1):
        return True
    counts = any(number.start <= name.start < number.end for number in quantities(claim))
    if language != "en" or counts:
        return False
    if first.endswith("s") and _POSSESSIVE.match(claim, name.end):
        return True  # no plural ends like "Texas's"
    if _is_ordinary(first, evidence):
        return False
    if len(name.parts) > 1 or _POSSESSIVE.match(claim, name.end) or _DESCRIBED.match(claim, name.end):
        return True
    following = next((word for word in words(claim[name.end : name.end + 40]) if word.folded not in _ADVERBS), None)
    return following is not None and (following.folded in IRREGULAR_PASTS or bool(_VERB.fullmatch(following.folded)))


def _is_ordinary(first: str, evidence: Sequence[Passage]) -> bool:
    """Whether a word is, or looks like, a common one: a plural, a collective, a word that the articles write small."""
    if _NO_NAME.search(first) or first in _COLLECTIVES or senses(stem(first)):
        return True
    return any(first in _cases(passage.text).lowered for passage in evidence)


def _is_whereabouts(claim: str, name: Name) -> bool:
    """Whether a name says where: "in Moscow" is a place, "Moscow said" a government."""
    return _WHERE.search(fold(claim[max(0, name.start - 12) : name.start])) is not None


def _written(claim: str, name: Name, absent: Sequence[str]) -> str:
    """The missing parts of a name, as the claim writes them."""
    missing = [word for word in words(claim[name.start : name.end]) if word.folded in absent]
    if not missing:
        return name.text
    return claim[name.start + missing[0].start : name.start + missing[-1].end]


@lru_cache(maxsize=2048)
def script(text: str) -> str:
    """A rough name of the script that most letters of a text are in."""
    if text.isascii():
        return "latin"
    letters = [character for character in fold(text) if character.isalpha()]
    latin = sum("a" <= character <= "ɏ" for character in letters)
    return "latin" if latin * 2 >= len(letters) else "other"

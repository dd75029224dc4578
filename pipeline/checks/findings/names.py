"""Names of a claim that its evidence does not show."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.checks.passage import Passage
from pipeline.checks.roots import IRREGULAR_PASTS
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.names import Name, NameIndex, names
from pipeline.text.words import words

_NO_NAME = re.compile(r"(?:s|ing|tion|ment|ness|ity|ance|ence|ism|ship|age|ure|th|ly|ed)$")
_COLLECTIVES = frozenset(
    """police management staff everyone everybody nobody someone people parliament congress government opposition
    prosecution wheat gold oil crude gas fuel snow rain fire food water traffic inflation trade debt""".split()
)
_VERB = re.compile(r"\w{2,}ed|has|had|was|is|will|would|says|plans|wants|may|could|did")


class _Cases(NamedTuple):
    """The folded words of a text that it writes in lower case, and those that it writes with a capital."""

    lowered: frozenset[str]
    capitalised: frozenset[str]


@lru_cache(maxsize=1024)
def _cases(text: str) -> _Cases:
    found = words(text)
    return _Cases(
        frozenset(word.folded for word in found if word.text.islower()),
        frozenset(word.folded for word in found if word.is_capitalised),
    )


def wrong_names(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """Names of people, bodies and places that no passage shows; across scripts only a soft finding.

    A sentence's first word is capitalised in any case: where nothing else tells that it is a name, it is a soft one.
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
    for name in claimed:
        absent = index.missing(name)
        if not absent:
            continue
        certain = not _is_lone_opener(name, absent, evidence)
        if not certain and not _may_be_name(claim, name, evidence, language):
            continue  # the first word of a sentence is capitalised whether it is a name or not
        written = _written(claim, name, absent)
        if foreign:
            message = f"the name “{written}” cannot be compared: the evidence is in another script"
        else:
            message = f"the evidence does not name “{written}”"
        yield Reason(kind="name", words=written, hard=certain and not foreign, message=message)


def _is_lone_opener(name: Name, absent: Sequence[str], evidence: Sequence[Passage]) -> bool:
    """Whether all that is missing of a name is its first word, which begins a sentence and may be no name."""
    return name.opens and tuple(absent) == name.parts[:1] and not _is_name_elsewhere(name.parts[0], evidence)


def _is_name_elsewhere(part: str, evidence: Sequence[Passage]) -> bool:
    """Whether the articles write a word with a capital and never without."""
    cases = [_cases(passage.text) for passage in evidence]
    return any(part in case.capitalised for case in cases) and not any(part in case.lowered for case in cases)


def _may_be_name(claim: str, name: Name, evidence: Sequence[Passage], language: str) -> bool:
    """Whether a sentence's lone first word reads like a name: a verb behind it, no plural, no word of the articles."""
    first = name.parts[0]
    if language != "en" or len(name.parts) > 1 or _NO_NAME.search(first) or first in _COLLECTIVES:
        return False
    following = next((word for word in words(claim[name.end : name.end + 40])), None)
    if following is None or not (following.folded in IRREGULAR_PASTS or _VERB.fullmatch(following.folded)):
        return False
    return not any(first in _cases(passage.text).lowered for passage in evidence)


def _written(claim: str, name: Name, absent: Sequence[str]) -> str:
    """The missing parts of a name, as the claim writes them."""
    missing = [word for word in words(claim[name.start : name.end]) if word.folded in absent]
    if not missing:
        return name.text
    return claim[name.start + missing[0].start : name.start + missing[-1].end]


def script(text: str) -> str:
    """A rough name of the script that most letters of a text are in."""
    letters = [character for character in fold(text) if character.isalpha()]
    latin = sum("a" <= character <= "ɏ" for character in letters)
    return "latin" if latin * 2 >= len(letters) else "other"

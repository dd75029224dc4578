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

    A sentence's first word is capitalised in any case: where nothing else tells that it is a name, it is a soft finding.
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
        absent: Sequence[str] = index.missing(name)
        certain = True
        if name.opens and absent and absent[0] == name.parts[0] and not _is_name_elsewhere(absent[0], evidence):
            certain = len(absent) > 1 and len(name.parts) > 1
            absent = absent if certain or _may_be_name(claim, name, evidence, language) else absent[1:]
        if not absent:
            continue
        written = _written(claim, name, absent)
        if foreign:
            message = f"the name “{written}” cannot be compared: the evidence is in another script"
        else:
            message = f"the evidence does not name “{written}”"
        yield Reason(kind="name", words=written, hard=certain and not foreign, message=message)


def _is_name_elsewhere(part: str, evidence: Sequence[Passage]) -> bool:
    """Whether the articles write a word with a capital and never without."""
    cases = [_cases(passage.text) for passage in evidence]
    return any(part in case.capitalised for case in cases) and not any(part in case.lowered for case in cases)


def _may_be_name(claim: str, name: Name, evidence: Sequence[Passage], language: str) -> bool:
    """Whether a sentence's lone first word reads like a name: a verb behind it, no plural, no word of the articles."""
    if language != "en" or len(name.parts) > 1 or _NO_NAME.search(name.parts[0]) or name.parts[0] in _COLLECTIVES:
        return False
    following = next((word for word in words(claim[name.end : name.end + 40])), None)
    if following is None or not (following.folded in IRREGULAR_PASTS or _VERB.fullmatch(following.folded)):
        return False
    return not any(name.parts[0] in _cases(passage.text).lowered for passage in evidence)


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

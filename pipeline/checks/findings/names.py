"""Names of a claim that its evidence does not show."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.checks.passage import Passage
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.names import Name, NameIndex, names
from pipeline.text.words import words


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
    """Names of people, bodies and places that no passage shows; across scripts only a soft finding."""
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
        absent = _without_opener(name, index.missing(name), evidence)
        if not absent:
            continue
        written = _written(claim, name, absent)
        if foreign:
            message = f"the name “{written}” cannot be compared: the evidence is in another script"
        else:
            message = f"the evidence does not name “{written}”"
        yield Reason(kind="name", words=written, hard=not foreign, message=message)


def _without_opener(name: Name, absent: tuple[str, ...], evidence: Sequence[Passage]) -> tuple[str, ...]:
    """Without the first word of a sentence, which is capitalised whether it is a name or not, unless it can only be one."""
    if not (name.opens and absent and absent[0] == name.parts[0]) or len(name.parts) > 1 and len(absent) > 1:
        return absent
    cases = [_cases(passage.text) for passage in evidence]
    named = any(absent[0] in case.capitalised for case in cases) and not any(absent[0] in c.lowered for c in cases)
    return absent if named else absent[1:]


def _written(claim: str, name: Name, absent: tuple[str, ...]) -> str:
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

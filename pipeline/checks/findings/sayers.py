"""Sayers without a name: what the defence says told as the prosecution's word, the union's as the company's."""

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.checks.passage import Passage
from pipeline.domain.support import Reason
from pipeline.text.fold import fold

_SIDES = """
police officer officers detective detectives sheriff constable investigator investigators
prosecutor prosecutors prosecution
lawyer lawyers attorney attorneys solicitor barrister counsel defence defense
judge judges court jury
government minister ministers ministry cabinet official officials authorities
opposition
company firm manufacturer carmaker employer employers management airline bank
union unions
doctor doctors hospital physician physicians surgeon surgeons
scientist scientists researcher researchers
witness witnesses resident residents neighbour neighbours neighbor neighbors bystander bystanders
family relatives mother father parents widow widower wife husband
rebel rebels militant militants insurgent insurgents
army military soldiers
analyst analysts economist economists
protester protesters demonstrator demonstrators activist activists campaigners
"""
_SIDE_OF: Mapping[str, int] = {
    word: side for side, group in enumerate(_SIDES.strip().splitlines()) for word in group.split()
}
_WHO = "|".join(_SIDE_OF)
_SAYS = r"(?:said|says|say|told|tells|argued|argues|argue|claimed|claims|warned|warns|insisted|insists|added|adds)"
_SAYING = re.compile(
    rf"\b(?:(?P<before>{_WHO})(?: (?:has|have|had|also|later|then|\w+ly|on \w+day))* {_SAYS}"
    rf"|{_SAYS} (?:(?:the|an?|its|his|her|their|local|state) ){{0,2}}(?P<behind>{_WHO})"
    rf"|according to (?:(?:the|an?|its|his|her|their|local|state) ){{0,2}}(?P<according>{_WHO}))\b"
)
_SPEAKS = re.compile(rf"\b(?:{_SAYS}|according to|spokes\w+|statement|wrote|writes|tweeted)\b")


def moved_sayers(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """Sayers of a claim of whom the evidence has no word, where all that it has said is said by others; English only.

    Nothing is made of it where somebody speaks whom it names, or whose side is not known.
    """
    own = list(_SAYING.finditer(fold(claim))) if language == "en" else []
    if not own or any(passage.language != "en" for passage in evidence):
        return
    quotes = [fold(passage.quote) for passage in evidence]
    shown = [match for quote in quotes for match in _SAYING.finditer(quote)]
    if not shown or len(shown) < sum(len(_SPEAKS.findall(quote)) for quote in quotes):
        return
    heard = {_side(match) for match in shown}
    for match in own:
        words = [word for word, side in _SIDE_OF.items() if side == _side(match)]
        is_named = any(re.search(rf"\b(?:{'|'.join(words)})\b", fold(passage.text)) for passage in evidence)
        if _side(match) not in heard and not is_named:
            written, other = _sayer(match), _sayer(shown[0])
            message = f"in the evidence “{other}” says this, and of “{written}” it has no word"
            yield Reason(kind="attribution", words=written, hard=True, message=message)
            return


def _sayer(match: re.Match[str]) -> str:
    return match["before"] or match["behind"] or match["according"]


def _side(match: re.Match[str]) -> int:
    return _SIDE_OF[_sayer(match)]

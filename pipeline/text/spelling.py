"""British and American spelling: one form for both, for comparing words and never for printing them."""

import re
from functools import lru_cache

_ENDINGS = (
    (re.compile(r"(?<=\w{3})is(?=(?:e|ed|es|er|ers|ing|able|ation|ations|ational)$)"), "iz"),
    (re.compile(r"(?<=\w{2})ys(?=(?:e|ed|es|er|ers|ing)$)"), "yz"),
    (re.compile(r"(?<=\w{3})our(?=(?:s|ed|ing|er|ers|able|ably|al|ful|ite|ites|hood|ly|y)?$)"), "or"),
    (re.compile(r"(?<=\w{2}[nt])re(?=s?$)"), "er"),
    (re.compile(r"(?<=\w{3})ogue(?=s?$)"), "og"),
    (re.compile(r"(?<=\w{3}[aeiou]l)l(?=(?:ed|ing|er|ers|or|ors)$)"), ""),
)
"""Each holds for more words than the two spellings differ in, which does no harm: both sides are spelled by it."""

_TELLING = re.compile(r"is|ys|our|[nt]re|ogue|ll")
_WORDS = {
    "defence": "defense", "defences": "defenses", "offence": "offense", "offences": "offenses", "licence": "license",
    "licences": "licenses", "pretence": "pretense", "programme": "program", "programmes": "programs", "cheque": "check",
    "cheques": "checks", "tyre": "tire", "tyres": "tires", "grey": "gray", "plough": "plow", "kerb": "curb",
    "storey": "story", "aluminium": "aluminum", "jewellery": "jewelry", "sceptic": "skeptic", "sceptical": "skeptical",
    "scepticism": "skepticism", "judgement": "judgment", "ageing": "aging", "manoeuvre": "maneuver",
    "manoeuvres": "maneuvers", "mum": "mom", "practise": "practice", "practised": "practiced", "enrol": "enroll",
    "fulfil": "fulfill", "skilful": "skillful", "instalment": "installment", "whisky": "whiskey", "acknowledgement":
    "acknowledgment", "paediatric": "pediatric", "anaemia": "anemia", "orthopaedic": "orthopedic",
    "encyclopaedia": "encyclopedia", "oestrogen": "estrogen", "foetus": "fetus", "diarrhoea": "diarrhea",
}  # fmt: skip


@lru_cache(maxsize=65536)
def american(folded: str) -> str:
    """A folded word in American spelling: "organisation" gives "organization", "labour" gives "labor"."""
    if known := _WORDS.get(folded):
        return known
    if not _TELLING.search(folded):
        return folded
    for ending, other in _ENDINGS:
        folded = ending.sub(other, folded)
    return folded

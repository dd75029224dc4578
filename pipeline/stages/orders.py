"""What was found against a sentence, as orders that the one who wrote it can follow."""

from collections.abc import Mapping

from pipeline.domain.support import Reason

CITATION, DANGLING, JUDGE, REPETITION = "citation", "dangling", "judge", "repetition"
_ORDERS: Mapping[str, str] = {
    "number": "give the number that its facts give, or leave “{words}” out",
    "date": "give the date that its facts give, or leave “{words}” out",
    "name": "use the names that its facts have, and leave “{words}” out",
    "place": "use the places that its facts have, and leave “{words}” out",
    "quotation": "quote the facts word for word, or tell it without quotation marks",
    "attribution": "name the speaker whom its facts name",
    "strong-word": "leave “{words}” out",
    "negation": "deny what its facts deny and nothing else",
    "modality": "tell it as uncertain as its facts do",
    "direction": "compare in the direction that its facts do",
    "link": "leave links out",
    "coverage": "leave “{words}” out, and say what its facts say",
    CITATION: "say what its facts say, or name the facts that say this",
    DANGLING: "name in it whom or what it is about",
    JUDGE: "leave “{words}” out, or say it in the words of its facts",
    REPETITION: "tell another fact in its place",
}
_OTHERWISE = "say what its facts say, and no more"
_LONGEST = 120  # characters of words that are shown again


def order(text: str, reason: Reason) -> str:
    """One line on a sentence: what is wrong, and what to do about it."""
    told = _ORDERS.get(reason.kind, _OTHERWISE).format(words=_cut(reason.words))
    return f"“{_cut(text)}”: {reason.message}: {told}"


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"

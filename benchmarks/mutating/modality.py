"""What may be told as what is: "may" made "will", "alleged" dropped, a plan told as a promise or as done."""

import re
from random import Random

from benchmarks.mutating.context import Context
from benchmarks.mutating.verbs import PAST, is_participle
from benchmarks.mutating.wording import own_words, spliced

_HAVE = {
    "is": "has", "are": "have", "was": "had", "were": "had", "appears": "has", "appear": "have", "seems": "has",
    "seem": "have", "appeared": "had", "seemed": "had",
}  # fmt: skip
_WAS = {"is": "was", "are": "were"}
_BE = {"appears": "is", "appear": "are", "seems": "is", "seem": "are", "appeared": "was", "seemed": "was"}
_HELD = r"(?:believed|thought|said|understood|suspected|reported|alleged|rumou?red|estimated)"
_NO_NOUN = r"(?<![’']s )(?<!\bthe )(?<!\ba )(?<!\bits )(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!\bnew )(?<!\bof )"
_PRONOUN = r"(?:(?<=\bhe )|(?<=\bshe )|(?<=\bit )|(?<=\bthey ))"
_NO_AIM = (
    r"(?<!aim )(?<!goal )(?<!plan )(?<!idea )(?<!task )(?<!way )(?<!mission )(?<!purpose )(?<!point )(?<!objective )"
)
_VERB = r"(?= (?!(?:not|have|never|only|no|also|well|soon|still|yet|be (?:able|noted))\b)[a-z]+)"
_RULES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?P<modal>(?:may|might|could)(?: also| well| soon| still| yet)?){_VERB}",
        r"\b(?P<perfect>(?:may|might|could)(?: also| well)? have)(?= [a-z]+)",
        rf"{_NO_NOUN}\b(?P<plan>(?:plans?|aims?|hopes?|intends?|wants|seeks?|expects?) to){_VERB}",
        rf"\b(?P<expected>(?:is|are) (?:expected|likely|planning|hoping|aiming|seeking|scheduled) to){_VERB}",
        rf"{_PRONOUN}(?P<would>(?:expected|planned|hoped|intended|aimed) to){_VERB}",
        rf"{_NO_AIM}\b(?P<due>is|are) (?:(?:due|set|scheduled|expected) )?to (?P<passive>be )?(?P<done>[a-z]+)\b",
        r"\b(?:planned|aimed|hoped|intended|wanted|sought|tried) to (?P<verb>[a-z]+)\b",
        rf"\b(?P<held>is|are|was|were) {_HELD} to have\b",
        rf"\b(?P<being>is|are|was|were) {_HELD} to be\b",
        r"\b(?P<seeming>appears?|seems?|appeared|seemed) to (?P<be>be|have)\b",
        r"\bwill (?P<likely>likely|probably|possibly|perhaps)\b",
        r"\b(?P<dropped>allegedly|reportedly|possibly|perhaps|probably|apparently|presumably|supposedly) ",
        r"\b(?P<adjective>alleged|suspected|supposed|apparent) (?=[a-z]+)(?!of\b|that\b|to\b|by\b)",
    )
)
_HEDGED = re.compile(
    r"\b(?:whether|if|not|nobody|no one|never|unless|possib\w+|chance|whichever|whatever|you)\b|n['’]t\b", re.IGNORECASE
)


def made_fact(sentence: str, context: Context, rng: Random) -> str | None:
    """What a source holds to be possible, alleged or planned, told as certain."""
    own = own_words(sentence)
    found: list[tuple[int, int, str]] = []
    for rule in _RULES:
        for match in rule.finditer(own):
            new = _certain({name: text for name, text in match.groupdict().items() if text is not None})
            if new is not None and not _is_hedged_otherwise(own, match):
                found.append((*match.span(), new))
    if not found:
        return None
    mutated = spliced(sentence, *rng.choice(found))
    return mutated if mutated not in context.evidence else None


def _certain(groups: dict[str, str]) -> str | None:
    """What takes the place of the words of a rule, by the names of its groups; None where that cannot be formed."""
    simple = {"modal": "will", "plan": "will", "expected": "will", "likely": "will", "would": "would", "perfect": "had"}
    for name, new in simple.items():
        if name in groups:
            return new
    if "verb" in groups:
        return PAST.get(groups["verb"])
    if "due" in groups:
        return _happened(groups)
    if "held" in groups:
        return _HAVE[groups["held"]]
    if "seeming" in groups:
        return (_BE if groups["be"] == "be" else _HAVE)[groups["seeming"]]
    return groups.get("being", "")


def _happened(groups: dict[str, str]) -> str | None:
    """What is due to happen told as what has happened: "landed" for "is due to land"."""
    if "passive" not in groups:
        return PAST.get(groups["done"])
    return f"{_WAS[groups['due']]} {groups['done']}" if is_participle(groups["done"]) else None


def _is_hedged_otherwise(own: str, match: re.Match[str]) -> bool:
    """Whether "whether" or a denial before it keeps the clause open, so that nothing would be claimed."""
    clause = re.split(r"[,;:]", own[: match.start()])[-1]
    return _HEDGED.search(clause) is not None

"""A negation added or lost."""

import re
from collections.abc import Iterator
from random import Random

from benchmarks.mutating.context import Context
from benchmarks.mutating.naming import uses
from benchmarks.mutating.verbs import BASES, PAST, REPORTING, is_participle, third_person
from benchmarks.mutating.wording import own_words, spliced
from pipeline.text.words import words

_NEGATED = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|hardly|barely|cannot|only|few|unlikely|fail\w*|denied|"
    r"den(?:y|ies)|refus\w+)\b|n['’]t\b",
    re.IGNORECASE,
)
_BE = frozenset("is are was were".split())
_HAVE = frozenset("has have had".split())
_MODAL = frozenset("will would can could should must".split())
_BASE_FORM = re.compile(r"(?:be|have|[a-z]{3,})\b")
_UNFIT_NEXT = re.compile(
    r"(?:also|still|now|just|already|yet|both|nearly|almost|about|some|then|there|later|even|once|again|often|either|"
    r"what|why|how|where|when|who|because|too|\w+ly|all|between|at least|up to|a total|to|more than|over|well)\b"
)
_SUBORDINATE = re.compile(
    r"\b(?:if|whether|unless|until|before|after|when|while|than|as|because|since|although|though|what|how|where|why|"
    r"whose|once|so|despite)\b[^,;:]*$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:^|[,;:] (?:and |but )?|\b(?:that|who|which|and|but|said|says) )"
    r"(?:he|she|it|they|we|(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir) (?:[\w’'-]+ ){0,2}?[\w’'-]+|who|which) $",
    re.IGNORECASE,
)
_UNFIT_OBJECT = re.compile(r" (?:by|as|some|several|both|already|also|just|only|nearly|almost|about|at least|\w+ly)\b")


def added(sentence: str, context: Context, rng: Random) -> str | None:
    """The sentence denied: "was not", "will not", "did not say"."""
    own = own_words(sentence)
    if _NEGATED.search(own) or sentence.startswith("So ") or sentence.rstrip("\"”’'").endswith("?"):
        return None
    found = [*_after_auxiliaries(own), *_before_verbs(own, context)]
    found = [edit for edit in found if not _SUBORDINATE.search(own[: edit[0]])]
    if not found:
        return None
    return spliced(sentence, *rng.choice(found))


def _after_auxiliaries(own: str) -> Iterator[tuple[int, int, str]]:
    for word in words(own):
        if word.start == 0 or word.text != word.folded or word.folded not in _BE | _HAVE | _MODAL:
            continue
        after = own[word.end : word.end + 40]
        rest = after.lstrip(" ")
        if not after.startswith(" ") or _UNFIT_NEXT.match(rest) or not rest[:1].isalpha():
            continue
        following = rest.split(" ", 1)[0].strip(".,;:")
        if word.folded in _HAVE and not is_participle(following):
            continue
        if word.folded in _MODAL and (not _BASE_FORM.match(rest) or _is_noun(own[: word.start])):
            continue
        if _is_inverted(own[: word.start]):
            continue
        if word.folded == "can":
            yield word.start, word.end, "cannot"
        else:
            yield word.end, word.end, " not"


def _is_noun(before: str) -> bool:
    """Whether "will" or "can" stands behind an article."""
    return bool(re.search(r"\b(?:the|a|an|his|her|their|its|own|free|good) $", before, re.IGNORECASE))


def _is_inverted(before: str) -> bool:
    """Whether the auxiliary stands before its subject, as in a question or behind "so"."""
    return bool(
        re.search(
            r"(?:^|[,;:“\"] ?)(?:\w+ )?$|\b(?:nor|neither|so|more|there|here|than|as|them|these|those) $",
            before,
            re.IGNORECASE,
        )
    ) and not re.search(r"\b(?:he|she|it|they|we|who|which|that|there|[A-Z][\w’'-]+|and|but) $", before)


def _before_verbs(own: str, context: Context) -> Iterator[tuple[int, int, str]]:
    named = {use.end for use in uses(own, context.vocabulary)}
    for word in words(own):
        base = BASES.get(word.text)
        if base in {None, "have"} or word.folded in REPORTING or _UNFIT_OBJECT.match(own, word.end):
            continue
        before = own[: word.start]
        subject = _SUBJECT.search(before)
        finite = subject is not None and not any(w.folded in BASES for w in words(subject[0]))
        if finite or (before.endswith(" ") and word.start - 1 in named and _opens_clause(before, context)):
            yield word.start, word.end, f"did not {base}"


def _opens_clause(before: str, context: Context) -> bool:
    """Whether nothing but a name stands between the beginning of a clause and the verb."""
    last = list(uses(before, context.vocabulary))
    if not last:
        return False
    lead = before[: last[-1].start]
    return bool(
        re.search(
            r"(?:^|\b(?:that|said|and|but|when|after|because)|[,;:]) ?(?:the )?(?:[A-Z]\w+\.? )*$", lead, re.IGNORECASE
        )
    )


_LOST = (
    (
        re.compile(
            r"\b(?P<aux>is|are|was|were|has|have|had|will|would|could|should|can|must|may|might) not(?: yet)?\b"
        ),
        r"\g<aux>",
    ),
    (re.compile(r"\b(?P<aux>is|are|was|were|has|have|had|would|could|should)n['’]t(?: yet)?\b"), r"\g<aux>"),
    (re.compile(r"\bcan(?:no|['’])t\b"), "can"),
    (re.compile(r"\bwon['’]t\b"), "will"),
    (re.compile(r"\bno longer\b"), "still"),
    (re.compile(r"\b(?:No one|Nobody)\b"), "Everyone"),
    (re.compile(r"\b(?:no one|nobody)\b"), "everyone"),
    (
        re.compile(r"\b(?P<be>[Tt]here(?: is|['’]s| was| are| were)) no (?!longer|one|more|less|need)(?=[a-z])"),
        r"\g<be> some ",
    ),
    (re.compile(r"\bnever\b"), ""),
    (re.compile(r"\bunlikely\b"), "likely"),
    (re.compile(r"\bNeither\b(?= [a-z]+ )"), "Each"),
    (re.compile(r"\bwithout (?=(?:a|an|any|the|its|his|her|their) )"), "with "),
    (re.compile(r"\bdenied\b"), "confirmed"),
    (re.compile(r"\bdenies\b"), "confirms"),
    (re.compile(r"\bdeny\b"), "confirm"),
    (re.compile(r"\b(?:refused|failed|declined) to (?P<verb>[a-z]+)\b"), None),
    (re.compile(r"\b(?P<do>did|do|does)(?: not|n['’]t) (?P<verb>[a-z]+)\b"), None),
)
_UNFIT = re.compile(
    r"(?:help but|only|just|necessarily|all|every|even|so|exactly|quite|least|always|alone|because|until|till|at all)\b"
)
_POLAR = re.compile(r"\b(?:anyone|anything|anybody|anywhere|either|ever|at all|until|anymore|any more|much|nor|yet)\b")
_OPEN = re.compile(r"\bwhether\b|\bif\b[^,;:]*$|\b[Ww]hat $")
_ANY = re.compile(r"\bany (?=[a-z])")


def lost(sentence: str, context: Context, rng: Random) -> str | None:
    """The sentence without its denial: "was" for "was not", "said" for "did not say", "confirmed" for "denied"."""
    own = own_words(sentence)
    found: list[tuple[int, int, str]] = []
    for pattern, template in _LOST:
        for match in pattern.finditer(own):
            new = match.expand(template) if template is not None else _affirmed(match)
            if new is not None and _can_be_affirmed(own, match):
                found.append((*match.span(), new))
    if not found:
        return None
    start, end, new = rng.choice(found)
    mutated = spliced(sentence, start, end, new)
    if _ANY.search(own, end, end + 40):
        mutated = mutated[:start] + _ANY.sub("", mutated[start:], count=1)
    return mutated if mutated not in context.evidence else None


def _can_be_affirmed(own: str, match: re.Match[str]) -> bool:
    """Whether the clause is grammatical without its denial and asserts something: not "whether" nor "not only"."""
    clause = re.split(r"[,;:.]", own[match.end() :], maxsplit=1)[0]
    fits = not _UNFIT.match(clause.lstrip(" ")) and not _POLAR.search(clause)
    return fits and not _OPEN.search(own[: match.start()])


def _affirmed(match: re.Match[str]) -> str | None:
    """The verb behind "did not", "does not", "refused to" or "failed to" in the form that it has without them."""
    base = match["verb"]
    if base not in PAST:
        return None
    do = match.groupdict().get("do") or "did"
    return {"did": PAST[base], "does": third_person(base), "do": base}[do]

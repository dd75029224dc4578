"""Whether an English sentence speaks of something that only the one before it has told.

"An insider told the outlet" asks which outlet, "denied the account" which account, "the union put the figure at 2.8
million" which figure. And what a paragraph has set in a place goes on there: "In Ostmark there are two counts. The
police had 9,000 people" counts nobody elsewhere.
"""

import re
from collections.abc import Sequence

from pipeline.text.fold import fold
from pipeline.text.names import CALENDAR, Name, names
from pipeline.text.numbers import quantities
from pipeline.text.places import governed_from, place_of

_BODY = re.compile(
    r"""\bthe[ ](?:outlet|newspaper|paper|magazine|network|broadcaster|website|agency|watchdog|regulator|company|firm
    |label|publisher|studio|retailer|manufacturer|developer|airline|carrier|station|charity|institute|lab|startup)\b
    (?!['’]?s?[ ]?(?:[A-Z(]|of\b|for\b|that\b|which\b|who\b|behind\b|in\b)|-|,[ ][A-Z])""",
    re.VERBOSE,
)
_MEASURE = re.compile(
    r"""\bthe[ ](?:figure|number|total|tally|count|share|rate|toll|sum|amount|proportion|estimate)s?\b
    (?![ ](?:of|for|in|on|to|that|who|from|by|between|is[ ]a)\b)""",
    re.VERBOSE,
)
_PERSON = (
    r"(?:judge|minister|official|spokesman|spokeswoman|spokesperson|lawmaker|senator|president|leader|executive|analyst"
    r"|man|woman|hunter|doctor|lawyer|prosecutor|magistrate|teacher|mother|father|driver|pilot|expert)s?"
)
_OWNED_BY_NOBODY = re.compile(
    rf"^(?:an?|one|the|two|three|some|several) (?:[\w-]+ ){{0,3}}?{_PERSON}(?: [\w-]+){{1,5}} its?\b"
)
_LONE_DEED = re.compile(
    r"""^the[ ](?!(?:government|parliament|department|administration|constitution|population|opposition|commission
    |association|federation|corporation|organi[sz]ation|institution|legislation|audience|conference|police|economy
    |university|city|community|majority|minority|capital|hospital|council|public|national|royal|evening|morning)\b)
    (?:[a-z]+(?:tion|sion|ment|ance|ence|ing)|appeal|consent|delay|rights|change|increase|cut)[ ]
    (?:(?:in|on|at)[ ](?:\w+[ ]){1,2}?)?
    (?:is|are|was|were|has|have|had|will|would|came|took|went|began|ended|followed|cover|covers|covered)\b""",
    re.VERBOSE,
)
_COMPARED = re.compile(
    r"""\ban?[ ](?:different|similar|opposite|further)[ ](?:[\w-]+[ ]){0,2}?(?:view|stance|line|picture|commitment
    |approach|answer|story|path|course|deal|offer|promise)\b(?![ ](?:to|from|than)\b)|\bthe[ ]other[ ]way\b
    |\b(?:taken|took|taking)[ ]part\b(?![ ]in\b)""",
    re.VERBOSE,
)
_BARE = re.compile(
    r"""\b(?:estimated|estimates|expected|counted|gave|arrived[ ]at|came[ ]to|reported)[ ]
    (?:(?:about|some|around|nearly|almost|just|only|roughly)[ ])*[\d.,]*\d
    (?:[ ]?(?:%|per[ ]cent|percent|million|billion|grams?|kilograms?|tonnes?|met(?:re|er)s|kilomet(?:re|er)s|miles
        |feet))?
    (?:[ ]and[ ][\d.,]*\d)?[.]?$""",
    re.VERBOSE,
)
_LONE_TEXT = re.compile(
    r"""^the[ ](?:statement|letter|post|tweet|memo|announcement|message|drama|row|spat)(?:,[^,]{1,80},)?[ ]
    (?:is|was|were|has|had|claim(?:s|ed)|said|says|read|reads|add(?:s|ed)|came|comes|began|followed|went)\b""",
    re.VERBOSE,
)
_ACCOUNT = re.compile(
    r"""\b(?:den(?:y|ies|ied|ying)|confirm(?:s|ed|ing)?|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:es|ed|ing))
    [ ](?:the|this|that|these|those)[ ](?:account|report|claim|allegation|accusation|story|suggestion|rumou?r)s?\b
    (?![ ](?:that|of|by|in|from|about|against|made|published|on)\b)""",
    re.VERBOSE,
)
_BODY_INTRODUCED = re.compile(
    r"\ban? (?:[\w-]+ ){0,3}(?:company|firm|agency|outlet|paper|label|start-?up|group|institute|lab)\b"
)
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_FRAME = re.compile(r"(?:for|in|at|on|across|around|among|within) (?:\w+ of )?(?:the )?$")
_IN = re.compile(r"\b(?:in|at|across|around|near|from|outside) (?:the )?$")
_THERE = re.compile(r" there (?:is|are|was|were)\b")
_LATEST_YEAR = 2100


def leans_on_what_was_told(sentence: str) -> bool:
    """Whether an English sentence speaks of a body, a figure or a deed that it does not introduce itself."""
    folded = fold(sentence)
    if any(
        pattern.search(folded) for pattern in (_OWNED_BY_NOBODY, _LONE_DEED, _COMPARED, _BARE, _ACCOUNT, _LONE_TEXT)
    ):
        return True
    plain = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), sentence)
    body = _BODY.search(plain)
    if body is not None and not _named_before(plain, body.start()):
        return True
    measure = _MEASURE.search(folded)
    return measure is not None and not any(number.start < measure.start() for number in quantities(sentence))


def scope_is_told_before(sentence: str, before: Sequence[str]) -> bool:
    """Whether a sentence counts something that an earlier one of its paragraph has set in a place, naming none itself.

    `before` are the sentences of the paragraph in front of it.
    """
    return bool(before) and _counts(sentence) and not _placed(sentence) and any(map(_sets_in_a_place, before))


def _named_before(sentence: str, end: int) -> bool:
    """Whether a name that is no place, or something with an article, comes first, which a body could be."""
    found = (name for name in names(sentence[:end]) if len(name.text) > 1)
    if any(not _is_time(name) and not _is_place(name) for name in found):
        return True
    return _BODY_INTRODUCED.search(sentence, 0, end) is not None


def _is_time(name: Name) -> bool:
    return all(part in CALENDAR for part in name.parts)


def _is_place(name: Name) -> bool:
    return any(place_of(part) or governed_from(part) for part in (*name.parts, " ".join(name.parts)))


def _counts(sentence: str) -> bool:
    """Whether it has a number that counts people or things; a year, a share or a measure is none."""
    return any(not number.unit and number.value > _LATEST_YEAR for number in quantities(sentence))


def _placed(sentence: str) -> bool:
    return any(_is_place(name) or _is_setting(sentence, name) for name in names(sentence))


def _sets_in_a_place(sentence: str) -> bool:
    """Whether a sentence opens with a place as its setting: "In Ostmark there are …"."""
    first = next(iter(names(sentence)), None)
    if first is None or _is_time(first):
        return False
    ahead = sentence[: first.start].lower()
    if _FRAME.match(ahead) is None:
        return False
    return (
        _is_place(first) or ahead.startswith(("in ", "at ", "across ")) or _THERE.match(sentence, first.end) is not None
    )


def _is_setting(sentence: str, name: Name) -> bool:
    """Whether a name stands behind a preposition of place."""
    return not _is_time(name) and _IN.search(sentence[max(0, name.start - 20) : name.start].lower()) is not None

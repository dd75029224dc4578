"""Whether a sentence can be read away from the text around it, and what to cut so that it can."""

import re

from pipeline.text.fold import fold
from pipeline.text.names import names
from pipeline.text.words import words

_CONNECTIVE = re.compile(
    r"""^(?:(?:however|meanwhile|moreover|furthermore|additionally|also|still|notably|apparently|presumably|indeed|instead|
    nevertheless|nonetheless|similarly|likewise|consequently|accordingly|therefore|finally|overall|again|besides|then|
    in[ ]addition|as[ ]a[ ]result|in[ ]turn|in[ ]fact|of[ ]course|that[ ]said|at[ ]the[ ]same[ ]time|in[ ]other[ ]words|
    so[ ]far|for[ ](?:example|instance|now)|on[ ]the[ ]other[ ]hand|as[ ]such|as[ ]yet|to[ ]be[ ]sure)[ ]?,[ ]
    |(?:but|and|so|yet|or)[ ](?!far|long|many|much|what)(?:then[ ]|now[ ])?)+""",
    re.VERBOSE,
)
_DANGLING_START = re.compile(
    r"""^["'(]*(?:he|she|they|it|its|it's|they're|he's|she's|this|that|that's|these|those|his|her|hers|their|theirs|such|
    both|another|others|neither|either|here|there|then|now|some|many|most|all|none|one|two|three|few|several|each|
    the[ ](?:former|latter|two|pair|trio|others?|same|latest)|today|tomorrow|among[ ]them|one[ ]of[ ](?:them|these|those)|
    which|who|because|while[ ]not|not[ ]only|later|earlier|shortly|soon|afterwards?|at[ ]first|back[ ]then|today|tomorrow|
    yesterday|tonight|(?:hours|days|weeks|months|years|moments|minutes)[ ](?:later|earlier|before|after)|just[ ]as|so|yes|no|perhaps|maybe|sure|well|why|how|what|when[ ](?:he|she|they|it)|if|remember|enter)\b(?![ ]of[ ]the\b)""",
    re.VERBOSE,
)
_ANAPHORIC_TIME = re.compile(
    r"\b(?:that|the same|the next|the following|the previous) (?:day|night|evening|morning|afternoon|week|month|year|time)\b"
    r"|\bat the time\b|\b(?:today|tomorrow|yesterday|tonight)\b(?!['’]s)"
)
_FIRST_PERSON = re.compile(
    r"\b(?:i|i'm|i've|i'd|we|we're|we've|our|ours|my|mine|me|us|you|you're|you'll|you've|your|yours|yourself|let's)\b"
)
_PRONOUN = re.compile(r"\b(?:he|she|him|his|her|hers|they|them|their)\b")
_SAID_PRONOUN = re.compile(
    r"\b(?:he|she|they|it|we) (?:also |later |then )?(?:said|says|added|told|tweeted|wrote|explained|noted|asked|adds|continued|claimed)\b|\b(?:said|says|added|adds) (?:he|she|they)\b"
)
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]|(?<!\w)[‘'][^‘’']{3,}[’'](?!\w)")
_DEFINITE_START = re.compile(
    r"""^(?:the|both|those)[ ](?:\w+[ -])?(?:man|woman|boy|girl|child|victim|suspect|patient|person|couple|officer|driver|
    company|firm|group|agency|team|club|label|band|studio|site|outlet|paper|network|organi[sz]ation|party|party's|
    statement|report|incident|drama|move|decision|deal|agreement|announcement|post|tweet|video|letter|study|case|
    ruling|plan|project|campaign|article|document|image|footage|message|tagline|slogan|buzz|goal|result|remark|
    comment|document|proposal|measure|vote|talks|meeting|meetings|visit|trip|event|ceremony|insider|source|commission|
    confirmation|disease|figure|number|sample|capsule|spacecraft|probe|lander|mission|minister|official|officials|
    ambassador|president|country|city|state|year|day|week|month)
    s?(?:'s)?[ ](?!of[ ]|in[ ][a-z]*[A-Z]|for[ ]the|between|from[ ])""",
    re.VERBOSE,
)


def lead_in_cut(sentence: str) -> str:
    """The sentence without a connective in front ("However, …"), with a capital letter again."""
    match = _CONNECTIVE.match(fold(sentence))
    if match is None:
        return sentence
    rest = sentence[match.end() :].lstrip()
    return rest[:1].upper() + rest[1:]


def stands_alone(sentence: str) -> bool:
    """Whether an English sentence needs nothing before it: no dangling pronoun, no half of a quotation, no "that night"."""
    folded = fold(sentence)
    plain = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), folded)
    if _has_open_quotation(sentence) or _DANGLING_START.match(folded) or _ANAPHORIC_TIME.search(folded):
        return False
    if _FIRST_PERSON.search(plain) or len(words(plain)) < 4 or sentence.count("(") != sentence.count(")"):
        return False
    return not _has_dangling_pronoun(sentence, plain)


def _has_open_quotation(sentence: str) -> bool:
    folded = fold(sentence)
    return (
        folded.count('"') % 2 == 1
        or sentence.count("“") != sentence.count("”")
        or sentence.lstrip().startswith(("”", "’"))
    )


def _has_dangling_pronoun(sentence: str, plain: str) -> bool:
    """A pronoun before any name that it could stand for, or "he said" behind a quotation."""
    if _SAID_PRONOUN.search(plain):
        return True
    blanked = "".join(kept if folded != " " else " " for kept, folded in zip(sentence, plain, strict=True))
    first_name = min((name.start for name in names(blanked)), default=len(sentence))
    pronoun = _PRONOUN.search(plain)
    return pronoun is not None and pronoun.start() < first_name and len(words(plain[: pronoun.start()])) < 5


def has_pronoun(sentence: str) -> bool:
    """Whether it has a pronoun that a reader has to find the owner of."""
    return _PRONOUN.search(_QUOTED.sub(" ", fold(sentence))) is not None


def leans_on_context(sentence: str) -> bool:
    """Whether it opens with "the man" or "the statement", which asks for a sentence before it that introduced it."""
    return bool(_DEFINITE_START.match(fold(sentence)))

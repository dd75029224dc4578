"""What a text negates, and how near each of its words is to one that says no."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from pipeline.checks.clauses import clauses, is_telling
from pipeline.checks.reach import is_verb
from pipeline.text.fold import fold
from pipeline.text.words import Word

FAR = 1_000
"""The distance to a negative word where there is none."""
_NEGATORS = frozenset(
    """not no never none nobody nothing neither nor cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt
    couldnt shouldnt hasnt havent hadnt aint without""".split()
)
_NO_PREDICATE = frozenset("without none nobody nothing neither".split())
"""Negators behind which what is negated does not follow at once: "nothing from the lander", "neither of the two"."""
_NO_NEGATION = re.compile(
    r"\b(?:not|no) (?:only|just|merely|longer than|later than|more than|less than|fewer than|sooner|least|doubt)\b"
    r"|\bnot (?:even|quite) (?:an?|half|one|\d)"
)
_DOUBLE = re.compile(
    r"un(?!til|io|it|der|iv|iq)\w{4,}|in(?:frequent|significant|capable|sufficient|visible|complete|accurate|effective"
    r"|correct|different|considerable|eligible|secure)\w*|im(?:possible|probable|material|mune|perfect)\w*|ir(?:relevan|regular)\w*"
    r"|il(?:legal|logical)\w*|dis(?:satisf|honest|similar|interest)\w*|without|fail\w*|lack\w*|den(?:y|ied|ies)"
)
_NEGATIVE = re.compile(
    r"""\b(?:den(?:y|ies|ied|ying|ials?)|refus\w+|fail\w*|lack\w*|unable|declin\w+|lose[sd]?|losing|lost|reject\w*
    |ruled[ ]out|stop\w*|prevent\w*|block\w*|halt\w*|avoid\w*|stay\w*|kept|keep\w*|impossible|barred|bans?|banned
    |miss(?:ed|es|ing)?|in[ ]vain|hardly|scarcely|barely|short[ ]of|little|few|rare(?:ly)?|seldom|apart|except\w*
    |absen(?:t|ce)|only|until|unless|without|instead|rather|cancel\w*|scrap\w*|abandon\w*|drop(?:s|ped|ping)?
    |clos(?:ed?|ing|ure)|shut|empty|zero|lapse\w*|yet|dismiss\w*|rebuff\w*|disput\w*|than|forb\w+|oppos\w+|withdr\w+
    |withh\w+
    |abstain\w*|acquit\w*|clear(?:s|ed|ing)[ ](?:\w+[ ]){0,2}of|exonerat\w+|postpon\w+|delay\w*|doubt\w*|beyond
    |exceed\w*|surpass\w*|un(?!til|io|it|der|iv|iq)\w{5,}|in(?:capable|ability|sufficient|complete|visible)|disa\w{4,}
    |no|not|never|none|nobody|nothing|neither|nor|cannot)\b
    | n[\'’]t\b""",
    re.VERBOSE,
)
"""Words that say, or help to say, that something is not so."""

_WHOLE = re.compile(r"\b(?:none|nobody|nothing|neither|den(?:y|ies|ied|ying)) (?:of|that|any|having|has|have|had)\b")
"""What says no to all of its clause: "none of the eight has shown any sign", "denied that it met or talked"."""
_CLAIMS = (
    r"(?:reports?|claims?|allegations?|suggestions?|rumou?rs|accusations?|speculation|assertions?|charges|ideas?"
    r"|notions?|media)"
)
_DENIES = re.compile(
    rf"""\b(?:
    den(?:y|ies|ied|ying)(?:[ ](?:any|the|all|these|those|such))?(?:[ ][\w-]+)?(?:[ ]{_CLAIMS})?[ ](?P<that>that)
    | (?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es?|ed|ing)|rebut(?:s|ted|ting)?)
        (?:[ ](?:any|the|all|these|those|such))?(?:[ ][\w-]+)?[ ]{_CLAIMS}[ ](?:(?P<claimed>that)|of)
    | den(?:y|ies|ied|ying)(?=[ ](?:having|being|\w+ing)\b)
    | (?:do(?:es)?|did)(?:[ ]not|n['’]t)[ ](?:show|prove|mean|establish|demonstrate|imply)[ ](?P<shown>that)
    | (?:no|little)[ ](?:evidence|proof|indication|suggestion|sign)[ ](?P<evident>that)
    )(?![\w])""",
    re.VERBOSE,
)
"""What denies all that follows in its clause."""
_UNTIL = re.compile(r"[^.;]{0,80}\b(?:until|till|unless)\b")
_SENTENCE_END = re.compile(r"[.;:!?][ ]")
_SAYS_NO = re.compile(
    r"""\b(?:
    (?:fail|refus|declin|neglect|omitt?)(?:s|es|ed|ing|e)?[ ]to(?=[ ][a-z])
    | (?:fell|falls?|falling|fallen|stop(?:s|ped|ping)?)[ ]short[ ]of
    | rul(?:es?|ed|ing)[ ]out(?![ ]of)
    | (?:unable|powerless)[ ]to
    | abstain(?:s|ed|ing)?[ ]from
    )\b""",
    re.VERBOSE,
)
"""What denies the word behind it without a negation: "failed to pay", "stopped short of banning it"."""
_BEFORE = 40  # characters
_REACH = 5  # words behind a negator that it is taken to negate
_DOUBLED = 8  # words behind a negator among which a second one undoes it


def negates(found: Iterable[Word]) -> bool:
    """Whether any of some words negates what stands behind it."""
    return any(map(_is_negator, found))


def negated(text: str, found: Sequence[Word]) -> tuple[list[bool], list[bool]]:
    """Which words stand shortly behind a negation in its clause, and which are the first of content behind one.

    Two negations make none; and "without the girl" tells of circumstances rather than denying something.
    """
    behind, denied = [False] * len(found), [False] * len(found)
    without = {match.end() for match in _SAYS_NO.finditer(fold(text))}
    if not without and not negates(found):
        return behind, denied
    harmless = {match.start() for match in _NO_NEGATION.finditer(text.lower())}
    for first, last in clauses(text, found):
        left, awaits = 0, False
        for position in range(first, last):
            word = found[position]
            if word.end in without:
                doubled = any(map(_is_negator, found[max(first, position - _REACH) : position]))
                left, awaits = (0, False) if doubled else (_REACH, True)
                continue
            if _is_negator(word):
                doubled = any(_DOUBLE.fullmatch(o.folded) for o in found[position + 1 : min(last, position + _DOUBLED)])
                until = _UNTIL.match(text, word.end) is not None
                left = 0 if word.start in harmless or until or doubled else _REACH
                awaits = left > 0 and word.folded not in _NO_PREDICATE
                continue
            behind[position] = left > 0
            left = max(left - 1, 0)
            if awaits and is_telling(word) and word.folded != "longer" and not word.folded.endswith("ly"):
                denied[position], awaits = behind[position], False
    return behind, denied


def says_no(text: str) -> bool:
    """Whether a text denies a word by a verb: "failed to pay", "stopped short of banning it"."""
    return _SAYS_NO.search(fold(text)) is not None


def denies(text: str) -> bool:
    """Whether an English text says that somebody denies something: "denied that …", "dismissed reports of …"."""
    return _DENIES.search(fold(text)) is not None


def said_to_be_denied(text: str, found: Sequence[Word]) -> list[bool]:
    """Which words are what somebody is told to deny: the verb behind "denied that", else the first word of content.

    Where no word of the clause is surely a verb, all of its words of content that may be one are.
    """
    denied = [False] * len(found)
    starts = [word.start for word in found]
    for match in _DENIES.finditer(fold(text)):
        is_clause = any(match[kind] is not None for kind in ("that", "claimed", "shown", "evident"))
        first = bisect_left(starts, match.end())
        ended = (p for p in range(first, len(found)) if _SENTENCE_END.search(text, match.end(), found[p].start))
        told = [p for p in range(first, next(ended, len(found))) if is_telling(found[p])]
        sure = [p for p in told if is_verb(found[p]) or not is_clause][:1]
        for position in sure or (p for p in told if found[p].folded.endswith("s") and found[p].text.islower()):
            denied[position] = True
    return denied


def tells_of_no(text: str) -> bool:
    """Whether an English text has any word that says, or helps to say, that something is not so."""
    return _NEGATIVE.search(fold(text)) is not None


def says_no_before(text: str, start: int) -> bool:
    """Whether something within a few words before a place in a text says that what follows is not so."""
    return _NEGATIVE.search(fold(text[max(0, start - _BEFORE) : start])) is not None


def from_no(text: str, found: Sequence[Word]) -> list[int]:
    """How far each word is from a negative word of its clause other than itself; FAR where there is none.

    Behind one that says no to all of its clause, each is next to it.
    """
    far = [FAR] * len(found)
    folded = fold(text)
    starts = {match.start() for match in _NEGATIVE.finditer(folded)}
    if not starts:
        return far
    whole = [match.start() for match in _WHOLE.finditer(folded)]
    for first, last in clauses(text, found):
        negative = [p for p in range(first, last) if not starts.isdisjoint(range(found[p].start, found[p].end))]
        for position in range(first, last):
            before, after = bisect_left(negative, position), bisect_right(negative, position)
            near = (*negative[max(0, before - 1) : before], *negative[after : after + 1])
            far[position] = min((abs(position - p) for p in near), default=FAR)
            if any(found[first].start <= start < found[position].start for start in whole):
                far[position] = min(far[position], 1)
    return far


def _is_negator(word: Word) -> bool:
    """Whether a word negates what stands behind it."""
    return word.folded in _NEGATORS or (word.folded.endswith("nt") and word.text.lower().endswith(("n't", "n’t")))

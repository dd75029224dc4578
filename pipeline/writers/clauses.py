"""The main clause of a sentence, where it opens with one that is short enough to head a section."""

import re

from pipeline.text.fold import fold
from pipeline.text.standalone import has_pronoun, leans_on_context
from pipeline.text.words import words

_FEWEST, _MOST = 4, 12  # words of a heading
_VERBS = frozenset(
    """
    is are was were has have had will would can could may must does do did isnt arent wasnt werent hasnt havent wont
    cant doesnt dont didnt says said tells told asks asked adds denies denied announces announced confirms confirmed
    launches launched plans planned wants wanted seeks sought faces faced wins won loses lost rises rose falls fell
    grows grew shows showed gives gave gets got makes made takes took holds held meets met begins began starts
    started ends ended opens opened closes closed pays paid sells sold buys bought leads led leaves left finds found
    sees saw goes went comes came becomes became remains remained calls called kills killed hits hit sets set puts
    put keeps kept brings brought sends sent runs ran cuts cut warns warned urges urged agrees agreed signs signed
    releases released arrests arrested reports reported allows allowed offers offered costs expects expected causes
    caused spreads spread landed lands returned returns delivered delivers collected carried carries rejected
    rejects dropped drops cleared clears approved approves blocked blocks estimated put counted marched demonstrated
    visited visits travelled travels recalled
    """.split()
)
_CUT = re.compile(
    r"""\s*[,;:–—]\s+|\s+-\s+|\s+(?:after|while|when|as|although|though|because|according|amid|despite|following|during|
    saying|on[ ](?:mon|tues|wednes|thurs|fri|satur|sun)day|last[ ](?:week|month|year|\w+day)|this[ ](?:week|month|year)|
    over[ ]the[ ]weekend)\b\s*""",
    re.VERBOSE,
)
_ATTRIBUTION = re.compile(r"[\s,]{0,4}(?:according to|[^,;.]{1,60} (?:said|says)\b)")
"""What hands a clause to somebody: without it the clause would be told as a fact."""
_SAYS_NOTHING = re.compile(
    r"\b(?:said|says|told [\w ]{1,40}|added|announced|reported)(?: (?:on|late|early|in|at) [\w ]{1,30})?$"
)
"""How a clause ends that only says who speaks."""
_OPENERS = frozenset(
    "in on at after before when while as if according by for about around nearly since because".split()
)
_ANAPHORIC = frozenset("answer second first third last former latter two three others rest result".split())
_DANGLING_END = frozenset(
    """
    the a an of in on at to for with by from and or that than into about its his her their himself herself itself
    themselves not no
    """.split()
)


def main_clause(sentence: str) -> str | None:
    """The opening of an English sentence up to where a clause may end, if it is a short statement with a verb.

    None where the words behind it say whose statement it is.
    """
    if sentence[:1] in "'‘“\"(":
        return None
    folded = fold(sentence)
    for match in (*_CUT.finditer(folded), None):
        end = match.start() if match else len(sentence)
        clause = sentence[:end].rstrip(" .")
        found = words(clause)
        if len(found) > _MOST or _ATTRIBUTION.match(folded, end) or _SAYS_NOTHING.search(fold(clause)):
            return None
        if len(found) >= _FEWEST and _is_clause([word.folded for word in found], clause):
            return clause
    return None


def _is_clause(folded: list[str], clause: str) -> bool:
    if has_pronoun(clause) or {"it", "who", "which"} & set(folded) or (folded[0] == "the" and folded[1] in _ANAPHORIC):
        return False
    has_verb = any(word in _VERBS for word in folded[1:-1])
    balanced = (
        clause.count("“") == clause.count("”")
        and clause.count('"') % 2 == 0
        and not any(mark in clause for mark in "(,")
    )
    opens_plainly = folded[0] not in _OPENERS
    ends_well = folded[-1] not in _DANGLING_END and not clause.endswith(("'s", "’s", "'", "’"))
    return has_verb and balanced and opens_plainly and ends_well and not leans_on_context(clause)

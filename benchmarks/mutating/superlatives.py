"""First, only, record or largest, where no source says so."""

import re
from collections.abc import Iterator
from random import Random

from benchmarks.mutating.context import Context
from benchmarks.mutating.wording import own_words, spliced, word_before
from pipeline.dates import find_dates
from pipeline.text.numbers import Rounding, quantities

_SAID_ALREADY = {
    "first": re.compile(r"\b(?:first|never|debut|maiden|inaugural|unprecedented|new|second|third|again)\b"),
    "only": re.compile(r"\b(?:only|sole|single|just|alone|merely|one of|exclusive\w*|unique)\b"),
    "largest": re.compile(r"\b(?:\w+est|most|main|record|biggest|one of)\b"),
    "record": re.compile(r"\b(?:record\w*|unprecedented|never|most|least|\w{3,}est)\b"),
}
"""Words that leave no place for each that is added, or that say the same."""

_EVENTS = (
    "agreement|appeal|attack|attempt|ban|campaign|case|ceremony|conference|deal|debate|effort|election|event|experiment|"
    "explosion|fire|hearing|investigation|inquiry|law|launch|lawsuit|meeting|merger|mission|offer|outbreak|overhaul|proposal|"
    "protest|purchase|recall|reform|rescue|rehearsal|ruling|sale|strike|study|summit|takeover|test|treaty|trial|trip|"
    "video|visit|vote|survey|documentary|concert|raid|landing|rally|round|tour|satellite|rocket|spacecraft|lander|robot"
)
_THINGS = (
    "agency|airline|airport|asteroid|band|bank|brand|bridge|catalog|city|club|company|console|country|database|facility|"
    "factory|festival|film|firm|form|fund|group|hospital|institute|label|laboratory|maker|market|museum|network|newspaper|"
    "park|party|plant|platform|port|producer|product|provider|publisher|range|region|regulator|retailer|school|service|site|"
    "stadium|station|system|team|telescope|town|union|university|watchdog"
)
_ADJECTIVE = (
    r"(?:(?!new |similar |separate |further |small |big |large |good |earlier |previous |possible |potential |free |"
    r"little |few |lot |bit |number |couple |series )[a-z-]+ ){0,2}?"
)
_ENDS = (
    r"(?=[.,;:)]|$| (?:in|of|on|to|by|with|at|from|for|that|which|who|as|and|after|before|between|against|over|about|"
    r"called)\b)"
)
_IS_A = re.compile(
    rf"\b(?:is|was|became|becomes|remains|remained) (?P<article>an?) {_ADJECTIVE}(?:{_EVENTS}|{_THINGS}){_ENDS}"
)
_APPOSED = re.compile(rf"(?<=\w), (?P<article>an?) {_ADJECTIVE}(?:{_THINGS}){_ENDS}")
_MADE_A = re.compile(
    rf"\b(?:signed|launched|opened|announced|held|made|reached|won|published|released|filed|built|started|began|brought|"
    rf"called|unveiled|attended|completed|conducted|carried out|backed|proposed|offered|approved|rejected|blocked|led|"
    rf"drew|hosted|staged|organi[sz]ed|planned|saw|had|introduced|ordered|received|sent|saved|survived|suspended|hit) "
    rf"(?P<article>an?) {_ADJECTIVE}(?:{_EVENTS}){_ENDS}"
)
_EVENT_VERBS = (
    "signed|launched|landed|announced|approved|cleared|blocked|opened|closed|agreed|met|won|sued|dismissed|cut|sent|banned|"
    "arrested|convicted|elected|published|bought|sold|acquired|adopted|presented|congratulated|conceded|visited|ruled|"
    "marched|denied|confirmed|joined|withdrew|suspended|introduced|admitted|apologi[sz]ed|acknowledged|warned|recorded|"
    "observed|collected|detected|diagnosed|reported|released"
)
_SIMPLE_EVENT = re.compile(
    rf"^(?P<head>[^,;:]{{4,60}}? (?:was |were |has |have )?(?:{_EVENT_VERBS})) [^,;:]{{3,110}}\.$"
)
_TWO_VERBS = re.compile(
    r"\b(?:that|which|who|when|while|because|not|no|and|but|if|would|will|said|says|after|before|until|to|how|why|what|"
    r"twice|again|often|times)\b|n['’]t\b|\bfor the\b"
)
_UNCOUNTED = frozenset(
    """first last next past previous the these those all its his her their than least most every each another other
    between from to or and by about some of age aged a an up over under nearly almost around exactly any for no
    within only just as further extra additional""".split()
)
_COUNTED = re.compile(
    r" (?:(?!was|has|is|as)[a-z-]+ )?(?:(?!(?:was|has|is|as|this|does|us)\b)[a-z]+s|people|men|women|children)\b"
)
_UNCOUNTABLE = re.compile(r" (?:times?|degrees|o['’]clock|a\.m|p\.m|years? old|of the|of its)\b|-|[:/]")


def added(sentence: str, context: Context, rng: Random) -> str | None:
    """The sentence with "first", "only", "record" or "largest" where a reader would put it."""
    own = own_words(sentence)
    found = [*_before_nouns(own, rng), *_before_numbers(own, context, rng), *_for_the_first_time(own)]
    told = f"{own}\n{context.evidence}".lower()
    found = [edit for edit in found if not any(w in edit[2] and p.search(told) for w, p in _SAID_ALREADY.items())]
    return spliced(sentence, *rng.choice(found)) if found else None


def _before_nouns(own: str, rng: Random) -> Iterator[tuple[int, int, str]]:
    for pattern, ranks in (
        (_IS_A, ("only", "largest", "first")),
        (_APPOSED, ("largest", "only")),
        (_MADE_A, ("first", "largest")),
    ):
        for match in pattern.finditer(own):
            yield *match.span("article"), f"the {rng.choice(ranks)}"


def _before_numbers(own: str, context: Context, rng: Random) -> Iterator[tuple[int, int, str]]:
    dates = [(found.start, found.end) for found in find_dates(own, context.published)]
    for number in quantities(own):
        dated = any(start < number.end and number.start < end for start, end in dates)
        counts = _COUNTED.match(own, number.end) is not None
        before = word_before(own, number.start)
        free = before is not None and before.folded not in _UNCOUNTED and before.text == before.folded
        plain = number.rounding is Rounding.NONE and number.value >= 5 and not _UNCOUNTABLE.match(own, number.end)
        if not dated and free and plain and (counts or number.unit == "%" or own[number.start] in "$€£"):
            yield number.start, number.start, rng.choice(("only ", "a record "))


def _for_the_first_time(own: str) -> Iterator[tuple[int, int, str]]:
    match = _SIMPLE_EVENT.match(own)
    if match is not None and not _TWO_VERBS.search(own):
        yield len(own) - 1, len(own) - 1, " for the first time"

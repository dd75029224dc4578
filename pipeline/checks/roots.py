"""Roots: one form for a word's inflections, irregular ones included, and for a country and its demonym."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from pipeline.text.places import place_of
from pipeline.text.words import is_content, stem, words

_IRREGULAR_VERBS = """
arise arose arisen|bear bore borne|beat beaten|become became|begin began begun|bind bound|bite bit bitten|bleed bled
blow blew blown|break broke broken|breed bred|bring brought|build built|burn burnt
buy bought|catch caught|choose chose chosen
cling clung|come came|creep crept|deal dealt|dig dug|draw drew drawn|dream dreamt|drink drank drunk|drive drove driven
eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled|fly flew flown
forbid forbade forbidden|forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|get got gotten
give gave given|go went gone|grow grew grown|hang hung|hear heard|hide hid hidden|hold held|keep kept|kneel knelt
know knew known|lay laid|lead led|lean leant|leap leapt|learn learnt|leave left|lend lent|light lit|lose lost
make made|mean meant|meet met|mislead misled|overcome overcame|overthrow overthrew overthrown|overturn overturned
pay paid|prove proven|ride rode ridden|ring rang rung|rise rose risen|run ran|say said|see saw seen|seek sought
sell sold|send sent|shake shook shaken|shoot shot|show shown|shrink shrank shrunk|sing sang sung|sink sank sunk
sit sat|sleep slept|slide slid|speak spoke spoken|speed sped|spend spent|spin spun|spring sprang sprung|stand stood
steal stole stolen|stick stuck|strike struck stricken|strive strove striven|swear swore sworn|sweep swept
swim swam swum|swing swung|take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown
undergo underwent undergone|understand understood|undertake undertook undertaken|uphold upheld|wake woke woken
wear wore worn|weave wove woven|win won|wind wound|withdraw withdrew withdrawn|withhold withheld|withstand withstood
write wrote written|die dying|lie lying|free freed|sue sued
man men|woman women|child children|person people|foot feet|analysis analyses
crisis crises|basis bases
"""
_COMPARED = """
big bigger biggest|bad worse worst|broad broader|cheap cheaper cheapest|clear clearer|close closer closest
cold colder coldest|dark darker|deadly deadlier deadliest|dear dearer|deep deeper deepest|easy easier easiest
far farther further furthest|fast faster fastest|few fewer fewest|fine finer|firm firmer|full fuller|good better best
great greater greatest|hard harder hardest|heavy heavier heaviest|high higher highest|hot hotter hottest
large larger largest|light lighter|long longer longest|low lower lowest|narrow narrower|near nearer nearest
new newer newest|old older oldest|poor poorer poorest|quick quicker quickest|quiet quieter|rich richer richest
safe safer safest|sharp sharper|short shorter shortest|slow slower slowest|small smaller smallest|soft softer
strong stronger strongest|tall taller tallest|tight tighter|tough tougher toughest|warm warmer warmest
weak weaker weakest|wide wider widest|young younger youngest"""


def _base_forms() -> Mapping[str, str]:
    groups = (group.split() for group in f"{_IRREGULAR_VERBS}|{_COMPARED}".replace("\n", "|").split("|"))
    return {form: group[0] for group in groups for form in group}


_BASE = _base_forms()
_RATHER_WHEN_OR_WHERE = frozenset("latest nearest closest furthest farthest newest fewest".split())
SUPERLATIVES = frozenset(form for form in _BASE if form.endswith("est")) - _RATHER_WHEN_OR_WHERE
"""Superlatives that rank things, as far as their stem does not tell their base."""
_PLURALS = frozenset("men women children feet people analyses crises bases".split())
IRREGULAR_PASTS = (
    frozenset(form for group in _IRREGULAR_VERBS.replace("\n", "|").split("|") for form in group.split()[1:]) - _PLURALS
)
"""Past tenses and participles that no ending marks."""
UNCHANGED_PASTS = frozenset(
    "beat bet bid burst cast cost cut hit hurt let put quit read set shed shut split spread upset".split()
)
"""Verbs whose past tense is written like their present."""


class Root(NamedTuple):
    """A word that carries content, by its root, and where it stands."""

    start: int
    end: int
    text: str
    folded: str
    root: str


@lru_cache(maxsize=65536)
def root(folded: str, language: str = "en") -> str:
    """The root of a folded word: "met" and "meets" share one, and so do "Kenyan" and "Kenya"."""
    if language != "en":
        return stem(folded, language)
    bare = folded.replace(".", "")
    return place_of(bare) or stem(_BASE.get(bare, bare), language)


def content_roots(text: str, language: str = "en") -> tuple[Root, ...]:
    """The words of a text that carry content, in order."""
    return _content_roots(text, language)


@lru_cache(maxsize=4096)
def _content_roots(text: str, language: str) -> tuple[Root, ...]:
    return tuple(
        Root(word.start, word.end, word.text, word.folded, root(word.folded, language))
        for word in words(text)
        if is_content(word.folded, language)
    )


def root_set(texts: Iterable[str], language: str = "en") -> frozenset[str]:
    """The roots of some texts' content words."""
    return frozenset[str]().union(*(_roots_of(text, language) for text in texts))


@lru_cache(maxsize=4096)
def _roots_of(text: str, language: str) -> frozenset[str]:
    return frozenset(found.root for found in content_roots(text, language))

"""Names that mark a section off, for a heading where there is nothing better."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.facts import RankedFact
from pipeline.text.fold import squeeze
from pipeline.text.names import TITLES, Name, names
from pipeline.text.places import place_of
from pipeline.text.words import words

INSTITUTIONS = frozenset(
    """
    agency association authority bank board bureau center centre commission committee company corporation council
    court department federation foundation fund group institute league ministry museum office organization
    organisation party police press service society state states times union university
    """.split()
)
"""Words of which a name is no person's."""
_LABEL = re.compile(r"[^\W\d_][\w&'’-]*[\w](?: [\w&'’-]+){0,4}")


def labels(facts: Sequence[RankedFact], everywhere: Counter[str], language: str) -> Iterator[str]:
    """Names of the section, those that no other section has first; two full names make the fullest label."""
    found = list(dict.fromkeys(named(facts, language)))
    found.sort(key=lambda name: (everywhere[squeeze(name)], " " not in name))
    full = [name for name in found if " " in name]
    for second in full[1:]:
        if not set(full[0].split()) & set(second.split()):
            yield f"{full[0]} and {second}"
    yield from found


def named(facts: Sequence[RankedFact], language: str) -> list[str]:
    """The names in some facts that can stand as a label, in their order."""
    found = (name for ranked in facts for name in names(ranked.fact.text, language))
    labels = (bare(name) for name in found if not (name.opens and len(name.parts) == 1))
    return [
        label
        for label in labels
        if _LABEL.fullmatch(label) and label[0].isupper() and (len(label) < 6 or not label.isupper())
    ]


def bare(name: Name) -> str:
    """A name without what stands in front of it: "Russian President Vladimir Putin" is Vladimir Putin.

    Nothing is left of "South Korean Ambassador", which names nobody.
    """
    text = re.split(r"['’]s ", name.text)[-1]
    spelled = words(text)
    first = max((n for n, word in enumerate(spelled, 1) if word.folded in TITLES), default=0)
    is_person = len(spelled) - first > 2 and not any(word.folded in INSTITUTIONS for word in spelled)
    if is_person and place_of(spelled[first].folded):
        first += 1  # "Ambassador to Russia Lee Sok-bae" is read as two names
    return text[spelled[first].start :] if first < len(spelled) else ""

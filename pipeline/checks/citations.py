"""Citations: which of the passages behind a claim earn their place, so that none is there for decoration.

A passage earns it in one of three ways. It tells the claim, or most of it: a second source for the same thing is what
readers want. It adds something that no other passage says. Or the claim does not stand as well without it.
"""

from collections.abc import Sequence

from pipeline.checks.dating import dates_for
from pipeline.checks.findings.coverage import SCENERY, supports_a_part
from pipeline.checks.passage import Passage
from pipeline.checks.roots import content_roots
from pipeline.checks.support import check_support
from pipeline.domain.dates import EventDate
from pipeline.domain.support import Support, Verdict
from pipeline.text.names import names
from pipeline.text.numbers import quantities

_MOST = 0.5
_SEVERAL = 2
_YEARS = range(1000, 3000)
_VERDICTS = (Verdict.UNSUPPORTED, Verdict.DOUBTFUL, Verdict.SUPPORTED)


def earning(
    claim: str, evidence: Sequence[Passage], language: str = "en", day: EventDate | None = None
) -> tuple[Passage, ...]:
    """The passages that earn their place behind a claim, in their order; asked of these again, all of them do.

    `day` is that of the event which the claim tells, if it does: giving it is worth something too. What says least goes
    first, so that of two which say the same scraps one stays. Words in another language than the claim's cannot be
    compared: they go only where others show as much without them.
    """
    kept = [passage for passage in dict.fromkeys(evidence) if supports_a_part(claim, passage, language)]
    if len(kept) < _SEVERAL:
        return tuple(kept)
    said = _units(claim, language)
    what = _what_happened(claim, language)
    shown = {passage: (said & _units(passage.quote, passage.language)) | _dated(passage, day) for passage in kept}
    for passage in sorted(kept, key=lambda p: (len(shown[p]), -p.article, -p.start)):
        others = [other for other in kept if other != passage]
        adds = shown[passage] - SCENERY - frozenset().union(*(shown[other] for other in others))
        tells = len(shown[passage] & what) > _MOST * len(what)
        comparable = any(other.language == language for other in others)
        if comparable and not adds and not tells and not _is_needed(claim, others, kept, language):
            kept = others
    return tuple(kept)


def _units(text: str, language: str) -> frozenset[str | float]:
    """What a text says: the roots of its words of content, and the values of its numbers."""
    numbers = quantities(text)
    plain = [w.root for w in content_roots(text, language) if not any(n.start <= w.start < n.end for n in numbers)]
    return frozenset([*plain, *(number.value for number in numbers)])


def _what_happened(text: str, language: str) -> frozenset[str | float]:
    """Its units without who and when: names, days, years and ordinals are what sources of one story share anyway."""
    who = [name for name in names(text, language) if not name.opens or len(name.parts) > 1]
    named = frozenset(w.root for w in content_roots(text, language) if any(n.start <= w.start < n.end for n in who))
    when = [n.value for n in quantities(text) if n.unit == "ordinal" or (n.significant == 1 and n.value in _YEARS)]
    return _units(text, language) - named - SCENERY - frozenset(when)


def _dated(passage: Passage, day: EventDate | None) -> frozenset[str | float]:
    """The unit that stands for an event's day, where a passage gives it: no root has a bracket."""
    gives = day is not None and any(d.covers(day) and day.covers(d) for d in dates_for((passage,)))
    return frozenset(["(day)"]) if gives else frozenset()


def _is_needed(claim: str, others: Sequence[Passage], all_of_them: Sequence[Passage], language: str) -> bool:
    """Whether more is found against a claim once a passage is missing."""
    without, with_it = (check_support(claim, each, language) for each in (others, all_of_them))
    return _worth(without) < _worth(with_it)


def _worth(support: Support) -> tuple[int, int]:
    return _VERDICTS.index(support.verdict), -len(support.reasons)

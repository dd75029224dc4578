"""Building larger expressions out of smaller ones: "late last month", "Friday morning", "the first week of May".

Rules of the lower levels have filled a chart; each composition looks for its words before or behind the candidates
there (a cascade, as in FASTUS; Hobbs et al., 1997).
"""

from collections.abc import Iterator

from pipeline.dates.anniversaries import BESIDE_RULES
from pipeline.dates.composition import is_of
from pipeline.dates.day_rules import DAY_RULES, TIME_RULES
from pipeline.dates.grammar import Candidate, Chart, Match, longest
from pipeline.dates.part_rules import PART_RULES
from pipeline.dates.tokens import Tokens
from pipeline.domain.dates import Precision

_BEFORE = PART_RULES + DAY_RULES + BESIDE_RULES


def compose(tokens: Tokens, chart: Chart) -> None:
    """Add to the chart what its candidates make together with the words around them, the rightmost first."""
    if not chart:
        return
    for candidate in [candidate for found in chart.values() for candidate in found]:
        for extended in _behind(tokens, candidate):
            chart.setdefault(extended.start, []).append(extended)
    prefixes = [(found, build) for pattern, build in _BEFORE for found in pattern.finditer(tokens.classes)]
    for found, build in sorted(prefixes, key=lambda prefix: -prefix[0].start()):
        match = Match(tokens, found)
        base = longest(chart, match.end)
        if base is None:
            continue
        meaning = build(match, base.meaning)
        if meaning is not None:
            joint = match.at("joint") if match.has("joint") else None
            chart.setdefault(match.start, []).append(Candidate(match.start, base.end, meaning, joint=joint))


def _behind(tokens: Tokens, candidate: Candidate) -> Iterator[Candidate]:
    if not is_of(candidate.meaning, Precision.DAY, Precision.WEEK):
        return
    for pattern, build in TIME_RULES:
        found = pattern.match(tokens.classes, candidate.end)
        if found is None:
            continue
        match = Match(tokens, found)
        meaning = build(match, candidate.meaning)
        if meaning is not None:
            yield Candidate(candidate.start, match.end, meaning)

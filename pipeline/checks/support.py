"""Support: the verdict on one claim against the passages that are said to show it."""

from collections.abc import Iterator, Sequence

from pipeline.checks.findings.abroad import softened, untranslated
from pipeline.checks.findings.bearings import wrong_bearings
from pipeline.checks.findings.causes import turned_causes
from pipeline.checks.findings.coverage import coverage, focus, nearest_telling, supports_a_part
from pipeline.checks.findings.dates import claim_dates, wrong_dates
from pipeline.checks.findings.direction import turned_round
from pipeline.checks.findings.lengths import wrong_lengths
from pipeline.checks.findings.links import foreign_links
from pipeline.checks.findings.manner import untold_manner
from pipeline.checks.findings.modality import lost_modality
from pipeline.checks.findings.names import script, wrong_names
from pipeline.checks.findings.negation import lost_negation
from pipeline.checks.findings.numbers import wrong_numbers
from pipeline.checks.findings.offices import wrong_offices
from pipeline.checks.findings.opposites import opposite_verbs
from pipeline.checks.findings.owners import wrong_owners
from pipeline.checks.findings.places import wrong_places
from pipeline.checks.findings.quotations import lost_quotation, lost_voice, wrong_quotations
from pipeline.checks.findings.roles import untold_deeds, wrong_roles
from pipeline.checks.findings.sayers import moved_sayers
from pipeline.checks.findings.shares import wrong_shares
from pipeline.checks.findings.speakers import moved_attribution
from pipeline.checks.findings.superlatives import superlatives, wholes
from pipeline.checks.findings.swaps import swapped_movers, swapped_numbers, swapped_places, wrong_steps
from pipeline.checks.findings.trials import wrong_verdicts
from pipeline.checks.findings.units import wrong_units
from pipeline.checks.findings.wording import strong_words
from pipeline.checks.passage import Passage
from pipeline.checks.score import EVEN, score
from pipeline.dates import TimeExpression
from pipeline.domain.support import Reason, Support, Verdict
from pipeline.text.fold import squeeze
from pipeline.text.names import Name, names
from pipeline.text.numbers import quantities
from pipeline.text.places import governed_from, place_of

__all__ = ["check_support", "supports_a_part"]

LEAST_COVERAGE = 0.3
"""Below this share of shown content words a claim says something else than its evidence."""
LONGEST = 5_000
"""Characters; what is longer is no sentence, and checking it would take its time."""
_LATIN = frozenset("ca cs da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl sv tr vi".split())
"""Languages that are written in Latin letters."""
_LINE_BREAKS = dict.fromkeys(map(ord, "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")


def check_support(claim: str, evidence: Sequence[Passage], language: str = "en") -> Support:
    """The verdict on a claim, a score from 0 to 1, and the findings: each names the words at fault.

    A claim in the evidence's own words is supported by them. Anything else has to show its numbers, dates, names,
    places and quotations, its strong words, what it negates, how sure it is, and most of its content words in the
    union of the passages.
    """
    if not evidence:
        return _refused("evidence", claim, "nothing is cited for it")
    if any(_same_words(claim, passage.quote) and passage.language == language for passage in evidence):
        return Support(verdict=Verdict.SUPPORTED, score=1.0)
    if unreadable := _unreadable(claim, language):
        return unreadable
    claim = claim.translate(_LINE_BREAKS)  # a line break in a claim begins no sentence
    readings = claim_dates(claim, evidence, language)
    reasons = [*_findings(claim, evidence, readings, language)]
    comparable = [passage for passage in evidence if passage.language == language]
    if not comparable:
        message = "the evidence is in another language: its words cannot be compared"
        reasons = [*softened(reasons, evidence), *untranslated(claim, evidence, language)]
        reasons.append(Reason(kind="language", words=claim[:80], hard=False, message=message))
        return _verdict(EVEN, reasons)
    doubted = [reason.words for reason in reasons if reason.kind == "name" and not reason.hard]
    covered = coverage(claim, comparable, language, _settled(claim, readings[0], reasons, language), doubted)
    told = score(focus(claim, comparable, language), reasons)
    says_else = covered.share < LEAST_COVERAGE or covered.bare or bool(covered.clause)
    if says_else or (told < EVEN and not reasons):
        missing = covered.missing if covered.share < LEAST_COVERAGE else covered.clause or covered.missing
        message = (
            f"the evidence does not speak of {', '.join(f'“{word}”' for word in missing[:6])}"
            if missing
            else "the evidence has its words, but scattered: no passage says it"
        )
        hard = says_else and len(comparable) == len(evidence)
        reasons.append(Reason(kind="coverage", words=" ".join(missing), hard=hard, message=message))
    return _verdict(told, reasons)


def _unreadable(claim: str, language: str) -> Support | None:
    """The verdict on what is no sentence of the digest's language, whatever its evidence."""
    if len(claim) > LONGEST:
        return _refused("length", claim, f"it has {len(claim)} characters: no sentence is so long")
    if not any(map(str.isalnum, claim)):
        return _refused("empty", claim, "it says nothing")
    if language in _LATIN and script(claim) != "latin":
        return _refused("language", claim, f"it is not written in the digest's language ({language})")
    return None


def _findings(
    claim: str, evidence: Sequence[Passage], readings: Sequence[Sequence[TimeExpression]], language: str
) -> Iterator[Reason]:
    yield from wrong_numbers(claim, evidence, readings[0])
    yield from wrong_units(claim, evidence, readings[0])
    yield from wrong_steps(claim, evidence, language)
    yield from swapped_numbers(claim, evidence, language)
    yield from wrong_lengths(claim, evidence, readings[0])
    yield from wrong_dates(claim, evidence, readings, language)
    yield from wrong_names(claim, evidence, language)
    yield from wrong_places(claim, evidence, language)
    yield from swapped_places(claim, evidence, language)
    yield from wrong_offices(claim, evidence, language)
    yield from wrong_owners(claim, evidence, language)
    yield from wrong_quotations(claim, evidence)
    yield from lost_quotation(claim, evidence)
    yield from lost_voice(claim, evidence, language)
    yield from moved_attribution(claim, evidence, language)
    yield from moved_sayers(claim, evidence, language)
    yield from foreign_links(claim, evidence)
    yield from superlatives(claim, evidence)
    yield from wholes(claim, evidence)
    yield from wrong_shares(claim, evidence, language)
    yield from strong_words(claim, evidence, readings[0])
    yield from untold_manner(claim, evidence, language)
    telling = nearest_telling(claim, evidence, language)
    yield from lost_negation(claim, telling, language)
    yield from lost_modality(claim, telling, language)
    yield from turned_round(claim, telling, language)
    yield from swapped_movers(claim, evidence, language)
    yield from wrong_bearings(claim, evidence, language)
    yield from turned_causes(claim, evidence, language)
    yield from wrong_verdicts(claim, evidence, language)
    yield from opposite_verbs(claim, evidence, language)
    yield from wrong_roles(claim, evidence, language)
    yield from untold_deeds(claim, evidence, language)


def _settled(
    claim: str, dates: Sequence[TimeExpression], reasons: Sequence[Reason], language: str
) -> list[tuple[int, int]]:
    """The spans of the numbers, dates and names that nothing was found against."""
    spans = [
        *((number.start, number.end) for number in quantities(claim)),
        *((expression.start, expression.end) for expression in dates),
        *(
            (name.start, name.end)
            for name in names(claim, language)
            if not name.opens or len(name.parts) > 1 or _is_place(name)
        ),
    ]
    faults = {reason.words for reason in reasons if reason.kind in {"number", "date", "name"}}
    sizes = {len(fault) for fault in faults}
    return [
        (start, end)
        for start, end in spans
        if not any(claim[at : at + size] in faults for size in sizes for at in range(start, end - size + 1))
    ]


def _is_place(name: Name) -> bool:
    return place_of(name.parts[0]) is not None or bool(governed_from(name.parts[0]))


def _refused(kind: str, claim: str, message: str) -> Support:
    reason = Reason(kind=kind, words=claim[:80], hard=True, message=message)
    return Support(verdict=Verdict.UNSUPPORTED, score=0.0, reasons=(reason,))


def _same_words(claim: str, quote: str) -> bool:
    return squeeze(claim).rstrip(" .") == squeeze(quote).rstrip(" .")


def _verdict(told: float, reasons: Sequence[Reason]) -> Support:
    if any(reason.hard for reason in reasons):
        verdict = Verdict.UNSUPPORTED
    else:
        verdict = Verdict.DOUBTFUL if reasons else Verdict.SUPPORTED
    return Support(verdict=verdict, score=told, reasons=tuple(reasons))

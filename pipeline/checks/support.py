"""Support: the verdict on one claim against the passages that are said to show it."""

from collections.abc import Sequence

from pipeline.checks.findings import (
    lost_negation,
    strong_words,
    uncovered_words,
    wrong_dates,
    wrong_names,
    wrong_numbers,
    wrong_quotations,
)
from pipeline.checks.passage import Passage
from pipeline.domain.support import Reason, Support, Verdict
from pipeline.text.fold import squeeze
from pipeline.text.words import content_stems

LEAST_COVERAGE = 0.45
"""Below this share of shown content words a claim says something else than its evidence."""
GOOD_COVERAGE = 0.7
"""Below this share it is at least doubtful."""
_HARD_WEIGHT = 0.3
_SOFT_WEIGHT = 0.8


def check_support(claim: str, evidence: Sequence[Passage], language: str = "en") -> Support:
    """The verdict on a claim, a score from 0 to 1, and the findings: each names the words at fault.

    A claim in the evidence's own words is supported by them. Anything else has to show its numbers, dates, names and
    quotations, its strong words, what it negates, and most of its content words in the union of the passages.
    """
    if not evidence:
        reason = Reason(kind="evidence", words=claim[:80], hard=True, message="nothing is cited for it")
        return Support(verdict=Verdict.UNSUPPORTED, score=0.0, reasons=(reason,))
    if any(_same_words(claim, passage.quote) for passage in evidence):
        return Support(verdict=Verdict.SUPPORTED, score=1.0)
    date_reasons, expressions = wrong_dates(claim, evidence, language)
    reasons = [
        *wrong_numbers(claim, evidence, expressions),
        *date_reasons,
        *wrong_names(claim, evidence, language),
        *wrong_quotations(claim, evidence),
        *strong_words(claim, evidence),
        *lost_negation(claim, evidence, language),
    ]
    comparable = [passage for passage in evidence if passage.language == language]
    covered, missing = uncovered_words(claim, comparable, language) if comparable else (GOOD_COVERAGE, [])
    if not comparable:
        message = "the evidence is in another language: its words cannot be compared"
        reasons.append(Reason(kind="language", words=claim[:80], hard=False, message=message))
    elif covered < GOOD_COVERAGE:
        message = f"the evidence does not speak of {', '.join(f'“{word}”' for word in missing[:6])}"
        hard = covered < LEAST_COVERAGE and len(comparable) == len(evidence)
        reasons.append(Reason(kind="coverage", words=" ".join(missing), hard=hard, message=message))
    return _verdict(covered, reasons)


def _same_words(claim: str, quote: str) -> bool:
    return squeeze(claim).rstrip(" .") == squeeze(quote).rstrip(" .")


def _verdict(covered: float, reasons: Sequence[Reason]) -> Support:
    score = covered
    for reason in reasons:
        score *= _HARD_WEIGHT if reason.hard else _SOFT_WEIGHT
    if any(reason.hard for reason in reasons):
        verdict = Verdict.UNSUPPORTED
    else:
        verdict = Verdict.DOUBTFUL if reasons else Verdict.SUPPORTED
    return Support(verdict=verdict, score=round(score, 3), reasons=tuple(reasons))


def supports_a_part(claim: str, passage: Passage, language: str = "en") -> bool:
    """Whether a passage, by itself, shows some of what the claim says: what it cites may not be decoration.

    At least a quarter of the claim's content words, and two of them unless it has hardly any. Words in another language
    cannot be compared and are let pass.
    """
    if passage.language != language:
        return True
    said = set(content_stems(claim, language))
    shared = said & set(content_stems(passage.quote, language))
    return len(shared) >= min(2, len(said)) and len(shared) >= 0.25 * len(said)

"""Verdicts that follow their reasons, and overrides that someone answers for."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from pipeline.domain.base import UNCHECKED
from pipeline.domain.support import Override, Reason, Support, Verdict
from tests.domain.sample import FINDING

SOFT = Reason(kind="coverage", words="gale", hard=False, message="the evidence does not speak of “gale”")


@pytest.mark.parametrize("verdict", [Verdict.SUPPORTED, Verdict.DOUBTFUL])
def test_a_hard_finding_makes_a_sentence_unsupported(verdict: Verdict) -> None:
    with pytest.raises(ValidationError, match="a hard finding against it"):
        Support(verdict=verdict, score=0.9, reasons=(SOFT, FINDING))
    broken = {"verdict": verdict, "score": 0.9, "reasons": [FINDING.model_dump()]}
    assert Support.model_validate(broken, context=UNCHECKED).verdict is verdict


def test_soft_findings_leave_a_sentence_doubtful() -> None:
    assert Support(verdict=Verdict.DOUBTFUL, score=0.7, reasons=(SOFT,)).reasons == (SOFT,)
    assert Support(verdict=Verdict.UNSUPPORTED, score=0.1, reasons=(FINDING,)).reasons == (FINDING,)


@pytest.mark.parametrize("score", [-0.1, 1.1, float("nan")])
def test_a_score_lies_between_0_and_1(score: float) -> None:
    with pytest.raises(ValidationError):
        Support(verdict=Verdict.SUPPORTED, score=score)


@pytest.mark.parametrize("change", [{"by": ""}, {"reason": ""}, {"at": "2026-03-20T12:00:00"}])
def test_an_override_names_a_person_a_reason_and_a_time_with_its_zone(change: dict[str, object]) -> None:
    whole: dict[str, object] = {"by": "desk", "at": datetime(2026, 3, 20, 12, tzinfo=UTC), "reason": "told by phone"}
    assert Override.model_validate(whole).model_dump(mode="json")["at"] == "2026-03-20T12:00:00Z"
    with pytest.raises(ValidationError):
        Override.model_validate({**whole, **change})

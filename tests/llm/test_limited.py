"""What a request takes of the limits, and what comes back of it."""

import asyncio

import pytest

from pipeline.errors import BudgetSpent, EndpointError, ModelError
from pipeline.llm.faults import Oversized, Transient
from pipeline.llm.limited import LimitedCarrier
from pipeline.llm.limits import Limits
from pipeline.llm.request import Completion, Request, TokenUsage
from tests.llm.asking import REQUEST
from tests.llm.simulated import now, simulate

ESTIMATE = REQUEST.size // 4 + REQUEST.max_output_tokens
TPM = 20 * ESTIMATE
"""A bucket in which one request is all that may go at once."""


class Endpoint:
    """Has one outcome, at once, for all who ask."""

    def __init__(self, outcome: TokenUsage | ModelError) -> None:
        self._outcome = outcome
        self.asked_at: list[float] = []

    async def send(self, request: Request) -> Completion:
        assert request == REQUEST
        self.asked_at.append(now())
        if isinstance(self._outcome, ModelError):
            raise self._outcome
        return Completion(text="{}", finish_reason="stop", usage=self._outcome)


def second_is_asked_at(
    outcome: TokenUsage | ModelError, *, rpm: int | None = None, tpm: int | None = None
) -> tuple[float, int]:
    """When the second of two requests goes, and how many may be in flight after them."""

    async def run() -> tuple[float, int]:
        endpoint = Endpoint(outcome)
        limits = Limits(rpm=rpm, tpm=tpm, concurrency=8)
        carrier = LimitedCarrier(endpoint, limits)
        await asyncio.gather(carrier.send(REQUEST), return_exceptions=True)
        await asyncio.gather(carrier.send(REQUEST), return_exceptions=True)
        assert limits.in_flight == 0
        return endpoint.asked_at[1], limits.allowed

    return simulate(run())


def test_the_answers_usage_replaces_the_estimate() -> None:
    share = 60 / (TPM * 0.95)
    assert second_is_asked_at(TokenUsage(input_tokens=40, output_tokens=10), tpm=TPM)[0] == pytest.approx(50 * share)
    more = TokenUsage(input_tokens=ESTIMATE, output_tokens=ESTIMATE)
    assert second_is_asked_at(more, tpm=TPM)[0] == pytest.approx(2 * ESTIMATE * share)


def test_an_answer_that_does_not_tell_its_tokens_has_used_the_estimate() -> None:
    assert second_is_asked_at(TokenUsage(), tpm=TPM)[0] == pytest.approx(60 / 19)


@pytest.mark.parametrize("fault", [Transient("503", answered=True), Transient("no", unreachable=True), EndpointError()])
def test_a_failure_gives_its_tokens_back(fault: ModelError) -> None:
    assert second_is_asked_at(fault, tpm=TPM)[0] == 0


@pytest.mark.parametrize("fault", [Transient("slow", timed_out=True), Transient("broken off")])
def test_a_failure_in_which_a_model_may_have_been_at_work_does_not(fault: ModelError) -> None:
    assert second_is_asked_at(fault, tpm=TPM)[0] > 0


def test_a_request_that_the_server_declined_is_one_that_it_counted() -> None:
    assert second_is_asked_at(Transient("503", answered=True), rpm=20)[0] == pytest.approx(60 / 19)
    assert second_is_asked_at(Transient("nobody", unreachable=True), rpm=20)[0] == 0
    assert second_is_asked_at(BudgetSpent("never sent"), rpm=20)[0] == 0
    assert second_is_asked_at(Oversized("10 MB"), rpm=20)[0] == pytest.approx(60 / 19)


def test_a_refusal_for_the_rate_makes_everybody_wait_and_slower() -> None:
    assert second_is_asked_at(Transient("429", rate_limited=True, wait=7.0, answered=True)) == (7.0, 2)
    waited, allowed = second_is_asked_at(Transient("429", rate_limited=True, answered=True))
    assert waited > 0
    assert allowed < 8


def test_other_failures_slow_nobody() -> None:
    assert second_is_asked_at(Transient("503", wait=7.0, answered=True)) == (0.0, 8)

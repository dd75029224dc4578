"""What may be spent is never passed, and is used as far as it goes."""

import asyncio
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import BudgetSpent, EndpointError, KeyRefused, ModelError, Stopped, UsageError
from pipeline.llm.choice import DEFAULT_MODEL
from pipeline.llm.connect import OPENAI_URL
from pipeline.llm.faults import Oversized, Transient
from pipeline.llm.ledger import price
from pipeline.llm.request import Completion, Message, Request, TokenUsage
from pipeline.llm.spending import BudgetedCarrier, Spending
from tests.llm.asking import NOON, REQUEST
from tests.llm.simulated import now, simulate


def cost(usage: TokenUsage, model: str) -> Decimal | None:
    """One dollar for a token of the question, four for one of the answer; nobody knows the price of `unknown`."""
    return None if model == "unknown" else Decimal(usage.input_tokens + 4 * usage.output_tokens)


def openai_cost(usage: TokenUsage, model: str) -> Decimal | None:
    return price(usage, model, OPENAI_URL, NOON)


MOST = Spending(None, cost).most(REQUEST)
CHEAP = TokenUsage(input_tokens=100, output_tokens=20)


class Endpoint:
    """Answers after a second with the usages that it is given, or raises what it is given."""

    def __init__(self, outcomes: list[TokenUsage | ModelError]) -> None:
        self._outcomes = iter(outcomes)
        self.charged = Decimal(0)
        self.asked = 0

    async def send(self, request: Request) -> Completion:
        outcome = next(self._outcomes)
        self.asked += 1
        if isinstance(outcome, ModelError):
            await asyncio.sleep(1)
            raise outcome
        self.charged += cost(outcome, request.model) or 0
        await asyncio.sleep(1 + outcome.output_tokens / 100)
        return Completion(text="{}", finish_reason="stop", usage=outcome)


async def send_all(spending: Spending, outcomes: list[TokenUsage | ModelError]) -> tuple[Endpoint, list[object]]:
    endpoint = Endpoint(outcomes)
    carrier = BudgetedCarrier(endpoint, spending)
    sending = (carrier.send(REQUEST) for _ in outcomes)
    return endpoint, list(await asyncio.gather(*sending, return_exceptions=True))


@settings(deadline=None)
@given(
    st.lists(
        st.builds(TokenUsage, input_tokens=st.integers(1, 400), output_tokens=st.integers(0, 500)),
        min_size=1,
        max_size=64,
    ),
    st.integers(0, 64 * int(MOST)),
)
def test_the_limit_is_never_passed_and_nobody_is_sent_away_while_there_is_room(
    usages: list[TokenUsage], limit: int
) -> None:
    async def run() -> None:
        spending = Spending(Decimal(limit), cost)
        endpoint, results = await send_all(spending, list(usages))
        assert endpoint.charged <= limit
        assert spending.spent == endpoint.charged
        refused = [result for result in results if isinstance(result, BudgetSpent)]
        assert len(refused) == len(usages) - endpoint.asked
        assert not refused or spending.spent + MOST > limit

    simulate(run())


def test_who_has_no_room_waits_for_what_others_leave_over() -> None:
    async def run() -> None:
        spending = Spending(2 * MOST, cost)
        _, results = await send_all(spending, [CHEAP] * 5)
        assert all(isinstance(result, Completion) for result in results)
        assert spending.spent == 5 * 180
        assert now() > 2

    simulate(run())


def test_at_the_limit_the_run_is_told_what_it_was_and_what_is_spent() -> None:
    with pytest.raises(BudgetSpent) as caught:
        simulate(BudgetedCarrier(Endpoint([CHEAP]), Spending(Decimal("2.50"), cost)).send(REQUEST))
    assert str(caught.value) == "the limit of $2.50 is reached ($0.0000 spent); raise --max-cost to go on"


def test_a_model_without_a_price_is_a_wrong_option_where_spending_is_limited() -> None:
    unknown = REQUEST.model_copy(update={"model": "unknown"})
    endpoint = Endpoint([CHEAP])
    with pytest.raises(UsageError, match=r"--max-cost.*'unknown'"):
        simulate(BudgetedCarrier(endpoint, Spending(Decimal(9), cost)).send(unknown))
    with pytest.raises(UsageError):
        Spending(Decimal(9), cost).require_price("unknown")
    assert endpoint.asked == 0
    Spending(None, cost).require_price("unknown")
    simulate(BudgetedCarrier(endpoint, Spending(None, cost)).send(unknown))
    assert endpoint.asked == 1


@pytest.mark.parametrize(
    ("outcome", "spent"),
    [
        (CHEAP, Decimal(180)),
        (TokenUsage(), MOST),
        (Transient("slow", timed_out=True), MOST),
        (Transient("broken off"), MOST),
        (Oversized("10 MB"), MOST),
        (Transient("429", rate_limited=True, answered=True), Decimal(0)),
        (Transient("503", answered=True), Decimal(0)),
        (Transient("refused", unreachable=True), Decimal(0)),
        (KeyRefused("401"), Decimal(0)),
        (EndpointError("400"), Decimal(0)),
    ],
)
def test_what_may_have_been_charged_counts_as_spent(outcome: TokenUsage | ModelError, spent: Decimal) -> None:
    async def run() -> None:
        spending = Spending(MOST, cost)
        await send_all(spending, [outcome])
        assert spending.spent == spent
        if spent == 0:  # all of it is there again
            await send_all(spending, [CHEAP])

    simulate(run())


@pytest.mark.parametrize("unknown", [CHEAP, TokenUsage()])
def test_what_was_spent_is_not_told_once_a_price_is_not_known(unknown: TokenUsage) -> None:
    async def run() -> None:
        spending = Spending(None, cost)
        carrier = BudgetedCarrier(Endpoint([CHEAP, unknown, CHEAP]), spending)
        await carrier.send(REQUEST)
        assert spending.told == 180
        await carrier.send(REQUEST.model_copy(update={"model": "unknown"}))
        await carrier.send(REQUEST)
        assert spending.told is None

    simulate(run())


def test_a_request_that_is_given_up_in_flight_counts_as_spent_and_one_in_line_does_not() -> None:
    async def run() -> None:
        spending = Spending(MOST + 200, cost)
        carrier = BudgetedCarrier(Endpoint([CHEAP] * 3), spending)
        tasks = [asyncio.create_task(carrier.send(REQUEST)) for _ in range(3)]
        await asyncio.sleep(0.5)
        tasks[1].cancel()
        await asyncio.sleep(0.1)
        assert spending.spent == 0
        await tasks[2]  # has room when the first has turned out cheap
        assert spending.spent == 360

        given_up = Spending(MOST, cost)
        last = asyncio.create_task(BudgetedCarrier(Endpoint([CHEAP]), given_up).send(REQUEST))
        await asyncio.sleep(0.5)
        last.cancel()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert given_up.spent == MOST

    simulate(run())


def test_when_the_run_is_being_stopped_nobody_waits_for_room_any_more() -> None:
    async def run() -> None:
        spending = Spending(MOST, cost)
        endpoint = Endpoint([CHEAP] * 3)
        carrier = BudgetedCarrier(endpoint, spending)
        tasks = [asyncio.create_task(carrier.send(REQUEST)) for _ in range(3)]
        await asyncio.sleep(0.5)
        spending.close()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        assert [type(result) for result in results] == [Completion, Stopped, Stopped]
        assert (endpoint.asked, spending.spent) == (1, 180)

    simulate(run())


@given(st.text(max_size=300), st.integers(1, 3_000))
def test_the_most_that_a_request_can_cost_is_more_than_it_does(text: str, limit: int) -> None:
    request = REQUEST.model_copy(
        update={
            "model": DEFAULT_MODEL,
            "messages": (Message(role="user", content=text),),
            "max_output_tokens": limit,
        }
    )
    tokens = len(text.encode("utf-8", "surrogatepass")) + 20
    most = Spending(Decimal(1), openai_cost).most(request)
    for usage in (
        TokenUsage(input_tokens=tokens, output_tokens=limit),
        TokenUsage(input_tokens=tokens, cached_tokens=tokens, output_tokens=limit),
        TokenUsage(input_tokens=tokens, cache_write_tokens=tokens, output_tokens=limit),
    ):
        assert (openai_cost(usage, DEFAULT_MODEL) or 0) <= most

"""No question is paid for twice, and no answer is lost."""

import asyncio
from collections.abc import Sequence
from decimal import Decimal

import pytest
from pydantic import JsonValue

from pipeline.errors import EndpointError
from pipeline.llm.caching import CachingCarrier
from pipeline.llm.request import Completion, Request, TokenUsage
from tests.llm.asking import REQUEST
from tests.llm.simulated import now, simulate

OTHER = REQUEST.model_copy(update={"model": "other-model"})


class Memory:
    """Keeps answers for as long as it lives; keeping one takes a second."""

    def __init__(self) -> None:
        self.answers: dict[str, Completion] = {}
        self.costs: list[Decimal | None] = []

    async def find(self, key: str) -> Completion | None:
        return self.answers.get(key)

    async def keep(self, request: Request, completion: Completion, cost: Decimal | None) -> None:
        await asyncio.sleep(1)
        self.answers[request.key] = completion
        self.costs.append(cost)

    async def forget(self, keys: Sequence[str]) -> None:
        for key in keys:
            del self.answers[key]


class Model:
    """Takes five seconds to say which model it is, or to fail."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.asked: list[str] = []
        self._fault = fault

    async def send(self, request: Request) -> Completion:
        self.asked.append(request.model)
        await asyncio.sleep(5)
        if self._fault:
            raise self._fault
        return Completion(text=request.model, finish_reason="stop", usage=TokenUsage(input_tokens=7))


class Full(Memory):
    """Has no room for any answer."""

    async def keep(self, request: Request, completion: Completion, cost: Decimal | None) -> None:
        raise OSError(28, f"No space left for {request.stage}, {completion.text}, {cost}")


def caching(model: Model, memory: Memory) -> CachingCarrier:
    return CachingCarrier(model, memory, lambda usage, _: Decimal(usage.input_tokens))


def test_an_answer_is_kept_before_it_is_returned_and_found_by_the_next_run() -> None:
    async def run() -> None:
        model, memory = Model(), Memory()
        first = caching(model, memory)
        answer = await first.send(REQUEST)
        assert memory.answers == {REQUEST.key: answer}
        assert memory.costs == [Decimal(7)]
        second = caching(model, memory)
        assert await second.send(REQUEST) == answer
        assert await second.send(OTHER) != answer
        assert model.asked == ["small-model", "other-model"]

    simulate(run())


def test_a_question_asked_by_many_at_once_is_sent_once() -> None:
    async def run() -> None:
        model, memory = Model(), Memory()
        carrier = caching(model, memory)
        answers = await asyncio.gather(*(carrier.send(request) for request in [REQUEST, OTHER] * 20))
        assert {answer.text for answer in answers} == {"small-model", "other-model"}
        assert sorted(model.asked) == ["other-model", "small-model"]
        assert now() == 6.0

    simulate(run())


def test_an_error_reaches_all_who_wait_for_it_and_the_next_one_asks_again() -> None:
    async def run() -> None:
        model, memory = Model(EndpointError("no")), Memory()
        carrier = caching(model, memory)
        faults = await asyncio.gather(*(carrier.send(REQUEST) for _ in range(3)), return_exceptions=True)
        assert [type(fault) for fault in faults] == [EndpointError] * 3
        with pytest.raises(EndpointError):
            await carrier.send(REQUEST)
        assert len(model.asked) == 2
        assert not memory.answers

    simulate(run())


@pytest.mark.parametrize("gives_up", [0, 1])
def test_whoever_of_two_gives_up_the_other_gets_the_answer(gives_up: int) -> None:
    async def run() -> None:
        model = Model()
        carrier = caching(model, Memory())
        askers = [asyncio.create_task(carrier.send(REQUEST)) for _ in range(2)]
        await asyncio.sleep(1)
        askers[gives_up].cancel()
        assert (await askers[1 - gives_up]).text == "small-model"
        assert askers[gives_up].cancelled()
        assert len(model.asked) == 1

    simulate(run())


@pytest.mark.parametrize("fault", [None, EndpointError("no")])
def test_an_answer_that_nobody_waits_for_any_more_is_kept_by_those_who_drain(fault: EndpointError | None) -> None:
    complaints: list[dict[str, object]] = []

    async def run() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
        memory = Memory()
        carrier = caching(Model(fault), memory)
        asker = asyncio.create_task(carrier.send(REQUEST))
        await asyncio.sleep(1)
        asker.cancel()
        await carrier.drain()
        assert len(memory.answers) == (0 if fault else 1)

    simulate(run())
    assert not complaints


def test_what_is_abandoned_ends_at_once() -> None:
    async def run() -> None:
        memory = Memory()
        carrier = caching(Model(), memory)
        asker = asyncio.create_task(carrier.send(REQUEST))
        await asyncio.sleep(1)
        await carrier.abandon()
        with pytest.raises(asyncio.CancelledError):
            await asker
        assert now() == 1.0
        assert not memory.answers

    simulate(run())


def test_an_answer_that_cannot_be_kept_is_not_returned() -> None:
    with pytest.raises(OSError, match="No space left"):
        simulate(caching(Model(), Full()).send(REQUEST))


def test_answers_are_told_apart_by_all_that_decides_them() -> None:
    async def run() -> None:
        schema: dict[str, JsonValue] = {"type": "object"}
        model = Model()
        carrier = caching(model, Memory())
        for change in ({}, {"json_schema": schema}, {"temperature": 0.5}, {"max_output_tokens": 7}):
            await carrier.send(REQUEST.model_copy(update=change))
        assert len(model.asked) == 4

    simulate(run())


@pytest.mark.parametrize("kept", [{"refusal": "No."}, {"finish_reason": "content_filter"}])
def test_a_question_that_the_model_declined_is_asked_again_and_the_new_answer_is_kept(kept: dict[str, str]) -> None:
    memory, model = Memory(), Model()
    memory.answers[REQUEST.key] = Completion.model_validate({"text": "", "finish_reason": "stop", **kept})

    async def ask_twice() -> list[str]:
        carrier = caching(model, memory)
        return [(await carrier.send(REQUEST)).text for _ in range(2)]

    assert simulate(ask_twice()) == [REQUEST.model] * 2
    assert model.asked == [REQUEST.model]

"""A stage's talk with a model, over real HTTP."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar, cast

import pytest
from pydantic import BaseModel

from pipeline.errors import CutOff, Refused
from pipeline.llm.conversation import Conversation, Unparsable
from pipeline.llm.endpoint import OpenAICarrier
from pipeline.llm.ledger import Ledger
from pipeline.llm.prompt import Prompt
from pipeline.llm.schema import strict_schema
from tests.llm import asking
from tests.llm.loopback import Json, Loopback, completion, says, sends

PROMPT = Prompt(
    b"""+++
stage = "section"
purpose = "Writes one section"
variables = ["facts"]
max_output_tokens = 300
+++
Write a section.
<!-- user -->
{{ facts }}
""",
    file=Path("section.md"),
)


class Wire(BaseModel):
    text: str
    facts: list[str]


CLOSED = {"facts": ["f1", "f2"]}
GOOD = '{"text": "It rained.", "facts": ["f1"]}'
BETTER = '{"text": "It rained on Friday.", "facts": ["f1", "f2"]}'
OBJECTION = "This answer cannot be used:\n- {}\nAnswer again in full, as one JSON object that fits this JSON Schema: {}"
FOREIGN = '{"text": "It rained.", "facts": ["f9"]}'

T = TypeVar("T")


def talk(server: Loopback, script: Callable[[Conversation[Wire]], Awaitable[T]], ledger: Ledger | None = None) -> T:
    async def run() -> T:
        async with OpenAICarrier(server.url, asking.KEY, timeout=5) as carrier:
            return await script(
                Conversation(
                    carrier,
                    model="small-model",
                    prompt=PROMPT,
                    variables={"facts": "f1: rain; f2: Friday"},
                    wire=Wire,
                    closed=CLOSED,
                    temperature=None,
                    ledger=ledger or asking.ledger(),
                )
            )

    return asyncio.run(run())


async def answer(conversation: Conversation[Wire]) -> Wire:
    return await conversation.answer()


def messages(body: Json) -> list[tuple[str, str]]:
    turns = cast("list[dict[str, str]]", body["messages"])
    return [(turn["role"], turn["content"]) for turn in turns]


def test_a_good_answer_takes_one_request() -> None:
    with Loopback(says(GOOD)) as server:
        assert talk(server, answer) == Wire(text="It rained.", facts=["f1"])
    assert messages(server.bodies[0]) == [("system", "Write a section.\n"), ("user", "f1: rain; f2: Friday")]
    assert '"enum": ["f1", "f2"]' in json.dumps(server.bodies[0])


def test_a_faulty_answer_is_shown_to_the_model_with_what_is_wrong() -> None:
    with Loopback(says("no idea"), says(FOREIGN), says(GOOD)) as server:
        talk(server, answer)
    schema = json.dumps(strict_schema(Wire, CLOSED))
    assert messages(server.bodies[2]) == [
        ("system", "Write a section.\n"),
        ("user", "f1: rain; f2: Friday"),
        ("assistant", "no idea"),
        ("user", OBJECTION.format("The answer is not a JSON object.", schema)),
        ("assistant", FOREIGN),
        ("user", OBJECTION.format("facts.0: 'f9' is not one of the ids given", schema)),
    ]


def test_an_answer_that_stays_faulty_is_given_up_after_two_re_asks_and_kept() -> None:
    with Loopback(says(FOREIGN)) as server, pytest.raises(Unparsable) as caught:
        talk(server, answer)
    assert len(server.bodies) == 3
    assert caught.value.raw == FOREIGN
    assert str(caught.value).startswith("stage section: small-model answered with something that cannot be used: ")


def test_broken_promises_are_reasons_to_ask_again_out_of_the_same_allowance() -> None:
    async def script(conversation: Conversation[Wire]) -> tuple[Wire, bool]:
        await conversation.answer()
        assert conversation.can_ask_again
        return await conversation.again(["“Friday” is\nnot said"]), conversation.can_ask_again

    with Loopback(says("{}"), says(GOOD), says(BETTER)) as server:
        assert talk(server, script) == (Wire(text="It rained on Friday.", facts=["f1", "f2"]), False)
    assert messages(server.bodies[2])[-2] == ("assistant", GOOD)
    assert messages(server.bodies[2])[-1][1] == (
        "This answer cannot be used:\n- “Friday” is not said\n"
        "Answer again in full, in the same shape, without these faults."
    )


def test_asking_more_often_than_allowed_is_an_error_of_the_caller() -> None:
    async def script(conversation: Conversation[Wire]) -> None:
        await conversation.answer()
        for _ in range(3):
            await conversation.again(["no"])

    with Loopback(says(GOOD)) as server, pytest.raises(ValueError, match="used up"):
        talk(server, script)
    assert len(server.bodies) == 3


def test_a_long_answer_is_repeated_to_the_model_in_part() -> None:
    with Loopback(says("x" * 100_000), says(GOOD)) as server:
        talk(server, answer)
    assert messages(server.bodies[1])[2] == ("assistant", "x" * 6_000)


def test_what_is_wrong_with_an_endless_answer_is_told_in_short() -> None:
    hostile = json.dumps({"text": "", "facts": ["x" * 100_000, *(f"f{number}" for number in range(3, 1_000))]})

    async def script(conversation: Conversation[Wire]) -> None:
        await conversation.answer()
        await conversation.again([f"“{'no ' * 1_000_000}” is not said"] * 30)

    with Loopback(says(hostile), says(GOOD), says(GOOD)) as server:
        talk(server, script)
    first, second = (messages(server.bodies[number])[-1][1] for number in (1, 2))
    shape = json.dumps(strict_schema(Wire, CLOSED))
    assert len(first.removesuffix(shape)) < 2_000
    assert "- facts.1: 'f3' is not one of the ids given\n" in first
    assert len(second) < 11_000
    assert second.count("\n- “no no") == 20
    assert "\n- … and 10 more faults like these\n" in second


def test_a_cut_off_answer_is_asked_for_once_more_with_twice_the_room() -> None:
    with Loopback(says('{"te', finish_reason="length"), says(GOOD)) as server:
        talk(server, answer)
    assert [body["max_completion_tokens"] for body in server.bodies] == [300, 600]
    assert server.bodies[0]["messages"] == server.bodies[1]["messages"]


def test_an_answer_that_reached_its_limit_with_its_last_brace_is_whole() -> None:
    with Loopback(says(GOOD, finish_reason="length")) as server:
        assert talk(server, answer) == Wire(text="It rained.", facts=["f1"])
    assert len(server.bodies) == 1


def test_an_answer_cut_off_twice_is_given_up() -> None:
    with Loopback(says('{"te', finish_reason="length")) as server, pytest.raises(CutOff, match="within 600 tokens"):
        talk(server, answer)
    assert len(server.bodies) == 2


def test_a_refusal_is_told_in_the_words_of_the_model_and_not_asked_again() -> None:
    refusal = completion(None, message={"role": "assistant", "content": None, "refusal": "I\x1b[1m cannot."})
    with Loopback(sends(refusal)) as server, pytest.raises(Refused, match=r"declined to answer: I \[1m cannot\.$"):
        talk(server, answer)
    assert len(server.bodies) == 1


def test_a_content_filter_is_not_asked_again() -> None:
    with Loopback(says("", finish_reason="content_filter")) as server, pytest.raises(Refused, match="content filter"):
        talk(server, answer)
    assert len(server.bodies) == 1


def test_every_answer_is_counted_mended_ones_too() -> None:
    ledger = asking.ledger()
    with Loopback(says("{}"), says('{"te', finish_reason="length"), says(GOOD)) as server:
        talk(server, answer, ledger)
    assert ledger.usage.model_dump() == {
        "requests": 3,
        "input_tokens": 300,
        "cached_tokens": 192,
        "output_tokens": 60,
        "cost_usd": None,
    }

"""What was paid for is found again, whatever it says."""

import asyncio

import pytest
from sqlalchemy import update

from pipeline.errors import StoreError
from pipeline.llm.request import Completion, TokenUsage
from pipeline.store import Store
from pipeline.store.engine import make_engine
from pipeline.store.tables import ANSWERS
from tests.store.sample import ANSWER, request

HOSTILE = [
    "",
    "\x00",
    "half a character: \ud83d, the other: \ude00",
    "'; DROP TABLE answers; --",
    "“%s” %(name)s :name ? $1 \\u0000 \\",
    "\U0010ffff\u202e\r\n\t\x1b[2J",
    "서울" * 500_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_an_answer_comes_back_as_it_was(store_url: str, text: str) -> None:
    usage = TokenUsage(input_tokens=1200, cached_tokens=1000, output_tokens=90)
    answer = Completion(text=text, finish_reason="stop", refusal=text, usage=usage)
    asked = request(text)
    with Store(store_url) as store:
        asyncio.run(store.answers.keep(asked, answer))
    with Store(store_url) as store:
        assert asyncio.run(store.answers.find(asked.key)) == answer


def test_a_question_that_was_not_asked_has_no_answer(store_url: str) -> None:
    with Store(store_url) as store:
        asyncio.run(store.answers.keep(request("What happened?"), ANSWER))
        assert asyncio.run(store.answers.find(request("What happened!").key)) is None


def test_the_first_answer_to_a_question_stays(store_url: str) -> None:
    asked = request("What happened?")
    with Store(store_url) as store:
        asyncio.run(store.answers.keep(asked, ANSWER))
        asyncio.run(store.answers.keep(asked, Completion(text="Something else.", finish_reason="stop")))
        assert asyncio.run(store.answers.find(asked.key)) == ANSWER


def test_any_number_of_answers_is_forgotten_at_once(store_url: str) -> None:
    asked = [request(f"Question {number}?") for number in range(3)]

    async def run(store: Store) -> list[Completion | None]:
        for one in asked:
            await store.answers.keep(one, ANSWER)
        await store.answers.forget([])
        await store.answers.forget([asked[0].key, asked[2].key, *(f"{number:064x}" for number in range(70_000))])
        return [await store.answers.find(one.key) for one in asked]

    with Store(store_url) as store:
        assert asyncio.run(run(store)) == [None, ANSWER, None]


def test_a_name_of_halves_of_characters_is_refused_by_the_store(store_url: str) -> None:
    with Store(store_url) as store:
        misnamed = request("What happened?").model_copy(update={"model": "\ud83d"})
        with pytest.raises(StoreError, match=r"cannot keep that: .*surrogates"):
            asyncio.run(store.answers.keep(misnamed, ANSWER))
        assert asyncio.run(store.answers.find(misnamed.key)) is None


@pytest.mark.parametrize("damaged", ["", "{", "{}", "[" * 100_000, '"\x7f"'])
def test_an_answer_that_the_disk_has_damaged_is_asked_for_again_and_kept(store_url: str, damaged: str) -> None:
    asked = request("What happened?")
    with Store(store_url) as store:
        asyncio.run(store.answers.keep(asked, ANSWER))
        damaging = make_engine(store_url)
        with damaging.begin() as connection:
            connection.execute(update(ANSWERS).values(completion=damaged))
        damaging.dispose()
        assert asyncio.run(store.answers.find(asked.key)) is None
        asyncio.run(store.answers.keep(asked, ANSWER))
        assert asyncio.run(store.answers.find(asked.key)) == ANSWER

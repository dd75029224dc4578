"""The bench: the claims of all parts of a digest are ruled on together, whatever the order in which they come."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from itertools import permutations

import pytest

from pipeline.checks.passage import Passage
from pipeline.stages.bench import Bench
from pipeline.writers.drafts import Claim, Judge, Ruling

SHOWN = Passage("The ferry ran aground off Skerry on Tuesday.")
RAN, SANK, LEFT, CAME = (Claim(f"The ferry {verb}.", (SHOWN,)) for verb in ("ran", "sank", "left", "came"))


class Recorder:
    """A judge that strikes what sank, and keeps what it is asked."""

    def __init__(self) -> None:
        self.heard: list[list[Claim]] = []

    async def judge(self, claims: Sequence[Claim]) -> tuple[Ruling | None, ...]:
        self.heard.append(list(claims))
        return tuple(Ruling(stands=claim is not SANK) for claim in claims)


class Breaking:
    """A judge that cannot be reached."""

    async def judge(self, claims: Sequence[Claim]) -> tuple[Ruling | None, ...]:
        raise ConnectionError(f"{len(claims)} claims")


def part(*rounds: Sequence[Claim], after: int = 0) -> Callable[[Judge], Awaitable[list[bool]]]:
    """A part that comes with claims again and again, the first time after so many turns of the loop."""

    async def written(judge: Judge) -> list[bool]:
        for _ in range(after):
            await asyncio.sleep(0)
        ruled = [ruling for claims in rounds for ruling in await judge.judge(claims)]
        return [ruling is not None and ruling.stands for ruling in ruled]

    return written


async def held(judge: Judge, *parts: Callable[[Judge], Awaitable[list[bool]]]) -> list[list[bool]]:
    bench = Bench(judge, len(parts))
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(seat.held(each)) for seat, each in zip(bench.seats, parts, strict=True)]
    return [task.result() for task in tasks]


@pytest.mark.parametrize("turns", list(permutations((0, 3, 9))))
def test_claims_are_heard_together_in_the_order_of_their_parts_whoever_comes_first(turns: Sequence[int]) -> None:
    judge = Recorder()
    first, second, third = turns
    parts = part([RAN], [LEFT], after=first), part(after=second), part([SANK], after=third)
    assert asyncio.run(held(judge, *parts)) == [[True, True], [], [False]]
    assert judge.heard == [[RAN, SANK], [LEFT]]


def test_what_was_ruled_on_is_not_asked_again_by_any_part() -> None:
    judge = Recorder()
    ruled = asyncio.run(held(judge, part([RAN, SANK], [SANK, CAME]), part([SANK], [RAN, LEFT])))
    assert ruled == [[True, False, False, True], [False, True, True]]
    assert judge.heard == [[RAN, SANK], [CAME, LEFT]]


def test_a_judge_that_cannot_be_reached_is_one_error_and_keeps_nobody_waiting() -> None:
    with pytest.raises(ExceptionGroup) as caught:
        asyncio.run(asyncio.wait_for(held(Breaking(), part([RAN]), part([SANK], after=2), part(after=5)), timeout=5))
    assert [str(error) for error in caught.value.exceptions] == ["2 claims"]

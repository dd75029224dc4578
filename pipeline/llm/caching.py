"""The carrier that remembers: no question is paid for twice."""

import asyncio
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Protocol

from pipeline.llm.request import Carrier, Completion, Request, TokenUsage


class Answers(Protocol):
    """Where answers are kept, by the keys of their requests."""

    async def find(self, key: str) -> Completion | None:
        """The answer to the request with this key, if there is one."""
        ...

    async def keep(self, request: Request, completion: Completion, cost: Decimal | None) -> None:
        """Keep an answer for good; once this returns, no failure loses it. `cost` is in US dollars, if known."""
        ...

    async def forget(self, keys: Sequence[str]) -> None:
        """Keep the answers to these requests no longer."""
        ...


class CachingCarrier:
    """Looks an answer up, and has another carrier fetch and keeps those that are not there.

    A question that is asked again while it is under way is not sent again: all who ask get the one answer, or the one
    error. It goes on when those who asked are cancelled, so that an answer that is being paid for is kept; whoever
    stops a run waits for it with `drain`, or ends it with `abandon`. Where the model declined, it is asked again: who
    comes back to that question hopes for another answer.
    """

    def __init__(self, inner: Carrier, answers: Answers, cost: Callable[[TokenUsage, str], Decimal | None]) -> None:
        self._inner = inner
        self._answers = answers
        self._cost = cost
        self._under_way: dict[str, asyncio.Task[Completion]] = {}

    async def send(self, request: Request) -> Completion:
        """The answer that is kept, or a new one, kept before it is returned. Raises what the other carrier does."""
        key = request.key
        task = self._under_way.get(key)
        if task is None:
            task = asyncio.create_task(self._obtain(request))
            self._under_way[key] = task
            task.add_done_callback(lambda done: self._end(key, done))
        await asyncio.wait((task,))  # unlike `await task`, this does not hand a cancellation on to it
        return task.result()

    async def drain(self) -> None:
        """Wait until nothing is under way any more, whatever comes of it."""
        while self._under_way:
            await asyncio.wait(self._under_way.values())

    async def abandon(self) -> None:
        """Cancel what is under way, and wait until it has ended."""
        for task in self._under_way.values():
            task.cancel()
        await self.drain()

    async def _obtain(self, request: Request) -> Completion:
        kept = await self._answers.find(request.key)
        if kept is not None:
            if not kept.is_declined:
                return kept
            await self._answers.forget((request.key,))
        completion = await self._inner.send(request)
        await self._answers.keep(request, completion, self._cost(completion.usage, request.model))
        return completion

    def _end(self, key: str, task: asyncio.Task[Completion]) -> None:
        del self._under_way[key]
        if not task.cancelled():
            task.exception()  # nobody may be left to see it, which asyncio would complain about

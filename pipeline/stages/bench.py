"""The bench: what the parts of a digest put before the judge is ruled on together, so that it is told once what to do.

Parts are written at the same time, and each waits with its claims until every other has come with its own or has left.
So which claims go together follows from what the parts say and not from who was quick, and evidence that several of
them cite is sent once.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple, TypeVar

from pipeline.writers.drafts import Claim, Judge, Ruling

T = TypeVar("T")


class _Waiting(NamedTuple):
    """The claims of one seat, and what is done once they are ruled on."""

    claims: Sequence[Claim]
    ruled: asyncio.Future[None]


class Bench:
    """The seats of the parts of one digest. All of them have to be held, or the others wait for ever."""

    def __init__(self, judge: Judge, parts: int) -> None:
        self._judge = judge
        self._present = parts
        self._waiting: dict[int, _Waiting] = {}
        self._known: dict[Claim, Ruling | None] = {}
        self.seats = tuple(Seat(self, number) for number in range(parts))

    async def put(self, number: int, claims: Sequence[Claim]) -> tuple[Ruling | None, ...]:
        """The rulings on the claims of a seat, once all seats that are taken have put theirs; each is asked once."""
        if not self._known.keys() >= set(claims):
            heard = self._waiting[number] = _Waiting(claims, asyncio.get_running_loop().create_future())
            await self._hear()
            await heard.ruled
        return tuple(self._known[claim] for claim in claims)

    async def leave(self) -> None:
        """Wait for a seat no longer."""
        self._present -= 1
        await self._hear()

    async def _hear(self) -> None:
        if not self._waiting or len(self._waiting) < self._present:
            return
        heard = [self._waiting[number] for number in sorted(self._waiting)]
        self._waiting = {}
        claims = [claim for each in heard for claim in each.claims]
        new = [claim for claim in dict.fromkeys(claims) if claim not in self._known]
        try:
            self._known |= zip(new, await self._judge.judge(new), strict=True)
        except BaseException:
            for each in heard:
                each.ruled.cancel()
            raise
        for each in heard:
            if not each.ruled.done():
                each.ruled.set_result(None)


class Seat:
    """A part's place at the bench, which it leaves once it is written."""

    def __init__(self, bench: Bench, number: int) -> None:
        self._bench = bench
        self._number = number

    async def judge(self, claims: Sequence[Claim]) -> tuple[Ruling | None, ...]:
        """Rule on each claim, in order; None for a claim on which no clear ruling could be had."""
        return await self._bench.put(self._number, claims)

    async def held(self, part: Callable[[Judge], Awaitable[T]]) -> T:
        """What a part comes to, which is given the seat to put its claims from; a part that fails takes all with it."""
        made = await part(self)
        await self._bench.leave()
        return made

"""The carrier that has requests answered by the Batch API: who asks waits until the wave with the request comes back.

Importing this module imports openai, which takes half a second: import it where a connection is made.
"""

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Self

from pipeline.errors import ModelError, Stopped
from pipeline.llm.faults import Rejected, Transient
from pipeline.llm.request import Completion, Request, TokenUsage
from pipeline.llm.retrying import Retrying
from pipeline.llm.waves.asked import AskedFor
from pipeline.llm.waves.book import Arrival, State, WaveBook, WaveRecord
from pipeline.llm.waves.course import FIRST_POLL_SECONDS, LONGEST_POLL_SECONDS, Course, TakenOver
from pipeline.llm.waves.gathering import MAX_BYTES, MAX_REQUESTS, SETTLE_SECONDS, Asked, Gathering
from pipeline.llm.waves.lines import Reply
from pipeline.llm.waves.outcome import Leftover, QueueFull, leftover
from pipeline.llm.waves.service import BatchService

KEPT_AT_ONCE = 200


@dataclass(eq=False)
class _Wave:
    """A wave under way: its requests in the order of its lines, and those of them that have no answer yet."""

    record: WaveRecord
    keys: Sequence[str]
    missing: set[str]
    ended: asyncio.Event = field(default_factory=asyncio.Event)


class WaveCarrier:
    """Gathers requests into waves, keeps the answers that come back in the book, and hands them to those who asked.

    Use it in `async with`: on entering, it takes up the waves of its endpoint that are under way, and brings their
    answers in whether anybody asks for them or not; on leaving, it lets those that are not back be. What `service` and
    `book` do not manage is raised by `send`, for the requests that it concerns. `cost` prices an answer of a model.
    """

    def __init__(
        self,
        service: BatchService,
        book: WaveBook,
        cost: Callable[[TokenUsage, str], Decimal | None],
        *,
        settle_seconds: float = SETTLE_SECONDS,
        first_poll_seconds: float = FIRST_POLL_SECONDS,
        longest_poll_seconds: float = LONGEST_POLL_SECONDS,
        max_requests: int = MAX_REQUESTS,
        max_bytes: int = MAX_BYTES,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        wall_clock: Callable[[], float] = time.time,
        new_name: Callable[[], str] = lambda: uuid.uuid4().hex,
    ) -> None:
        self._service = service
        self._book = book
        self._cost = cost
        self._wall_clock = wall_clock
        self._new_name = new_name
        self._course = Course(
            service,
            book,
            first_poll_seconds=first_poll_seconds,
            longest_poll_seconds=longest_poll_seconds,
            sleep=sleep,
            wall_clock=wall_clock,
            retrying=Retrying(sleep=sleep),
        )
        self._asked = AskedFor(lambda: Gathering(self._set_off, settle_seconds, sleep, max_requests, max_bytes))
        self._waves: dict[str, _Wave] = {}
        self._beginning: set[str] = set()
        """The names of waves that are being noted."""
        self._closed = False
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        await self._take_up()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._service.aclose()

    def close(self) -> None:
        """Send nothing more and wait for nothing: who waits for an answer, and who comes, gets Stopped.

        Waves under way stay in the book, and their answers are there for the next run.
        """
        self._closed = True
        for task in self._tasks:
            task.cancel()
        self._asked.stop()

    async def send(self, request: Request) -> Completion:
        """Have the request answered, within a day or two. Raises a ModelError where that fails for good.

        A request that is asked for several times at once goes out once. One that nobody waits for any more is not sent,
        or, if it is under way, its answer is kept all the same.
        """
        if self._closed:
            raise Stopped("the run is being stopped: nothing more is sent")
        asked = self._asked.find(request, under_way=self._is_under_way)
        asked.askers += 1
        try:
            return await asyncio.shield(asked.answer)
        finally:
            asked.askers -= 1
            if not asked.askers:
                self._asked.forget(asked)

    def _set_off(self, gathering: Gathering, wave: Sequence[Asked]) -> None:
        self._start(self._carry(gathering, wave), [asked.key for asked in wave])

    def _start(self, work: Coroutine[None, None, None], keys: Iterable[str]) -> None:
        """Do something about requests in the background. Where it fails, so do they."""

        async def watched() -> None:
            try:
                await work
            except Exception as error:  # noqa: BLE001 -- whoever waits for an answer must hear of it, whatever it is
                for key in keys:
                    self._asked.fail(key, error)

        task = asyncio.create_task(watched())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _take_up(self) -> None:
        """Go on with the waves that are in the book and that nothing is done about here."""
        for record in await self._book.under_way(self._service.endpoint):
            keys = await self._book.keys(record.wave)
            if record.wave not in self._waves and record.wave not in self._beginning:
                wave = self._enter(record, keys)
                self._start(self._go_on(wave), keys)

    def _enter(self, record: WaveRecord, keys: Sequence[str]) -> _Wave:
        wave = self._waves[record.wave] = _Wave(record, keys, set(keys))
        return wave

    async def _carry(self, gathering: Gathering, gathered: Sequence[Asked]) -> None:
        async with gathering.one_by_one or nullcontext():
            wanted = {asked.key: asked for asked in gathered if asked.askers}
            if not wanted:
                return
            wave = await self._begin(wanted)
            if wave is not None:
                lines = (wanted[key].line for key in wave.keys)
                if await self._send(wave, b"".join(lines)):
                    await self._bring_home(wave)

    async def _begin(self, wanted: Mapping[str, Asked]) -> _Wave | None:
        """Note a wave before anything is sent. None where each of its requests is answered or in another wave."""
        name, model = self._new_name(), next(iter(wanted.values())).request.model
        record = WaveRecord(name, self._service.endpoint, model, State.GATHERED, "", self._wall_clock())
        self._beginning.add(name)
        try:
            begun = await self._book.begin(record, {key: asked.request.stage for key, asked in wanted.items()})
            own = [key for key in wanted if key in begun.own]
            wave = self._enter(record, own) if own else None
        finally:
            self._beginning.discard(name)
        for key, completion in begun.answered.items():
            self._asked.resolve(key, completion)
        await self._join(wanted.keys() - begun.own - begun.answered.keys())
        return wave

    async def _join(self, elsewhere: Iterable[str]) -> None:
        """Wait with other waves for requests that are in them."""
        keys = set(elsewhere)
        if not keys:
            return
        await self._take_up()
        self._asked.again(key for key in keys if not self._is_under_way(key))

    async def _send(self, wave: _Wave, lines: bytes) -> bool:
        """Have the endpoint take a wave. Whether it did; where another may be taken, the requests are asked again."""
        try:
            wave.record = await self._course.send(wave.record, lines)
        except TakenOver:
            self._leave(wave)
            self._asked.again(wave.keys)
            return False
        except Rejected as fault:
            self._leave(wave)
            self._asked.unanswered(wave.keys, Leftover({}, Transient(str(fault))))
            return False
        except BaseException:
            self._leave(wave)
            raise
        return True

    async def _go_on(self, wave: _Wave) -> None:
        try:
            sent = await self._course.recover(wave.record)
        except BaseException:
            self._leave(wave)
            raise
        if sent is None:
            self._leave(wave)
            self._asked.again(wave.keys)
        else:
            wave.record = sent
            await self._bring_home(wave)

    async def _bring_home(self, wave: _Wave) -> None:
        """Wait for a wave, keep what it brings, and ask again for what it does not."""
        record = wave.record
        faults: dict[str, ModelError] = {}
        try:
            batch = await self._course.ended(record)
            if batch is not None:
                arrived: dict[str, Completion] = {}

                async def take(reply: Reply) -> None:
                    if reply.key not in wave.missing:
                        return
                    if isinstance(reply.outcome, ModelError):
                        faults.setdefault(reply.key, reply.outcome)
                        return
                    arrived.setdefault(reply.key, reply.outcome)
                    if len(arrived) >= KEPT_AT_ONCE:
                        await self._keep(wave, arrived)

                await self._course.bring_in(record, batch, take)
                await self._keep(wave, arrived)
            await self._book.end(record.wave)
        finally:
            self._leave(wave)
        secret = self._service.secret
        left = leftover(batch, wave.keys, endpoint=record.endpoint, model=record.model, secret=secret)
        if isinstance(left.others, QueueFull):
            await self._make_room(wave)
        else:
            self._asked.gathering(record.model).grow()
        unanswered = [key for key in wave.keys if key in wave.missing]
        self._asked.unanswered(unanswered, Leftover({**left.named, **faults}, left.others))

    async def _keep(self, wave: _Wave, arrived: dict[str, Completion]) -> None:
        model = wave.record.model
        told = {key: Arrival(answer, self._cost(answer.usage, model)) for key, answer in arrived.items()}
        await self._book.arrived(wave.record, told)
        for key, completion in arrived.items():
            wave.missing.discard(key)
            self._asked.resolve(key, completion)
        arrived.clear()

    async def _make_room(self, wave: _Wave) -> None:
        """Wait until the endpoint may take more; where that does not depend on our other waves, make them smaller."""
        gathering = self._asked.gathering(wave.record.model)
        gathering.one_by_one = gathering.one_by_one or asyncio.Lock()
        others = [other for other in self._waves.values() if other.record.model == wave.record.model]
        if others:
            await others[0].ended.wait()
        else:
            await gathering.shrink(len(wave.keys))

    def _leave(self, wave: _Wave) -> None:
        self._waves.pop(wave.record.wave, None)
        wave.ended.set()

    def _is_under_way(self, key: str) -> bool:
        return any(key in wave.missing for wave in self._waves.values())

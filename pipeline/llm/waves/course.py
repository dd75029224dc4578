"""The course of one wave: sent so that it is never there twice, waited for, and brought in."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial
from itertools import count

from pipeline.errors import EndpointError, ModelError, Unreachable
from pipeline.llm.faults import Transient
from pipeline.llm.retrying import PATIENCE_SECONDS, Retrying
from pipeline.llm.waves.book import State, WaveBook, WaveRecord
from pipeline.llm.waves.lines import Reply, read_reply
from pipeline.llm.waves.service import BatchService, Gone, RemoteBatch

FIRST_POLL_SECONDS = 5.0
LONGEST_POLL_SECONDS = 60.0
POLL_GROWTH = 1.5
PATIENT_POLLS = 30
"""After how many polls in a row that failed, or found nothing, the endpoint is given up on."""
GRACE_SECONDS = 300.0
"""How long a batch that was asked for may take to appear, and a run that sends a wave may stay unheard of."""
ENDED = frozenset({"completed", "failed", "expired", "cancelled"})


class TakenOver(EndpointError):
    """Another run took a wave for abandoned and gave its requests free."""


class Course:
    """Takes waves through the Batch API and notes in the book where they are."""

    def __init__(
        self,
        service: BatchService,
        book: WaveBook,
        *,
        first_poll_seconds: float = FIRST_POLL_SECONDS,
        longest_poll_seconds: float = LONGEST_POLL_SECONDS,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        wall_clock: Callable[[], float] = time.time,
        retrying: Retrying,
    ) -> None:
        self._service = service
        self._book = book
        self._first_poll = first_poll_seconds
        self._longest_poll = longest_poll_seconds
        self._sleep = sleep
        self._wall_clock = wall_clock
        self._retrying = retrying

    async def send(self, record: WaveRecord, lines: bytes) -> WaveRecord:
        """Have the endpoint take a wave that was only gathered. Raises a ModelError where it does not.

        A wave that the endpoint did not take for certain is dropped; one that it may have taken stays in the book.
        """
        try:
            file_id = await self._retrying.call(partial(self._service.upload, record.wave, lines))
        except (ModelError, asyncio.CancelledError):
            await self._book.drop(record)
            raise
        creating = record
        attempts = count()

        async def attempt() -> RemoteBatch:
            nonlocal creating
            # The attempt before may have made the batch and failed only in saying so.
            if next(attempts) and (found := await self._service.find(record.wave, record.since)):
                return found
            before, creating = creating, creating._replace(state=State.CREATING, since=self._wall_clock())
            if not await self._book.move(before, creating):
                raise TakenOver(f"another run has taken over what was to be sent to {record.endpoint}")
            try:
                return await self._service.create(file_id, record.wave)
            except Transient:
                raise
            except ModelError:
                await self._book.drop(creating)
                raise

        batch = await self._retrying.call(attempt)
        return await self._note(creating, batch)

    async def recover(self, record: WaveRecord) -> WaveRecord | None:
        """A wave that was on its way when its run ended, as it was sent; None where it was not, and is dropped."""
        while record.state is not State.SENT:
            if batch := await self._found(record):
                return await self._note(record, batch)
            left = record.since + GRACE_SECONDS - self._wall_clock()
            if left > 0:
                await self._sleep(min(left, self._longest_poll))
            elif await self._book.drop(record):
                return None
            now = await self._book.look(record.wave)
            if now is None:
                return None
            record = now
        return record

    async def ended(self, record: WaveRecord) -> RemoteBatch | None:
        """The batch of a wave once it has ended; None where the endpoint does not know it."""
        wait, failed, absent = self._first_poll, 0, 0
        while True:
            asked_for = 0.0
            try:
                batch = await self._service.look(record.batch_id)
            except Transient as fault:
                failed += 1
                asked_for = min(fault.wait or 0.0, PATIENCE_SECONDS)
                if failed >= PATIENT_POLLS:
                    final = Unreachable if fault.unreachable else EndpointError
                    raise final(f"{fault} (a batch is under way there; a new run goes on with it)") from fault
            else:
                failed = 0
                # A batch that was made just now may not be there for all of the endpoint's servers.
                absent = absent + 1 if batch is None else 0
                if absent >= PATIENT_POLLS or (batch is not None and batch.status in ENDED):
                    return batch
            await self._sleep(max(wait, asked_for))
            wait = min(wait * POLL_GROWTH, self._longest_poll)

    async def bring_in(self, record: WaveRecord, batch: RemoteBatch, take: Callable[[Reply], Awaitable[None]]) -> None:
        """Give what a batch brought to `take`, reply by reply; some of them again where the connection breaks."""

        async def read(line: bytes) -> None:
            secret = self._service.secret
            if reply := read_reply(line, endpoint=record.endpoint, model=record.model, secret=secret):
                await take(reply)

        for file_id in (batch.output_file_id, batch.error_file_id):
            if file_id:
                try:
                    await self._retrying.call(partial(self._service.download, file_id, read))
                except EndpointError as error:
                    if not isinstance(error.__cause__, Gone):
                        raise

    async def _found(self, record: WaveRecord) -> RemoteBatch | None:
        if record.state is not State.CREATING:
            return None
        return await self._retrying.call(partial(self._service.find, record.wave, record.since))

    async def _note(self, record: WaveRecord, batch: RemoteBatch) -> WaveRecord:
        sent = record._replace(state=State.SENT, batch_id=batch.id, since=self._wall_clock())
        await self._book.move(record, sent)
        return sent

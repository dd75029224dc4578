"""The thread that does the work on the database: what was asked while it was busy becomes its next transaction.

A commit waits for the disk, which takes longer than most of what is committed. Taking all that waits into one
transaction (group commit) keeps hundreds of requests a second from waiting for hundreds of disk writes.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from pipeline.errors import StoreError
from pipeline.store.engine import only_reading, reason

T = TypeVar("T")
_MOST_AT_ONCE = 500


@dataclass
class _Task(Generic[T]):
    work: Callable[[Connection], T]
    writes: bool
    future: asyncio.Future[T]
    result: T | None = None
    error: Exception | None = None


class Clerk:
    """Runs pieces of work one after the other in a thread of its own, whatever threads and event loops they come from.

    Close it, or what waits is never done.
    """

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._name = name
        self._waiting: deque[_Task[object]] = deque()
        self._ready = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._serve, name="store", daemon=True)
        self._thread.start()

    async def read(self, work: Callable[[Connection], T]) -> T:
        """What `work` finds. Raises StoreError where the database refuses."""
        return await self._hand_over(work, writes=False)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, once what it wrote is safe on disk; all of it, or nothing.

        `work` may be called twice, even where the first time took effect: when a connection is lost, nobody knows. It
        is done also where whoever asked is cancelled meanwhile. Raises what `work` raises, and StoreError where the
        database refuses.
        """
        return await self._hand_over(work, writes=True)

    def close(self) -> None:
        """Finish what waits, and end."""
        with self._ready:
            self._closed = True
            self._ready.notify()
        self._thread.join()
        self._engine.dispose()

    async def _hand_over(self, work: Callable[[Connection], T], *, writes: bool) -> T:
        task = _Task(work, writes, asyncio.get_running_loop().create_future())
        with self._ready:
            if self._closed:
                raise StoreError(f"{self._name} is closed")
            self._waiting.append(cast("_Task[object]", task))
            self._ready.notify()
        return await task.future

    def _serve(self) -> None:
        while True:
            with self._ready:
                self._ready.wait_for(lambda: self._waiting or self._closed)
                if not self._waiting:
                    return
                tasks = [self._waiting.popleft() for _ in range(min(len(self._waiting), _MOST_AT_ONCE))]
            self._do(tasks)
            for loop in {task.future.get_loop() for task in tasks}:
                mine = [task for task in tasks if task.future.get_loop() is loop]
                with suppress(RuntimeError):  # the loop was closed meanwhile: nobody waits there
                    loop.call_soon_threadsafe(_deliver, mine)

    def _do(self, tasks: list[_Task[object]]) -> None:
        """Do what was asked in one transaction. Where that fails, try once more, each piece of work apart.

        A connection that was lost is made anew by then, and what is at fault itself is found out.
        """
        with suppress(Exception):
            self._transact(tasks, _do_one)
            return
        try:
            self._transact(tasks, self._do_apart)
        except Exception as error:  # noqa: BLE001 -- whatever it is, it belongs to those who asked
            for task in tasks:
                task.error = task.error or self._told(error)

    def _transact(self, tasks: list[_Task[object]], do: Callable[[_Task[object], Connection], None]) -> None:
        with self._engine.connect() as connection:
            if not any(task.writes for task in tasks):
                only_reading(connection)
            with connection.begin():
                for task in tasks:
                    do(task, connection)

    def _do_apart(self, task: _Task[object], connection: Connection) -> None:
        """Do one piece of work so that its failure undoes it alone. Raises where the whole transaction is gone."""
        savepoint = connection.begin_nested()
        try:
            _do_one(task, connection)
        except Exception as error:
            try:
                savepoint.rollback()
            except SQLAlchemyError:
                raise error from None
            if connection.invalidated:
                raise
            task.error = self._told(error)
        else:
            savepoint.commit()

    def _told(self, error: Exception) -> Exception:
        if isinstance(error, SQLAlchemyError):
            return StoreError(
                f"{self._name}: {reason(error)}; what was finished before is kept, and a new run goes on from it"
            )
        if isinstance(error, (UnicodeError, OverflowError)):
            return StoreError(f"{self._name} cannot keep that: {reason(error)}")
        return error


def _do_one(task: _Task[object], connection: Connection) -> None:
    task.result = task.work(connection)


def _deliver(tasks: list[_Task[object]]) -> None:
    for task in tasks:
        if task.future.done():  # the asker was cancelled meanwhile
            continue
        if task.error is not None:
            task.future.set_exception(task.error)
        else:
            task.future.set_result(task.result)

"""Taking stories from a list that may keep one waiting, such as a pipe that stays open and says nothing."""

import asyncio
import queue
import threading
from collections.abc import Iterator
from contextlib import suppress

from pipeline.batch.listing import Listed
from pipeline.errors import StoryError


class Intake:
    """Reads a list in a thread of its own, a story at a time. Once it is closed, nobody waits for the list any more."""

    def __init__(self, listed: Iterator[Listed]) -> None:
        self._listed = listed
        self._loop = asyncio.get_running_loop()
        self._asked: queue.SimpleQueue[asyncio.Future[Listed | None] | None] = queue.SimpleQueue()
        self._waiting: set[asyncio.Future[Listed | None]] = set()
        self._closed = False
        threading.Thread(target=self._serve, name="listing", daemon=True).start()

    async def take(self) -> Listed | None:
        """The next story; None at the end of the list, and once the intake is closed."""
        if self._closed:
            return None
        future: asyncio.Future[Listed | None] = self._loop.create_future()
        self._waiting.add(future)
        future.add_done_callback(self._waiting.discard)
        self._asked.put(future)
        return await future

    def close(self) -> None:
        """Take nothing more."""
        self._closed = True
        for future in tuple(self._waiting):
            _answer(future, None)
        self._asked.put(None)

    def _serve(self) -> None:
        while (future := self._asked.get()) is not None:
            try:
                following = next(self._listed, None)
            except Exception as error:  # noqa: BLE001 -- whoever waits must hear of it, or waits for ever
                following = StoryError(f"the list of stories: cannot be read on ({type(error).__name__}: {error})")
            with suppress(RuntimeError):  # the loop was closed meanwhile: nobody waits there
                self._loop.call_soon_threadsafe(_answer, future, following)


def _answer(future: asyncio.Future[Listed | None], following: Listed | None) -> None:
    if not future.done():
        future.set_result(following)

"""A batch under way: its parts put together, run to the end of the list or to where the user wants it to end."""

import asyncio
import os
import signal
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from pipeline.batch.listing import STDIN, Listed, list_stories
from pipeline.batch.run import Batch
from pipeline.batch.story import Order
from pipeline.cli.batch_asking import Fleet, Terms, fleet_for
from pipeline.cli.batch_progress import BatchProgress, ticking
from pipeline.cli.executing import Opening
from pipeline.errors import UsageError
from pipeline.llm.request import Carrier
from pipeline.llm.trace import TracingCarrier
from pipeline.store import Store


async def run_batch(
    store: Store,
    opening: Opening,
    order: Order,
    stories: list[str],
    progress: BatchProgress,
    *,
    terms: Terms,
    trace: Path | None,
) -> None:
    """Run the batch until it ends, or the user wants it to; `trace` gets all that is asked and answered."""
    async with (
        fleet_for(order, terms, store, progress) as fleet,
        opening(_traced(fleet.carrier, trace) if fleet else None, terms.stories_at_once) as executor,
    ):
        halt = fleet.close if fleet else lambda: None
        batch = Batch(store, executor, order, progress, at_once=terms.stories_at_once, halt=halt)
        with _stopping(batch, progress):
            try:
                async with ticking(progress):
                    await _to_its_end(batch, list_stories(stories, _stdin(stories)), fleet)
            except asyncio.CancelledError:
                if not progress.is_interrupted:
                    raise


def _traced(carrier: Carrier, trace: Path | None) -> Carrier:
    return TracingCarrier(carrier, trace) if trace is not None else carrier


async def _to_its_end(batch: Batch, listed: Iterator[Listed], fleet: Fleet | None) -> None:
    """Run the batch. Whatever stops it, answers in flight are waited for and kept, unless it is cancelled."""
    try:
        await batch.run(listed)
    except Exception:
        if fleet is not None:
            await fleet.drain()
        raise
    if fleet is not None:
        await fleet.drain()


def _stdin(stories: list[str]) -> BinaryIO:
    """Standard input as a stream of its own: a thread that waits for the one of `sys` would keep Python from ending.

    It is empty where no stories come that way: what runs by night may have no standard input at all. Raises UsageError
    where they should and cannot.
    """
    if STDIN not in stories:
        return BytesIO()
    if sys.stdin is None:
        raise UsageError("-: standard input is closed; lead the list of stories there, or name its file")
    return os.fdopen(os.dup(sys.stdin.fileno()), "rb")


@contextmanager
def _stopping(batch: Batch, progress: BatchProgress) -> Generator[None]:
    """The first Ctrl-C lets what is under way finish, the second ends it at once."""
    loop, running = asyncio.get_running_loop(), asyncio.current_task()

    def stop() -> None:
        if not progress.is_interrupted:
            progress.interrupt()
            progress.say("stopping: what is under way is finished; once more to stop at once")
            batch.stop()
        elif running is not None:
            running.cancel()

    signals = (signal.SIGINT, signal.SIGTERM)
    for number in signals:
        loop.add_signal_handler(number, stop)
    try:
        yield
    finally:
        for number in signals:
            loop.remove_signal_handler(number)

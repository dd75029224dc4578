"""The writer that a command's options name, ready to be asked."""

import os
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pipeline.cli.options import Making
    from pipeline.llm.ledger import Ledger
    from pipeline.llm.request import Carrier
    from pipeline.writers.drafts import Writer


class Follower(Protocol):
    """Follows what answers take."""

    def follow(self, ledger: "Ledger") -> None:
        """The answers are counted here."""
        ...


@asynccontextmanager
async def writer_for(
    making: "Making", progress: Follower, watched: "Callable[[Carrier], Carrier]" = lambda carrier: carrier
) -> AsyncGenerator["Writer"]:
    """The writer that the options name; `progress` follows what its answers take, `watched` what is asked."""
    from pipeline.llm.choice import BUILTIN

    if making.model == BUILTIN:
        from pipeline.writers.builtin import BuiltinWriter

        yield BuiltinWriter()
        return
    from pipeline.llm.connect import base_url, connect
    from pipeline.llm.ledger import Ledger
    from pipeline.llm.prompt import load_prompts
    from pipeline.llm.trace import TracingCarrier
    from pipeline.writers.chat import ChatWriter

    ledger = Ledger(making.model, base_url(os.environ), at=making.now, clock=time.monotonic)
    progress.follow(ledger)
    async with connect(os.environ, timeout=making.timeout) as carrier:
        traced = TracingCarrier(carrier, making.trace) if making.trace else carrier
        yield ChatWriter(
            making.model,
            watched(traced),
            load_prompts(),
            ledger,
            temperature=making.temperature,
            token_budget=making.token_budget,
        )

"""The writer that a command's options name, ready to be asked."""

import os
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.cli.options import Making
    from pipeline.cli.progress import Progress
    from pipeline.writers.drafts import Writer


@asynccontextmanager
async def writer_for(making: "Making", progress: "Progress") -> AsyncGenerator["Writer"]:
    """The writer that the options name; `progress` follows what its answers take."""
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
            traced,
            load_prompts(),
            ledger,
            temperature=making.temperature,
            token_budget=making.token_budget,
        )

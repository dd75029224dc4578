"""A part of a digest written again by a scripted model on loopback."""

import asyncio

from pipeline.domain.candidate import Candidate, Part
from pipeline.domain.digest import Revision
from pipeline.editing import rewrite
from pipeline.llm.endpoint import OpenAICarrier
from pipeline.llm.ledger import Ledger
from pipeline.llm.prompt import load_prompts
from pipeline.llm.retrying import RetryingCarrier
from pipeline.writers.builtin import BuiltinWriter
from pipeline.writers.chat import ChatWriter
from tests.llm.asking import KEY, Naps
from tests.llm.loopback import Loopback
from tests.stages.newsroom import MODEL, NOW

LATER = NOW.replace(day=21)


def rewritten_by(server: Loopback, revision: Revision, part: Part, note: str = "") -> Candidate:
    """The candidate that a model writes."""

    async def run() -> Candidate:
        async with OpenAICarrier(server.url, KEY, timeout=20) as endpoint:
            carrier = RetryingCarrier(endpoint, sleep=Naps().sleep, chance=lambda: 0.5)
            ledger = Ledger(MODEL, server.url, at=NOW, clock=lambda: 0.0)
            writer = ChatWriter(MODEL, carrier, load_prompts(), ledger)
            return await rewrite(revision, part, writer, now=LATER, author="Ada", note=note)

    return asyncio.run(run())


def rewritten_by_builtin(revision: Revision, part: Part, note: str = "") -> Candidate:
    """The candidate that the builtin writer writes."""
    return asyncio.run(rewrite(revision, part, BuiltinWriter(), now=LATER, author="Ada", note=note))

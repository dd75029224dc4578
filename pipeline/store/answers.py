"""The answers that were paid for, by the key of their request."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import bindparam, delete, select

from pipeline.llm.request import Completion, Request
from pipeline.store.clerk import Clerk
from pipeline.store.sql import ascii_json, insert_new
from pipeline.store.tables import ANSWERS


class StoredAnswers:
    """Finds answers and keeps them; `clock` says when."""

    def __init__(self, clerk: Clerk, clock: Callable[[], datetime]) -> None:
        self._clerk = clerk
        self._clock = clock

    async def find(self, key: str) -> Completion | None:
        """The answer to a request, if there is one. One that the disk has damaged is dropped: there is none."""
        statement = select(ANSWERS.c.completion).where(ANSWERS.c.request_key == key)
        found = await self._clerk.read(lambda connection: connection.scalar(statement))
        if found is None:
            return None
        try:
            return Completion.model_validate(json.loads(found))
        except (ValueError, RecursionError):
            await self.forget([key])
            return None

    async def keep(self, request: Request, completion: Completion, cost: Decimal | None = None) -> None:
        """Keep an answer; the first one to a request stays. `cost` is in US dollars, if known."""
        values = {
            "request_key": request.key,
            "stage": request.stage,
            "model": request.model,
            "completion": ascii_json(completion.model_dump(mode="json")),
            "cost_usd": str(cost) if cost is not None else None,
            "answered_at": self._clock().isoformat(),
        }
        await self._clerk.write(lambda connection: insert_new(connection, ANSWERS, values))

    async def forget(self, keys: Sequence[str]) -> None:
        """Drop answers that turned out to be of no use, so that they are asked for again."""
        if keys:
            statement = delete(ANSWERS).where(ANSWERS.c.request_key == bindparam("key"))
            values = [{"key": key} for key in keys]
            await self._clerk.write(lambda connection: connection.execute(statement, values))

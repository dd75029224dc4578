"""What stops a whole batch: every other story would meet the same."""

from pipeline.errors import (
    KeyRefused,
    OutputError,
    PromptError,
    QuotaExhausted,
    StoreError,
    StorydigestError,
    Unreachable,
    UsageError,
)
from pipeline.llm.request import Carrier, Completion, Request

STOPS_EVERYTHING = (KeyRefused, OutputError, PromptError, QuotaExhausted, StoreError, Unreachable, UsageError)


class Gate:
    """A carrier that sends nothing more once an answer was that nothing can be had."""

    def __init__(self, inner: Carrier) -> None:
        self._inner = inner
        self._closed_by: StorydigestError | None = None

    async def send(self, request: Request) -> Completion:
        """Have the request answered, unless that is known to be in vain."""
        if self._closed_by is not None:
            raise self._closed_by
        try:
            return await self._inner.send(request)
        except STOPS_EVERYTHING as error:
            self._closed_by = self._closed_by or error
            raise

"""The carrier that keeps to the endpoint's limits."""

from pipeline.errors import ModelError
from pipeline.llm.faults import Transient, may_be_charged, was_received
from pipeline.llm.limits import Limits
from pipeline.llm.request import Carrier, Completion, Request

BYTES_PER_TOKEN = 4
"""A rule of thumb for current vocabularies. Counting would be exact, but costs as much time as half of a request."""


class LimitedCarrier:
    """Has another carrier send a request when the limits let it, and corrects them by what came of it.

    Tokens are reserved as OpenAI counts them: those of the question, estimated, and all that the answer may have.
    A failure gives them back, except where the endpoint may have been at work on an answer; the request itself only
    where the endpoint never saw it, since OpenAI counts those that it declines.
    """

    def __init__(self, inner: Carrier, limits: Limits) -> None:
        self._inner = inner
        self._limits = limits

    async def send(self, request: Request) -> Completion:
        """Send the request once, when it is its turn. Raises what the other carrier does."""
        async with self._limits.reserve(request.size // BYTES_PER_TOKEN + request.max_output_tokens) as reservation:
            try:
                completion = await self._inner.send(request)
            except ModelError as fault:
                if isinstance(fault, Transient) and fault.rate_limited:
                    self._limits.slow_down(reservation, fault.wait)
                if was_received(fault):
                    reservation.used(reservation.tokens if may_be_charged(fault) else 0)
                raise
            usage = completion.usage
            if usage.input_tokens:
                reservation.used(usage.input_tokens + usage.output_tokens)
            return completion

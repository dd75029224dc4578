"""What a run spends, and the limit that it never passes."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from pipeline.errors import BudgetSpent, ModelError, Stopped, UsageError
from pipeline.llm.faults import may_be_charged, plain
from pipeline.llm.request import Carrier, Completion, Request, TokenUsage

ROUNDED_TO = 256
"""The bytes of a question are rounded up to this, so that few different prices are asked for."""
NOTHING_COUNTED = TokenUsage()


@dataclass(frozen=True, eq=False)
class _Waiting:
    amount: Decimal
    turn: asyncio.Future[None]


class Spending:
    """Adds up what answers cost, in US dollars, and lets no request be sent whose answer could pass the limit.

    Before a request is sent, the most that it can cost is set aside: a token for each byte of the question, at full
    price, and as many tokens of answer as it may have. What is spent and set aside together stays within the limit.
    `cost` prices the tokens of an answer of a model. Without a limit it only adds up, as far as prices are known.
    """

    def __init__(self, limit: Decimal | None, cost: Callable[[TokenUsage, str], Decimal | None]) -> None:
        self.cost = cost
        self.spent = Decimal(0)
        """What answers have cost, and what requests may have cost of whose end nothing is known."""
        self._is_priced = True
        self._limit = limit
        self._set_aside = Decimal(0)
        self._queue: deque[_Waiting] = deque()

    @property
    def told(self) -> Decimal | None:
        """What was spent, as people are told it; None once there was an answer whose price is not known."""
        return self.spent if self._is_priced else None

    def most(self, request: Request) -> Decimal:
        """The most that a request can cost. Raises UsageError where that is not known, but limited."""
        size = -(-request.size // ROUNDED_TO) * ROUNDED_TO
        answer = request.max_output_tokens
        read = self.cost(TokenUsage(input_tokens=size, output_tokens=answer), request.model)
        written = self.cost(TokenUsage(input_tokens=size, cache_write_tokens=size, output_tokens=answer), request.model)
        if read is None and self._limit is not None:
            self.require_price(request.model)
        return max(read or Decimal(0), written or Decimal(0))

    def require_price(self, model: str) -> None:
        """Raise UsageError where spending is limited, and nobody knows what the model costs."""
        if self._limit is not None and self.cost(TokenUsage(input_tokens=1, output_tokens=1), model) is None:
            raise UsageError(f"--max-cost cannot be kept: the price of {plain(model)!r} at this endpoint is not known")

    async def set_aside(self, amount: Decimal) -> None:
        """Set an amount aside, as soon as it is certain that the limit leaves room for it; first come first served.

        Raises BudgetSpent when it is certain that there never will be.
        """
        if not self._queue and self._has_room(amount):
            self._set_aside += amount
            return
        self._check(amount)
        waiting = _Waiting(amount, asyncio.get_running_loop().create_future())
        self._queue.append(waiting)
        try:
            await waiting.turn
        except asyncio.CancelledError:
            if not waiting.turn.cancelled() and waiting.turn.exception() is None:
                self._set_aside -= amount
            self._serve()
            raise

    def close(self) -> None:
        """Send those away who wait for room: they get Stopped."""
        for waiting in self._queue:
            if not waiting.turn.done():
                waiting.turn.set_exception(Stopped("the run is being stopped: nothing more is sent"))
        self._queue.clear()

    def settle(self, amount: Decimal, spent: Decimal | None) -> None:
        """Replace an amount that was set aside by what was spent of it, if that is known."""
        self._set_aside -= amount
        self.spent += spent or Decimal(0)
        self._is_priced = self._is_priced and spent is not None
        self._serve()

    def _has_room(self, amount: Decimal) -> bool:
        return self._limit is None or self.spent + self._set_aside + amount <= self._limit

    def _check(self, amount: Decimal) -> None:
        if self._limit is not None and self.spent + amount > self._limit:
            raise BudgetSpent(
                f"the limit of ${self._limit} is reached (${self.spent:.4f} spent); raise --max-cost to go on"
            )

    def _serve(self) -> None:
        """Let those go on in line who need not wait any more."""
        while self._queue:
            first = self._queue[0]
            if not first.turn.done():
                try:
                    self._check(first.amount)
                except BudgetSpent as error:
                    first.turn.set_exception(error)
                else:
                    if not self._has_room(first.amount):
                        return
                    self._set_aside += first.amount
                    first.turn.set_result(None)
            self._queue.popleft()


class BudgetedCarrier:
    """Has another carrier send a request once, if that is within the limit of what may be spent.

    It stands right before the endpoint, so that each attempt is counted and nothing is set aside for one that waits.
    What may have been charged counts as spent: all that was set aside, where a request was given up, timed out or
    broken off, or where its answer does not tell its tokens. Where the server declined it costs nothing.
    """

    def __init__(self, inner: Carrier, spending: Spending) -> None:
        self._inner = inner
        self._spending = spending

    async def send(self, request: Request) -> Completion:
        """Send the request once.

        Raises BudgetSpent, UsageError where a limit is set and the price is unknown, or what the other carrier does.
        """
        most = self._spending.most(request)
        await self._spending.set_aside(most)
        spent: Decimal | None = most
        try:
            completion = await self._inner.send(request)
            cost = self._spending.cost(completion.usage, request.model)
            if cost is None or completion.usage != NOTHING_COUNTED:
                spent = cost
        except ModelError as fault:
            spent = most if may_be_charged(fault) else Decimal(0)
            raise
        finally:
            self._spending.settle(most, spent)
        return completion

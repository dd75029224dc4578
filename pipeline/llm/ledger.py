"""What the answers of a digest took: tokens, money, and time by stage."""

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from pipeline.domain.base import Model
from pipeline.domain.digest import Usage
from pipeline.llm.request import TokenUsage


class StageCost(Model):
    """What one stage took; `seconds` counts time once, however many requests were under way in it."""

    stage: str
    seconds: float
    requests: int
    input_tokens: int
    cached_tokens: int
    output_tokens: int


@dataclass
class _Stage:
    answers: list[TokenUsage] = field(default_factory=list[TokenUsage])
    seconds: float = 0.0
    under_way: int = 0
    since: float = 0.0


class Ledger:
    """Adds up the answers that one digest is made of, drafts that were mended included.

    `endpoint` is the base URL that the model is asked at: a price belongs to a model at a provider, and a server on
    one's own machine has none. `at` is the moment whose prices hold, `clock` counts seconds. It fetches nothing.
    """

    def __init__(self, model: str, endpoint: str, *, at: datetime, clock: Callable[[], float]) -> None:
        self._model = model
        self._endpoint = endpoint
        self._at = at
        self._clock = clock
        self._stages: dict[str, _Stage] = {}
        self._useless: dict[str, None] = {}

    def record(self, stage: str, usage: TokenUsage, key: str) -> None:
        """Count the answer to the request with this key. Nothing has come of it until `uses` says so."""
        self._stage(stage).answers.append(usage)
        self._useless[key] = None

    def uses(self, keys: Iterable[str]) -> None:
        """Something of use came of the answers to these requests."""
        for key in keys:
            self._useless.pop(key, None)

    @property
    def useless(self) -> tuple[str, ...]:
        """The keys of the requests of whose answers nothing of use came.

        Where these are kept, they are to be forgotten before anyone tries again.
        """
        return tuple(self._useless)

    @contextmanager
    def timing(self, stage: str) -> Generator[None]:
        """Count the time that the block takes as the stage's. Blocks of one stage may overlap."""
        timed = self._stage(stage)
        if not timed.under_way:
            timed.since = self._clock()
        timed.under_way += 1
        try:
            yield
        finally:
            timed.under_way -= 1
            if not timed.under_way:
                timed.seconds += self._clock() - timed.since

    @property
    def stages(self) -> tuple[StageCost, ...]:
        """What each stage took, in the order in which they were first heard of."""
        return tuple(
            StageCost(
                stage=name,
                seconds=stage.seconds,
                requests=len(stage.answers),
                input_tokens=sum(answer.input_tokens for answer in stage.answers),
                cached_tokens=sum(answer.cached_tokens for answer in stage.answers),
                output_tokens=sum(answer.output_tokens for answer in stage.answers),
            )
            for name, stage in self._stages.items()
        )

    @property
    def usage(self) -> Usage:
        """Everything so far, as a digest tells it. The cost is null where a price is not known."""
        answers = [answer for stage in self._stages.values() for answer in stage.answers]
        costs = [price(answer, self._model, self._endpoint, self._at) for answer in answers]
        known = [cost for cost in costs if cost is not None]
        return Usage(
            requests=len(answers),
            input_tokens=sum(answer.input_tokens for answer in answers),
            cached_tokens=sum(answer.cached_tokens for answer in answers),
            output_tokens=sum(answer.output_tokens for answer in answers),
            cost_usd=float(sum(known, Decimal(0))) if known and len(known) == len(answers) else None,
        )

    def _stage(self, name: str) -> _Stage:
        return self._stages.setdefault(name, _Stage())


def price(usage: TokenUsage, model: str, endpoint: str, at: datetime) -> Decimal | None:
    """What one answer cost in US dollars, from the prices that genai-prices carries; None where it knows none."""
    full = _full_price(
        usage.input_tokens, usage.cached_tokens, usage.cache_write_tokens, usage.output_tokens, model, endpoint, at
    )
    return None if full is None else full * Decimal(usage.price_share)


@lru_cache(maxsize=4096)
def _full_price(  # noqa: PLR0917 -- its arguments are the key of what is remembered
    input_tokens: int, cached: int, written: int, output: int, model: str, endpoint: str, at: datetime
) -> Decimal | None:
    import genai_prices  # noqa: PLC0415 -- its data takes time to load, which users of the builtin writer need not wait

    try:
        counted = genai_prices.Usage(
            input_tokens=input_tokens, cache_read_tokens=cached, cache_write_tokens=written, output_tokens=output
        )
        return genai_prices.calc_price(
            counted, model, provider_api_url=endpoint, genai_request_timestamp=at
        ).total_price
    except (LookupError, ValueError):
        return None

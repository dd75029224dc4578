"""What a whole run takes of the model, as those who carry its requests count it."""

from decimal import Decimal
from typing import NamedTuple, Protocol


class Meter(Protocol):
    """Counts what has been spent since the run began; each figure is asked for while the run goes on."""

    @property
    def requests(self) -> int:
        """Requests that were answered."""
        ...

    @property
    def found(self) -> int:
        """Answers that were found in the store, and cost nothing."""
        ...

    @property
    def input_tokens(self) -> int:
        """Tokens of those requests."""
        ...

    @property
    def cached_tokens(self) -> int:
        """Those of them that the endpoint had in its own cache."""
        ...

    @property
    def output_tokens(self) -> int:
        """Tokens of the answers."""
        ...

    @property
    def cost_usd(self) -> Decimal | None:
        """What was charged for all that, or may have been, in US dollars; None where a price is not known."""
        ...


class Reading(NamedTuple):
    """What a meter shows at one moment. As it is, a meter of zeros, such as the builtin writer has."""

    requests: int = 0
    found: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    cost_usd: Decimal | None = Decimal(0)


def read(meter: Meter) -> Reading:
    """What the meter shows now."""
    return Reading(
        meter.requests, meter.found, meter.input_tokens, meter.cached_tokens, meter.output_tokens, meter.cost_usd
    )

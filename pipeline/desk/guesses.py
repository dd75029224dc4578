"""Wrong tokens, counted by where they come from: whoever sends many is told to wait, and nobody else notices."""

import ipaddress
import time
from collections import OrderedDict, deque
from collections.abc import Callable

MOST_WRONG, WRONG_SECONDS = 10, 60.0
"""So many wrong tokens from one address in so many seconds are answered as usual."""
MOST_ADDRESSES = 1_000
"""Of so many addresses the desk remembers wrong tokens; of those that sent one longest ago it forgets them."""
_NETWORK = 64
"""Bits of an IPv6 address that one household or server farm shares; the rest each of them chooses as it likes."""


class WrongTokens:
    """The last wrong tokens of each address. `clock` tells seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: OrderedDict[str, deque[float]] = OrderedDict()

    def count(self, address: str) -> bool:
        """Take note of a wrong token; whether its sender has sent too many of them."""
        now, sender = self._clock(), _sender(address)
        times = self._wrong.setdefault(sender, deque(maxlen=MOST_WRONG))
        self._wrong.move_to_end(sender)
        is_too_many = len(times) == MOST_WRONG and now - times[0] < WRONG_SECONDS
        times.append(now)
        if len(self._wrong) > MOST_ADDRESSES:
            self._wrong.popitem(last=False)
        return is_too_many


def _sender(address: str) -> str:
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, _NETWORK), strict=False))

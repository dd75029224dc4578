"""A server that answers a batch as a model would, and keeps account of what it was asked and what it answered."""

import hashlib
import json
import threading
from collections import Counter
from collections.abc import Callable
from typing import Self, cast

from benchmarks.server import answer
from tests.llm.loopback import Handler, Json, Loopback, Reply, sends

Fault = Callable[[Json], Reply | None]
"""What goes wrong with a request; None where it is answered."""


def question(asked: Json) -> str:
    """A request's name: the same for the same body."""
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]


class Answering:
    """The server, which answers after some `seconds`. Use it in a `with` block.

    Each answer begins with its question's name, so that a store tells which questions it holds the answers to.
    """

    def __init__(self, seconds: float = 0.0, fault: Fault = lambda _: None) -> None:
        self._seconds = seconds
        self._fault = fault
        self._changed = threading.Condition()
        self._loopback = Loopback(self._reply)
        self.asked: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()
        """Questions that were answered in full, which somebody has to pay for."""
        self._bodies: dict[str, str] = {}

    @property
    def url(self) -> str:
        return self._loopback.url

    @property
    def requests(self) -> int:
        """How often it was asked."""
        return self.asked.total()

    def about(self, word: str) -> int:
        """How often it was asked something that has a word in it."""
        return sum(count for name, count in self.asked.items() if word in self._bodies[name])

    def wait_for(self, requests: int, seconds: float = 30.0) -> None:
        """Wait until it has been asked so often. Fails where that takes too long."""
        with self._changed:
            assert self._changed.wait_for(lambda: self.requests >= requests, seconds), "nobody asks"

    def __enter__(self) -> Self:
        self._loopback.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._loopback.__exit__()

    def _reply(self, handler: Handler) -> None:
        name = question(handler.asked)
        with self._changed:
            self.asked[name] += 1
            self._bodies[name] = json.dumps(handler.asked)
            self._changed.notify_all()
        if fault := self._fault(handler.asked):
            fault(handler)
            return
        if self._seconds and handler.server.loopback.closing.wait(self._seconds):
            return
        told = answer(handler.asked)
        message = told["choices"][0]["message"]
        message["content"] = f"{name} {message['content']}"
        sends(cast("Json", told))(handler)
        with self._changed:
            self.answered[name] += 1

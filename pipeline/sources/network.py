"""Connections that go to the very address that was checked, and that end in time.

Resolving a name once to check it and once more to connect would let the name's owner answer differently the second
time. Here a name is resolved once, each of its addresses is checked, and the connection goes to one of them; TLS and
the Host header still speak of the name.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Thread

import httpcore2

from pipeline.sources.addresses import Address, is_public, parse_address


class Forbidden(Exception):
    """A name that leads to an address which may not be fetched from."""


class NameNotFound(Exception):
    """A name that has no address."""


@dataclass(frozen=True)
class Deadline:
    """A point in time that everything about one page has to be done by."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        """The point that many seconds from now."""
        return cls(time.monotonic() + seconds)

    def remaining(self) -> float:
        """The seconds left. Raises httpcore2.ReadTimeout where none are."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("the deadline has passed")
        return left


def resolve(host: str, port: int) -> tuple[Address, ...]:
    """All addresses of a name, in the order in which the system would try them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(parse_address(str(entry[4][0])) for entry in found))


@dataclass(frozen=True)
class Network:
    """The way out: how names are resolved, how addresses are connected to, and whom to trust."""

    resolve: Callable[[str, int], tuple[Address, ...]] = resolve
    backend: httpcore2.NetworkBackend = field(default_factory=httpcore2.SyncBackend)
    trust: ssl.SSLContext = field(default_factory=httpcore2.default_ssl_context)


class PinnedBackend(httpcore2.NetworkBackend):
    """Resolves a name, checks every address it has, and connects to those that were checked, in their order."""

    def __init__(self, network: Network, deadline: Deadline, is_allowed: Callable[[Address], bool] = is_public) -> None:
        self._network = network
        self._deadline = deadline
        self._is_allowed = is_allowed

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to a checked address of the host. Raises Forbidden where one of them may not be used."""
        del timeout  # the deadline is what counts
        addresses = self._resolve_in_time(host, port)
        for address in addresses:
            if not self._is_allowed(address):
                raise Forbidden(str(address))
        fault: Exception = NameNotFound(host)
        for address in addresses:
            try:
                stream = self._network.backend.connect_tcp(
                    str(address), port, self._deadline.remaining(), local_address, socket_options
                )
                return _TimedStream(stream, self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                fault = error
        raise fault

    def _resolve_in_time(self, host: str, port: int) -> tuple[Address, ...]:
        """What the name resolves to. The system's resolver knows no timeout, so it works in a thread of its own."""
        answers: list[tuple[Address, ...]] = []

        def ask() -> None:
            try:
                answers.append(self._network.resolve(host, port))
            except (OSError, ValueError):
                answers.append(())

        thread = Thread(target=ask, daemon=True)
        thread.start()
        thread.join(self._deadline.remaining())
        self._deadline.remaining()
        if not answers or not answers[0]:
            raise NameNotFound(host)
        return answers[0]


class _TimedStream(httpcore2.NetworkStream):
    """A stream whose every step ends by the deadline, so that a dripping server cannot hold it open."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        del timeout
        return self._stream.read(max_bytes, self._deadline.remaining())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        del timeout
        self._stream.write(buffer, self._deadline.remaining())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        del timeout
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.remaining())
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)

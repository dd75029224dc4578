"""A server on loopback that answers with any bytes at any pace, and a network whose public names lead to it."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Self

import httpcore2

from pipeline.sources.addresses import Address, parse_address
from pipeline.sources.network import Network

Answer = bytes | Callable[[threading.Event], Iterable[bytes]]


def response(body: bytes, status: str = "200 OK", content_type: str | None = "text/html", **headers: str) -> bytes:
    """A whole HTTP response; header names have underscores for hyphens."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    lines += [f"Content-Type: {content_type}"] if content_type is not None else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    return response(b"", status, Location=location)


class Server:
    """Answers each path as told, and remembers the requests; other paths are not found."""

    def __init__(self, answers: Mapping[str, Answer], tls: ssl.SSLContext | None = None) -> None:
        self.answers = dict(answers)
        self.requests: list[str] = []
        self._tls = tls
        self._closing = threading.Event()
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._spawn(self._listen)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        with socket.create_connection(("127.0.0.1", self.port)):
            pass
        for thread in self._threads:
            thread.join(5)
        self._listener.close()

    def _spawn(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _listen(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self._closing.is_set():
                connection.close()
                return
            self._spawn(lambda connection=connection: self._serve(connection))

    def _serve(self, connection: socket.socket) -> None:
        try:
            with self._tls.wrap_socket(connection, server_side=True) if self._tls else connection as stream:
                request = b""
                while b"\r\n\r\n" not in request:
                    piece = stream.recv(4_096)
                    if not piece:
                        return
                    request += piece
                self.requests.append(request.decode("latin-1"))
                answer = self.answers.get(request.split()[1].decode(), response(b"?", "404 Not Found"))
                for piece in [answer] if isinstance(answer, bytes) else answer(self._closing):
                    stream.sendall(piece)
        except OSError:
            connection.close()  # the client has gone, as it should


class _ToLoopback(httpcore2.SyncBackend):
    def __init__(self, server: Server, dialled: list[str]) -> None:
        self._server = server
        self._dialled = dialled

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        del port  # the server has but one
        self._dialled.append(host)
        return super().connect_tcp("127.0.0.1", self._server.port, timeout, local_address, socket_options)


class Internet:
    """A network with names of its own; whatever address is connected to, the server answers."""

    def __init__(
        self, server: Server, names: Mapping[str, list[list[str]]], trust: ssl.SSLContext | None = None
    ) -> None:
        self.asked: list[str] = []
        self.dialled: list[str] = []
        self._names = {name: list(answers) for name, answers in names.items()}
        self.network = Network(
            resolve=self._resolve,
            backend=_ToLoopback(server, self.dialled),
            trust=trust or ssl.create_default_context(),
        )

    def _resolve(self, host: str, port: int) -> tuple[Address, ...]:
        """The next answer for a name; the last one stays."""
        self.asked.append(host if port in {80, 443} else f"{host}:{port}")
        answers = self._names.get(host, [[]])
        told = answers.pop(0) if len(answers) > 1 else answers[0]
        return tuple(map(parse_address, told))

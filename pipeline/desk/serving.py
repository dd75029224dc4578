"""The server: one process, one event loop, in which pages are made and models are asked."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import ExitStack

import uvicorn
from starlette.types import ASGIApp

from pipeline.errors import UsageError

_CONNECTIONS = 200
_GRACE_SECONDS = 3


def serve(app: ASGIApp, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until interrupted. Tells `ready` where, once it listens. Raises UsageError where it cannot listen."""
    listening = _listen(host, port)
    with listening:
        ready(_address(listening))
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=_CONNECTIONS,
            timeout_graceful_shutdown=_GRACE_SECONDS,
            h11_max_incomplete_event_size=64 * 1024,
            ws="none",
        )
        asyncio.run(uvicorn.Server(config).serve(sockets=[listening]))


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with ExitStack() as if_it_fails:
            listening = if_it_fails.enter_context(socket.socket(family, kind, protocol))
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            if_it_fails.pop_all()
    except OSError as error:
        raise UsageError(f"--host {host} --port {port}: cannot listen there ({error.strerror or error})") from None
    return listening


def _address(listening: socket.socket) -> str:
    name = listening.getsockname()
    host, port = str(name[0]), int(name[1])
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"

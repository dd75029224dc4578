"""Loopback servers in processes of their own, so that their work is not taken for the client's.

Such a server is a module that is run with the seconds after which it answers. It says where it is, serves until it is
told to end, and may then say what it was asked.
"""

import asyncio
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Apart:
    """A server's address, and what it said in the end."""

    url: str
    said: str = ""


@contextmanager
def serving_apart(module: str, seconds: float) -> Generator[Apart]:
    """A server for the time of the block."""
    command = [sys.executable, "-m", module, str(seconds)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        server = Apart((process.stdout or sys.stdin).readline().strip())
        try:
            yield server
        finally:
            server.said = process.communicate("\n")[0]


async def serve_until_told(server: asyncio.Server) -> None:
    """Say where the server is, and serve until a line is read."""
    print(url_of(server), flush=True)
    async with server:
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)


def url_of(server: asyncio.Server) -> str:
    """Where a server of the OpenAI API is asked."""
    return f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"

"""`storydigest desk`: the web page on which editors work."""

import ipaddress
import os
import secrets
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import TIMEOUT, Making, Model, Now, Temperature, Timeout, Trace, moment
from pipeline.errors import StorydigestError, UsageError

if TYPE_CHECKING:
    from pipeline.llm.request import Carrier
    from pipeline.writers.drafts import Writer

TOKEN = "STORYDIGEST_DESK_TOKEN"  # noqa: S105 -- the name of a variable
SHORTEST_TOKEN = 16
EXAMPLES = """Examples:
  storydigest desk --out digests
  storydigest desk --store postgresql://digests@db/digests --port 8800
  storydigest desk --out digests --host 0.0.0.0"""


def desk(
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="The folder that `batch` or `build --out` wrote; what is saved goes there too."
        ),
    ] = None,
    store: Annotated[
        str | None, typer.Option(metavar="URL", help="Where digests are kept. Default: SQLite in DIR.")
    ] = None,
    host: Annotated[
        str, typer.Option(help="The address to listen on; another than loopback takes a token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 for any that is free.")] = 8765,
    model: Model = None,
    timeout: Timeout = TIMEOUT,
    now: Now = None,
    trace: Trace = None,
    temperature: Temperature = None,
) -> None:
    """Read digests beside their sources in a browser, have parts written again, change, compare and restore them.

    On any address but loopback editors sign in with the token in STORYDIGEST_DESK_TOKEN.
    """
    from pipeline.llm.choice import choice_note, choose_model

    if out is None and store is None:
        raise UsageError("name the digests to work on, with --out DIR or --store URL")
    if out is not None and not out.is_dir():
        raise UsageError(f"--out {out}: there is no such folder; `storydigest batch --out` writes one")
    if note := choice_note(model, os.environ):
        typer.echo(note, err=True)
    token = _token(host)
    making = Making(
        model=choose_model(model, os.environ),
        language=None,
        timeout=timeout,
        now=moment(now),
        trace=trace,
        temperature=temperature,
        allow_private=False,
    )
    _check_installed()
    clock = partial(moment, now)
    _serve(making, store, out, clock, host=host, port=port, token=token)


def _serve(
    making: Making,
    store: str | None,
    out: Path | None,
    clock: Callable[[], datetime],
    *,
    host: str,
    port: int,
    token: str | None,
) -> None:
    import asyncio

    from pipeline.desk.app import make_app
    from pipeline.desk.desk import Desk
    from pipeline.desk.jobs import Jobs
    from pipeline.desk.serving import serve
    from pipeline.desk.session import Sessions
    from pipeline.store import Store, sqlite_url

    url = store or sqlite_url(out or Path())
    with Store(url) as opened:
        if out is not None:
            asyncio.run(opened.catch_up_all(out))
        working = Desk(
            store=opened,
            writers=NamedWriters(making, clock),
            jobs=Jobs(),
            sessions=Sessions(),
            clock=clock,
            token=token,
            out=out,
        )
        serve(make_app(working), host, port, ready=lambda address: typer.echo(f"the desk is at {address}"))


@dataclass(frozen=True)
class NamedWriters:
    """The writer that the options name, and the one that needs no model."""

    making: Making
    clock: Callable[[], datetime]

    @property
    def names(self) -> tuple[str, ...]:
        """The models that an editor may choose from."""
        from pipeline.llm.choice import BUILTIN

        return tuple(dict.fromkeys((self.making.model, BUILTIN)))

    @asynccontextmanager
    async def open(self, model: str, watched: "Callable[[Carrier], Carrier]") -> "AsyncGenerator[Writer]":
        """A writer for one candidate."""
        from pipeline.cli.asking import writer_for

        making = replace(self.making, model=model, now=self.clock())
        async with writer_for(making, _Unfollowed(), watched) as writer:
            yield writer


class _Unfollowed:
    """Nobody follows what a candidate takes; the candidate itself tells of it."""

    def follow(self, ledger: object) -> None:
        """A ledger is opened."""


def _token(host: str) -> str | None:
    """What editors have to know, where more than this machine can reach the desk. Raises UsageError."""
    given = os.environ.get(TOKEN, "").strip()
    if not given and _is_loopback(host):
        return None
    if len(given) < SHORTEST_TOKEN:
        raise UsageError(
            f"--host {host} lets others reach the desk: set {TOKEN} to a secret of at least {SHORTEST_TOKEN} "
            f"characters, such as {secrets.token_urlsafe(24)}"
        )
    return given


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check_installed() -> None:
    try:
        import fastapi
        import uvicorn
    except ModuleNotFoundError:
        raise StorydigestError("the desk needs FastAPI and uvicorn; install storydigest[desk]") from None
    del fastapi, uvicorn

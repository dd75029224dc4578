"""Where a batch's stories are worked on, as `--executor` says."""

from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pipeline.batch.computing import ComputingPool
    from pipeline.batch.work import Executor
    from pipeline.llm.request import Carrier
    from pipeline.sources.shared import SharedExtraction

ASYNCIO, DASK = "asyncio", "dask"
Where = Annotated[
    str,
    typer.Option(
        metavar="WHERE",
        help="`asyncio`: in this process. `dask`: by processes of this machine, one for each core. `dask=ADDRESS`: by "
        "the workers of that Dask scheduler, such as `dask worker ADDRESS --nworkers -1 --nthreads 32`. Needs the "
        "extra `cluster`.",
    ),
]
Opening = Callable[["Carrier | None", int], AbstractAsyncContextManager["Executor"]]
"""Opens an executor, given who answers its requests and how many stories are under way at once."""


def check_executor(where: str) -> None:
    """Raise UsageError where there is no such executor."""
    name, equals, address = where.partition("=")
    if name not in {ASYNCIO, DASK} or (equals and (name == ASYNCIO or not address)):
        raise UsageError(f"--executor: {where} is none; asyncio, dask and dask=tcp://HOST:PORT are")
    if name == DASK and find_spec("distributed") is None:
        raise UsageError("--executor dask needs Dask Distributed; install storydigest[cluster]")


@contextmanager
def executors(where: str) -> Generator[Opening]:
    """What opens the executor. Enter this before there are threads: processes can then be forked."""
    if where == ASYNCIO:
        from pipeline.batch.computing import ComputingPool
        from pipeline.sources.shared import SharedExtraction

        with SharedExtraction() as extraction, ComputingPool() as computing:
            yield partial(_here, extraction, computing)
    else:
        yield partial(_on_workers, where.partition("=")[2] or None)


@asynccontextmanager
async def _here(
    extraction: "SharedExtraction", computing: "ComputingPool", carrier: "Carrier | None", _at_once: int
) -> "AsyncGenerator[Executor]":
    from pipeline.batch.local import LocalExecutor
    from pipeline.batch.work import Asking
    from pipeline.llm.prompt import load_prompts

    yield LocalExecutor(extraction, Asking(carrier, load_prompts()) if carrier else None, computing)


@asynccontextmanager
async def _on_workers(address: str | None, carrier: "Carrier | None", at_once: int) -> "AsyncGenerator[Executor]":
    from pipeline.batch.cluster import ClusterExecutor, connect_workers

    async with connect_workers(address, at_once=at_once) as client, ClusterExecutor(client, carrier) as executor:
        yield executor

"""Work in processes of their own, at the same moment or until one is killed."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from threading import BrokenBarrierError
from typing import Protocol, TypeVar

T = TypeVar("T")
_FRESH = get_context("forkserver")
_FRESH.set_forkserver_preload(["tests.store.sample", "pytest"])  # else each process would import them for itself
_SECONDS = 60


class _Barrier(Protocol):
    def wait(self, timeout: float | None = None) -> int: ...


_start: list[_Barrier] = []


def at_once(work: Callable[[str, int], T], url: str, count: int = 3) -> list[T]:
    """What `count` processes return that begin the same work, on the same store, at the same moment."""
    barrier = _FRESH.Barrier(count)
    with ProcessPoolExecutor(count, _FRESH, initializer=_begin_at, initargs=(barrier,)) as pool:
        return list(pool.map(_started, [work] * count, [url] * count, range(count)))


def exit_code(work: Callable[[str, str], None], *arguments: str) -> int | None:
    """The exit code of a process that does some work; the negated signal where one killed it."""
    process = _FRESH.Process(target=work, args=arguments)
    process.start()
    process.join(_SECONDS)
    return process.exitcode


def _begin_at(barrier: _Barrier) -> None:
    _start.append(barrier)


def _started(work: Callable[[str, int], T], url: str, number: int) -> T:
    try:
        _start[0].wait(_SECONDS)
    except BrokenBarrierError:
        raise TimeoutError("the other processes did not start") from None
    return work(url, number)

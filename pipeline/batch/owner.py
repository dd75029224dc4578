"""Who a run is, in words that tell other runs on this machine whether it is still there."""

import os
import platform
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_LONGEST_NUMBER = 20


def this_run() -> str:
    """This process, as place, number and start: numbers are given again, starts are not."""
    return _owner(os.getpid())


def gone(owners: Iterable[str]) -> tuple[str, ...]:
    """Those of the owners that were processes of this place and are no more."""
    return tuple(owner for owner in owners if owner.startswith(f"{_place()}/") and not _is_there(owner))


def _is_there(owner: str) -> bool:
    number = owner.split("/")[1][:_LONGEST_NUMBER]
    return number.isdecimal() and _owner(int(number)) == owner and _runs(int(number))


def _owner(process: int) -> str:
    try:
        # The 22nd field of proc(5)'s stat, counted behind the command's name, which may hold anything.
        started = (
            Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[19]
        )
    except (OSError, IndexError):
        started = ""
    return f"{_place()}/{process}/{started}"


@cache
def _place() -> str:
    """Where numbers of processes mean the same: a machine between two starts, and in it a container (namespaces(7))."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        processes = str(Path("/proc/self/ns/pid").readlink())
    except (OSError, UnicodeError):
        boot = processes = ""
    return ":".join(part for part in (platform.node().replace("/", "-"), boot, processes) if part)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True

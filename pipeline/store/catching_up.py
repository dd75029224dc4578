"""A store and the folder that digests are written to: what was done in the folder alone, the store takes over.

Whoever writes both writes the store first, so that a folder may lag behind. A command that works on a folder makes it
run ahead. What neither explains is a conflict that a person has to settle: nothing of either is written over.
"""

import asyncio
import logging
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from pipeline.domain.digest import Revision
from pipeline.domain.history import Entry
from pipeline.errors import Conflict, DigestError, Diverged
from pipeline.folder import DIGEST, FolderDigests, read_standing, standing_number, sweep
from pipeline.store.revisions import Revisions

_LOG = logging.getLogger(__name__)


async def catch_up(revisions: Revisions, out: Path, story_id: str) -> Revision | None:
    """The newest revision of a story, once the store has what was done in OUT/<story id>/ alone.

    Raises Diverged where folder and store went on from one revision apart from each other, Conflict where somebody
    saves meanwhile, DigestError where the folder cannot be read. Nothing is taken over then.
    """
    standing = await asyncio.to_thread(read_standing, out, story_id)  # before the store is looked at: it may only grow
    current = await revisions.current(story_id)
    if standing is None:
        return current
    if current is not None and standing.revision <= current.digest.revision:
        is_newest = standing.revision == current.digest.revision
        known = current if is_newest else await revisions.at(story_id, standing.revision)
        if known is None or known.digest != standing:
            raise _diverged(story_id, standing.revision)
        return current
    number = current.digest.revision if current else None
    found = await _back_to(number, FolderDigests(out / story_id), story_id)
    if not found or (current is not None and found[0][0].digest != current.digest):
        raise _diverged(story_id, standing.revision)
    await revisions.take_over(found[1:] if current else found)
    return found[-1][0]


async def catch_up_all(revisions: Revisions, out: Path) -> None:
    """Take over what was done in any of the folders of OUT; what cannot be, the log names.

    A folder that lags behind is not looked into: whoever writes there next does.
    """
    with _logged():
        await asyncio.to_thread(sweep, out)
    for file in await asyncio.to_thread(lambda: sorted(out.glob(f"*/{DIGEST}"))):
        story_id = file.parent.name
        with _logged():
            if await asyncio.to_thread(standing_number, out, story_id) > (await revisions.number(story_id) or 0):
                await catch_up(revisions, out, story_id)


@contextmanager
def _logged() -> Generator[None]:
    try:
        yield
    except (DigestError, Conflict) as error:
        _LOG.warning("%s", error)


async def _back_to(number: int | None, kept: FolderDigests, story_id: str) -> list[tuple[Revision, Entry]]:
    """Revisions of a folder from one on, or as far back as there is no gap and each can be read; the newest last."""
    found: list[tuple[Revision, Entry]] = []
    for entry in reversed(await kept.history(story_id)):
        if found and entry.revision != found[-1][1].revision - 1:
            break
        try:
            revision = await kept.at(story_id, entry.revision)
        except DigestError:
            if number is not None or not found:
                raise
            break
        if revision is None:
            break
        found.append((revision, entry))
        if entry.revision == number:
            break
    return found[::-1]


def _diverged(story_id: str, number: int) -> Diverged:
    return Diverged(
        f"story {story_id}: revision {number} in its output folder is not what the store has, since both were changed "
        "apart from each other; move the folder away to go on from the store's"
    )

"""Digests that `build --out` left in a folder become the store's, so that the desk has them too."""

import asyncio
import logging
from pathlib import Path

from pipeline.errors import Conflict, DigestError
from pipeline.folder import DIGEST, read_revision
from pipeline.store import Store

_LOG = logging.getLogger(__name__)


async def adopt_folders(store: Store, out: Path) -> None:
    """Begin a history for each digest of the folder that the store knows nothing of; what cannot be read is left."""
    for file in await asyncio.to_thread(lambda: sorted(out.glob(f"*/{DIGEST}"))):
        try:
            if await store.revisions.number(file.parent.name) is not None:
                continue
            found = read_revision(file.parent)
            if found.digest.story_id == file.parent.name:
                await store.revisions.adopt(found)
        except (DigestError, Conflict) as error:
            _LOG.warning("%s", error)

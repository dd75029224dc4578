"""The executor of one machine: stories share an event loop; extraction and gathering have processes of their own."""

from pipeline.batch.work import Asking, Made, Unmade, Work, make
from pipeline.digest import Gathering, gather_here
from pipeline.sources.shared import SharedExtraction


class LocalExecutor:
    """Makes digests in this process. `asking` is None for the builtin writer; `gathering` may go elsewhere."""

    def __init__(self, extraction: SharedExtraction, asking: Asking | None, gathering: Gathering = gather_here) -> None:
        self._extraction = extraction
        self._asking = asking
        self._gathering = gathering

    async def make(self, work: Work) -> Made | Unmade:
        """The story's next revision, or why there is none."""
        return await make(work, self._extraction.extract_many, self._asking, self._gathering)

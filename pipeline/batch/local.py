"""The executor of one machine: stories share an event loop; extraction and gathering have processes of their own."""

from pipeline.batch.gathering import GatheringPool
from pipeline.batch.work import Asking, Made, Work, make
from pipeline.sources.shared import SharedExtraction


class LocalExecutor:
    """Makes digests in this process. `asking` is None for the builtin writer."""

    def __init__(self, extraction: SharedExtraction, gathering: GatheringPool, asking: Asking | None) -> None:
        self._extraction = extraction
        self._gathering = gathering
        self._asking = asking

    async def make(self, work: Work) -> Made:
        """The story's next revision."""
        return await make(work, self._extraction.extract_many, self._asking, self._gathering.gather)

"""The executor of one machine: stories share an event loop; extraction and computing have processes of their own."""

from pipeline.batch.computing import ComputingPool
from pipeline.batch.work import Asking, Made, Unmade, Work, make
from pipeline.sources.shared import SharedExtraction
from pipeline.stages.computing import compute_here


class LocalExecutor:
    """Makes digests in this process. `asking` is None for the builtin writer; without a pool it does the computing."""

    def __init__(
        self, extraction: SharedExtraction, asking: Asking | None, computing: ComputingPool | None = None
    ) -> None:
        self._extraction = extraction
        self._asking = asking
        self._computing = computing

    async def make(self, work: Work) -> Made | Unmade:
        """The story's next revision, or why there is none."""
        computing = self._computing.for_story() if self._computing else compute_here
        return await make(work, self._extraction.extract_many, self._asking, computing)

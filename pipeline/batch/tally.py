"""What came of the stories of a run so far, in numbers."""

from collections import Counter

from pipeline.batch.outcome import Outcome, Status


class Tally:
    """Counts outcomes by their status and, for stories that were set aside, by the name of the fault."""

    def __init__(self) -> None:
        self.by_status: Counter[Status] = Counter()

    @property
    def quarantined(self) -> int:
        """How many stories were set aside."""
        return self.by_status[Status.QUARANTINED]

    def begins(self, story_id: str) -> None:
        """Only ends are counted."""

    def ends(self, outcome: Outcome) -> None:
        """A story is done, or set aside."""
        self.by_status[outcome.status] += 1

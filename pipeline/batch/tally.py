"""What came of the stories of a run so far, in numbers."""

from collections import Counter

from pipeline.batch.outcome import Fault, Outcome, Status


class Tally:
    """Counts outcomes by their status and, for stories that were set aside, by the name of the fault."""

    def __init__(self) -> None:
        self.by_status: Counter[Status] = Counter()
        self.by_fault: Counter[Fault] = Counter()
        self.withheld = 0
        """Sentences that the checks did not let through."""
        self.warned = 0
        """Stories that something is worth knowing about."""

    def add(self, outcome: Outcome) -> None:
        """Count a story that is done, or set aside."""
        self.by_status[outcome.status] += 1
        self.withheld += len(outcome.withheld)
        self.warned += bool(outcome.warnings)
        if outcome.quarantine is not None:
            self.by_fault[outcome.quarantine.fault] += 1

    @property
    def done(self) -> int:
        """How many stories came to an end, quarantined ones among them."""
        return self.by_status.total()

"""What an editor is to know before a revision is restored: a digest gets that revision's locks, too."""

from dataclasses import dataclass

from pipeline.domain.changes import locked
from pipeline.domain.digest import Digest


@dataclass(frozen=True, slots=True)
class RestoringView:
    """A revision that is to be restored, and the locks that change with it."""

    revision: int
    current: int
    headline: str
    come: tuple[str, ...]
    """What will be locked that is not now."""
    go: tuple[str, ...]
    """What is locked now and will not be."""

    @property
    def changes_locks(self) -> bool:
        """Whether other parts are locked then."""
        return bool(self.come or self.go)


def restoring_view(current: Digest, old: Digest) -> RestoringView:
    """What restoring an old revision does to the locks of the current one."""
    now, then = locked(current), locked(old)
    return RestoringView(
        revision=old.revision,
        current=current.revision,
        headline=old.headline,
        come=tuple(name for part, name in then.items() if part not in now),
        go=tuple(name for part, name in now.items() if part not in then),
    )

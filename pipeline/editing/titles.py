"""The headline and the headings, which rest on all that a digest cites: a change elsewhere can take that away."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.checks.passage import Passage
from pipeline.domain.digest import Digest
from pipeline.domain.support import Verdict
from pipeline.stages.assemble import Assembled
from pipeline.stages.headings import cited
from pipeline.stages.verify import Sources


class Title(NamedTuple):
    """The headline, or the heading of a section, whose id is empty for the headline."""

    section_id: str
    text: str

    @property
    def name(self) -> str:
        """What to call it."""
        return f"heading “{self.text}”" if self.section_id else f"headline “{self.text}”"


def titles(digest: Digest) -> list[Title]:
    """The headline and the headings of a digest."""
    return [Title("", digest.headline), *(Title(section.id, section.heading) for section in digest.sections)]


def shown_by(digest: Digest, sources: Sources) -> tuple[Passage, ...]:
    """What the headline and the headings are held to: all that the digest cites, and the articles' titles."""
    return cited(Assembled(digest.sections, digest.timeline, ()), sources)


def fallen(before: Digest, after: Digest, sources: Sources) -> list[Title]:
    """The headline and headings that one digest shows, and another that took over their words does not."""
    kept = set(titles(before))
    lost = frozenset(_evidence(before)) - frozenset(_evidence(after))
    if not lost:
        return []
    now = shown_by(after, sources)
    missing = [title for title in titles(after) if title in kept and not _stands(title, now, sources)]
    then = shown_by(before, sources) if missing else ()
    return [title for title in missing if _stands(title, then, sources)]


def _evidence(digest: Digest) -> list[object]:
    return [piece for statement in digest.statements for piece in statement.evidence]


def _stands(title: Title, shown: Sequence[Passage], sources: Sources) -> bool:
    return sources.title_support(title.text, shown).verdict is not Verdict.UNSUPPORTED

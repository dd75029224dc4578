"""Headline: another one for a digest that stands, shown by what the digest cites and by the articles' titles."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.checks.passage import Passage
from pipeline.checks.titles import fresh_heading_support
from pipeline.domain.digest import Origin
from pipeline.domain.support import Reason
from pipeline.stages.drafting import settled
from pipeline.stages.outline import Refusal
from pipeline.stages.verify import Sources
from pipeline.text.fold import squeeze
from pipeline.writers.drafts import HeadlineBrief, Writer

_REPEATED = Reason(kind="repetition", words="", hard=True, message="the digest has this headline or heading already")


class WrittenHeadline(NamedTuple):
    """A headline that stands, whose words it is, and what was refused."""

    text: str
    origin: Origin
    refused: tuple[Refusal, ...]


async def headline(writer: Writer, brief: HeadlineBrief, shown: Sequence[Passage], sources: Sources) -> WrittenHeadline:
    """Ask for a headline until it stands or no more drafts may be asked for; then the sources' own words stand in.

    Raises AnswerError where the writer has nothing usable to say.
    """
    taken = {squeeze(text) for text in (brief.headline, *brief.headings)}
    known = sources.denials

    def against(text: str) -> list[Reason]:
        repeated = [_REPEATED] if squeeze(text) in taken else []
        return [*repeated, *(r for r in fresh_heading_support(text, shown, known, sources.language).reasons if r.hard)]

    async def look(draft: str) -> str:
        return draft

    def complaints(draft: str) -> list[str]:
        return [f"the headline “{draft}”: {reason.message}" for reason in against(draft)]

    text = await settled(writer.headline(brief), look, complaints, lambda draft: -len(against(draft)))
    reasons = against(text) if text else [_REPEATED]
    if writer.origin is not Origin.GENERATED or not reasons:
        return WrittenHeadline(text, writer.origin, ())
    spare = next((option for option in brief.options if squeeze(option) not in taken), brief.headline)
    refused = (Refusal("headline", text, tuple(reasons)),) if text else ()
    return WrittenHeadline(spare, Origin.EXTRACTED, refused)

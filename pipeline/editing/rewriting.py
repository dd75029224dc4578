"""Writing one part again: its stage alone is asked, with the same facts, a note, and what the rest says."""

from datetime import datetime

from pipeline.domain.candidate import Candidate, Part, PartKind
from pipeline.domain.digest import Revision
from pipeline.editing.again import Again, headline_again, section_again, timeline_again
from pipeline.editing.parts import refuse_locked
from pipeline.editing.wording import words_of
from pipeline.stages.ids import new_id
from pipeline.writers.drafts import Writer

LONGEST_NOTE = 2_000
"""Characters of a note that reach the writer."""


async def rewrite(
    revision: Revision, part: Part, writer: Writer, *, now: datetime, author: str, note: str = ""
) -> Candidate:
    """A candidate for a section, the headline or the timeline of a digest.

    Sends only what the stage and the judge of its new text send: `section`, `headline` or `timeline`, and `verify`. The
    writer is asked for this part alone, or its usage tells of more than that. Raises UnknownPart, Locked, EditError
    for a note that is no text, StoryError where nothing can be shown, and ModelError.
    """
    refuse_locked(revision.digest, part)
    words = words_of(note, "note")[:LONGEST_NOTE]
    again = await _again(revision, part, writer, words)
    digest = revision.digest
    asked = (str(part), writer.name, words, author, now.isoformat())
    return Candidate(
        id=new_id("c", digest.story_id, str(digest.revision), *asked, again.content.model_dump_json()),
        story_id=digest.story_id,
        base_revision=digest.revision,
        part=part,
        note=words,
        model=writer.name,
        prompts=dict(writer.prompts),
        author=author,
        made_at=now,
        content=again.content,
        withheld=again.withheld,
        usage=writer.usage,
    )


async def _again(revision: Revision, part: Part, writer: Writer, note: str) -> Again:
    match part.kind:
        case PartKind.SECTION:
            return await section_again(revision, part.section_id, writer, note)
        case PartKind.HEADLINE:
            return await headline_again(revision, writer, note)
        case PartKind.TIMELINE:
            return await timeline_again(revision, writer, note)

"""Finding a part of a digest by what a person calls it."""

from pipeline.domain.candidate import (
    Content,
    HeadlineContent,
    Part,
    PartKind,
    SectionContent,
    TimelineContent,
    section_part,
)
from pipeline.domain.digest import Digest, Event, Section, Sentence
from pipeline.errors import Locked, UnknownPart


def find_part(digest: Digest, section: str) -> Part:
    """The section of an id, or of a number that counts from 1. Raises UnknownPart."""
    if section.isascii() and section.isdigit() and len(section) < 10:
        if not 1 <= int(section) <= len(digest.sections):
            raise UnknownPart(f"{digest.story_id}: there is no section {section}; it has {len(digest.sections)}")
        return section_part(digest.sections[int(section) - 1].id)
    return section_part(section_of(digest, section).id)


def section_of(digest: Digest, section_id: str) -> Section:
    """The section of an id. Raises UnknownPart."""
    for section in digest.sections:
        if section.id == section_id:
            return section
    known = ", ".join(section.id for section in digest.sections)
    raise UnknownPart(f"{digest.story_id}: there is no section {section_id!r}; there are {known}")


def place_of(digest: Digest, section_id: str) -> int:
    """The place of a section, from 0. Raises UnknownPart."""
    return digest.sections.index(section_of(digest, section_id))


def sentence_of(digest: Digest, sentence_id: str) -> tuple[Section, Sentence]:
    """The sentence of an id, and its section. Raises UnknownPart."""
    for section in digest.sections:
        for sentence in section.sentences:
            if sentence.id == sentence_id:
                return section, sentence
    raise UnknownPart(f"{digest.story_id}: there is no sentence {sentence_id!r}")


def event_of(digest: Digest, event_id: str) -> Event:
    """The event of an id. Raises UnknownPart."""
    for event in digest.timeline:
        if event.id == event_id:
            return event
    raise UnknownPart(f"{digest.story_id}: there is no event {event_id!r}")


def content_of(digest: Digest, part: Part) -> Content:
    """What a part says now, in the shape of a candidate for it. Raises UnknownPart."""
    match part.kind:
        case PartKind.SECTION:
            section = section_of(digest, part.section_id)
            return SectionContent(heading=section.heading, origin=section.origin, sentences=section.sentences)
        case PartKind.HEADLINE:
            return HeadlineContent(text=digest.headline, origin=digest.headline_origin)
        case PartKind.TIMELINE:
            return TimelineContent(events=digest.timeline)


def refuse_locked(digest: Digest, part: Part) -> None:
    """Raise Locked where nothing of a part may be written again; a timeline keeps its locked events in any case."""
    if part.kind is PartKind.SECTION and section_of(digest, part.section_id).locked:
        raise Locked(f"{digest.story_id}: section {part.section_id} is locked; unlock it first")
    if part.kind is PartKind.TIMELINE and digest.timeline and all(event.locked for event in digest.timeline):
        raise Locked(f"{digest.story_id}: every event of the timeline is locked; unlock one first")


def ids_in(digest: Digest) -> set[str]:
    """All ids that stand in a digest."""
    return {item.id for item in (*digest.sections, *digest.statements, *digest.withheld)}

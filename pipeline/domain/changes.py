"""What a revision says differently from the one before it, in lines for a report."""

from collections.abc import Iterator, Mapping

from pipeline.domain.digest import Digest, Event, Section


def changes(before: Digest, after: Digest) -> tuple[str, ...]:
    """A line for every article, section and event that is new, gone, different or locked, and for the headline."""
    return tuple(_changes(before, after))


def locked(digest: Digest) -> dict[str, str]:
    """What is locked: the names of sections and events, each with its kind, by their ids."""
    sections = {section.id: f"section: {section.heading}" for section in digest.sections if section.locked}
    return sections | {event.id: f"event: {_named(event)}" for event in digest.timeline if event.locked}


def _changes(before: Digest, after: Digest) -> Iterator[str]:
    if before.headline != after.headline:
        yield f"headline: “{after.headline}”, was “{before.headline}”"
    here = {a.number: a for a in after.articles if not a.withdrawn}
    there = {a.number: a for a in before.articles if not a.withdrawn}
    for number in sorted(here.keys() | there.keys()):
        if number not in there:
            yield f"article {number} added: {here[number].url}"
        elif number not in here:
            yield f"article {number} withdrawn: {there[number].url}"
        elif here[number].sha256 != there[number].sha256:
            yield f"article {number} changed: {here[number].url}"
    yield from _parts("section", _sections(before), _sections(after))
    yield from _parts("event", _events(before), _events(after))
    yield from _locks(before, after)


def _parts(
    kind: str, before: Mapping[str, tuple[str, object]], after: Mapping[str, tuple[str, object]]
) -> Iterator[str]:
    for part, (name, content) in after.items():
        if part not in before:
            yield f"{kind} added: {name}"
        elif before[part][1] != content:
            yield f"{kind} changed: {name}"
    for part, (name, _) in before.items():
        if part not in after:
            yield f"{kind} gone: {name}"


def _locks(before: Digest, after: Digest) -> Iterator[str]:
    then, now = locked(before), locked(after)
    left = {part.id for part in (*after.sections, *after.timeline)}
    for part in (*(part for part in now if part not in then), *(part for part in then if part not in now)):
        if part in left:
            kind, _, name = (now.get(part) or then[part]).partition(": ")
            yield f"{kind} {'locked' if part in now else 'unlocked'}: {name}"


def _sections(digest: Digest) -> dict[str, tuple[str, object]]:
    return {section.id: (section.heading, _said(section)) for section in digest.sections}


def _said(section: Section) -> object:
    return (section.heading, [(sentence.text, sentence.citations) for sentence in section.sentences])


def _events(digest: Digest) -> dict[str, tuple[str, object]]:
    return {event.id: (_named(event), _told(event)) for event in digest.timeline}


def _named(event: Event) -> str:
    return f"{event.date.label}: {event.text}"


def _told(event: Event) -> object:
    return (event.text, event.date, event.status, event.citations)

"""The form that an address asks for: to edit a part, or to add one."""

from pipeline.desk.views.draft import Draft, date_choices, pieces, spans_of
from pipeline.desk.views.held import held_draft
from pipeline.domain.digest import Digest, Event, Revision, Section, Sentence, Withheld


def opened(revision: Revision, edit: str, add: str) -> Draft | None:
    """The form to edit the part of an id, or to add something; None where there is none."""
    if add:
        return _adding(revision.digest, add)
    return _editing(revision, edit) if edit else None


def _adding(digest: Digest, add: str) -> Draft | None:
    match add:
        case "section":
            return Draft(
                "new-section",
                "",
                "New section",
                "add-section",
                label="Its first sentence",
                has_heading=True,
                has_evidence=True,
            )
        case "event":
            return Draft(
                "new-event",
                "",
                "New event",
                "add-event",
                label="What happened",
                has_evidence=True,
                has_date=True,
                has_status=True,
            )
        case "correction":
            return Draft(
                "correction",
                "",
                "A note to readers on what was put right",
                "correction",
                "Add the note",
                "An earlier version said …",
            )
        case _:
            section = next((one for one in digest.sections if one.id == add), None)
            if section is None:
                return None
            return Draft(
                f"in {section.id}", section.id, f"New sentence: {section.heading}", "add-sentence", has_evidence=True
            )


def _editing(revision: Revision, edit: str) -> Draft | None:
    digest = revision.digest
    if edit == "headline":
        return Draft("headline", "", "Headline", "headline", label="Headline", text=digest.headline)
    parts = (*digest.sections, *digest.statements, *digest.withheld)
    part = next((one for one in parts if one.id == edit), None)
    match part:
        case Section():
            draft = Draft("heading", part.id, "Heading", "heading", label="Heading", text=part.heading)
        case Event():
            draft = _event(revision, part)
        case Sentence():
            draft = _sentence(part, digest)
        case Withheld():
            draft = held_draft(revision, part)
        case _:
            draft = None
    return draft


def _sentence(sentence: Sentence, digest: Digest) -> Draft:
    section = next(one for one in digest.sections if sentence in one.sentences)
    others: list[tuple[str, str]] = []
    if section.sentences[0] != sentence:
        others.append(("sentence-up", "Move up"))
    if section.sentences[-1] != sentence:
        others.append(("sentence-down", "Move down"))
    if len(section.sentences) > 1:
        others.append(("delete-sentence", "Delete"))
    return Draft(
        "statement",
        sentence.id,
        f"Sentence: {section.heading}",
        "edit-sentence",
        text=sentence.text,
        has_evidence=True,
        evidence=pieces(sentence.evidence),
        reasons=sentence.support.reasons,
        reason=sentence.override.reason if sentence.override else "",
        is_overridable=sentence.override is not None,
        others=tuple(others),
    )


def _event(revision: Revision, event: Event) -> Draft:
    return Draft(
        "statement",
        event.id,
        f"Event of {event.date.label}",
        "edit-event",
        label="What happened",
        text=event.text,
        has_evidence=True,
        evidence=pieces(event.evidence),
        has_date=True,
        dates=date_choices(revision, spans_of(event.evidence), event.date),
        has_status=True,
        status=event.status,
        reasons=event.support.reasons,
        reason=event.override.reason if event.override else "",
        is_overridable=event.override is not None,
        others=(("delete-event", "Delete"),),
    )

"""Events, edited, added and deleted."""

from pipeline.desk.edits.edit import Edit, Hand, of_event
from pipeline.desk.form import Form, Malformed
from pipeline.desk.spans import chosen_spans
from pipeline.desk.when import read_date
from pipeline.domain.dates import Status
from pipeline.domain.digest import Revision
from pipeline.editing import EventText, add_event, delete_event, edit_event, event_text


def edit(form: Form, seen: Revision, hand: Hand) -> Edit:
    """Another text, date or status, or other evidence."""
    key, given = form.text("id"), hand.override(form)
    return of_event(
        "edit-event",
        "edited an event",
        key,
        lambda revision: edit_event(revision, key, _told(form, seen), hand.now, override=given),
        form.text("text"),
    )


def delete(form: Form, _seen: Revision, hand: Hand) -> Edit:
    """The timeline without it."""
    key = form.text("id")
    return of_event("delete-event", "deleted an event", key, lambda r: delete_event(r, key, hand.now))


def add(form: Form, seen: Revision, hand: Hand) -> Edit:
    """A new one."""
    given = hand.override(form)
    return Edit(
        "add-event",
        "added an event",
        lambda _digest: None,
        lambda digest: "\n".join(map(event_text, digest.timeline)),
        lambda revision: add_event(revision, _told(form, seen), hand.now, override=given),
        form.text("text"),
    )


def _told(form: Form, seen: Revision) -> EventText:
    spans = chosen_spans(form, seen)
    try:
        status = Status(form.text("status") or Status.HAPPENED)
    except ValueError:
        raise Malformed("no such status") from None
    return EventText(form.text("text"), read_date(form, seen, spans), status, spans)

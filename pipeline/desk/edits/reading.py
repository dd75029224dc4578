"""From a form to the change that it asks for."""

from dataclasses import replace

from pipeline.desk.edits import decisions, events, sections, sentences
from pipeline.desk.edits.edit import Edit, Hand, Reader
from pipeline.desk.form import Form, Malformed
from pipeline.domain.digest import Revision
from pipeline.editing import no_longer_withheld

_READERS: dict[str, Reader] = {
    "edit-sentence": sentences.edit,
    "delete-sentence": sentences.delete,
    "sentence-up": sentences.move(-1),
    "sentence-down": sentences.move(+1),
    "add-sentence": sentences.add,
    "heading": sections.heading,
    "headline": sections.headline,
    "add-section": sections.add,
    "section-delete": sections.delete,
    "section-up": sections.move(-1),
    "section-down": sections.move(+1),
    "edit-event": events.edit,
    "delete-event": events.delete,
    "add-event": events.add,
    "lock": decisions.lock,
    "unlock": decisions.unlock,
    "override": decisions.override,
    "take-up": decisions.take_up,
    "correction": decisions.correction,
}
"""By the value of the button that sends the form."""


def read_edit(form: Form, seen: Revision, hand: Hand) -> Edit:
    """The change that a form asks for, made on the revision that the editor saw. Raises Malformed and UnknownPart."""
    reader = _READERS.get(form.text("do"))
    if reader is None:
        raise Malformed("the form asks for nothing that the desk does")
    edit = reader(form, seen, hand)
    held = form.text("held")
    return edit if not held or edit.does == "take-up" else _instead_of(held, edit)


def _instead_of(held: str, edit: Edit) -> Edit:
    """The change, which publishes in an editor's words what was withheld: that is withheld no longer."""

    def apply(revision: Revision) -> Revision:
        return no_longer_withheld(edit.apply(revision), held)

    return replace(edit, apply=apply)

"""Sentences, edited, added, moved and deleted."""

from pipeline.desk.edits.edit import Edit, Hand, Reader, of_section, of_sentence
from pipeline.desk.form import Form
from pipeline.desk.spans import chosen_spans
from pipeline.domain.digest import Revision
from pipeline.editing import add_sentence, delete_sentence, edit_sentence, move_sentence, section_text
from pipeline.editing.parts import section_of, sentence_of


def edit(form: Form, seen: Revision, hand: Hand) -> Edit:
    """Another text, or other evidence."""
    key, text, given = form.text("id"), form.text("text"), hand.override(form)

    def apply(revision: Revision) -> Revision:
        return edit_sentence(revision, key, text, hand.now, spans=chosen_spans(form, seen), override=given)

    return of_sentence("edit-sentence", "edited a sentence", key, apply, text)


def delete(form: Form, _seen: Revision, hand: Hand) -> Edit:
    """A section without it."""
    key = form.text("id")
    return of_sentence(
        "delete-sentence", "deleted a sentence", key, lambda revision: delete_sentence(revision, key, hand.now)
    )


def move(step: int) -> Reader:
    """So many places down in its section."""

    def read(form: Form, seen: Revision, hand: Hand) -> Edit:
        key = form.text("id")
        section, sentence = sentence_of(seen.digest, key)
        place = section.sentences.index(sentence) + step
        return of_section(
            "move-sentence", "moved a sentence", section.id, lambda r: move_sentence(r, key, place, hand.now)
        )

    return read


def add(form: Form, seen: Revision, hand: Hand) -> Edit:
    """A new one at the end of a section."""
    key, text, given = form.text("id"), form.text("text"), hand.override(form)
    return Edit(
        "add-sentence",
        "added a sentence",
        lambda digest: section_of(digest, key).id,
        lambda digest: section_text(section_of(digest, key)),
        lambda revision: add_sentence(revision, key, text, chosen_spans(form, seen), hand.now, override=given),
        text,
    )

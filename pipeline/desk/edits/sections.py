"""Sections, added, moved and deleted; their headings, and the headline."""

from pipeline.desk.edits.edit import Edit, Hand, Reader, of_section
from pipeline.desk.form import Form
from pipeline.desk.spans import chosen_spans
from pipeline.domain.digest import Digest, Revision
from pipeline.editing import SentenceText, add_section, delete_section, edit_heading, edit_headline, move_section
from pipeline.editing.parts import place_of, section_of


def heading(form: Form, _seen: Revision, hand: Hand) -> Edit:
    """Another heading."""
    key, text = form.text("id"), form.text("text")

    def told(digest: Digest) -> str:
        return section_of(digest, key).heading

    return Edit("heading", "edited a heading", told, told, lambda r: edit_heading(r, key, text, hand.now), text)


def headline(form: Form, _seen: Revision, hand: Hand) -> Edit:
    """Another headline."""
    text = form.text("text")

    def told(digest: Digest) -> str:
        return digest.headline

    return Edit("headline", "edited the headline", told, told, lambda r: edit_headline(r, text, hand.now), text)


def add(form: Form, seen: Revision, hand: Hand) -> Edit:
    """A new one, with its first sentence, at the end."""
    name, text, given = form.text("heading"), form.text("text"), hand.override(form)

    def apply(revision: Revision) -> Revision:
        return add_section(revision, name, [SentenceText(text, chosen_spans(form, seen), given)], hand.now)

    return Edit("add-section", "added a section", lambda _d: None, lambda _d: "", apply, text)


def delete(form: Form, _seen: Revision, hand: Hand) -> Edit:
    """The digest without it."""
    key = form.text("id")
    return of_section("section-delete", "deleted a section", key, lambda r: delete_section(r, key, hand.now))


def move(step: int) -> Reader:
    """So many places down; it rests on the order of all of them."""

    def read(form: Form, seen: Revision, hand: Hand) -> Edit:
        key = form.text("id")
        place = place_of(seen.digest, key) + step
        return Edit(
            "move-section",
            "moved a section",
            lambda digest: [section.id for section in digest.sections],
            lambda digest: "\n".join(section.heading for section in digest.sections),
            lambda revision: move_section(revision, key, place, hand.now),
        )

    return read

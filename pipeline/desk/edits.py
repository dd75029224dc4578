"""From a form to a change by hand: what it touches, what it makes of a revision, and how the history tells of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from pipeline.desk.form import Form, Malformed
from pipeline.desk.spans import chosen_spans
from pipeline.desk.when import read_date
from pipeline.domain.dates import Status
from pipeline.domain.digest import Digest, Event, Revision, Section, Sentence
from pipeline.domain.support import Override
from pipeline.editing import (
    EventText,
    add_event,
    add_section,
    add_sentence,
    delete_event,
    delete_section,
    delete_sentence,
    edit_event,
    edit_heading,
    edit_headline,
    edit_sentence,
    lock,
    move_section,
    move_sentence,
    override,
    restored,
    take_up,
    unlock,
    with_correction,
)
from pipeline.editing.comparing import event_text, section_text
from pipeline.editing.parts import event_of, place_of, section_of, sentence_of
from pipeline.editing.sections import SentenceText
from pipeline.errors import UnknownPart


@dataclass(frozen=True, slots=True)
class Edit:
    """One change by hand."""

    does: str
    told: str
    """What the history says of it."""
    touches: Callable[[Digest], object]
    """What of a digest it rests on: where that is no longer as the editor saw it, somebody else was faster.

    Raises UnknownPart where it is gone.
    """
    reads: Callable[[Digest], str]
    """The same as text, to be shown. Raises UnknownPart."""
    apply: Callable[[Revision], Revision]
    """The next revision. Raises EditError and NeedsOverride."""
    mine: str = ""
    """The text that the editor wrote, where the change is one of words."""


class Hand(NamedTuple):
    """Whose change it is, and when."""

    editor: str
    now: datetime

    def override(self, form: Form) -> Override | None:
        """The decision to publish in spite of the checks, where a reason is given."""
        reason = " ".join(form.text("reason").split())
        return Override(by=self.editor, at=self.now, reason=reason) if reason else None


def read_edit(form: Form, seen: Revision, hand: Hand) -> Edit:
    """The change that a form asks for, made on the revision that the editor saw. Raises Malformed and EditError."""
    reader = _READERS.get(form.text("do"))
    if reader is None:
        raise Malformed("the form asks for nothing that the desk does")
    return reader(form, seen, hand)


def _edit_sentence(form: Form, seen: Revision, hand: Hand) -> Edit:
    key, text, spans = form.text("id"), form.text("text"), chosen_spans(form, seen)
    given = hand.override(form)
    return _of_sentence(
        "edit-sentence",
        "edited a sentence",
        key,
        lambda revision: edit_sentence(revision, key, text, hand.now, spans=spans, override=given),
        text,
    )


def _delete_sentence(form: Form, _seen: Revision, hand: Hand) -> Edit:
    key = form.text("id")
    return _of_sentence(
        "delete-sentence", "deleted a sentence", key, lambda revision: delete_sentence(revision, key, hand.now)
    )


def _of_sentence(does: str, told: str, key: str, apply: Callable[[Revision], Revision], mine: str = "") -> Edit:
    def sentence(digest: Digest) -> Sentence:
        return sentence_of(digest, key)[1]

    return Edit(does, told, sentence, lambda digest: sentence(digest).text, apply, mine)


def _move_sentence(step: int) -> "_Reader":
    def read(form: Form, seen: Revision, hand: Hand) -> Edit:
        key = form.text("id")
        section, sentence = sentence_of(seen.digest, key)
        place = section.sentences.index(sentence) + step
        return _of_section(
            "move-sentence", "moved a sentence", section.id, lambda r: move_sentence(r, key, place, hand.now)
        )

    return read


def _add_sentence(form: Form, seen: Revision, hand: Hand) -> Edit:
    key, text, spans, given = form.text("id"), form.text("text"), chosen_spans(form, seen), hand.override(form)
    return Edit(
        "add-sentence",
        "added a sentence",
        lambda digest: section_of(digest, key).id,
        lambda digest: section_text(section_of(digest, key)),
        lambda revision: add_sentence(revision, key, text, spans, hand.now, override=given),
        text,
    )


def _of_section(does: str, told: str, key: str, apply: Callable[[Revision], Revision]) -> Edit:
    return Edit(
        does, told, lambda digest: section_of(digest, key), lambda digest: section_text(section_of(digest, key)), apply
    )


def _heading(form: Form, _seen: Revision, hand: Hand) -> Edit:
    key, text = form.text("id"), form.text("text")

    def heading(digest: Digest) -> str:
        return section_of(digest, key).heading

    return Edit("heading", "edited a heading", heading, heading, lambda r: edit_heading(r, key, text, hand.now), text)


def _headline(form: Form, _seen: Revision, hand: Hand) -> Edit:
    text = form.text("text")

    def headline(digest: Digest) -> str:
        return digest.headline

    return Edit("headline", "edited the headline", headline, headline, lambda r: edit_headline(r, text, hand.now), text)


def _add_section(form: Form, seen: Revision, hand: Hand) -> Edit:
    text = SentenceText(form.text("text"), chosen_spans(form, seen), hand.override(form))
    heading = form.text("heading")
    return Edit(
        "add-section",
        "added a section",
        lambda _digest: None,
        lambda _digest: "",
        lambda revision: add_section(revision, heading, [text], hand.now),
        f"{heading}\n{text.text}",
    )


def _delete_section(form: Form, _seen: Revision, hand: Hand) -> Edit:
    key = form.text("id")
    return _of_section("section-delete", "deleted a section", key, lambda r: delete_section(r, key, hand.now))


def _move_section(step: int) -> "_Reader":
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


def _told_event(form: Form, seen: Revision) -> EventText:
    spans = chosen_spans(form, seen)
    try:
        status = Status(form.text("status") or Status.HAPPENED)
    except ValueError:
        raise Malformed("no such status") from None
    return EventText(form.text("text"), read_date(form, seen, spans), status, spans)


def _edit_event(form: Form, seen: Revision, hand: Hand) -> Edit:
    key, told, given = form.text("id"), _told_event(form, seen), hand.override(form)
    return _of_event(
        "edit-event", "edited an event", key, lambda r: edit_event(r, key, told, hand.now, override=given), told.text
    )


def _delete_event(form: Form, _seen: Revision, hand: Hand) -> Edit:
    key = form.text("id")
    return _of_event("delete-event", "deleted an event", key, lambda r: delete_event(r, key, hand.now))


def _of_event(does: str, told: str, key: str, apply: Callable[[Revision], Revision], mine: str = "") -> Edit:
    return Edit(
        does, told, lambda digest: event_of(digest, key), lambda digest: event_text(event_of(digest, key)), apply, mine
    )


def _add_event(form: Form, seen: Revision, hand: Hand) -> Edit:
    told, given = _told_event(form, seen), hand.override(form)
    return Edit(
        "add-event",
        "added an event",
        lambda _digest: None,
        lambda digest: "\n".join(map(event_text, digest.timeline)),
        lambda revision: add_event(revision, told, hand.now, override=given),
        told.text,
    )


def _lock(form: Form, _seen: Revision, hand: Hand) -> Edit:
    key = form.text("id")
    return _of_part("lock", "locked {}", key, lambda revision: lock(revision, key, hand.now))


def _unlock(form: Form, _seen: Revision, hand: Hand) -> Edit:
    key = form.text("id")
    return _of_part("unlock", "unlocked {}", key, lambda revision: unlock(revision, key, hand.now))


def _of_part(does: str, told: str, key: str, apply: Callable[[Revision], Revision]) -> Edit:
    def part(digest: Digest) -> Section | Event:
        found = [one for one in (*digest.sections, *digest.timeline) if one.id == key]
        if not found:
            raise UnknownPart(f"there is no section or event {key!r} any more")
        return found[0]

    def text(digest: Digest) -> str:
        found = part(digest)
        return event_text(found) if isinstance(found, Event) else section_text(found)

    return Edit(does, told.format("a section or event"), part, text, apply)


def _override(form: Form, seen: Revision, hand: Hand) -> Edit:
    key, given = form.text("id"), hand.override(form)
    if given is None:
        raise Malformed("a decision needs its reason")
    is_event = any(event.id == key for event in seen.digest.timeline)
    of = _of_event if is_event else _of_sentence
    return of("override", "decided to publish a flagged statement", key, lambda r: override(r, key, given, hand.now))


def _take_up(form: Form, seen: Revision, hand: Hand) -> Edit:
    key, given = form.text("id"), hand.override(form)

    def held(digest: Digest) -> object:
        found = [one for one in digest.withheld if one.id == key]
        if not found:
            raise UnknownPart("it is no longer withheld")
        return found[0]

    text = next((one.text for one in seen.digest.withheld if one.id == key), "")
    return Edit(
        "take-up",
        "took up what was withheld",
        held,
        lambda digest: text if held(digest) else "",
        lambda revision: take_up(revision, key, hand.now, override=given),
    )


def _correction(form: Form, _seen: Revision, hand: Hand) -> Edit:
    text = form.text("text")

    def apply(revision: Revision) -> Revision:
        following = revision.digest.model_copy(update={"revision": revision.digest.revision + 1, "updated": hand.now})
        return with_correction(revision.model_copy(update={"digest": following}), text, hand.now)

    return Edit("correction", "added a note to readers", lambda _d: None, lambda _d: "", apply, text)


_Reader = Callable[[Form, Revision, Hand], Edit]
_READERS: dict[str, _Reader] = {
    "edit-sentence": _edit_sentence,
    "delete-sentence": _delete_sentence,
    "sentence-up": _move_sentence(-1),
    "sentence-down": _move_sentence(+1),
    "add-sentence": _add_sentence,
    "heading": _heading,
    "headline": _headline,
    "add-section": _add_section,
    "section-delete": _delete_section,
    "section-up": _move_section(-1),
    "section-down": _move_section(+1),
    "edit-event": _edit_event,
    "delete-event": _delete_event,
    "add-event": _add_event,
    "lock": _lock,
    "unlock": _unlock,
    "override": _override,
    "take-up": _take_up,
    "correction": _correction,
}


def restoring(old: Revision, hand: Hand) -> Edit:
    """The change that makes a digest say again what an old revision said; it rests on all of the current one."""
    return Edit(
        "restore",
        f"restored revision {old.digest.revision}",
        lambda digest: digest,
        lambda digest: "\n\n".join([digest.headline, *map(section_text, digest.sections)]),
        lambda revision: restored(revision, old, hand.now),
    )

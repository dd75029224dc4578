"""What an editor decides: locks, what is published in spite of the checks, notes to readers, and what is restored."""

from pipeline.desk.edits.edit import Change, Edit, Hand, of_event, of_sentence
from pipeline.desk.form import Form, Malformed
from pipeline.desk.when import told_date
from pipeline.domain.digest import Digest, Event, Revision, Section, Withheld
from pipeline.editing import event_text, restored, section_text, with_correction
from pipeline.editing import lock as locked
from pipeline.editing import override as overridden
from pipeline.editing import take_up as taken_up
from pipeline.editing import unlock as unlocked
from pipeline.errors import UnknownPart


def lock(form: Form, seen: Revision, hand: Hand) -> Edit:
    """Nobody writes a section or event again."""
    key = form.text("id")
    return _of_part("lock", f"locked {_kind(seen, key)}", key, lambda revision: locked(revision, key, hand.now))


def unlock(form: Form, seen: Revision, hand: Hand) -> Edit:
    """A section or event can be written again."""
    key = form.text("id")
    return _of_part("unlock", f"unlocked {_kind(seen, key)}", key, lambda revision: unlocked(revision, key, hand.now))


def _kind(seen: Revision, key: str) -> str:
    return "an event" if any(event.id == key for event in seen.digest.timeline) else "a section"


def _of_part(does: str, told: str, key: str, apply: Change) -> Edit:
    def part(digest: Digest) -> Section | Event:
        found = [one for one in (*digest.sections, *digest.timeline) if one.id == key]
        if not found:
            raise UnknownPart(f"there is no section or event {key!r} any more")
        return found[0]

    def text(digest: Digest) -> str:
        found = part(digest)
        return event_text(found) if isinstance(found, Event) else section_text(found)

    return Edit(does, told, part, text, apply)


def override(form: Form, seen: Revision, hand: Hand) -> Edit:
    """A flagged statement stands, for a reason."""
    key, given = form.text("id"), hand.override(form)
    if given is None:
        raise Malformed("a decision needs its reason")
    of = of_event if any(event.id == key for event in seen.digest.timeline) else of_sentence
    return of("override", "decided to publish a flagged statement", key, lambda r: overridden(r, key, given, hand.now))


def take_up(form: Form, _seen: Revision, hand: Hand) -> Edit:
    """What was withheld is published after all."""
    key, given = form.text("id"), hand.override(form)

    def held(digest: Digest) -> Withheld:
        found = [one for one in digest.withheld if one.id == key]
        if not found:
            raise UnknownPart("it is no longer withheld")
        return found[0]

    return Edit(
        "take-up",
        "took up what was withheld",
        held,
        lambda digest: held(digest).text,
        lambda revision: taken_up(revision, key, hand.now, override=given, date=told_date(form)),
    )


def correction(form: Form, _seen: Revision, hand: Hand) -> Edit:
    """Readers are told what was put right."""
    text = form.text("text")

    def apply(revision: Revision) -> Revision:
        following = revision.digest.model_copy(update={"revision": revision.digest.revision + 1, "updated": hand.now})
        return with_correction(revision.model_copy(update={"digest": following}), text, hand.now)

    return Edit("correction", "added a note to readers", lambda _d: None, lambda _d: "", apply, text)


def restoring(old: Revision, hand: Hand) -> Edit:
    """A digest says again what an old revision said; it rests on all of the current one."""
    return Edit(
        "restore",
        f"restored revision {old.digest.revision}",
        lambda digest: digest,
        lambda digest: "\n\n".join([digest.headline, *map(section_text, digest.sections)]),
        lambda revision: restored(revision, old, hand.now),
    )

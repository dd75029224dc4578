"""One change by hand, and those kinds of it that several forms share."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from pipeline.desk.form import Form
from pipeline.domain.digest import Digest, Revision, Sentence
from pipeline.domain.support import Override
from pipeline.editing import event_text, section_text
from pipeline.editing.parts import event_of, section_of, sentence_of

Change = Callable[[Revision], Revision]
"""The next revision. Raises EditError, NeedsOverride and Malformed."""


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
    apply: Change
    """Whatever is wrong with the form is found here: whether somebody was faster is looked at before that."""
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


Reader = Callable[[Form, Revision, Hand], Edit]
"""The change that a form asks for, made on the revision that the editor saw. Raises Malformed and UnknownPart."""


def of_sentence(does: str, told: str, key: str, apply: Change, mine: str = "") -> Edit:
    """A change that rests on one sentence."""

    def sentence(digest: Digest) -> Sentence:
        return sentence_of(digest, key)[1]

    return Edit(does, told, sentence, lambda digest: sentence(digest).text, apply, mine)


def of_section(does: str, told: str, key: str, apply: Change) -> Edit:
    """A change that rests on one section."""
    return Edit(
        does, told, lambda digest: section_of(digest, key), lambda digest: section_text(section_of(digest, key)), apply
    )


def of_event(does: str, told: str, key: str, apply: Change, mine: str = "") -> Edit:
    """A change that rests on one event."""
    return Edit(
        does, told, lambda digest: event_of(digest, key), lambda digest: event_text(event_of(digest, key)), apply, mine
    )

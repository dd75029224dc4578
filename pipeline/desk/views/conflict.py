"""Two changes of one part: what both editors started from, what each made of it, and a form that merges them."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.desk.edits.edit import Edit
from pipeline.desk.form import Form
from pipeline.desk.guard import FORM_TOKEN
from pipeline.desk.spans import moved
from pipeline.desk.views.diffs import diff_lines
from pipeline.domain.digest import Digest, Revision
from pipeline.editing import Piece, compare, word_diff
from pipeline.errors import UnknownPart

_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A conflict."""

    told: str
    seen: int
    current: int
    theirs: tuple[tuple[Piece, ...], ...]
    """What became of the part since the editor saw it."""
    mine: tuple[tuple[Piece, ...], ...]
    """What the editor makes of the part; empty where the change is not one of words."""
    is_gone: bool
    text: str
    """What the merging form starts with."""
    fields: tuple[tuple[str, str], ...]
    """What else the form sends again."""
    elsewhere: tuple[str, ...]
    """The other parts that changed meanwhile."""


def conflict_view(seen: Revision, current: Revision, edit: Edit, form: Form) -> ConflictView:
    """The conflict of a change that was made on one revision, with what is there now. Raises Malformed."""
    before = _text(edit, seen.digest) or ""
    now = _text(edit, current.digest)
    return ConflictView(
        told=edit.told,
        seen=seen.digest.revision,
        current=current.digest.revision,
        theirs=diff_lines(word_diff(before, now or "")),
        mine=diff_lines(word_diff(before, edit.mine[:_LONGEST])) if edit.mine else (),
        is_gone=now is None,
        text=form.text("text") if edit.mine else "",
        fields=tuple(_fields(form, seen, current)),
        elsewhere=tuple(one.part for one in compare(seen.digest, current.digest) if not one.is_same),
    )


def _fields(form: Form, seen: Revision, current: Revision) -> Iterator[tuple[str, str]]:
    """The fields that go with the merged text, for the current revision: evidence where its words stand by now."""
    for name, value in form.without(FORM_TOKEN, "revision", "text"):
        if name != "evidence":
            yield name, value
        elif (found := moved(value, seen, current)) is not None:
            yield name, found


def _text(edit: Edit, digest: Digest) -> str | None:
    try:
        return edit.reads(digest)[:_LONGEST]
    except UnknownPart:
        return None

"""What was withheld: why, and the form with which an editor takes it up."""

from dataclasses import dataclass

from pipeline.desk.views.draft import Draft, date_choices, pieces, spans_of
from pipeline.domain.digest import Digest, Revision, Withheld
from pipeline.domain.support import Reason

_CHOOSE = "Take up what was withheld: choose the words that show it"
_UNUSABLE = "unusable"
"""The kind of reason for a model's whole answer, which is nobody's sentence."""


@dataclass(frozen=True, slots=True)
class WithheldView:
    """What was written and not published."""

    id: str
    text: str
    reasons: tuple[Reason, ...]
    can_be_taken_up: bool


def withheld_view(revision: Revision, held: Withheld) -> WithheldView:
    """One of them."""
    return WithheldView(held.id, held.text, held.reasons, held_draft(revision, held) is not None)


def is_homeless(digest: Digest, held: Withheld) -> bool:
    """Whether it belongs to no part that the digest has, as where a section came to nothing."""
    kind, _, section_id = held.where.partition(":")
    if kind in {"section", "heading"}:
        return all(section.id != section_id for section in digest.sections)
    return kind not in {"timeline", "headline"}


def held_draft(revision: Revision, held: Withheld) -> Draft | None:
    """The form that takes it up: as it is, with a reason, or as words of the editor's own to begin with.

    None for what no form makes a part of a digest.
    """
    kind, _, section_id = held.where.partition(":")
    if any(reason.kind == _UNUSABLE for reason in held.reasons):
        return None
    if kind in {"section", "heading"} and is_homeless(revision.digest, held):
        return _section(held, kind)
    match kind:
        case "section" | "timeline" if held.evidence:
            draft = _as_it_is(revision, held, kind)
        case "section":
            draft = _beginning(held, section_id, _CHOOSE, "add-sentence", has_evidence=True)
        case "timeline":
            draft = _beginning(held, "", _CHOOSE, "add-event", has_evidence=True, has_date=True)
        case "heading":
            draft = _beginning(held, section_id, "Take up what was withheld as the heading", "heading")
        case "headline":
            draft = _beginning(held, "", "Take up what was withheld as the headline", "headline")
        case _:
            draft = None
    return draft


def _as_it_is(revision: Revision, held: Withheld, kind: str) -> Draft:
    is_event = kind == "timeline"
    dates = date_choices(revision, spans_of(held.evidence)) if is_event else ()
    return Draft(
        f"held {held.id}",
        held.id,
        "Take up what was withheld",
        "take-up",
        "Take it up",
        text=held.text,
        has_text=False,
        has_date=is_event,
        needs_date=is_event and not dates,
        dates=dates,
        reasons=held.reasons,
        is_overridable=True,
        held=held.id,
    )


def _beginning(
    held: Withheld,
    target: str,
    title: str,
    does: str,
    *,
    has_evidence: bool = False,
    has_date: bool = False,
) -> Draft:
    return Draft(
        f"held {held.id}",
        target,
        title,
        does,
        text=held.text,
        has_evidence=has_evidence,
        has_date=has_date,
        has_status=has_date,
        reasons=held.reasons,
        held=held.id,
    )


def _section(held: Withheld, kind: str) -> Draft:
    is_heading = kind == "heading"
    return Draft(
        f"held {held.id}",
        "",
        "Take up what was withheld in a section of its own",
        "add-section",
        label="Its first sentence",
        text="" if is_heading else held.text,
        heading=held.text if is_heading else "",
        has_heading=True,
        has_evidence=True,
        evidence=pieces(held.evidence),
        reasons=held.reasons,
        held=held.id,
    )

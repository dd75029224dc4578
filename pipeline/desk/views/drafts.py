"""The form that is open on a page: what it changes, what stands in it, and what the checks said to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.desk.form import Form
from pipeline.desk.spans import chosen_spans, span_value
from pipeline.desk.when import date_value
from pipeline.domain.article import Evidence
from pipeline.domain.dates import EventDate
from pipeline.domain.digest import Digest, Event, Revision, Section, Sentence, Withheld
from pipeline.domain.support import Reason
from pipeline.editing import Span, dates_offered
from pipeline.errors import EditError


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence that can be taken out."""

    article: int
    quote: str
    value: str


@dataclass(frozen=True, slots=True)
class DateChoice:
    """A date that can be chosen."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A form. `place` says where on the page it stands, `target` what it is about.

    `seen` is the revision that the editor had before him when he filled it in; None for the one of the page.
    """

    place: str
    target: str
    title: str
    does: str
    saves: str = "Check and save"
    label: str = "Text"
    text: str = ""
    heading: str = ""
    has_heading: bool = False
    has_text: bool = True
    has_evidence: bool = False
    evidence: tuple[Piece, ...] = ()
    quote: str = ""
    has_date: bool = False
    dates: tuple[DateChoice, ...] = ()
    status: str = "happened"
    others: tuple[tuple[str, str], ...] = ()
    error: str = ""
    reasons: tuple[Reason, ...] = ()
    reason: str = ""
    is_overridable: bool = False
    seen: int | None = None

    @property
    def rows(self) -> int:
        """How many lines the text is given."""
        return max(2, min(10, len(self.text) // 60 + 1))


def opened(revision: Revision, edit: str, add: str) -> Draft | None:
    """The form that an address asks for: to edit the part of an id, or to add something; None where there is none."""
    if add:
        return _adding(revision.digest, add)
    return _editing(revision, edit) if edit else None


def _adding(digest: Digest, add: str) -> Draft | None:
    evidence = Draft("new-event", "", "New event", "add-event", label="What happened", has_evidence=True, has_date=True)
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
            return evidence
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
            draft = _withheld(part)
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
        evidence=_pieces(sentence.evidence),
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
        evidence=_pieces(event.evidence),
        has_date=True,
        dates=_dates(revision, [Span(one.article, one.start, one.end) for one in event.evidence], event.date),
        status=event.status,
        reasons=event.support.reasons,
        reason=event.override.reason if event.override else "",
        is_overridable=event.override is not None,
        others=(("delete-event", "Delete"),),
    )


def _withheld(withheld: Withheld) -> Draft:
    """What was withheld is taken up as it is, with a reason; or its words become a sentence of the editor's."""
    section_id = withheld.where.removeprefix("section:")
    if withheld.evidence:
        return Draft(
            f"held {withheld.id}",
            withheld.id,
            "Take up what was withheld",
            "take-up",
            "Take it up",
            text=withheld.text,
            has_text=False,
            reasons=withheld.reasons,
            is_overridable=True,
        )
    return Draft(
        f"held {withheld.id}",
        section_id,
        "Take up what was withheld: choose the words that show it",
        "add-sentence",
        text=withheld.text,
        has_evidence=True,
        reasons=withheld.reasons,
    )


def refilled(draft: Draft, form: Form, seen: Revision, error: EditError, reasons: tuple[Reason, ...]) -> Draft:
    """The form as it was sent, on the revision that the editor saw, with what was said to it.

    It keeps that revision: what others have saved since is not to be overwritten when it is sent again.
    """
    try:
        spans = chosen_spans(form, seen)
    except EditError:
        spans = chosen_spans(Form(form.without("quote")), seen)
    articles = {article.number: article for article in seen.articles}
    pieces = [
        Piece(span.article, articles[span.article].text[span.start : span.end], span_value(*span))
        for span in spans
        if span.article in articles
    ]
    chosen = form.text("date")
    dates = _dates(seen, spans, None) if draft.has_date else ()
    return Draft(
        place=draft.place,
        target=draft.target,
        title=draft.title,
        does=draft.does,
        saves=draft.saves,
        label=draft.label,
        text=form.text("text") if draft.has_text else draft.text,
        heading=form.text("heading"),
        has_heading=draft.has_heading,
        has_text=draft.has_text,
        has_evidence=draft.has_evidence,
        evidence=tuple(pieces),
        quote=form.text("quote") if len(pieces) < len(form.texts("evidence")) + bool(form.text("quote")) else "",
        has_date=draft.has_date,
        dates=tuple(DateChoice(one.value, one.label, one.value == chosen) for one in dates),
        status=form.text("status") or draft.status,
        others=draft.others,
        error=str(error) if not reasons else "",
        reasons=reasons,
        reason=form.text("reason"),
        is_overridable=bool(reasons),
        seen=seen.digest.revision,
    )


def _pieces(evidence: Iterable[Evidence]) -> tuple[Piece, ...]:
    return tuple(Piece(one.article, one.quote, span_value(one.article, one.start, one.end)) for one in evidence)


def _dates(revision: Revision, spans: Sequence[Span], current: EventDate | None) -> tuple[DateChoice, ...]:
    """What can be chosen: the date as it is, and those that the evidence offers."""
    try:
        offered = dates_offered(revision, spans) if spans else ()
    except EditError:
        offered = ()
    choices: dict[str, DateChoice] = {}
    for one in (*((current,) if current else ()), *offered):
        value = date_value(one)
        choices.setdefault(value, DateChoice(value, one.label, one is current))
    return tuple(choices.values())

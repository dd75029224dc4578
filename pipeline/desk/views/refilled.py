"""A form that was not saved, as it was sent: nothing that an editor typed or chose is lost."""

from dataclasses import replace

from pipeline.desk.form import Form, Malformed
from pipeline.desk.spans import chosen_spans, span_value
from pipeline.desk.views.draft import Draft, Piece, date_choices
from pipeline.desk.when import chosen_date
from pipeline.domain.dates import EventDate
from pipeline.domain.digest import Revision
from pipeline.domain.support import Reason
from pipeline.errors import EditError


def refilled(draft: Draft, form: Form, seen: Revision, error: EditError, reasons: tuple[Reason, ...]) -> Draft:
    """The form as it was sent, on the revision that the editor saw, with what was said to it.

    It keeps that revision: what others have saved since is not to be overwritten when it is sent again.
    """
    try:
        spans = chosen_spans(form, seen)
    except EditError:
        spans = chosen_spans(Form(form.without("quote")), seen)
    articles = {article.number: article for article in seen.articles}
    found = tuple(
        Piece(span.article, articles[span.article].text[span.start : span.end], span_value(*span))
        for span in spans
        if span.article in articles
    )
    choices = (*(date_choices(seen, spans, _chosen(form)) if draft.has_date else ()), *draft.dates)
    return replace(
        draft,
        text=form.text("text") if draft.has_text else draft.text,
        heading=form.text("heading"),
        evidence=found,
        quote=form.text("quote") if len(found) < len(form.texts("evidence")) + bool(form.text("quote")) else "",
        quote_article=_article(form),
        dates=tuple({choice.value: choice for choice in choices}.values()),
        typed_date=form.text("typed_date"),
        status=form.text("status") or draft.status,
        tell=form.text("tell"),
        error=str(error) if not reasons else "",
        reasons=reasons,
        reason=form.text("reason"),
        is_overridable=bool(reasons),
        seen=seen.digest.revision,
    )


def _chosen(form: Form) -> EventDate | None:
    try:
        return chosen_date(form)
    except EditError:
        return None


def _article(form: Form) -> int:
    try:
        return form.number("quote_article")
    except Malformed:
        return 0

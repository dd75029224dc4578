"""Changes by hand, and the page that tells of a conflict."""

from collections.abc import Awaitable

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pipeline.desk.desk import Desk
from pipeline.desk.edits.decisions import restoring
from pipeline.desk.edits.edit import Edit, Hand
from pipeline.desk.edits.reading import read_edit
from pipeline.desk.form import Form, Malformed
from pipeline.desk.pages.digest import Problem, digest_page
from pipeline.desk.refusals import refusal
from pipeline.desk.saving import Overtaken, save
from pipeline.desk.story import NOT_THERE, StoryId
from pipeline.desk.views.conflict import conflict_view
from pipeline.desk.views.digest import statement_keys
from pipeline.desk.views.draft import Draft
from pipeline.desk.views.drafts import opened
from pipeline.desk.views.refilled import refilled
from pipeline.desk.views.restoring import restoring_view
from pipeline.desk.visiting import UNPUBLISHED, editor_of, onward, page, visit_of
from pipeline.domain.digest import Revision
from pipeline.editing import NeedsOverride
from pipeline.errors import Conflict, EditError


def changes(desk: Desk) -> APIRouter:
    """What forms on the pages of a digest do."""
    router = APIRouter()

    @router.post("/stories/{story}/change")
    async def change(request: Request, story: StoryId) -> Response:
        return await _answered(_change(desk, request, story))

    @router.post("/stories/{story}/restore")
    async def restore(request: Request, story: StoryId) -> Response:
        return await _answered(_restore(desk, request, story))

    @router.get("/stories/{story}/change")
    @router.get("/stories/{story}/rewrite")
    async def where_forms_go(story: StoryId) -> Response:
        return onward(f"/stories/{story}")  # for whoever goes back to a form that was refused

    @router.get("/stories/{story}/restore")
    async def where_restoring_goes(story: StoryId) -> Response:
        return onward(f"/stories/{story}/history")

    return router


async def _answered(answer: Awaitable[Response]) -> Response:
    """The answer to a form, or to what is none of the desk's."""
    try:
        return await answer
    except Malformed as error:
        return refusal(400, f"Not a form of the desk: {error}.")


async def _change(desk: Desk, request: Request, story: str) -> Response:
    """Make a change by hand. Raises Malformed."""
    form, editor = visit_of(request).form, editor_of(request)
    seen = await desk.store.revisions.at(story, form.number("revision"))
    if seen is None:
        return refusal(404, NOT_THERE)
    try:
        return await _made(desk, request, seen, read_edit(form, seen, Hand(editor, desk.clock())))
    except EditError as error:
        return await _refused(desk, request, seen, error)


async def _made(desk: Desk, request: Request, seen: Revision, edit: Edit) -> Response:
    """Save a change and go on at it. Raises EditError where it cannot be made, and Malformed."""
    form, story = visit_of(request).form, seen.digest.story_id
    try:
        saved = await save(desk, seen, edit, editor_of(request), form.text("tell"))
    except Overtaken as overtaken:
        return _conflict(request, desk, overtaken, form, edit)
    except Conflict as error:
        return refusal(409, str(error))
    said, made = "saved" if saved.is_published else UNPUBLISHED, saved.revision
    return onward(f"/stories/{story}", said, _anchor(made, edit, form), revision=made.digest.revision)


async def _restore(desk: Desk, request: Request, story: str) -> Response:
    """Restore a revision, once it is confirmed where locks change with it. Raises Malformed."""
    form, editor = visit_of(request).form, editor_of(request)
    seen = await desk.store.revisions.at(story, form.number("revision"))
    old = await desk.store.revisions.at(story, form.number("to"))
    if seen is None or old is None:
        return refusal(404, NOT_THERE)
    view = restoring_view(seen.digest, old.digest)
    if view.changes_locks and form.text("confirmed") != form.text("revision"):
        return page(request, desk, "restore.html.j2", story=story, view=view)
    edit = restoring(old, Hand(editor, desk.clock()))
    try:
        saved = await save(desk, seen, edit, editor)
    except Overtaken as overtaken:
        return _conflict(request, desk, overtaken, form, edit)
    except (EditError, Conflict) as error:
        return refusal(422, str(error))
    said = "restored" if saved.is_published else UNPUBLISHED
    return onward(f"/stories/{story}", said, revision=saved.revision.digest.revision)


def _conflict(request: Request, desk: Desk, overtaken: Overtaken, form: Form, edit: Edit) -> Response:
    view = conflict_view(overtaken.seen, overtaken.current, edit, form)
    return page(
        request,
        desk,
        "conflict.html.j2",
        status=409,
        story=overtaken.current.digest.story_id,
        view=view,
        action=request.url.path,
        jobs=desk.jobs.of(overtaken.current.digest.story_id),
    )


async def _refused(desk: Desk, request: Request, seen: Revision, error: EditError) -> Response:
    """The page once more, with the form as it was sent where it has one, and why it was not saved."""
    form = visit_of(request).form
    current = await desk.store.revisions.current(seen.digest.story_id)
    if current is None:
        return refusal(404, NOT_THERE)
    reasons = error.reasons if isinstance(error, NeedsOverride) else ()
    draft = _draft(current, form)
    if draft is None:
        return await digest_page(request, desk, current, problem=Problem(str(error), reasons), status=422)
    again = refilled(draft, form, seen, error, reasons)
    return await digest_page(request, desk, current, draft=again, status=422)


def _draft(revision: Revision, form: Form) -> Draft | None:
    """The form that was sent, as it would be opened."""
    does, key = form.text("do"), form.text("id")
    if (held := form.text("held")) and (draft := opened(revision, held, "")) is not None:
        return draft
    match does:
        case "edit-sentence" | "edit-event" | "heading":
            return opened(revision, key, "")
        case "headline":
            return opened(revision, "headline", "")
        case "add-sentence":
            return opened(revision, "", key)
        case "add-section" | "add-event" | "correction":
            return opened(revision, "", does.removeprefix("add-"))
        case _:
            return None


def _anchor(made: Revision, edit: Edit, form: Form) -> str:
    """Where the page goes on: at what was changed, where it is still there."""
    key = form.text("id")
    if key in (keys := statement_keys(made.digest)):
        return keys[key]
    for number, section in enumerate(made.digest.sections, 1):
        if section.id == key:
            return f"section-{number}"
    return {"headline": "headline", "correction": "corrections", "add-event": "timeline"}.get(edit.does, "")

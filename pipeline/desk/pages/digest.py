"""The digest beside its sources."""

from typing import NamedTuple

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pipeline.desk.desk import Desk
from pipeline.desk.refusals import refusal
from pipeline.desk.story import NOT_THERE, StoryId
from pipeline.desk.views.digest import digest_view
from pipeline.desk.views.draft import Draft
from pipeline.desk.views.drafts import opened
from pipeline.desk.visiting import page, said
from pipeline.domain.digest import Revision
from pipeline.domain.support import Reason
from pipeline.writers.builtin import BUILTIN

_LONGEST_ID = 200


class Problem(NamedTuple):
    """What could not be done, told at the head of the page; `about` is the candidate that it was to be done with."""

    message: str
    reasons: tuple[Reason, ...] = ()
    about: str = ""
    tell: str = ""
    """The note to readers that went with it."""


def digest(desk: Desk) -> APIRouter:
    """The page that editors work on."""
    router = APIRouter()

    @router.get("/stories/{story}")
    async def beside(request: Request, story: StoryId, edit: str = "", add: str = "") -> Response:
        revision = await desk.store.revisions.current(story)
        if revision is None:
            return await without_digest(request, desk, story)
        draft = opened(revision, edit[:_LONGEST_ID], add[:_LONGEST_ID])
        return await digest_page(request, desk, revision, draft=draft)

    return router


async def digest_page(
    request: Request,
    desk: Desk,
    revision: Revision,
    *,
    draft: Draft | None = None,
    problem: Problem | None = None,
    status: int = 200,
) -> HTMLResponse:
    """The page of a digest, with a form that is open on it, or with what went wrong."""
    story = revision.digest.story_id
    candidates = await desk.store.candidates.of(story)
    return page(
        request,
        desk,
        "digest.html.j2",
        status=status,
        story=story,
        revision=revision.digest.revision,
        view=digest_view(revision, candidates),
        draft=draft,
        problem=problem,
        jobs=desk.jobs.of(story),
        models=desk.writers.names,
        deaf=BUILTIN,
        said=said(request, revision.digest.revision),
    )


async def without_digest(request: Request, desk: Desk, story: str) -> Response:
    """The page of a story that a batch set aside before it had a digest."""
    record = await desk.store.stories.record(story)
    if record is None:
        return refusal(404, NOT_THERE)
    return page(request, desk, "quarantined.html.j2", story=story, record=record)

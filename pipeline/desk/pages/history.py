"""The history of a digest, and any two of its revisions side by side."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from pipeline.desk.desk import Desk
from pipeline.desk.refusals import refusal
from pipeline.desk.story import NOT_THERE, StoryId
from pipeline.desk.views.history import compared, history_view
from pipeline.desk.visiting import page
from pipeline.editing import compare

_Number = Annotated[int, Query(ge=1, le=1_000_000)]


def history(desk: Desk) -> APIRouter:
    """What was done to a digest."""
    router = APIRouter()

    @router.get("/stories/{story}/history")
    async def listing(request: Request, story: StoryId) -> Response:
        revision = await desk.store.revisions.current(story)
        if revision is None:
            return refusal(404, NOT_THERE)
        view = history_view(
            await desk.store.revisions.history(story), await desk.store.candidates.of(story), revision.digest
        )
        return page(request, desk, "history.html.j2", story=story, digest=revision.digest, view=view)

    @router.get("/stories/{story}/compare")
    async def side_by_side(request: Request, story: StoryId, before: _Number, after: _Number) -> Response:
        one, other = await desk.store.revisions.at(story, before), await desk.store.revisions.at(story, after)
        current = await desk.store.revisions.current(story)
        if one is None or other is None or current is None:
            return refusal(404, NOT_THERE)
        return page(
            request,
            desk,
            "compare.html.j2",
            story=story,
            digest=other.digest,
            before=one.digest,
            current=current.digest.revision,
            entries=tuple(entry.revision for entry in await desk.store.revisions.history(story)),
            differing=compared(compare(one.digest, other.digest), other.digest),
        )

    return router

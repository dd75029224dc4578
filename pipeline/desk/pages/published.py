"""What readers see: the very page that is written to disk, in a frame that runs nothing."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pipeline.desk.desk import Desk
from pipeline.desk.headers import published_policy
from pipeline.desk.refusals import refusal
from pipeline.desk.story import NOT_THERE, StoryId
from pipeline.desk.visiting import page
from pipeline.render import render_html
from pipeline.render.page import style_hash


def published(desk: Desk) -> APIRouter:
    """The published view."""
    router = APIRouter()

    @router.get("/stories/{story}/published")
    async def framed(request: Request, story: StoryId) -> Response:
        revision = await desk.store.revisions.current(story)
        if revision is None:
            return refusal(404, NOT_THERE)
        return page(request, desk, "published.html.j2", story=story, digest=revision.digest)

    @router.get("/stories/{story}/digest.html")
    async def itself(story: StoryId) -> Response:
        revision = await desk.store.revisions.current(story)
        if revision is None:
            return refusal(404, NOT_THERE)
        html = render_html(revision).encode("utf-8", "replace")
        return HTMLResponse(html, headers={"Content-Security-Policy": published_policy(style_hash())})

    return router

"""The list of stories."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pipeline.desk.desk import Desk
from pipeline.desk.views.stories import PAGE, stories_view
from pipeline.desk.visiting import page
from pipeline.render.clean import clip
from pipeline.store import Show

_LONGEST_SEARCH = 200
_MOST_PAGES = 100_000


def stories(desk: Desk) -> APIRouter:
    """The page that a desk opens with."""
    router = APIRouter()

    @router.get("/stories")
    async def listing(
        request: Request,
        q: str = "",
        show: Show = Show.ALL,
        number: Annotated[int, Query(alias="page", ge=1, le=_MOST_PAGES)] = 1,
    ) -> HTMLResponse:
        search = clip(q, _LONGEST_SEARCH)
        found = await desk.store.summaries.page(search, show, offset=(number - 1) * PAGE, limit=PAGE)
        return page(request, desk, "stories.html.j2", view=stories_view(found, search, show, number, desk.clock()))

    return router

"""The desk as an ASGI application."""

import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from pipeline.desk.desk import Desk
from pipeline.desk.guard import Guard, Rules
from pipeline.desk.pages.candidates import candidates
from pipeline.desk.pages.changes import changes
from pipeline.desk.pages.digest import digest
from pipeline.desk.pages.entrance import entrance
from pipeline.desk.pages.history import history
from pipeline.desk.pages.published import published
from pipeline.desk.pages.stories import stories
from pipeline.desk.refusals import FAILED, refusal
from pipeline.errors import StoreError

_LOG = logging.getLogger(__name__)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_WORDS = {404: "There is nothing here.", 405: "The desk takes no such request."}


def make_app(desk: Desk) -> ASGIApp:
    """The pages of a desk behind their guard. Without a token it answers to the names of this machine alone."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
        yield
        await desk.jobs.close()

    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    for pages in (entrance, stories, digest, changes, candidates, history, published):
        app.include_router(pages(desk))

    @app.exception_handler(RequestValidationError)
    async def malformed(_request: Request, _error: Exception) -> Response:
        return refusal(404, _WORDS[404])

    @app.exception_handler(HTTPException)
    async def refused(_request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return refusal(status, _WORDS.get(status, "The desk does not do that."))

    @app.exception_handler(Exception)
    async def failed(_request: Request, _error: Exception) -> Response:
        return refusal(500, FAILED)  # the guard, which the error reaches next, logs it

    @app.exception_handler(StoreError)
    async def refused_by_store(_request: Request, error: Exception) -> Response:
        _LOG.error("%s", error)
        return refusal(503, "The store does not answer at the moment; nothing was changed. Try again.")

    hosts = None if desk.token is not None else LOOPBACK
    return Guard(app, desk.sessions, Rules(hosts, asks_token=desk.token is not None))

"""Signing in, a name for the history, and the desk's own files."""

from collections import deque
from time import monotonic
from typing import Annotated

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from pipeline.desk import static
from pipeline.desk.desk import Desk
from pipeline.desk.guard import COOKIE, cookie_header
from pipeline.desk.session import is_same_token
from pipeline.desk.templating import render
from pipeline.desk.visiting import NAME_COOKIE, name_cookie, onward, own_path, visit_of

_YEAR = 365 * 24 * 60 * 60
_TRIES, _TRIES_SECONDS = 10, 60.0
"""So many wrong tokens a minute are looked at, from whomever; a right one has to wait as well then."""


def entrance(desk: Desk) -> APIRouter:
    """The way in."""
    router = APIRouter()
    wrong: deque[float] = deque(maxlen=_TRIES)

    @router.get("/")
    async def front() -> RedirectResponse:
        return onward("/stories")

    @router.get("/static/{name}")
    async def file(request: Request, name: Annotated[str, Path(pattern=r"^[a-z]{1,20}\.[a-z]{2,4}$")]) -> Response:
        return static.send(name, request)

    @router.get("/login")
    async def ask(request: Request) -> HTMLResponse:
        return _form(request, request.query_params.get("next", ""))

    @router.post("/login")
    async def sign_in(request: Request) -> Response:
        visit = visit_of(request)
        following = visit.form.text("next")
        if len(wrong) == _TRIES and monotonic() - wrong[0] < _TRIES_SECONDS:
            return _form(request, following, "Too many wrong tokens; wait a minute.", status=429)
        if desk.token is None or not is_same_token(visit.form.text("token"), desk.token):
            wrong.append(monotonic())
            return _form(request, following, "That is not the token of this desk.", status=403)
        answer = onward(own_path(following))
        signed = desk.sessions.issue(is_editor=True)  # a new one: what the guest's cookie was is worth nothing more
        answer.headers.append("set-cookie", cookie_header(desk.sessions.cookie(signed)))
        _remember(answer, visit.form.text("name"))
        return answer

    @router.post("/logout")
    async def sign_out() -> Response:
        answer = onward("/stories" if desk.token is None else "/login")
        answer.headers.append("set-cookie", cookie_header("", COOKIE, 0))
        return answer

    @router.post("/name")
    async def name(request: Request) -> Response:
        form = visit_of(request).form
        answer = onward(own_path(form.text("next")))
        _remember(answer, form.text("name"))
        return answer

    return router


def _remember(answer: Response, name: str) -> None:
    answer.headers.append("set-cookie", cookie_header(name_cookie(name), NAME_COOKIE, _YEAR))


def _form(request: Request, following: str, error: str = "", *, status: int = 200) -> HTMLResponse:
    token = visit_of(request).form_token
    return HTMLResponse(
        render("login.html.j2", form_token=token, next=own_path(following), error=error), status_code=status
    )

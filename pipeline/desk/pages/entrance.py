"""Signing in, a name for the history, and the desk's own files."""

import logging
from typing import Annotated

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from pipeline.desk import static
from pipeline.desk.cookies import set_cookie
from pipeline.desk.desk import Desk
from pipeline.desk.guesses import WRONG_SECONDS, WrongTokens
from pipeline.desk.session import SECONDS, is_same_token
from pipeline.desk.templating import render
from pipeline.desk.visiting import NAME_COOKIE, name_cookie, onward, own_path, visit_of

_YEAR = 365 * 24 * 60 * 60
_LOG = logging.getLogger(__name__)


def entrance(desk: Desk) -> APIRouter:
    """The way in."""
    router = APIRouter()
    wrong = WrongTokens()

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
        if desk.token is None or not is_same_token(visit.form.text("token"), desk.token):
            return _refused(request, following, wrong)
        signed = desk.sessions.sign_in()  # a new one: what the guest's cookie was is worth nothing more
        desk.sessions.sign_out(visit.session)
        answer = onward(own_path(following))
        answer.headers.append("set-cookie", set_cookie(request.scope, signed.key, SECONDS))
        _remember(request, answer, visit.form.text("name"))
        return answer

    @router.post("/logout")
    async def sign_out(request: Request) -> Response:
        desk.sessions.sign_out(visit_of(request).session)
        answer = onward("/stories" if desk.token is None else "/login")
        answer.headers.append("set-cookie", set_cookie(request.scope, "", 0))
        return answer

    @router.post("/name")
    async def name(request: Request) -> Response:
        form = visit_of(request).form
        answer = onward(own_path(form.text("next")))
        _remember(request, answer, form.text("name"))
        return answer

    return router


def _remember(request: Request, answer: Response, name: str) -> None:
    answer.headers.append("set-cookie", set_cookie(request.scope, name_cookie(name), _YEAR, NAME_COOKIE))


def _refused(request: Request, following: str, wrong: WrongTokens) -> HTMLResponse:
    """The form once more, for a wrong token; to a sender of many of them, that he is to wait.

    A right token is let in at any time: nobody keeps editors out by guessing. What keeps guessers out is the token's
    length; the log tells of them.
    """
    address = request.client.host if request.client else ""
    if not wrong.count(address):
        return _form(request, following, "That is not the token of this desk.", status=403)
    _LOG.warning("more wrong tokens from %s", address)
    answer = _form(request, following, "Too many wrong tokens; wait a minute.", status=429)
    answer.headers["Retry-After"] = f"{WRONG_SECONDS:.0f}"
    return answer


def _form(request: Request, following: str, error: str = "", *, status: int = 200) -> HTMLResponse:
    token = visit_of(request).form_token
    return HTMLResponse(
        render("login.html.j2", form_token=token, next=own_path(following), error=error), status_code=status
    )

"""What every request passes before a page sees it: right host, bounded body, a session, a form of the desk's own."""

import logging
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.desk.cookies import session_cookie, set_cookie
from pipeline.desk.form import MOST_BYTES, Form, Malformed
from pipeline.desk.headers import protective
from pipeline.desk.refusals import FAILED, refusal
from pipeline.desk.session import SECONDS, Session, Sessions

FORM_TOKEN = "_token"  # noqa: S105 -- the name of a field
LOGIN, STATIC = "/login", "/static/"
_LOG = logging.getLogger(__name__)
_FORM_TYPE = "application/x-www-form-urlencoded"


class Visit(NamedTuple):
    """What the guard found out about a request."""

    session: Session
    form_token: str
    form: Form


class Rules(NamedTuple):
    """Whom the desk answers. `hosts` are the names that it is reached by; with None any will do."""

    hosts: frozenset[str] | None
    asks_token: bool


class _Refused(Exception):
    def __init__(self, status: int, message: str, form_token: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.form_token = form_token


class Guard:
    """ASGI middleware: lets through what is in order, with a `Visit` in its state; answers the rest itself."""

    def __init__(self, app: ASGIApp, sessions: Sessions, rules: Rules) -> None:
        self._app = app
        self._sessions = sessions
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        known = self._sessions.read(session_cookie(headers))
        session = known or self._sessions.guest()
        answer = _Answer(send, None if known else set_cookie(scope, session.key, SECONDS))
        try:
            self._check_host(headers)
            path: str = scope["path"]
            if self._rules.asks_token and not session.is_editor and path != LOGIN and not path.startswith(STATIC):
                await _asked_to_sign_in(scope)(scope, receive, answer)
                return
            form = await self._form(scope["method"], headers, receive, session)
            scope.setdefault("state", {})["visit"] = Visit(session, self._sessions.form_token(session), form)
            await self._app(scope, receive, answer)
        except _Refused as refused:
            await refusal(refused.status, str(refused), form_token=refused.form_token)(scope, receive, answer)
        except Exception:  # noqa: BLE001 -- whatever it is, the log tells of it and the visitor is not to know more
            _LOG.exception("a request failed")
            if not answer.has_begun:
                await refusal(500, FAILED)(scope, receive, answer)

    def _check_host(self, headers: Mapping[str, str]) -> None:
        """A page elsewhere whose name is made to lead here sends its own name: that is not one of the desk's."""
        try:
            name = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        except ValueError:
            raise _Refused(400, "The desk is not reached by that name.") from None
        if self._rules.hosts is not None and name not in self._rules.hosts:
            raise _Refused(400, "The desk is not reached by that name.")

    async def _form(self, method: str, headers: Headers, receive: Receive, session: Session) -> Form:
        if method in {"GET", "HEAD"}:
            return Form()
        if method != "POST":
            raise _Refused(405, "The desk takes no such request.")
        _check_origin(headers)
        if headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM_TYPE:
            raise _Refused(415, "The desk takes forms alone.")
        try:
            form = Form.parse(await _body(headers, receive))
        except Malformed as error:
            raise _Refused(400, f"Not a form of the desk: {error}.") from None
        if not self._sessions.is_from_own_page(session, form.text(FORM_TOKEN)):
            told = "The page was too old to change anything. Load it again and repeat."
            raise _Refused(403, told, self._sessions.form_token(session))
        return form


class _Answer:
    """Sends an answer on, with the headers that it lacks and, to a new visitor, a cookie."""

    def __init__(self, send: Send, cookie: str | None) -> None:
        self._send = send
        self._cookie = cookie
        self.has_begun = False

    async def __call__(self, message: Message) -> None:
        """Send one message on."""
        if message["type"] == "http.response.start":
            self.has_begun = True
            headers = MutableHeaders(scope=message)
            for name, value in protective(headers).items():
                headers[name] = value
            if self._cookie is not None and "set-cookie" not in headers:
                headers.append("set-cookie", self._cookie)
        await self._send(message)


def _asked_to_sign_in(scope: Scope) -> Response:
    """Where one signs in. A form that was sent is not led there: its words would be gone with the page."""
    path = f"{LOGIN}?next={quote(scope['path'], safe='/')}"
    if scope["method"] in {"GET", "HEAD"}:
        return RedirectResponse(path, status_code=303)
    told = "You are not signed in any more, and nothing was changed. Sign in in another window, and send this again."
    return refusal(401, told, sign_in=LOGIN)


def _check_origin(headers: Headers) -> None:
    """Whoever changes something says where it comes from, and that is a page of the desk at the same address."""
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise _Refused(403, "A page of another site may change nothing here.")
    origin = headers.get("origin") or headers.get("referer")
    try:
        is_own = origin is None or urlsplit(origin).netloc == headers.get("host")
    except ValueError:
        is_own = False
    if not is_own:
        raise _Refused(403, "A page of another site may change nothing here.")


async def _body(headers: Mapping[str, str], receive: Receive) -> bytes:
    told = headers.get("content-length", "0")
    body = bytearray()
    while told.isdecimal() and int(told[:12]) <= MOST_BYTES and len(body) <= MOST_BYTES:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Refused(400, "The request ended too early.")
        body += message.get("body", b"")
        if not message.get("more_body", False) and len(body) <= MOST_BYTES:
            return bytes(body)
    raise _Refused(413, f"That is more than {MOST_BYTES // 1024} kB, which no form here needs.")

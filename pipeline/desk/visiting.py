"""What a page learns from its request: who asks, from which page, and what was just done."""

from urllib.parse import quote, unquote, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from pipeline.desk.desk import Desk
from pipeline.desk.guard import Visit
from pipeline.desk.templating import render
from pipeline.render.clean import clip

NAME_COOKIE = "storydigest_name"
LONGEST_NAME = 60
_NOBODY = "desk"
UNPUBLISHED = "unpublished"
_SAID = {
    "saved": "Saved as revision {revision}.",
    "accepted": "Accepted: this is revision {revision}.",
    "rejected": "Rejected. The history keeps it.",
    "restored": "Restored as revision {revision}.",
    UNPUBLISHED: "Saved as revision {revision}, but its files could not be written: readers still get the revision "
    "before. Whoever runs the desk finds the reason in its log; the next batch writes them.",
}


def visit_of(request: Request) -> Visit:
    """What the guard found out."""
    state: object = request.scope["state"]["visit"]
    if not isinstance(state, Visit):
        raise TypeError("the request did not pass the guard")
    return state


def editor_of(request: Request) -> str:
    """The editor's name, as the cookie tells it."""
    return clip(unquote(request.cookies.get(NAME_COOKIE, "")), LONGEST_NAME) or _NOBODY


def name_cookie(name: str) -> str:
    """A name as a cookie holds it."""
    return quote(clip(name, LONGEST_NAME), safe="")


def said(request: Request, revision: int) -> str:
    """What was just done, in words of the desk's own; nothing once others have gone on from it."""
    asked = request.query_params
    if asked.get("revision", str(revision)) != str(revision):
        return ""
    return _SAID.get(asked.get("said", ""), "").format(revision=revision)


def page(request: Request, desk: Desk, name: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """A page for whoever asks."""
    here = request.url.path if request.method == "GET" else "/stories"
    common = {
        "visit": visit_of(request),
        "editor": editor_of(request),
        "here": here,
        "asks_token": desk.token is not None,
    }
    answer = HTMLResponse(render(name, **common, **values), status_code=status)
    if request.method == "POST":  # where forms go there is nothing to come back to: the address stays that of the page
        answer.headers["HX-Push-Url"] = "false"
    return answer


def onward(path: str, said: str = "", anchor: str = "", *, revision: int | None = None) -> RedirectResponse:
    """On to another page of the desk, once something was done, and a revision made of it."""
    told = {"said": said, "revision": "" if revision is None else str(revision)}
    query = urlencode({name: value for name, value in told.items() if value})
    address = path + (f"?{query}" if query else "") + (f"#{quote(anchor, safe='')}" if anchor else "")
    return RedirectResponse(address, status_code=303)


def own_path(given: str) -> str:
    """The path where it is one of the desk's own; else that of the list. Never an address elsewhere."""
    try:
        parts = urlsplit(given)
    except ValueError:
        return "/stories"
    is_own = not parts.scheme and not parts.netloc and given.startswith("/stories") and "\\" not in given
    return quote(parts.path, safe="/") if is_own else "/stories"

"""Answers to requests that the desk does not grant: a plain page that says why and nothing of its insides."""

from starlette.responses import HTMLResponse, RedirectResponse, Response

from pipeline.desk.templating import render

FAILED = "Something went wrong here; nothing was changed."


def refusal(status: int, message: str, *, sign_in: str | None = None) -> Response:
    """A page for an error; whoever only has to sign in is led there."""
    if sign_in is not None:
        return RedirectResponse(sign_in, status_code=303)
    return HTMLResponse(render("refusal.html.j2", status=status, message=message), status_code=status)

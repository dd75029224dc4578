"""Answers to requests that the desk does not grant: a plain page that says why and nothing of its insides."""

from starlette.responses import HTMLResponse, Response

from pipeline.desk.templating import render

FAILED = "Something went wrong here; nothing was changed."


def refusal(status: int, message: str, *, sign_in: str = "", form_token: str = "") -> Response:
    """A page for an error: with a link to where one signs in, or with the token that forms of an older page lack."""
    page = render("refusal.html.j2", status=status, message=message, sign_in=sign_in, form_token=form_token)
    return HTMLResponse(page, status_code=status)

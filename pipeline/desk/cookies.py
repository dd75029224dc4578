"""The desk's cookies: seen by no script, sent by no other site, and never in the clear where pages came over TLS."""

from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers
from starlette.types import Scope

COOKIE = "storydigest_desk"
"""Holds a session's id."""


def set_cookie(scope: Scope, value: str, seconds: int, name: str = COOKIE) -> str:
    """The header's value that has a browser keep a cookie for so long; not at all with 0 seconds."""
    secure = "; Secure" if _is_encrypted(scope) else ""
    return f"{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}"


def session_cookie(headers: Headers) -> str:
    """What the session's cookie holds; nothing where there is none."""
    try:
        cookies = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return ""
    return cookies[COOKIE].value if COOKIE in cookies else ""


def _is_encrypted(scope: Scope) -> bool:
    """Whether the browser asked over TLS, as the proxy before the desk tells.

    Any sender is believed: who says so without TLS gets cookies that his own browser does not send again, and no more.
    """
    told = Headers(scope=scope).get("x-forwarded-proto", "").rpartition(",")[2].strip().lower()
    return scope["scheme"] == "https" or told == "https"

"""Who is at the other end: cookies that the desk signs, and the tokens without which no form changes anything."""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

SECONDS = 12 * 60 * 60
"""How long somebody stays signed in."""
_MOST_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Session:
    """A visitor, from the cookie that says who it is."""

    key: str
    is_editor: bool
    """Whether the token was shown, or none is asked for."""


class Sessions:
    """Issues cookies and reads them back. `secret` signs them; `clock` is what they run out by."""

    def __init__(self, secret: bytes, clock: Callable[[], float] = time.time) -> None:
        self._secret = secret
        self._clock = clock

    def issue(self, *, is_editor: bool) -> Session:
        """A new visitor."""
        return Session(secrets.token_urlsafe(18), is_editor)

    def cookie(self, session: Session) -> str:
        """What the cookie holds: who, what he may, since when (Unix time), and that the desk says so."""
        told = f"{session.key}.{'editor' if session.is_editor else 'guest'}.{int(self._clock())}"
        return f"{told}.{self._sign('session', told)}"

    def read(self, cookie: str) -> Session | None:
        """Who a cookie stands for; nobody where it was not issued here, or is too old."""
        told, _, signature = cookie[:_MOST_CHARACTERS].rpartition(".")
        if not hmac.compare_digest(signature.encode("utf-8", "surrogatepass"), self._sign("session", told).encode()):
            return None
        key, role, since = told.split(".")
        now = self._clock()
        return Session(key, role == "editor") if int(since) <= now < int(since) + SECONDS else None

    def form_token(self, session: Session) -> str:
        """What a form has to carry to come from a page of this visitor's."""
        return self._sign("form", session.key)

    def is_from_own_page(self, session: Session, token: str) -> bool:
        """Whether a form carries what it has to."""
        return hmac.compare_digest(token.encode("utf-8", "replace"), self.form_token(session).encode())

    def _sign(self, purpose: str, told: str) -> str:
        return hmac.new(self._secret, f"{purpose}\n{told}".encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def is_same_token(one: str, other: str) -> bool:
    """Whether two tokens are equal, in a time that tells nothing of them, not even their lengths."""
    digests = (hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest() for token in (one, other))
    return hmac.compare_digest(*digests)

"""Who is at the other end: random ids in cookies, and the tokens without which no form changes anything."""

import hashlib
import hmac
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

SECONDS = 12 * 60 * 60
"""How long somebody stays signed in."""
MOST_EDITORS = 1_000
"""So many are signed in at once; whoever came first has to sign in again."""
_KEY = re.compile(r"[A-Za-z0-9_-]{32}")


@dataclass(frozen=True, slots=True)
class Session:
    """A visitor, from the cookie that says who it is."""

    key: str
    """A random id, which is all that the cookie holds."""
    is_editor: bool
    """Whether the token was shown."""


class Sessions:
    """Knows who has signed in, until he signs out, the time is over or the process ends.

    Nothing here comes of the desk's token: who has a cookie has nothing to guess the token by. `clock` tells seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._secret = secrets.token_bytes(32)
        self._clock = clock
        self._editors: dict[str, float] = {}
        """When each session ends, in the order in which they began."""

    def guest(self) -> Session:
        """A new visitor, of whom nothing is kept."""
        return Session(secrets.token_urlsafe(24), is_editor=False)

    def sign_in(self) -> Session:
        """A new session of somebody who has shown the token."""
        now = self._clock()
        self._editors = {key: ends for key, ends in self._editors.items() if ends > now}
        while len(self._editors) >= MOST_EDITORS:
            del self._editors[next(iter(self._editors))]
        session = Session(secrets.token_urlsafe(24), is_editor=True)
        self._editors[session.key] = now + SECONDS
        return session

    def sign_out(self, session: Session) -> None:
        """End a session: its cookie is a guest's from now on, whoever kept it."""
        self._editors.pop(session.key, None)

    def read(self, cookie: str) -> Session | None:
        """Who a cookie stands for; nobody where it is none of the desk's."""
        if _KEY.fullmatch(cookie) is None:
            return None
        return Session(cookie, is_editor=self._clock() < self._editors.get(cookie, 0.0))

    def form_token(self, session: Session) -> str:
        """What a form has to carry to come from a page of this visitor's."""
        return hmac.new(self._secret, session.key.encode(), hashlib.sha256).hexdigest()

    def is_from_own_page(self, session: Session, token: str) -> bool:
        """Whether a form carries what it has to."""
        return hmac.compare_digest(token.encode("utf-8", "replace"), self.form_token(session).encode())


def is_same_token(one: str, other: str) -> bool:
    """Whether two tokens are equal, in a time that tells nothing of them, not even their lengths."""
    digests = (hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest() for token in (one, other))
    return hmac.compare_digest(*digests)

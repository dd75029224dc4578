"""What an endpoint did wrong, as one line that names the endpoint and quotes nothing that could harm a terminal.

Everything that a server sends is hostile until it has been through `plain`.
"""

import unicodedata
from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit, urlunsplit

from pipeline.errors import EndpointError, Filtered, KeyRefused, ModelError, NotOffered, QuotaExhausted, Refused

if TYPE_CHECKING:
    import openai

QUOTED_CHARACTERS = 200
SHORTEST_KEY = 8
NO_CREDIT = frozenset({"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"})
FILTERED = frozenset({"content_filter", "content_policy_violation", "invalid_prompt"})
PASSING = frozenset(
    {
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.CONFLICT,
        HTTPStatus.TOO_EARLY,
        HTTPStatus.TOO_MANY_REQUESTS,
    }
)


class Transient(EndpointError):
    """A failure that another attempt may mend; `wait` is how many seconds the server asked for.

    `rate_limited`: the server was asked too fast. `unreachable`: no connection came about. `answered`: the server
    declined the request in so many words, so it charges nothing for it.
    """

    def __init__(
        self,
        message: str,
        *,
        wait: float | None = None,
        timed_out: bool = False,
        unreachable: bool = False,
        rate_limited: bool = False,
        answered: bool = False,
    ) -> None:
        super().__init__(message)
        self.wait = wait
        self.timed_out = timed_out
        self.unreachable = unreachable
        self.rate_limited = rate_limited
        self.answered = answered


class Oversized(EndpointError):
    """An answer is larger than what is read; somebody wrote it all the same."""


class Rejected(EndpointError):
    """The server does not accept the request as it is written; `complaint` is what it says of it."""

    def __init__(self, message: str, *, complaint: str = "") -> None:
        super().__init__(message)
        self.complaint = complaint


def may_be_charged(fault: ModelError) -> bool:
    """Whether a model may have been at work before the failure, so that somebody has to pay for it.

    It was not where the server said no, or was never reached. Where it fell silent or its answer could not be read,
    nobody knows.
    """
    if isinstance(fault, Transient):
        return not (fault.answered or fault.unreachable)
    return isinstance(fault, Oversized)


def was_received(fault: ModelError) -> bool:
    """Whether the endpoint got the request that failed."""
    if isinstance(fault, Transient):
        return not fault.unreachable
    return isinstance(fault, EndpointError | Refused)


def plain(text: str, limit: int = QUOTED_CHARACTERS) -> str:
    """Text from a server on one line: no control or formatting characters, at most `limit` characters."""
    kept = (" " if unicodedata.category(character)[0] in "CZ" else character for character in text[: 20 * limit])
    line = " ".join("".join(kept).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def shown_url(base_url: str) -> str:
    """A base URL as messages show it: without user, password, query or fragment."""
    parts = urlsplit(base_url)
    return plain(urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path.rstrip("/"), "", "")))


def scrubbed(text: str, secret: str) -> str:
    """The text without the key, should a server repeat it. What is as short as "none" is no key."""
    return text.replace(secret, "…") if len(secret) >= SHORTEST_KEY else text


def status_fault(
    error: "openai.APIStatusError", *, endpoint: str, model: str, secret: str, wait: float | None
) -> ModelError:
    """The error for an answer with a status other than success. `secret` is kept out of its message."""
    status = error.status_code
    said = scrubbed(_said(error.body), secret)
    answered = f"{endpoint} answered {_status(status)}" + (f": {plain(said)}" if said else "")
    if final := _final_fault(error, said, endpoint=endpoint, model=model):
        return final
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        return NotOffered(f"{endpoint} sends elsewhere ({_status(status)}); set OPENAI_BASE_URL to where it is now")
    if status in PASSING or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Transient(answered, wait=wait, rate_limited=status == HTTPStatus.TOO_MANY_REQUESTS, answered=True)
    if status in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}:
        return Rejected(answered, complaint=f"{error.param or ''} {said}".lower())
    return EndpointError(answered)


def _final_fault(error: "openai.APIStatusError", said: str, *, endpoint: str, model: str) -> ModelError | None:
    """The error for what neither another attempt nor another wording mends."""
    status, marks = error.status_code, {error.code, error.type}
    if status == HTTPStatus.PAYMENT_REQUIRED or marks & NO_CREDIT:
        return QuotaExhausted(f"{endpoint} says that the account has no credit left; add some, or use another key")
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return KeyRefused(f"{endpoint} refused the key ({_status(status)}); check OPENAI_API_KEY and what it may use")
    if status == HTTPStatus.NOT_FOUND and "model" in said.lower():
        return NotOffered(f"{endpoint} has no model {plain(model)!r}; choose another with --model")
    if status == HTTPStatus.NOT_FOUND:
        return NotOffered(f"{endpoint} has no chat completions ({_status(status)}); check OPENAI_BASE_URL")
    if marks & FILTERED:
        return Filtered(f"{endpoint} did not let the request through its content filter")
    return None


def connection_fault(error: "openai.APIConnectionError", *, endpoint: str) -> Transient:
    """The error for a connection that was not made or did not hold; only the kind of its cause is told."""
    kind = type(error.__cause__).__name__
    if kind in {"ReadTimeout", "WriteTimeout"}:
        return Transient(f"{endpoint} did not answer in time; give it longer with --timeout", timed_out=True)
    if "CERTIFICATE_VERIFY_FAILED" in str(error.__cause__):
        return Transient(f"{endpoint} has a certificate that this machine does not trust", unreachable=True)
    if kind in {"ConnectError", "ConnectTimeout"}:
        message = f"{endpoint} cannot be reached; check OPENAI_BASE_URL and that the server is running"
        return Transient(message, unreachable=True)
    if kind == "DecodingError":
        return Transient(f"{endpoint} sent an answer whose compression is broken")
    return Transient(f"{endpoint} broke the connection off ({kind})")


def _status(code: int) -> str:
    try:
        return f"{code} {HTTPStatus(code).phrase}"
    except ValueError:
        return str(code)


def _said(body: object) -> str:
    """The message in an error's body. A page of HTML says nothing worth repeating."""
    if not isinstance(body, Mapping):
        return ""
    fields = cast("Mapping[str, object]", body)
    for name in ("message", "detail", "error"):
        value = fields.get(name)
        if isinstance(value, str):
            return value
        if isinstance(value, list):
            return "; ".join(_complaint(item) for item in cast("list[object]", value)[:10])
    return ""


def _complaint(item: object) -> str:
    """One entry of the list with which FastAPI's servers answer: where and what, without the input echoed back."""
    if not isinstance(item, Mapping):
        return str(item)
    fields = cast("Mapping[str, object]", item)
    return f"{fields.get('loc', '')} {fields.get('msg', '')}"

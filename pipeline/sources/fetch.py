"""Fetching a page from the web, without trusting whoever serves it."""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from urllib.parse import quote, urljoin, urlsplit

import httpcore2

from pipeline.errors import PageError
from pipeline.sources.addresses import Address, is_public
from pipeline.sources.limits import MAX_PAGE_BYTES, FetchSettings, too_large
from pipeline.sources.network import Deadline, Forbidden, NameNotFound, Network, PinnedBackend
from pipeline.sources.story import web_address

MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", ""})
_CHARSET = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_SAFE = "/%:@!$&'()*+,;=~-._?"
_CHUNK = 65_536


@dataclass(frozen=True)
class Fetched:
    """A page as it was served: its bytes, decompressed, its final URL, and the charset that the header declares."""

    content: bytes
    url: str
    charset: str | None


def fetch(url: str, settings: FetchSettings, network: Network | None = None) -> Fetched:
    """The page at a URL, by HTTP or HTTPS.

    At every hop the addresses of the host are checked, and the connection goes to one that was. Raises PageError,
    naming the URL, where it cannot be had in time, is not HTML, leads to a private address, or passes the size limit.
    """
    way = network or _way_out()
    deadline = Deadline.after(settings.timeout)
    try:
        return _follow(url, settings, way, deadline)
    except Forbidden as error:
        raise PageError(
            f"{url}: leads to {error}, which is no public address; allow private addresses, or save the page as a file"
        ) from None
    except NameNotFound as error:
        raise PageError(f"{url}: the host {error} has no address; check the spelling and the network") from None
    except httpcore2.TimeoutException:
        raise PageError(
            f"{url}: did not answer within {settings.timeout:g} s; try again, or save the page and give the file"
        ) from None
    except httpcore2.NetworkError as error:
        raise PageError(f"{url}: cannot be reached ({_reason(error)}); check the address and the network") from None
    except (httpcore2.ProtocolError, httpcore2.UnsupportedProtocol) as error:
        raise PageError(f"{url}: the server broke off or does not speak HTTP ({_reason(error)}); try again") from None


def _follow(url: str, settings: FetchSettings, network: Network, deadline: Deadline) -> Fetched:
    here = url
    for _ in range(MOST_REDIRECTS + 1):
        try:
            web_address(here)
        except ValueError as error:
            raise PageError(f"{url}: {'' if here == url else f'redirects to {here[:200]!r}, which '}{error}") from None
        answer = _ask(url, here, settings, network, deadline)
        if isinstance(answer, Fetched):
            return answer
        here = answer
    raise PageError(f"{url}: redirects more than {MOST_REDIRECTS} times; give the address it should lead to")


def _ask(url: str, here: str, settings: FetchSettings, network: Network, deadline: Deadline) -> Fetched | str:
    """One request: the page, or the URL that the server sends on to."""
    backend = PinnedBackend(network, deadline, _anywhere if settings.allow_private else is_public)
    with (
        httpcore2.ConnectionPool(ssl_context=network.trust, network_backend=backend) as pool,
        pool.stream("GET", _wire_url(url, here), headers=_headers()) as response,
    ):
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        if response.status in _REDIRECTS:
            return _next_hop(url, here, headers.get("location"))
        _refuse_unusable(url, response.status, headers.get("content-type", ""))
        body = _decompressed(url, response.iter_stream(), headers.get("content-encoding", ""))
        charset = _CHARSET.search(headers.get("content-type", ""))
        return Fetched(content=_at_most(url, body), url=here, charset=charset[1] if charset else None)


def _anywhere(_: Address) -> bool:
    return True


def _next_hop(url: str, here: str, location: str | None) -> str:
    if not location:
        raise PageError(f"{url}: redirects without saying where to; give the address it should lead to")
    try:
        told = location.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        told = location
    try:
        return urljoin(here, quote(told.strip(), safe=_SAFE + "#[]")).partition("#")[0]
    except ValueError:
        raise PageError(f"{url}: redirects to something that is no address; give the one it should lead to") from None


def _refuse_unusable(url: str, status: int, content_type: str) -> None:
    if status in {401, 402, 403, 407, 451}:
        raise PageError(f"{url}: may not be read (HTTP {status}); save the page from a browser and give the file")
    if not 200 <= status < 300:
        raise PageError(f"{url}: the server answers with HTTP {status}; check the address")
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in _PAGE_TYPES:
        what = {"application/pdf": "a PDF"}.get(kind, "an image" if kind.startswith("image/") else kind[:80])
        raise PageError(f"{url}: is {what}, not an HTML page; give the article's web page")


def _decompressed(url: str, body: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The body in pieces of bounded size, so that a small one cannot swell past the limit unseen."""
    names = [name.strip().lower() for name in encoding.split(",") if name.strip().lower() not in {"", "identity"}]
    if not names:
        yield from body
        return
    if names not in (["gzip"], ["x-gzip"]):
        raise PageError(
            f"{url}: is compressed in a way that was not asked for ({encoding[:40]}); save the page as a file"
        )
    inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        for chunk in body:
            pending = chunk
            while pending:
                if inflater.eof:  # another member of the same file
                    inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
                yield inflater.decompress(pending, _CHUNK)
                pending = inflater.unconsumed_tail or inflater.unused_data
        yield inflater.flush()
    except zlib.error:
        raise PageError(f"{url}: its compression is broken; try again, or save the page as a file") from None
    if not inflater.eof:
        raise PageError(f"{url}: breaks off in the middle; try again, or save the page as a file")


def _at_most(url: str, pieces: Iterable[bytes]) -> bytes:
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > MAX_PAGE_BYTES:
            raise PageError(f"{url}: {too_large()}")
    return bytes(body)


def _wire_url(url: str, here: str) -> httpcore2.URL:
    """A URL as it goes over the wire: the host in ASCII (IDNA), the rest percent-encoded."""
    parts = urlsplit(here)
    host = parts.hostname or ""
    try:
        ascii_host = host.encode("ascii") if host.isascii() else host.encode("idna")
    except UnicodeError:
        raise PageError(f"{url}: its host {host!r} is no name; check the spelling") from None
    target = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    return httpcore2.URL(scheme=parts.scheme.lower(), host=ascii_host, port=parts.port, target=target.encode("ascii"))


def _headers() -> list[tuple[str, str]]:
    return [
        ("User-Agent", f"storydigest/{_version()} (digests of news stories that cite their sources)"),
        ("Accept", "text/html, application/xhtml+xml;q=0.9"),
        ("Accept-Encoding", "gzip"),
        ("Connection", "close"),
    ]


@cache
def _version() -> str:
    try:
        return metadata.version("storydigest")
    except metadata.PackageNotFoundError:
        return "0"


@cache
def _way_out() -> Network:
    return Network()


def _reason(error: Exception) -> str:
    """What lies behind a network error, in few words and in one line."""
    return " ".join(str(error).split())[:160] or type(error).__name__

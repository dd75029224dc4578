"""Addresses that may become links, and links that lead to the very words quoted."""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

_UNFIT = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2000-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_PATH = "/:@!$&'()*+,;=%~"
_QUERY = _PATH + "?"
_FEW_WORDS = 8
_EDGE_WORDS = 4
_FEW_CHARACTERS = 60
_DIRECTIVE = ":~:"


@lru_cache(maxsize=256)  # a page names the addresses of its articles many times
def safe_url(url: str) -> str | None:
    """The address percent-encoded, or None where it must not become a link.

    Only http and https with a host qualify; credentials (`https://well.known@elsewhere/`), white space, control
    characters and backslashes, which browsers and people read differently, disqualify.
    """
    if _UNFIT.search(url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    if not re.fullmatch(r"[a-z0-9._-]+|[0-9a-f:.]+", host):
        return None
    netloc = (f"[{host}]" if ":" in host else host) + (f":{port}" if port is not None else "")
    return urlunsplit(
        (
            parts.scheme,
            netloc,
            quote(parts.path, safe=_PATH),
            quote(parts.query, safe=_QUERY),
            quote(parts.fragment, safe=_QUERY),
        )
    )


def link_to_quotes(url: str, quotes: Iterable[str]) -> str | None:
    """A link that scrolls to the first of the quoted words and marks them all, in browsers that know text fragments.

    Others open the page at its top. The syntax is that of the WICG's Scroll To Text Fragment.
    """
    link = safe_url(url)
    if link is None:
        return None
    base, _, fragment = link.partition("#")
    fragment = fragment.partition(_DIRECTIVE)[0]
    directives = "&".join(f"text={_directive(words)}" for words in quotes)
    return f"{base}#{fragment}{_DIRECTIVE}{directives}"


def _directive(words: str) -> str:
    """The whole quote where it is short; otherwise how it begins and how it ends."""
    lines = words.strip().splitlines() or [words]
    if len(lines) == 1 and len(words) <= _FEW_CHARACTERS and len(words.split()) <= _FEW_WORDS:
        return _encoded(words.strip())
    first, last = lines[0].split(), lines[-1].split()
    start, end = " ".join(first[:_EDGE_WORDS]), " ".join(last[-_EDGE_WORDS:])
    return f"{_encoded(start[:_FEW_CHARACTERS])},{_encoded(end[-_FEW_CHARACTERS:])}"


def _encoded(words: str) -> str:
    """Percent-encoded, the hyphen too: it has a meaning in text fragments."""
    return quote(words, safe="").replace("-", "%2D")

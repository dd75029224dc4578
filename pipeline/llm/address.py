"""Whether an endpoint can be asked at all, told before anything is: its address and its key have the form they need."""

import httpx2

from pipeline.errors import KeyRefused, UsageError
from pipeline.llm.faults import plain


def check_address(base_url: str, api_key: str) -> None:
    """Raise UsageError for what is no web address, KeyRefused for what is no key."""
    if not _is_web_address(base_url):
        raise UsageError(f"OPENAI_BASE_URL is not an http or https URL: {plain(base_url)!r}")
    if not (api_key.isascii() and api_key.isprintable()) or " " in api_key:
        raise KeyRefused("OPENAI_API_KEY holds characters that no key has; set it again")


def _is_web_address(url: str) -> bool:
    try:
        parsed = httpx2.URL(url)
    except httpx2.InvalidURL:
        return False
    return parsed.scheme in {"http", "https"} and bool(parsed.host)

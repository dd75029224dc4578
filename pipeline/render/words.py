"""Every word that the renderings add of their own, in one place. English for now."""

from collections.abc import Sequence

from pipeline.domain.dates import Status
from pipeline.domain.digest import Digest, Origin, Statement

LANGUAGE = "en"
BUILTIN = "builtin"

UPDATED = "Updated"
TIMELINE = "Timeline"
SOURCES = "Sources"
TICKERS = "Related Tickers"
ALL_ARTICLES = "All related articles"
OTHER_ARTICLES = "Other articles"
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
    return written_by(digest.provenance.model, digest.statements)


def about(entity: str) -> str:
    """The heading of an entity's timeline."""
    return f"Timeline: {entity}"


def named_in(naming: int, total: int) -> str:
    """How many of the articles tell of an entity: `named in 41 of 100 articles`."""
    return f"named in {'the article' if total == 1 else f'{naming} of {articles(total)}'}"


def nothing_dated(entity: str) -> str:
    """What stands in the place of a timeline that has no entry."""
    return f"Nothing that the articles tell of {entity} has a date."


def more_citations(count: int) -> str:
    """What stands behind citations that are not shown one by one."""
    return f" and {count} more"


def more_sources(numbers: Sequence[int]) -> str:
    """The numbers of the sources that are not listed one by one."""
    return f"The same is told by {', '.join(f'[{number}]' for number in numbers)}; --format json lists them."


def further_articles(numbers: Sequence[int]) -> str:
    """The numbers of the articles that are neither cited nor listed one by one."""
    return f"Not cited either: {', '.join(f'[{number}]' for number in numbers)}."


def silent_articles(count: int, entity: str) -> str:
    """How many articles do not name an entity."""
    return f"{articles(count)} {'does' if count == 1 else 'do'} not name {entity}."


def written_by(model: str, statements: Sequence[Statement]) -> str:
    """Who wrote some statements, and what that means for their words."""
    if model == BUILTIN:
        line = "Written by the builtin writer from the sources’ own words"
    else:
        line = f"Written by model {model}; every sentence checked against the quoted words"
        if any(statement.origin is Origin.EXTRACTED for statement in statements):
            line += "; some are the sources’ own"
    if any(statement.origin is Origin.EDITED for statement in statements):
        line += "; some edited by a person"
    return line + "."

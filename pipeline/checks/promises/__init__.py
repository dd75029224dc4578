"""The promises of a digest, checked against its articles alone: how it was made does not matter here."""

from collections.abc import Iterator

from pipeline.checks.promises.fault import Fault
from pipeline.checks.promises.sources import broken_coverage, broken_facts, broken_sources, repeated_ids
from pipeline.checks.promises.statements import broken_statements, broken_titles, silent_withholding
from pipeline.checks.promises.timeline import broken_timeline
from pipeline.domain.article import ArticleText
from pipeline.domain.digest import Revision

__all__ = ["Fault", "check_revision"]


def check_revision(revision: Revision) -> list[Fault]:
    """Every broken promise of a digest, in reading order, and after them the notices.

    Takes anything of the contract's shape, however it came about; raises nothing.
    """
    articles = {article.number: article for article in revision.articles}
    return sorted(_check(revision, articles), key=lambda fault: fault.is_notice)


def _check(revision: Revision, articles: dict[int, ArticleText]) -> Iterator[Fault]:
    digest = revision.digest
    yield from broken_sources(revision, articles)
    yield from repeated_ids(digest)
    yield from broken_titles(digest, articles)
    yield from broken_statements(digest, articles)
    yield from broken_timeline(digest, articles)
    yield from broken_facts(revision, articles)
    yield from silent_withholding(digest)
    yield from broken_coverage(digest)

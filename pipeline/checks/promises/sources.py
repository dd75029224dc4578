"""Promises about sources: the texts are those that the digest was made from, and it tells what it cites of them."""

from collections import Counter
from collections.abc import Iterator, Mapping

from pipeline.checks.promises.fault import Fault, section_place, short
from pipeline.domain.article import Article, ArticleText, text_sha256
from pipeline.domain.digest import Digest, Revision

_TOLD = ("url", "title", "publisher", "published", "language")
"""What a listing tells of an article that the checks rest on."""


def broken_sources(revision: Revision, articles: Mapping[int, ArticleText]) -> Iterator[Fault]:
    """Articles whose text is missing or not the one that was digested, or that the two files tell apart."""
    digest = revision.digest
    for listed in digest.articles:
        where = f"article {listed.number}"
        article = articles.get(listed.number)
        if article is None:
            yield Fault(1, where, "its text is not in articles.json, so nothing that cites it can be checked")
            continue
        if text_sha256(article.text) != article.sha256 or article.sha256 != listed.sha256:
            yield Fault(1, where, "its text is not the one that the digest was made from (sha256 differs)")
        for name in _TOLD:
            if (theirs := _told(article, name)) != (ours := _told(listed, name)):
                yield Fault(
                    1, where, f"its {name} is “{short(ours)}” in digest.json, “{short(theirs)}” in articles.json"
                )
    numbers = [listed.number for listed in digest.articles]
    if numbers != sorted(set(numbers)):
        yield Fault(7, "articles", "the article numbers are out of order or given twice")
    if len(articles) != len(revision.articles):
        yield Fault(1, "articles.json", "it has two articles of one number")


def _told(article: Article, name: str) -> str:
    return str(getattr(article, name))


def repeated_ids(digest: Digest) -> Iterator[Fault]:
    """Ids that stand twice: nothing could be told apart by them."""
    given = Counter(item.id for item in (*digest.sections, *digest.statements, *digest.withheld))
    for repeated, count in given.items():
        if count > 1:
            yield Fault(7, "ids", f"“{short(repeated)}” is the id of {count} parts of the digest")


def broken_facts(revision: Revision, articles: Mapping[int, ArticleText]) -> Iterator[Fault]:
    """Facts that serve two sections, are not in facts.json, or are not found in their articles."""
    owner: dict[str, int] = {}
    known = {fact.id for fact in revision.facts}
    for number, section in enumerate(revision.digest.sections, 1):
        where = section_place(number, section)
        for fact_id in section.facts:
            if owner.setdefault(fact_id, number) != number:
                yield Fault(7, where, f"fact {short(fact_id)} serves section {owner[fact_id]} too")
            if known and fact_id not in known:
                yield Fault(1, where, f"fact {short(fact_id)} is not in facts.json")
    for fact in revision.facts:
        for piece in fact.evidence:
            if piece.article not in articles or not articles[piece.article].shows(piece):
                message = f"article {piece.article} does not say “{short(piece.quote)}” at {piece.start}"
                yield Fault(1, f"fact {short(fact.id)}", message)


def broken_coverage(digest: Digest) -> Iterator[Fault]:
    """Coverage told wrong; and, as notices, articles that nothing cites and sections that rest on one source."""
    cited = sorted({number for statement in digest.statements for number in statement.citations})
    if list(digest.coverage.cited) != cited:
        yield Fault(3, "coverage", f"it lists the cited articles as {list(digest.coverage.cited)}; they are {cited}")
    reasons = {uncited.article: uncited.reason for uncited in digest.coverage.uncited}
    for article in digest.articles:
        if article.number not in cited and not article.withdrawn:
            reason = reasons.get(article.number, "no reason is given")
            yield Fault(3, f"article {article.number}", f"no sentence or event cites it: {reason}", is_notice=True)
    yield from _single_sources(digest)


def _single_sources(digest: Digest) -> Iterator[Fault]:
    sources = [
        frozenset(n for sentence in section.sentences for n in sentence.citations) for section in digest.sections
    ]
    single = {section.id for section, cited in zip(digest.sections, sources, strict=True) if len(cited) == 1}
    if single != set(digest.coverage.single_source_sections):
        yield Fault(3, "coverage", "its single_source_sections are not the sections that cite one article alone")
    usable = [article for article in digest.articles if not article.withdrawn]
    if len(usable) < 2:
        return
    for number, (section, cited) in enumerate(zip(digest.sections, sources, strict=True), 1):
        if len(cited) == 1:
            message = f"it rests on one source alone, article {min(cited)}"
            yield Fault(3, section_place(number, section), message, is_notice=True)
    if len(sources) > 1 and len(set(sources)) == 1 and len(sources[0]) == 1:
        message = (
            f"every section cites article {min(sources[0])} only: {len(usable) - 1} other articles are unused there"
        )
        yield Fault(3, "sections", message, is_notice=True)

"""The articles of a digest as readers see them listed: what it cites, and what else belongs to the story."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.domain.article import Article
from pipeline.domain.digest import Digest, Section
from pipeline.render import words
from pipeline.render.clean import LONGEST_NAME, clean, clip
from pipeline.render.links import safe_url
from pipeline.render.moments import moment_in_words


@dataclass(frozen=True, slots=True)
class Listed:
    """One article, ready to be shown. `link` is None where its address must not become one."""

    article: Article
    title: str
    publisher: str
    when: str
    link: str | None
    reason: str
    """Why it is not cited; empty where it is."""

    @property
    def remark(self) -> str:
        """What stands behind it in parentheses."""
        return "; ".join(part for part in (words.WITHDRAWN if self.article.withdrawn else "", self.reason) if part)

    @property
    def address(self) -> str:
        """The address as text."""
        return self.link or clip(self.article.url)


@dataclass(frozen=True, slots=True)
class Listing:
    """Cited articles are the digest's sources; the others stand beside them with the reason. No article is in both."""

    sources: tuple[Listed, ...]
    others: tuple[Listed, ...]

    @property
    def count(self) -> str:
        """`3 articles`; withdrawn ones are counted apart."""
        withdrawn = sum(listed.article.withdrawn for listed in (*self.sources, *self.others))
        count = words.articles(len(self.sources) + len(self.others) - withdrawn)
        return f"{count}, {withdrawn} {words.WITHDRAWN}" if withdrawn else count

    @property
    def introduction(self) -> str:
        """What stands under the heading of all articles."""
        return words.other_articles(len(self.others), cited=bool(self.sources))


def list_articles(digest: Digest) -> Listing:
    """The articles of a digest, in order of their numbers."""
    cited = {number for statement in digest.statements for number in statement.citations}
    reasons = {uncited.article: uncited.reason for uncited in digest.coverage.uncited}
    sources: list[Listed] = []
    others: list[Listed] = []
    for article in digest.articles:
        if article.number in cited:
            sources.append(listed(article))
        else:
            others.append(listed(article, words.not_cited(clean(reasons.get(article.number, "")))))
    return Listing(tuple(sources), tuple(others))


def listed(article: Article, reason: str = "") -> Listed:
    """One article as it is listed; the host stands in for a publisher that the page does not name."""
    return Listed(
        article=article,
        title=clip(article.title) or words.UNTITLED,
        publisher=clip(article.publisher, LONGEST_NAME) or _host(article.url),
        when=moment_in_words(article.published) if article.published else words.UNDATED,
        link=safe_url(article.url),
        reason=reason,
    )


def single_source(digest: Digest, section: Section) -> str | None:
    """The publisher that a section rests on alone, worth a remark where the digest has more than one source."""
    cited = {number for sentence in section.sentences for number in sentence.citations}
    if section.id not in digest.coverage.single_source_sections or len(cited) != 1:
        return None
    if len({number for statement in digest.statements for number in statement.citations}) == 1:
        return None
    return next(listed(article).publisher for article in digest.articles if article.number in cited)


def _host(url: str) -> str:
    link = safe_url(url)
    return (urlsplit(link).hostname or "") if link else clip(url, LONGEST_NAME)

"""The articles of a story: read or fetched, extracted, and numbered."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from pipeline.domain.article import ArticleText, text_sha256
from pipeline.errors import NothingExtracted, PageError
from pipeline.sources.extract import ExtractedPage, Page
from pipeline.sources.limits import MAX_PAGE_BYTES, FetchSettings, too_large
from pipeline.sources.pool import extract_many
from pipeline.sources.process import Extracted
from pipeline.sources.story import ArticleSource, Story, page_key

MOST_AT_ONCE = 8
"""How many pages are fetched at the same time."""


@dataclass(frozen=True)
class Loaded:
    """A story's usable articles, numbered from 1 in its order, and why the other pages were left out."""

    articles: tuple[ArticleText, ...]
    left_out: tuple[PageError, ...]


def load_articles(
    story: Story,
    now: datetime,
    fetching: FetchSettings | None = None,
    extracting: Callable[[Sequence[Page], datetime], list[Extracted]] = extract_many,
) -> Loaded:
    """The usable articles of a story.

    `now` is the clock, which no publication date may lie after. `extracting` can be the method of an ExtractionPool
    that is kept for several stories. Raises NothingExtracted where not one page has an article.
    """
    read = read_pages(story, fetching or FetchSettings())
    outcomes = iter(extracting([page for page in read if isinstance(page, Page)], now))
    return usable(story, [next(outcomes) if isinstance(page, Page) else page for page in read])


def usable(story: Story, extracted: Sequence[Extracted]) -> Loaded:
    """What came of a story's pages, in its order, as its articles.

    Raises NothingExtracted where not one page has an article.
    """
    articles: dict[str, ArticleText] = {}
    left_out: list[PageError] = []
    for source, outcome in zip(story.articles, extracted, strict=True):
        if isinstance(outcome, PageError):
            left_out.append(outcome)
            continue
        article = _article(len(articles) + 1, source, outcome)
        twin = articles.setdefault(article.sha256, article)
        if twin is not article:
            left_out.append(PageError(f"{source.name}: has the same text as article {twin.number}, {twin.url}"))
    if not articles:
        raise NothingExtracted(_nothing_usable(story, left_out))
    return Loaded(tuple(articles.values()), tuple(left_out))


def with_earlier(loaded: Loaded, story: Story, earlier: Sequence[ArticleText]) -> Loaded:
    """The articles, and the earlier texts of pages that the story still lists but that could not be had this time.

    A page that is away for a night was not withdrawn.
    """
    had = {page_key(article.url) for article in loaded.articles}
    wanted = {page_key(source.url) for source in story.articles} - had
    texts = {article.sha256 for article in loaded.articles}
    kept = [a for a in earlier if page_key(a.url) in wanted and a.sha256 not in texts and not a.withdrawn]
    return Loaded((*loaded.articles, *kept), loaded.left_out)


def joined(loaded: Sequence[Loaded]) -> Loaded:
    """The articles of several stories as those of one, numbered anew; a page that two stories have counts once."""
    articles: list[ArticleText] = []
    left_out = [error for each in loaded for error in each.left_out]
    known: dict[str, ArticleText] = {}
    for article in (article for each in loaded for article in each.articles):
        twin = known.get(page_key(article.url)) or known.get(article.sha256)
        if twin is not None:
            left_out.append(PageError(f"{article.url}: is article {twin.number}, {twin.url}"))
            continue
        numbered = article.model_copy(update={"number": len(articles) + 1})
        articles.append(numbered)
        known |= {page_key(article.url): numbered, article.sha256: numbered}
    return Loaded(tuple(articles), tuple(left_out))


def read_pages(story: Story, fetching: FetchSettings) -> list[Page | PageError]:
    """The pages of a story, read from their files or fetched, in order; a PageError for one that cannot be had."""

    def read(source: ArticleSource) -> Page | PageError:
        try:
            return _read_file(source) if source.file else _fetch(source, fetching)
        except PageError as error:
            return error

    remote = [source for source in story.articles if not source.file]
    if len(remote) < 2:
        return [read(source) for source in story.articles]
    with ThreadPoolExecutor(min(MOST_AT_ONCE, len(remote))) as threads:
        return list(threads.map(read, story.articles))


def _read_file(source: ArticleSource) -> Page:
    file = source.file
    if file is None:
        raise PageError(f"{source.name}: has no file")
    try:
        if not file.is_file():
            raise PageError(f"{file}: {'is not a file' if file.exists() else 'not found; save the page there'}")
        if file.stat().st_size > MAX_PAGE_BYTES:
            raise PageError(f"{file}: {too_large()}")
        content = file.read_bytes()
    except OSError as error:
        raise PageError(f"{file}: cannot be read ({error.strerror or error})") from None
    return Page(content=content, url=source.url, name=source.name, published=source.published)


def _fetch(source: ArticleSource, settings: FetchSettings) -> Page:
    from pipeline.sources.fetch import fetch  # noqa: PLC0415 - a tenth of a second that saved pages need not wait for

    fetched = fetch(source.url, settings)
    return Page(
        content=fetched.content,
        url=source.url,
        name=source.name,
        published=source.published,
        charset=fetched.charset,
    )


def _article(number: int, source: ArticleSource, page: ExtractedPage) -> ArticleText:
    return ArticleText(
        number=number,
        url=source.url,
        title=page.title,
        publisher=page.publisher,
        authors=page.authors,
        published=page.published,
        language=page.language,
        sha256=text_sha256(page.text),
        text=page.text,
    )


def _nothing_usable(story: Story, left_out: list[PageError]) -> str:
    if len(left_out) == 1:
        return f"story {story.id}: its one page has no usable article: {left_out[0]}"
    return f"story {story.id}: none of its {len(left_out)} pages has a usable article; the first: {left_out[0]}"

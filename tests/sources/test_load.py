from datetime import date
from pathlib import Path

import pytest

from pipeline.domain.article import text_sha256
from pipeline.errors import StoryError
from pipeline.sources.limits import FetchSettings
from pipeline.sources.load import load_articles
from pipeline.sources.pool import ExtractionPool
from pipeline.sources.story import ArticleSource, Story

from .loopback import Server, response
from .pages import NOW, PARAGRAPHS, article_data, news_page

LOCAL = FetchSettings(timeout=5, allow_private=True)


def saved(folder: Path, name: str, content: str | bytes) -> ArticleSource:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return ArticleSource(url=f"https://news.example/{name}", file=file)


def story(*articles: ArticleSource) -> Story:
    return Story(id="tunnel", articles=articles)


def test_articles_are_numbered_in_the_order_of_the_story(tmp_path: Path) -> None:
    first = saved(tmp_path, "1.html", news_page(linked=article_data()))
    second = saved(tmp_path, "2.html", news_page(paragraphs=PARAGRAPHS[::-1])).model_copy(
        update={"published": date(2026, 1, 14)}
    )
    loaded = load_articles(story(first, second), NOW)
    assert [(article.number, article.url) for article in loaded.articles] == [(1, first.url), (2, second.url)]
    assert [str(article.published) for article in loaded.articles] == ["2026-01-15 16:40:00+09:00", "2026-01-14"]
    assert all(article.sha256 == text_sha256(article.text) for article in loaded.articles)
    assert loaded.left_out == ()


def test_pages_that_cannot_be_used_are_left_out_and_named(tmp_path: Path) -> None:
    good = news_page()
    sources = (
        saved(tmp_path, "empty.html", ""),
        saved(tmp_path, "good.html", good),
        ArticleSource(url="https://news.example/absent", file=tmp_path / "absent.html"),
        saved(tmp_path, "twin.html", good.replace("cookie-banner", "banner")),
        ArticleSource(url="https://news.example/folder", file=tmp_path),
        saved(tmp_path, "other.html", news_page(paragraphs=PARAGRAPHS[::-1])),
    )
    with (tmp_path / "huge.html").open("wb") as huge:
        huge.truncate(50_000_000)
    sources += (ArticleSource(url="https://news.example/huge", file=tmp_path / "huge.html"),)
    loaded = load_articles(story(*sources), NOW)
    assert [(article.number, article.url) for article in loaded.articles] == [
        (1, "https://news.example/good.html"),
        (2, "https://news.example/other.html"),
    ]
    assert [str(fault) for fault in loaded.left_out] == [
        f"{tmp_path}/empty.html: the page is empty; save it again",
        f"{tmp_path}/absent.html: not found; save the page there",
        f"{tmp_path}/twin.html: has the same text as article 1, https://news.example/good.html",
        f"{tmp_path}: is not a file",
        f"{tmp_path}/huge.html: is larger than 10 MB, which no article is; give a page with the article alone",
    ]


def test_files_and_urls_make_one_story(tmp_path: Path) -> None:
    served = response(news_page(paragraphs=PARAGRAPHS[::-1]).encode("utf-16"), content_type="text/html; charset=utf-16")
    with Server({"/a": served, "/b": response(news_page(paragraphs=PARAGRAPHS[:2]).encode())}) as server:
        urls = [ArticleSource(url=f"{server.url}/{name}") for name in "agb"]
        loaded = load_articles(story(urls[0], saved(tmp_path, "1.html", news_page()), *urls[1:]), NOW, LOCAL)
        assert [article.url for article in loaded.articles] == [
            f"{server.url}/a",
            "https://news.example/1.html",
            f"{server.url}/b",
        ]
        assert [str(fault) for fault in loaded.left_out] == [
            f"{server.url}/g: the server answers with HTTP 404; check the address"
        ]


def test_a_story_without_a_usable_article_is_refused_in_one_line(tmp_path: Path) -> None:
    empty = saved(tmp_path, "empty.html", "")
    with pytest.raises(StoryError, match=r"^story tunnel: its one page has no usable article: .*empty\.html: the page"):
        load_articles(story(empty), NOW)
    with pytest.raises(
        StoryError, match=r"^story tunnel: none of its 2 pages has a usable article; the first: .*empty"
    ):
        load_articles(story(empty, saved(tmp_path, "pdf.html", b"%PDF-1.7")), NOW)


def test_one_pool_can_serve_the_loading_of_several_stories(tmp_path: Path) -> None:
    one = story(saved(tmp_path, "1.html", news_page()))
    with ExtractionPool() as pool:
        assert load_articles(one, NOW, extracting=pool.extract_many) == load_articles(one, NOW)

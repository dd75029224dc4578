"""Pages as news sites serve them, written for these tests."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from pipeline.sources.extract import ExtractedPage, Page, extract

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
URL = "https://www.harbourpost.example/world/tunnel-opens"

PARAGRAPHS = (
    "The tunnel under the strait opened to traffic on Thursday, eleven years after the first stone was laid.",
    "Some 4,000 cars had passed through it by noon, the operator said, and the queue was two kilometres long.",
    "The transport minister, Ada Lindqvist, called it the end of an era for the ferries, which will stop in March.",
    "Critics of the project point to its cost, which rose from 2.1 billion to 3.4 billion while it was built.",
)


def news_page(
    *,
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    head: str = "",
    linked: object = None,
    title: str = "Tunnel under the strait opens after eleven years",
    header: str = "",
    language: str = 'lang="en"',
) -> str:
    """A whole page around an article: navigation, cookie banner, teasers, footer."""
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>' if linked is not None else ""
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return f"""<!DOCTYPE html>
<html {language}><head><meta charset="utf-8"><title>{title} | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post">{head}{script}</head>
<body>
<div class="cookie-banner"><p>We use cookies. <button>Accept all</button></p></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>{title}</h1><header>{header}</header>
{body}</article></main>
<aside><h2>Most read</h2>
<ul><li><a href="/1">Storm closes the port</a></li><li><a href="/2">Fish prices</a></li></ul></aside>
<footer><p>Copyright The Harbour Post. All rights reserved.</p></footer>
</body></html>"""


def article_data(**more: object) -> Mapping[str, object]:
    """JSON-LD as a news site writes it."""
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Tunnel under the strait opens after eleven years",
        "datePublished": "2026-01-15T16:40:00+09:00",
        "author": [{"@type": "Person", "name": "Mina Okafor"}, {"@type": "Person", "name": "Jon Berg"}],
        "publisher": {"@type": "Organization", "name": "The Harbour Post"},
        **more,
    }


def as_page(html: str | bytes, url: str = URL) -> Page:
    content = html.encode() if isinstance(html, str) else html
    return Page(content=content, url=url, name=url)


def extracted(html: str | bytes, url: str = URL) -> ExtractedPage:
    return extract(as_page(html, url), NOW)

"""Pages that crash the process that reads them, or never end: `python -m tests.sources.treacherous` prints what came.

In a process of its own, where forking is safe, so that none of them is read in the process of the tests.
"""

import os
import signal
import time
from datetime import datetime

from pipeline.errors import PageError
from pipeline.sources.extract import ExtractedPage, Page, extract
from pipeline.sources.pool import ExtractionPool

from .pages import NOW, PARAGRAPHS, as_page, news_page


def story(count: int) -> list[Page]:
    """Pages that are each as large as real ones, so that starting processes pays."""
    pages = (news_page(paragraphs=(f"Report {number} on it.", *PARAGRAPHS)) for number in range(count))
    return [as_page(page.replace("</head>", f"<style>{' ' * 120_000}</style></head>")) for page in pages]


def treacherous(page: Page, now: datetime) -> ExtractedPage:
    """Extraction with pages in it that crash the process or never end."""
    if page.name == "crash":
        os.kill(os.getpid(), signal.SIGKILL)
    if page.name == "hang":
        time.sleep(60)
    return extract(page, now)


def main() -> None:
    """Read twelve pages, three of which are treacherous."""
    pages = story(12)
    for index, name in ((1, "crash"), (5, "hang"), (6, "crash")):
        pages[index] = pages[index].model_copy(update={"name": name})
    with ExtractionPool(workers=2, page_seconds=0.5, reading=treacherous) as pool:
        for outcome in pool.extract_many(pages, NOW):
            print(outcome if isinstance(outcome, PageError) else "read")  # noqa: T201 -- what the test looks at


if __name__ == "__main__":
    main()

"""Where answers, digests and the state of a batch are kept: SQLite in a file, or PostgreSQL by URL.

`Store` is the whole of it. Work on the database is done by one thread, the clerk, in transactions that take in whatever
was asked meanwhile: each call returns when what it did is safe on disk.
"""

from pipeline.domain.history import Entry
from pipeline.store.engine import sqlite_url
from pipeline.store.store import Store
from pipeline.store.stories import StoryRecord
from pipeline.store.summaries import Show, Summary, SummaryPage

__all__ = ["Entry", "Show", "Store", "StoryRecord", "Summary", "SummaryPage", "sqlite_url"]

"""The tables as queries see them. What makes them, step by step, stands in `migrations`."""

from sqlalchemy import DOUBLE_PRECISION, Column, Index, Integer, MetaData, Table, Text

METADATA = MetaData()

ANSWERS = Table(
    "answers",
    METADATA,
    Column("request_key", Text, primary_key=True),
    Column("stage", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("completion", Text, nullable=False),
    Column("cost_usd", Text, nullable=True),
    Column("answered_at", Text, nullable=False),
)
"""Every answer that was paid for, by the key of its request. `completion` is JSON."""

TEXTS = Table(
    "texts",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("text", Text, nullable=False),
)
"""The texts of articles, as JSON strings in ASCII: a text that several revisions refer to is kept once."""

HEADS = Table(
    "heads",
    METADATA,
    Column("story_id", Text, primary_key=True),
    Column("revision", Integer, nullable=False),
)
"""The current revision of each story: what compare-and-swap compares."""

REVISIONS = Table(
    "revisions",
    METADATA,
    Column("story_id", Text, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("changes", Text, nullable=False),
    Column("model", Text, nullable=False, server_default=""),
    Column("prompts", Text, nullable=False, server_default="{}"),
)
"""Every revision of every digest, never changed. `digest`, `facts`, `changes` and `prompts` are JSON."""

CANDIDATES = Table(
    "candidates",
    METADATA,
    Column("story_id", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("base_revision", Integer, nullable=False),
    Column("part", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("candidate", Text, nullable=False),
)
"""Other texts for parts of digests. `candidate` is JSON; of it only what was decided changes, once."""

STORIES = Table(
    "stories",
    METADATA,
    Column("story_id", Text, primary_key=True),
    Column("status", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("exported_revision", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""How each story fared in the batch that last had to do with it. `outcome` is JSON for the report."""

CLAIMS = Table(
    "claims",
    METADATA,
    Column("story_id", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("until", DOUBLE_PRECISION, nullable=False),
)
"""Which run works on a story at the moment, and until when (Unix time) unless it says that it still does."""

WAVES = Table(
    "waves",
    METADATA,
    Column("wave", Text, primary_key=True),
    Column("endpoint", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("batch_id", Text, nullable=False),
    Column("since", DOUBLE_PRECISION, nullable=False),
)
"""Requests that are handed to an endpoint's Batch API together, until their answers are in `answers`."""

WAVE_REQUESTS = Table(
    "wave_requests",
    METADATA,
    Column("endpoint", Text, primary_key=True),
    Column("request_key", Text, primary_key=True),
    Column("wave", Text, nullable=False),
    Column("line", Integer, nullable=False),
    Column("stage", Text, nullable=False),
    Index("wave_requests_by_wave", "wave"),
)
"""In which wave a request is that waits for its answer. An endpoint has a request in one wave at a time."""

SUMMARIES = Table(
    "summaries",
    METADATA,
    Column("story_id", Text, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("headline", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("updated", Text, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("sections", Integer, nullable=False),
    Column("flagged", Integer, nullable=False),
    Column("withheld", Integer, nullable=False),
    Column("single_source", Integer, nullable=False),
    Column("locked", Integer, nullable=False),
    Column("edited", Integer, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("quarantined", Integer, nullable=False),
    Column("attention", Integer, nullable=False),
    Column("searched", Text, nullable=False),
    Index("summaries_by_attention", "attention", "updated", "story_id"),
)
"""What a list shows of each story, written with whatever it sums up. `revision` is 0 where there is no digest yet."""

"""How a store came to its present shape, in numbered steps that every store goes through in the same order.

A step is written once and never changed: stores exist that have been through it. Its SQL is what SQLite and PostgreSQL
have in common. What today's code works out from the rest is worked out once, when a store has its present shape.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, text

from pipeline.errors import StoreError
from pipeline.store.summaries import summarise_all

Step = tuple[str, ...]

MIGRATIONS: tuple[Step, ...] = (
    (
        """CREATE TABLE answers (
            request_key TEXT NOT NULL PRIMARY KEY, stage TEXT NOT NULL, model TEXT NOT NULL,
            completion TEXT NOT NULL, cost_usd TEXT, answered_at TEXT NOT NULL)""",
        "CREATE TABLE texts (sha256 TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL)",
        "CREATE TABLE heads (story_id TEXT NOT NULL PRIMARY KEY, revision INTEGER NOT NULL)",
        """CREATE TABLE revisions (
            story_id TEXT NOT NULL, revision INTEGER NOT NULL, digest TEXT NOT NULL, facts TEXT NOT NULL,
            made_at TEXT NOT NULL, author TEXT NOT NULL, reason TEXT NOT NULL, changes TEXT NOT NULL,
            PRIMARY KEY (story_id, revision))""",
        """CREATE TABLE stories (
            story_id TEXT NOT NULL PRIMARY KEY, status TEXT NOT NULL, fingerprint TEXT NOT NULL,
            exported_revision INTEGER NOT NULL, attempts INTEGER NOT NULL, outcome TEXT NOT NULL, at TEXT NOT NULL)""",
        """CREATE TABLE claims (
            story_id TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL, until DOUBLE PRECISION NOT NULL)""",
        """CREATE TABLE waves (
            wave TEXT NOT NULL PRIMARY KEY, endpoint TEXT NOT NULL, model TEXT NOT NULL, state TEXT NOT NULL,
            batch_id TEXT NOT NULL, since DOUBLE PRECISION NOT NULL)""",
        """CREATE TABLE wave_requests (
            endpoint TEXT NOT NULL, request_key TEXT NOT NULL, wave TEXT NOT NULL, line INTEGER NOT NULL,
            stage TEXT NOT NULL, PRIMARY KEY (endpoint, request_key))""",
        "CREATE INDEX wave_requests_by_wave ON wave_requests (wave)",
    ),
    (
        """CREATE TABLE candidates (
            story_id TEXT NOT NULL, id TEXT NOT NULL, base_revision INTEGER NOT NULL, part TEXT NOT NULL,
            state TEXT NOT NULL, made_at TEXT NOT NULL, candidate TEXT NOT NULL, PRIMARY KEY (story_id, id))""",
        "ALTER TABLE revisions ADD COLUMN model TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE revisions ADD COLUMN prompts TEXT NOT NULL DEFAULT '{}'",
    ),
    (
        """CREATE TABLE summaries (
            story_id TEXT NOT NULL PRIMARY KEY, revision INTEGER NOT NULL, headline TEXT NOT NULL,
            language TEXT NOT NULL, updated TEXT NOT NULL, articles INTEGER NOT NULL, sections INTEGER NOT NULL,
            flagged INTEGER NOT NULL, withheld INTEGER NOT NULL, single_source INTEGER NOT NULL,
            locked INTEGER NOT NULL, edited INTEGER NOT NULL, waiting INTEGER NOT NULL,
            quarantined INTEGER NOT NULL, attention INTEGER NOT NULL, searched TEXT NOT NULL)""",
        "CREATE INDEX summaries_by_attention ON summaries (attention, updated, story_id)",
    ),
)
SUMMARISED = 3
"""The last step that changed what summaries hold: a store from before it has all of them made anew in the end."""


def migrate(connection: Connection, steps: Sequence[Step] = MIGRATIONS) -> None:
    """Take the store through the steps that it has not been through, in the transaction that is open.

    Raises StoreError where the store has been through more steps than there are.
    """
    connection.execute(text("CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY)"))
    done = connection.scalar(text("SELECT max(number) FROM migrations")) or 0
    if done > len(steps):
        raise StoreError("a newer version of storydigest made it; install that one, or use another store")
    for number, statements in enumerate(steps[done:], done + 1):
        for statement in statements:
            connection.execute(text(statement))
        connection.execute(text("INSERT INTO migrations (number) VALUES (:number)"), {"number": number})
    if done < SUMMARISED <= len(steps):
        summarise_all(connection)

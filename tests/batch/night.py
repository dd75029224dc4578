"""What a batch leaves behind, to be compared to the byte."""

import hashlib
import json
from pathlib import Path

from sqlalchemy import create_engine, text

Row = tuple[object, ...]
_OF_THE_RUN = {"status.json", "report.json", "report.html"}


def rows(url: str, query: str) -> list[Row]:
    """What a query finds in a store."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return found


def revisions(url: str) -> list[Row]:
    """Every revision that the store holds, with all that is said of it."""
    return rows(url, "SELECT * FROM revisions ORDER BY story_id, revision")


def kept(url: str) -> set[str]:
    """The names of the questions that the store holds the answers to."""
    answers = rows(url, "SELECT completion FROM answers")
    return {str(json.loads(str(answer))["text"]).partition(" ")[0] for (answer,) in answers}


def files(out: Path) -> dict[str, str]:
    """The hash of every file that is neither the store nor the report, hidden ones included."""
    return {
        str(file.relative_to(out)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(out.rglob("*"))
        if file.is_file() and file.name not in _OF_THE_RUN and not file.name.startswith("storydigest.sqlite3")
    }

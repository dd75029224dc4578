"""Digests of the fixture stories, built as the command builds them, and what a sloppy writer does to their JSON."""

import json
from pathlib import Path
from typing import TypeAlias, cast

from pipeline.cli.app import run

STORIES = Path(__file__).parents[2] / "fixtures" / "stories"
CONTACTS = "seoul-moscow-contacts"
Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Object: TypeAlias = dict[str, Json]


def build(out: Path, *stories: str) -> Path:
    """Build digests of fixture stories (all, where none is named) with the builtin writer, and return the folder."""
    names = stories or tuple(sorted(path.name for path in STORIES.iterdir()))
    told = [str(STORIES / name) for name in names]
    assert run(["build", *told, "--model", "builtin", "--now", "2026-02-01T00:00:00Z", "--out", str(out)]) == 0
    return out


def read(file: Path) -> Object:
    """A JSON object from a file."""
    return cast("Object", json.loads(file.read_text("utf-8")))


class Draft:
    """A sound digest's JSON, to be spoilt: sentences and events are put in, with what a writer would cite."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.digest = read(folder / "digest.json")
        articles = cast("list[Object]", json.loads((folder / "articles.json").read_text("utf-8")))
        self._texts = {cast("int", article["number"]): cast("str", article["text"]) for article in articles}
        self._ids = 0

    @property
    def timeline(self) -> list[Object]:
        """The events."""
        return cast("list[Object]", self.digest["timeline"])

    @property
    def sections(self) -> list[Object]:
        """The sections."""
        return cast("list[Object]", self.digest["sections"])

    def sentences(self, section: int) -> list[Object]:
        """The sentences of one section."""
        return cast("list[Object]", self.sections[section]["sentences"])

    def cite(self, article: int, opening: str, closing: str) -> Object:
        """Evidence from the words that open a passage of an article to those that close it."""
        text = self._texts[article]
        start = text.index(opening)
        end = text.index(closing, start) + len(closing)
        return {"article": article, "start": start, "end": end, "quote": text[start:end]}

    def statement(self, text: str, *evidence: Object) -> Object:
        """A sentence as a writer that checks nothing would publish it."""
        self._ids += 1
        return {
            "id": f"new{self._ids}",
            "text": text,
            "origin": "generated",
            "evidence": list(evidence),
            "support": {"verdict": "supported", "score": 0.9, "reasons": []},
            "override": None,
        }

    def tell(self, text: str, *evidence: Object) -> str:
        """Put a sentence in place of the first section's first; where it stands."""
        self.sentences(0)[0] = self.statement(text, *evidence)
        return "sentence 1"

    def enter(self, label: str, first: str, last: str, precision: str, text: str, *evidence: Object) -> str:
        """Put an event into the timeline where its date belongs; where it stands."""
        date: Object = {"earliest": first, "latest": last, "precision": precision, "modifier": None, "label": label}
        status = "planned" if label.endswith("(planned)") else "happened"
        self.timeline.append({**self.statement(text, *evidence), "status": status, "locked": False, "date": date})
        self.timeline.sort(key=_key)
        return f"“{label}”"

    def save(self) -> None:
        """Write the digest back, with its coverage told anew so that nothing but the words put in is at fault."""
        statements = [s for n in range(len(self.sections)) for s in self.sentences(n)] + self.timeline
        coverage = cast("Object", self.digest["coverage"])
        coverage["cited"] = cast("Json", sorted({number for s in statements for number in _articles(s)}))
        coverage["single_source_sections"] = [
            section["id"]
            for n, section in enumerate(self.sections)
            if len({number for s in self.sentences(n) for number in _articles(s)}) == 1
        ]
        (self.folder / "digest.json").write_text(json.dumps(self.digest), "utf-8")


def _articles(statement: Object) -> list[int]:
    return [cast("int", piece["article"]) for piece in cast("list[Object]", statement["evidence"])]


def _key(event: Object) -> tuple[str, str, str]:
    date = cast("dict[str, str]", event["date"])
    span = "0" if date["earliest"] != date["latest"] else "1"
    return date["earliest"] or date["latest"], span, cast("str", event["id"])

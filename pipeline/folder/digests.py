"""The digest of one folder with its history and its candidates, for those who edit it."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import UTC
from itertools import count
from pathlib import Path

from pydantic import TypeAdapter

from pipeline.domain.candidate import CANDIDATE_ID, Candidate
from pipeline.domain.digest import Revision
from pipeline.domain.history import Entry
from pipeline.errors import Conflict, UnknownPart
from pipeline.folder.reading import DIGEST, REVISIONS, parse, parse_list, read_revision
from pipeline.folder.writing import HISTORY, contents_of, history_file, put_file, put_revision, writing

CANDIDATES = "candidates"
_HISTORY = TypeAdapter(tuple[Entry, ...])


class FolderDigests:
    """Keeps one story: its folder, or the digest.json in it, is given.

    Revisions made before anyone edited the digest have no entry in its history.json: theirs are told from themselves.
    Raises DigestError where there is no digest.
    """

    def __init__(self, path: Path) -> None:
        self.folder = path if path.is_dir() else path.parent
        self._digest = self.folder / DIGEST if path.is_dir() else path

    async def current(self, story_id: str) -> Revision | None:
        """The revision that stands in the folder; None where it is of another story."""
        return await asyncio.to_thread(self._current, story_id)

    async def at(self, story_id: str, number: int) -> Revision | None:
        """One revision, if there is one of that number."""
        return await asyncio.to_thread(self._at, story_id, number)

    async def history(self, story_id: str) -> tuple[Entry, ...]:
        """What was done to the digest, the first revision first."""
        return await asyncio.to_thread(self._history, story_id)

    async def append(
        self,
        revision: Revision,
        *,
        author: str,
        reason: str,
        changes: Sequence[str] = (),
        accepted: Candidate | None = None,
    ) -> None:
        """Put the next revision in the folder, and the decision on the candidate that it takes over.

        Raises Conflict unless it comes right after the one that stands there, and where the candidate was decided on.
        """
        entry = Entry(
            revision=revision.digest.revision,
            made_at=revision.digest.updated,
            author=author,
            reason=reason,
            changes=tuple(changes),
            model=accepted.model if accepted else "",
            prompts=accepted.prompts if accepted else {},
        )
        await asyncio.to_thread(self._append, revision, entry, accepted)

    async def candidates(self, story_id: str) -> tuple[Candidate, ...]:
        """All candidates, whatever was decided on them, the oldest first."""
        found = await asyncio.to_thread(self._candidates)
        return tuple(candidate for candidate in found if candidate.story_id == story_id)

    async def put_candidate(self, candidate: Candidate) -> Candidate:
        """Keep a candidate; the same once more stands under another id. Returns it as it is kept."""
        return await asyncio.to_thread(self._put, candidate)

    async def decide(self, candidate: Candidate) -> None:
        """Keep what was decided on a candidate. Raises Conflict where somebody else has decided, UnknownPart."""
        await asyncio.to_thread(self._decide, candidate)

    def _current(self, story_id: str) -> Revision | None:
        found = read_revision(self._digest)
        return found if found.digest.story_id == story_id else None

    def _at(self, story_id: str, number: int) -> Revision | None:
        current = self._current(story_id)
        if current is None or current.digest.revision == number:
            return current
        kept = self.folder / REVISIONS / str(number)
        return read_revision(kept) if number > 0 and (kept / DIGEST).exists() else None

    def _history(self, story_id: str) -> tuple[Entry, ...]:
        current = self._current(story_id)
        if current is None:
            return ()
        newest = current.digest.revision
        file = self.folder / HISTORY
        told = {entry.revision: entry for entry in (parse_list(file, _HISTORY) if file.exists() else ())}
        found: list[Entry] = []
        for number in sorted({newest, *self._kept()}):
            if number > newest:
                continue
            if (entry := told.get(number)) is None:
                revision = current if number == newest else self._at(story_id, number)
                entry = _told_by(revision) if revision is not None else None
            if entry is not None:
                found.append(entry)
        return tuple(found)

    def _kept(self) -> Iterable[int]:
        folder = self.folder / REVISIONS
        names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
        return [int(name) for name in names if name.isascii() and name.isdigit()]

    def _append(self, revision: Revision, entry: Entry, accepted: Candidate | None) -> None:
        contents = contents_of(revision)
        with writing(self.folder):
            current = read_revision(self._digest).digest
            if (current.story_id, current.revision + 1) != (revision.digest.story_id, revision.digest.revision):
                raise Conflict(
                    f"{self.folder}: somebody else made revision {current.revision} meanwhile; go on from it"
                )
            if accepted is not None:
                self._refuse_decided(accepted)
            contents[HISTORY] = history_file((*self._history(current.story_id), entry))
            put_revision(self.folder, entry.revision, contents)
            if accepted is not None:
                self._write(accepted)

    def _candidates(self) -> tuple[Candidate, ...]:
        folder = self.folder / CANDIDATES
        files = sorted(folder.glob("c*.json")) if folder.is_dir() else []
        found = [parse(file, Candidate) for file in files if CANDIDATE_ID.fullmatch(file.stem)]
        return tuple(sorted(found, key=lambda each: (each.made_at.astimezone(UTC), each.id)))

    def _put(self, candidate: Candidate) -> Candidate:
        with writing(self.folder):
            for number in count(2):
                if not self._file(candidate).exists():
                    break
                candidate = candidate.model_copy(update={"id": f"{candidate.id.partition('-')[0]}-{number}"})
            self._write(candidate)
        return candidate

    def _decide(self, candidate: Candidate) -> None:
        with writing(self.folder):
            self._refuse_decided(candidate)
            self._write(candidate)

    def _refuse_decided(self, candidate: Candidate) -> None:
        if not self._file(candidate).exists():
            raise UnknownPart(f"{self.folder}: there is no candidate {candidate.id}")
        known = parse(self._file(candidate), Candidate)
        if not known.is_waiting and known != candidate:
            raise Conflict(f"candidate {candidate.id} was {known.state} by {known.decided_by} meanwhile")

    def _file(self, candidate: Candidate) -> Path:
        if not CANDIDATE_ID.fullmatch(candidate.id):  # an id from elsewhere must not name a file elsewhere
            raise UnknownPart(f"{candidate.id[:80]!r} is no candidate's id")
        return self.folder / CANDIDATES / f"{candidate.id}.json"

    def _write(self, candidate: Candidate) -> None:
        name = str(self._file(candidate).relative_to(self.folder))
        put_file(self.folder, name, f"{candidate.model_dump_json(indent=2)}\n".encode("utf-8", "replace"))


def _told_by(revision: Revision) -> Entry:
    """What a revision tells of itself."""
    made = revision.digest.provenance
    return Entry(
        revision=revision.digest.revision,
        made_at=revision.digest.updated,
        author=made.model,
        reason="build",
        model=made.model,
        prompts=made.prompts,
    )

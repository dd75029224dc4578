"""Whatever editors do in whatever order: what they did not touch stays as it was, to the byte, and nothing is lost."""

import asyncio
import json
import os
from collections.abc import Callable, Coroutine, Generator, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import ClassVar, TypeVar, cast

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from pipeline.domain.candidate import HEADLINE, TIMELINE, Candidate, CandidateState, Part, section_part
from pipeline.domain.changes import changes
from pipeline.domain.digest import Digest, Revision
from pipeline.domain.history import Entry
from pipeline.domain.support import Override
from pipeline.editing import (
    Digests,
    FolderDigests,
    StoredDigests,
    accepted,
    decided,
    delete_event,
    delete_sentence,
    edit_heading,
    edit_sentence,
    lock,
    move_sentence,
    override,
    restored,
    rewrite,
    unlock,
)
from pipeline.errors import Conflict, EditError, Locked
from pipeline.folder import write_revision
from pipeline.render import render_json
from pipeline.store import Store
from pipeline.writers.builtin import BuiltinWriter
from tests.stages.newsroom import NOW, written_by_builtin

T = TypeVar("T")
SEQUENCES, STEPS = 200, 5
FIRST = written_by_builtin()
PLACES = st.integers(0, 11)
NOTES = st.sampled_from(["", "Shorter.", "Say what it costs."])
TEXTS = st.sampled_from(
    ["The Old Pier is closed.", "Nobody fell into the sea.", "Repairs cost 12.6 million euros.", ""]
)
HEADINGS = st.sampled_from(["The Old Pier", "Kestrel Bay council", "Nobody said so", "Old Pier"])


LOOP = asyncio.Runner()
"""One loop for all: making and closing thousands of them would take most of the time."""


def ran(work: Coroutine[object, object, T]) -> T:
    return LOOP.run(work)


@pytest.fixture(scope="module", autouse=True)
def close_the_loop() -> Iterator[None]:
    yield
    LOOP.close()


def in_json(digest: Digest) -> dict[str, str]:
    """The parts of digest.json as they stand there, in their order and to the byte, by what they are."""
    told = cast("dict[str, list[dict[str, object]]]", json.loads(render_json(digest)))
    parts = {f"section:{section['id']}": json.dumps(section, ensure_ascii=False) for section in told["sections"]}
    return {
        **parts,
        "order": json.dumps([section["id"] for section in told["sections"]]),
        "headline": json.dumps([told["headline"], told["headline_origin"]], ensure_ascii=False),
        "timeline": json.dumps(told["timeline"], ensure_ascii=False),
        "articles": json.dumps(told["articles"], ensure_ascii=False),
        "corrections": json.dumps(told["corrections"], ensure_ascii=False),
    }


class Desk(RuleBasedStateMachine):
    """An editor at a digest that lives where `place` puts it."""

    place: ClassVar[Callable[[Revision], Digests]]
    numbers: ClassVar[Iterator[int]] = count(1)

    def __init__(self) -> None:
        super().__init__()
        story_id = f"old-pier-{next(self.numbers)}"
        self.story_id = story_id
        self.current = FIRST.model_copy(update={"digest": FIRST.digest.model_copy(update={"story_id": story_id})})
        self.digests = type(self).place(self.current)
        self.made = [self.current.digest]
        self.history: tuple[Entry, ...] = ran(self.digests.history(story_id))
        self.candidates: list[Candidate] = []
        self.seen: list[Candidate] = []
        self.now = NOW

    def later(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def save(self, made: Revision, touched: Sequence[str], candidate: Candidate | None = None) -> None:
        """Append a revision, and hold that nothing has moved but what was touched."""
        before, after = in_json(self.current.digest), in_json(made.digest)
        assert {part for part in before.keys() | after.keys() if before.get(part) != after.get(part)} <= set(touched)
        said = changes(self.current.digest, made.digest)
        ran(self.digests.append(made, author="Ada", reason="because", changes=said, accepted=candidate))
        self.current = made
        self.made.append(made.digest)

    def edit(self, change: Callable[[datetime], Revision], touched: str) -> None:
        """Make a change by hand, if it may be made."""
        try:
            made = change(self.later())
        except EditError:
            return
        self.save(made, [touched])

    def a_sentence(self, place: int) -> tuple[str, str]:
        """The id of a section, and of a sentence in it."""
        told = [(section.id, sentence.id) for section in self.current.digest.sections for sentence in section.sentences]
        return told[place % len(told)]

    def a_section(self, place: int) -> str:
        return self.current.digest.sections[place % len(self.current.digest.sections)].id

    @rule(place=PLACES, note=NOTES)
    def regenerate(self, place: int, note: str) -> None:
        parts: list[Part] = [
            *(section_part(section.id) for section in self.current.digest.sections),
            HEADLINE,
            TIMELINE,
        ]
        part = parts[place % len(parts)]
        writing = rewrite(self.current, part, BuiltinWriter(), now=self.later(), author="Ada", note=note)
        try:
            candidate = ran(writing)
        except Locked:
            assert any(section.locked for section in self.current.digest.sections) or part == TIMELINE
            return
        self.candidates.append(ran(self.digests.put_candidate(candidate)))

    @precondition(lambda self: any(candidate.is_waiting for candidate in cast("Desk", self).candidates))
    @rule(place=PLACES)
    def accept(self, place: int) -> None:
        at, candidate = self.a_candidate(place)
        base = ran(self.digests.at(self.story_id, candidate.base_revision))
        assert base is not None
        now = self.later()
        try:
            made = accepted(self.current, candidate, now, base)
        except (Conflict, Locked):
            assert candidate.base_revision < self.current.digest.revision
            return
        self.candidates[at] = decided(candidate, CandidateState.ACCEPTED, "Ada", now)
        self.save(made, [str(candidate.part)], self.candidates[at])

    @precondition(lambda self: any(candidate.is_waiting for candidate in cast("Desk", self).candidates))
    @rule(place=PLACES)
    def reject(self, place: int) -> None:
        at, candidate = self.a_candidate(place)
        self.candidates[at] = decided(candidate, CandidateState.REJECTED, "Ada", self.later())
        ran(self.digests.decide(self.candidates[at]))

    def a_candidate(self, place: int) -> tuple[int, Candidate]:
        waiting = [(n, candidate) for n, candidate in enumerate(self.candidates) if candidate.is_waiting]
        return waiting[place % len(waiting)]

    @rule(place=PLACES, text=TEXTS, reason=st.sampled_from(["", "I was there"]))
    def edit_a_sentence(self, place: int, text: str, reason: str) -> None:
        section, sentence = self.a_sentence(place)
        decision = Override(by="Ada", at=self.now, reason=reason) if reason else None
        self.edit(lambda now: edit_sentence(self.current, sentence, text, now, override=decision), f"section:{section}")

    @rule(place=PLACES)
    def delete_a_sentence(self, place: int) -> None:
        section, sentence = self.a_sentence(place)
        self.edit(lambda now: delete_sentence(self.current, sentence, now), f"section:{section}")

    @rule(place=PLACES, to=st.integers(0, 4))
    def move_a_sentence(self, place: int, to: int) -> None:
        section, sentence = self.a_sentence(place)
        self.edit(lambda now: move_sentence(self.current, sentence, to, now), f"section:{section}")

    @rule(place=PLACES, text=HEADINGS)
    def edit_a_heading(self, place: int, text: str) -> None:
        section = self.a_section(place)
        self.edit(lambda now: edit_heading(self.current, section, text, now), f"section:{section}")

    @rule(place=PLACES, change=st.sampled_from([lock, unlock]))
    def lock_or_unlock_a_section(self, place: int, change: Callable[[Revision, str, datetime], Revision]) -> None:
        section = self.a_section(place)
        self.edit(lambda now: change(self.current, section, now), f"section:{section}")

    @precondition(lambda self: bool(cast("Desk", self).current.digest.timeline))
    @rule(place=PLACES, change=st.sampled_from([lock, unlock, delete_event]))
    def change_an_event(self, place: int, change: Callable[[Revision, str, datetime], Revision]) -> None:
        event = self.current.digest.timeline[place % len(self.current.digest.timeline)].id
        self.edit(lambda now: change(self.current, event, now), "timeline")

    @rule(place=PLACES)
    def override_a_sentence(self, place: int) -> None:
        section, sentence = self.a_sentence(place)
        decision = Override(by="Ada", at=self.now, reason="It is so")
        self.edit(lambda now: override(self.current, sentence, decision, now), f"section:{section}")

    @rule(place=PLACES)
    def restore(self, place: int) -> None:
        number = place % len(self.made) + 1
        old = ran(self.digests.at(self.story_id, number))
        assert old is not None
        made = restored(self.current, old, self.later())
        assert in_json(made.digest) == in_json(old.digest)
        self.save(made, list(in_json(made.digest) | in_json(self.current.digest)))

    @invariant()
    def nothing_is_lost(self) -> None:
        """Every revision is there as it was made, and the history has only grown."""
        if len(self.history) == len(self.made):
            return
        stored = ran(self.digests.current(self.story_id))
        assert stored is not None
        assert render_json(stored.digest) == render_json(self.made[-1])
        some = len(self.made) // 2 + 1
        earlier = ran(self.digests.at(self.story_id, some))
        assert earlier is not None
        assert earlier.digest == self.made[some - 1]
        history = ran(self.digests.history(self.story_id))
        assert history[: len(self.history)] == self.history
        assert [entry.revision for entry in history] == list(range(1, len(self.made) + 1))
        self.history = history

    @invariant()
    def no_citation_number_moves(self) -> None:
        assert self.current.digest.articles == FIRST.digest.articles
        assert all(self.current.articles[n - 1].number == n for n in range(1, len(self.current.articles) + 1))

    @invariant()
    def every_candidate_is_kept_as_it_was_decided(self) -> None:
        if self.seen == self.candidates:
            return
        self.seen = list(self.candidates)
        kept = ran(self.digests.candidates(self.story_id))
        assert sorted(kept, key=lambda each: each.id) == sorted(self.candidates, key=lambda each: each.id)


@contextmanager
def in_a_store(url: str) -> Generator[Callable[[Revision], Digests]]:
    with Store(url, clock=lambda: datetime.now(UTC)) as store:

        def place(first: Revision) -> Digests:
            ran(store.revisions.append(first, author="builtin", reason="batch"))
            return StoredDigests(store)

        yield place


def in_a_folder(out: Path) -> Callable[[Revision], Digests]:
    return lambda first: FolderDigests(write_revision(first, out))


def left_to_the_cache(descriptor: int) -> None:
    """What a folder's files are told instead of waiting for the disk: no power is cut here."""
    del descriptor


@pytest.mark.parametrize("where", ["sqlite", "postgresql", "folder"])
def test_what_was_not_touched_stays_to_the_byte_and_nothing_is_lost(
    where: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", left_to_the_cache)
    if where == "folder":
        kept = nullcontext(in_a_folder(tmp_path))
    elif where == "sqlite":
        kept = in_a_store(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    else:
        kept = in_a_store(str(request.getfixturevalue("postgresql_url")))
    with kept as place:
        desk = type("DeskThere", (Desk,), {"place": staticmethod(place)})
        run_state_machine_as_test(
            desk,
            settings=settings(
                max_examples=SEQUENCES,
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
            ),
        )

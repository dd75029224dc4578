"""A digest moves from one revision to the next and never loses one, whoever works on it."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from pipeline.domain.article import Fact, text_sha256
from pipeline.domain.digest import Digest, Revision
from pipeline.errors import Conflict, DigestError, StoreError
from pipeline.store import Entry, Store
from pipeline.store.engine import make_engine
from pipeline.store.tables import REVISIONS, TEXTS
from tests.render.sample import REVISION, article
from tests.store.apart import at_once
from tests.store.sample import STORY, revision

ROUNDS = 25
NOW = datetime(2026, 1, 16, 9, tzinfo=UTC)
HOSTILE = "\x00'; DROP TABLE revisions; -- “" + "가" * 300_000 + "\ud83d"


def append(store: Store, made: Revision, author: str = "desk") -> None:
    asyncio.run(store.revisions.append(made, author=author, reason="a new article", changes=("The headline",)))


def race(url: str, number: int) -> list[int]:
    """Try to make each revision; the numbers of those that this process made."""

    async def run(store: Store) -> list[int]:
        won: list[int] = []
        for to_make in range(1, ROUNDS + 1):
            mine = revision(to_make, f"As process {number} has it")
            try:
                await store.revisions.append(mine, author=str(number), reason="racing")
            except Conflict:
                continue
            won.append(to_make)
        return won

    with Store(url) as store:
        return asyncio.run(run(store))


def hostile_revision() -> Revision:
    texts = [HOSTILE, HOSTILE[::-1], "x" * 1_000_000]
    articles = tuple(article(number, text, title=HOSTILE) for number, text in enumerate(texts, 1))
    facts = (Fact(id=HOSTILE, evidence=(articles[0].evidence(0, 200_000),)),)
    changes = {"headline": HOSTILE[:-1], "articles": [one.listing for one in articles], "sections": (), "timeline": ()}
    digest = Digest.model_validate(revision(1).digest.model_dump() | changes)
    return Revision(digest=digest, articles=articles, facts=facts)


def test_every_revision_comes_back_as_it_was(store_url: str) -> None:
    made = [revision(number, f"Headline {number}") for number in (1, 2, 3)]
    with Store(store_url) as store:
        for one in made:
            append(store, one)
    with Store(store_url) as store:
        assert [asyncio.run(store.revisions.at(STORY, number)) for number in (1, 2, 3)] == made
        assert asyncio.run(store.revisions.current(STORY)) == made[-1]
        assert asyncio.run(store.revisions.at(STORY, 4)) is None
        assert asyncio.run(store.revisions.current("another-story")) is None


def test_a_revision_of_hostile_pages_comes_back_as_it_was(store_url: str) -> None:
    made = hostile_revision()
    with Store(store_url) as store:
        append(store, made)
        kept = asyncio.run(store.revisions.current(STORY))
    assert kept == made
    assert kept is not None
    assert [one.sha256 for one in kept.articles] == [text_sha256(one.text) for one in made.articles]


def test_the_history_tells_who_did_what_and_why(store_url: str) -> None:
    with Store(store_url) as store:
        append(store, revision(1), "batch")
        append(store, revision(2), "desk'; --")
        history = asyncio.run(store.revisions.history(STORY))
    at = datetime(2026, 1, 16, 8, 0, tzinfo=UTC)
    assert history == (
        Entry(revision=1, made_at=at, author="batch", reason="a new article", changes=("The headline",)),
        Entry(revision=2, made_at=at, author="desk'; --", reason="a new article", changes=("The headline",)),
    )


@pytest.mark.parametrize("number", [1, 3, 7])
def test_only_the_revision_after_the_newest_one_is_added(store_url: str, number: int) -> None:
    with Store(store_url) as store:
        append(store, revision(1))
        with pytest.raises(Conflict, match=rf"story {STORY}: .* revision {number} meanwhile"):
            append(store, revision(number, "Another headline"))
        assert asyncio.run(store.revisions.current(STORY)) == revision(1)
        assert len(asyncio.run(store.revisions.history(STORY))) == 1


def test_a_story_begins_with_its_first_revision(store_url: str) -> None:
    with Store(store_url) as store:
        with pytest.raises(Conflict):
            append(store, revision(2))
        assert asyncio.run(store.revisions.history(STORY)) == ()


def entry(number: int) -> Entry:
    return Entry(revision=number, made_at=NOW, author="Ada", reason="by hand", changes=("The headline",))


def test_a_history_may_begin_with_revisions_made_elsewhere(store_url: str) -> None:
    with Store(store_url) as store:
        made = [(revision(number), entry(number)) for number in (4, 5)]
        asyncio.run(store.revisions.take_over(made))
        asyncio.run(store.revisions.take_over(made[1:]))
        with pytest.raises(Conflict):
            asyncio.run(store.revisions.take_over([(revision(6), entry(6)), (revision(3), entry(3))]))
        append(store, revision(6))
        told = asyncio.run(store.revisions.history(STORY))
        assert [(one.revision, one.author) for one in told] == [(4, "Ada"), (5, "Ada"), (6, "desk")]
        assert asyncio.run(store.revisions.at(STORY, 4)) == revision(4)


def test_the_same_revision_once_more_is_no_conflict(store_url: str) -> None:
    with Store(store_url) as store:
        append(store, revision(1))
        append(store, revision(1))
        with pytest.raises(Conflict):
            append(store, revision(1), "somebody else")
        assert len(asyncio.run(store.revisions.history(STORY))) == 1


def test_of_processes_that_make_a_revision_at_once_exactly_one_wins(store_url: str) -> None:
    won = at_once(race, store_url)
    assert sorted(number for numbers in won for number in numbers) == list(range(1, ROUNDS + 1))
    with Store(store_url) as store:
        authors = [entry.author for entry in asyncio.run(store.revisions.history(STORY))]
        headlines = [
            kept.digest.headline
            for number in range(1, ROUNDS + 1)
            if (kept := asyncio.run(store.revisions.at(STORY, number))) is not None
        ]
    winner = {number: process for process, numbers in enumerate(won) for number in numbers}
    assert authors == [str(winner[number]) for number in range(1, ROUNDS + 1)]
    assert headlines == [f"As process {winner[number]} has it" for number in range(1, ROUNDS + 1)]


def test_of_two_that_share_a_transaction_one_wins_too(store_url: str) -> None:
    headlines = [f"Headline {number}" for number in range(20)]

    async def run(store: Store) -> list[BaseException | None]:
        appended = [
            store.revisions.append(revision(1, headline), author=headline, reason="racing") for headline in headlines
        ]
        return await asyncio.gather(*appended, return_exceptions=True)

    with Store(store_url) as store:
        outcomes = asyncio.run(run(store))
        current = asyncio.run(store.revisions.current(STORY))
    (winner,) = [headline for headline, outcome in zip(headlines, outcomes, strict=True) if outcome is None]
    assert [type(outcome) for outcome in outcomes].count(Conflict) == 19
    assert current == revision(1, winner)


def test_a_text_that_several_revisions_refer_to_is_kept_once(store_url: str) -> None:
    made = [revision(1), revision(2), revision(1, story_id="another-story")]
    with Store(store_url) as store:
        for one in made:
            append(store, one)
        assert asyncio.run(store.revisions.at(STORY, 1)) == made[0]
        assert asyncio.run(store.revisions.current("another-story")) == made[2]
    engine = make_engine(store_url)
    with engine.connect() as connection:
        assert sorted(connection.scalars(select(TEXTS.c.sha256))) == sorted(one.sha256 for one in REVISION.articles)
    engine.dispose()


def test_a_reason_of_halves_of_characters_is_refused_and_nothing_is_added(store_url: str) -> None:
    with Store(store_url) as store:
        with pytest.raises(StoreError, match=r"cannot keep that: .*surrogates"):
            asyncio.run(store.revisions.append(revision(1), author="desk", reason="\ud83d"))
        assert asyncio.run(store.revisions.current(STORY)) is None
        append(store, revision(1))


def test_a_number_that_no_revision_has_is_not_found(store_url: str) -> None:
    with Store(store_url) as store:
        append(store, revision(1))
        assert asyncio.run(store.revisions.at(STORY, 0)) is None
        assert asyncio.run(store.revisions.at(STORY, -1)) is None


@pytest.mark.parametrize("damaged", ["", "{}", "[" * 100_000])
def test_a_revision_that_the_disk_has_damaged_is_a_fault_of_its_digest(store_url: str, damaged: str) -> None:
    with Store(store_url) as store:
        append(store, revision(1))
        damaging = make_engine(store_url)
        with damaging.begin() as connection:
            connection.execute(update(REVISIONS).values(digest=damaged))
        damaging.dispose()
        with pytest.raises(DigestError, match="revision 1 is damaged"):
            asyncio.run(store.revisions.current(STORY))

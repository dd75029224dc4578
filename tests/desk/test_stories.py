"""The list of stories: what needs an eye comes first, and each filter shows what it says."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.desk.desk import Desk
from pipeline.domain.digest import Digest, Origin, Revision
from pipeline.store import sqlite_url
from tests.desk.newsroom import Visitor, fill, newsroom, run
from tests.store.sample import record, revision, tell

MOST_PAGES = 10


def plain(story_id: str, headline: str) -> Revision:
    """A digest that nothing is to be said of."""
    made = revision(1, headline, story_id)
    calm = made.digest.model_copy(
        update={
            "sections": made.digest.sections[1:2],
            "withheld": (),
            "coverage": made.digest.coverage.model_copy(update={"single_source_sections": ()}),
        }
    )
    sentences = tuple(one.model_copy(update={"origin": Origin.GENERATED}) for one in calm.sections[0].sentences)
    section = calm.sections[0].model_copy(update={"sentences": sentences})
    values = calm.model_copy(update={"sections": (section,)}).model_dump()
    return Revision(digest=Digest.model_validate(values), articles=made.articles, facts=())


@pytest.fixture
def kim(tmp_path: Path) -> Iterator[Visitor]:
    """Somebody who looks at a list of stories of every kind."""
    with newsroom(sqlite_url(tmp_path)) as desk:
        run(fill(desk.store, plain("calm", "Nothing is wrong here"), revision(1, "Flagged once", "flagged")))
        run(tell(desk.store, record("aside", status="quarantined")))
        run(tell(desk.store, record("never-listed", status="unchanged")))
        yield Visitor(desk, "Kim")


def listed(visitor: Visitor) -> list[str]:
    return visitor.texts("//tbody//span[@class='id']")


def test_what_needs_an_eye_comes_first(kim: Visitor) -> None:
    assert listed(kim.get("/stories")) == ["aside", "flagged", "calm"]
    assert kim.texts("//tbody/tr[1]/td[1]") == ["quarantined"]
    assert kim.texts("//tbody/tr[3]/td[1]") == ["Nothing"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("show=flagged", ["flagged"]),
        ("show=single-source", ["flagged"]),
        ("show=edited", ["flagged"]),
        ("show=locked", []),
        ("show=waiting", []),
        ("show=quarantined", ["aside"]),
        ("q=NOTHING+wrong", ["calm"]),
        ("q=h%C3%A1n+courier&show=flagged", ["flagged"]),
        ("q=courier+absent", []),
    ],
)
def test_filters_and_words_narrow_the_list(kim: Visitor, query: str, found: list[str]) -> None:
    assert listed(kim.get(f"/stories?{query}")) == found


def test_a_filter_that_there_is_not_is_not_found(kim: Visitor) -> None:
    assert kim.get("/stories?show=everything").status == 404


def test_a_story_without_a_digest_says_so(kim: Visitor) -> None:
    assert "This story has no digest yet." in kim.get("/stories/aside").text
    assert kim.get("/stories/never-heard-of").status == 404


def test_what_is_locked_is_listed_as_locked(kim: Visitor) -> None:
    kim.get("/stories/calm").send("/change", "lock", id="s2")
    assert listed(kim.get("/stories?show=locked")) == ["calm"]


def test_a_long_list_has_pages(tmp_path: Path) -> None:
    with newsroom(sqlite_url(tmp_path)) as desk:
        run(fill(desk.store, *(plain(f"story-{number:03}", f"Story {number}") for number in range(120))))
        seen = pages_of(desk)
    assert [len(page) for page in seen] == [50, 50, 20]
    assert len({story for page in seen for story in page}) == 120


def pages_of(desk: Desk) -> list[list[str]]:
    """The ids on each page, as somebody reads who goes on until the end."""
    visitor, seen = Visitor(desk).get("/stories"), list[list[str]]()
    for _ in range(MOST_PAGES):
        seen.append(listed(visitor))
        onward = visitor.values("//a[@rel='next']/@href")
        if not onward:
            return seen
        visitor.get(str(onward[0]))
    raise AssertionError(f"there is another page after each of {MOST_PAGES}")

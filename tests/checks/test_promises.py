"""What `check_revision` says of a digest that breaks one promise."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from pipeline.checks.promises import Fault, check_revision
from pipeline.folder import read_revision
from tests.checks.built import Draft, Json, Object

Spoiling = Callable[[Draft], object]


def faults(folder: Path) -> list[Fault]:
    return check_revision(read_revision(folder))


def test_digests_of_all_fixture_stories_keep_every_promise(digests: Path) -> None:
    assert [str(fault) for folder in sorted(digests.iterdir()) for fault in faults(folder) if not fault.is_notice] == []


def piece(draft: Draft) -> Object:
    return cast("list[Object]", draft.sentences(0)[0]["evidence"])[0]


def date_of(draft: Draft, entry: int) -> Object:
    return cast("Object", draft.timeline[entry]["date"])


def unsupported(draft: Draft) -> None:
    draft.sentences(0)[0]["support"] = {"verdict": "unsupported", "score": 0, "reasons": []}


def twins(draft: Draft) -> None:
    draft.sections[1]["facts"] = draft.sections[0]["facts"]


def withheld_silently(draft: Draft) -> None:
    draft.digest["withheld"] = [{"id": "w1", "where": "timeline", "text": "It rained.", "reasons": []}]


SPOILT: tuple[tuple[Spoiling, int, str, str], ...] = (
    (lambda d: piece(d).update(start=7), 1, "section 1", "at 7–"),
    (lambda d: piece(d).update(quote="It rained."), 1, "section 1", "It rained."),
    (lambda d: piece(d).update(article=99), 1, "section 1", "article 99"),
    (lambda d: d.sentences(0)[0].update(evidence=[]), 1, "sentence 1", "no evidence"),
    (lambda d: d.digest.update(headline="Putin visits Warsaw"), 2, "headline", "Warsaw"),
    (lambda d: d.sections[0].update(heading="The first talks in Warsaw"), 2, "heading", "Warsaw"),
    (lambda d: d.digest.update(headline="Letters of credence were presented 4.15.26"), 2, "headline", "edition"),
    (
        lambda d: d.digest.update(headline="Russia held talks with South Korea about North Korea’s nuclear programme"),
        2,
        "headline",
        "a source denies it",
    ),
    (unsupported, 2, "sentence 1", "marked as unsupported"),
    (
        lambda d: d.digest.update(coverage={"cited": [1], "uncited": [], "single_source_sections": []}),
        3,
        "coverage",
        "",
    ),
    (lambda d: date_of(d, 0).update(label="June 2024"), 4, "timeline entry 1", "Jun 19, 2024"),
    (lambda d: date_of(d, 0).update(earliest="2024-06-20"), 4, "timeline entry 1", "before it starts"),
    (lambda d: date_of(d, 0).update(earliest="2024-06-18", latest="2024-06-18"), 4, "timeline entry 1", "more precise"),
    (lambda d: d.timeline.reverse(), 5, "timeline entry 2", "out of order"),
    (lambda d: d.timeline.append({**d.timeline[-1], "id": "again"}), 5, "timeline", "merge them"),
    (withheld_silently, 6, "withheld", "without a reason"),
    (twins, 7, "section 2", "serves section 1 too"),
    (lambda d: d.timeline[1].update(id=d.timeline[0]["id"]), 7, "ids", "2 parts"),
    (lambda d: cast("list[Json]", d.digest["articles"]).reverse(), 7, "articles", "out of order"),
    (lambda d: d.tell("<b>Putin</b> met Lee."), 9, "sentence 1", "<b>"),
    (
        lambda d: d.digest.update(headline="Lee [meets](https://x.example) Ryabkov"),
        9,
        "headline",
        "https://x.example",
    ),
)


@pytest.mark.parametrize(("spoil", "promise", "where", "message"), SPOILT)
def test_each_promise_is_named_with_the_place_where_it_is_broken(
    draft: Draft, spoil: Spoiling, promise: int, where: str, message: str
) -> None:
    spoil(draft)
    (draft.folder / "digest.json").write_text(json.dumps(draft.digest), "utf-8")
    found = faults(draft.folder)
    assert any(
        fault.promise == promise and where in fault.where and message in fault.message and not fault.is_notice
        for fault in found
    ), [str(fault) for fault in found]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("text", "Nothing of the kind.", "sha256 differs"),
        ("published", "2020-01-01", "its published is"),
        ("publisher", "Somebody Else", "its publisher is"),
        ("url", "https://elsewhere.example/", "its url is"),
    ],
)
def test_articles_that_were_tampered_with_are_named(draft: Draft, name: str, value: str, told: str) -> None:
    file = draft.folder / "articles.json"
    articles = cast("list[Object]", json.loads(file.read_text("utf-8")))
    articles[1][name] = value
    file.write_text(json.dumps(articles), "utf-8")
    assert any(fault.where == "article 2" and told in fault.message for fault in faults(draft.folder))


def test_what_an_editor_overrides_becomes_a_notice(draft: Draft) -> None:
    draft.tell("Putin met Lee in Warsaw.", draft.cite(1, "Russian President", "had been wasted."))
    draft.save()
    assert any(not fault.is_notice for fault in faults(draft.folder))
    override: Json = {"by": "Ada", "at": "2026-02-01T00:00:00Z", "reason": "seen by our own reporter"}
    draft.sentences(0)[0]["override"] = override
    draft.save()
    found = faults(draft.folder)
    assert all(fault.is_notice for fault in found)
    assert any("Ada's override: seen by our own reporter" in fault.message for fault in found)
    assert any("Warsaw" in fault.message for fault in found)


def test_notices_come_after_the_broken_promises(draft: Draft) -> None:
    del draft.sentences(0)[1:]
    draft.timeline.reverse()
    draft.save()
    told = [fault.is_notice for fault in faults(draft.folder)]
    assert told == sorted(told)
    assert {True, False} <= set(told)

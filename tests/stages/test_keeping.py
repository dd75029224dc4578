"""What an editor has locked or changed stays to the byte when the digest is made anew around it."""

import asyncio

import pytest

from pipeline.checks.promises import check_revision
from pipeline.digest import Settings, make_digest
from pipeline.domain.article import ArticleText, text_sha256
from pipeline.domain.digest import Revision
from pipeline.editing import edit_heading, edit_headline, lock
from pipeline.stages.keeping import kept_of
from pipeline.writers.builtin import BuiltinWriter
from tests.stages.newsroom import (
    NOW,
    PIER,
    PLAN,
    STORY_ID,
    ScriptedModel,
    article,
    planned,
    written_by,
    written_by_builtin,
)

LATER = NOW.replace(day=21)
REOPENED = article(
    4,
    "Old Pier in Kestrel Bay reopens to anglers",
    "The Kestrel Bay council opened the northern end of the Old Pier to anglers on 19 March.",
    "Forty anglers came to the Old Pier in Kestrel Bay on the first morning.",
)


def anew(previous: Revision, *articles: ArticleText) -> Revision:
    settings = Settings(LATER, kept=kept_of(previous))
    return asyncio.run(make_digest(STORY_ID, articles, BuiltinWriter(), settings, previous))


def faults(revision: Revision) -> list[str]:
    return [str(fault) for fault in check_revision(revision) if not fault.is_notice]


@pytest.mark.parametrize("place", [0, 1])
def test_a_locked_section_and_event_stay_where_a_new_article_comes(place: int) -> None:
    first = written_by_builtin()
    locked = lock(first, first.digest.sections[place].id, NOW)
    locked = lock(locked, first.digest.timeline[0].id, NOW)
    made = anew(locked, *PIER, REOPENED)
    assert made.digest.sections[place] == locked.digest.sections[place]
    assert locked.digest.timeline[0] in made.digest.timeline
    assert 4 in made.digest.coverage.cited
    assert faults(made) == []


def test_no_fact_of_a_kept_section_serves_another() -> None:
    first = written_by_builtin()
    locked = lock(first, first.digest.sections[0].id, NOW)
    made = anew(locked, *PIER, REOPENED)
    kept, *others = made.digest.sections
    assert not set(kept.facts) & {fact for section in others for fact in section.facts}
    assert {fact for section in made.digest.sections for fact in section.facts} <= {fact.id for fact in made.facts}


def test_a_headline_and_heading_by_an_editor_stay() -> None:
    first = written_by_builtin()
    edited = edit_headline(first, "Old Pier", NOW)
    edited = edit_heading(edited, first.digest.sections[0].id, "Kestrel Bay council", NOW)
    made = anew(edited, *PIER, REOPENED)
    assert (made.digest.headline, made.digest.headline_origin) == ("Old Pier", "edited")
    assert made.digest.sections[0] == edited.digest.sections[0]


def test_everything_locked_stays_as_it_is() -> None:
    locked = written_by_builtin()
    for part in (*locked.digest.sections, *locked.digest.timeline):
        locked = lock(locked, part.id, NOW)
    made = anew(locked, *PIER)
    assert made.digest.sections == locked.digest.sections
    assert made.digest.timeline == locked.digest.timeline


def test_an_article_that_changed_under_a_locked_section_keeps_its_old_text() -> None:
    first = written_by_builtin()
    section = next(s for s in first.digest.sections if any(1 in sentence.citations for sentence in s.sentences))
    locked = lock(first, section.id, NOW)
    text = "Updated. " + PIER[0].text
    changed = PIER[0].model_copy(update={"text": text, "sha256": text_sha256(text)})
    made = anew(locked, changed, *PIER[1:])
    assert section.id in {s.id for s in made.digest.sections}
    assert made.articles[0].text == PIER[0].text
    assert faults(made) == []


def test_a_locked_section_goes_on_citing_an_article_that_is_taken_out() -> None:
    first = written_by_builtin()
    section = next(s for s in first.digest.sections if any(2 in sentence.citations for sentence in s.sentences))
    made = anew(lock(first, section.id, NOW), PIER[0], PIER[2])
    (kept,) = [s for s in made.digest.sections if s.id == section.id]
    assert kept.sentences == section.sentences
    assert [article.withdrawn for article in made.digest.articles] == [False, True, False]
    assert faults(made) == []


def test_a_model_is_told_what_is_kept_and_asked_for_the_rest_alone() -> None:
    with ScriptedModel() as first:
        before = written_by(first)
    locked = lock(before, before.digest.sections[0].id, NOW)
    left = dict(list(PLAN.items())[1:])
    with ScriptedModel(outline=lambda asked: planned(asked, plan=left)) as model:
        made = written_by(model, previous=locked, settings=Settings(LATER, kept=kept_of(locked)))
    told = [sentence.text for sentence in locked.digest.sections[0].sentences]
    assert made.digest.sections[0] == locked.digest.sections[0]
    assert model.of("section")
    for asked in model.of("section"):
        assert all(f"- {sentence}" in asked.prompt for sentence in told)

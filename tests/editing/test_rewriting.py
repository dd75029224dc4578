"""One part is written again: its stage alone is asked, and what it says is held to what every text is held to."""

import pytest

from pipeline.checks.promises import check_revision
from pipeline.domain.candidate import HEADLINE, TIMELINE, HeadlineContent, SectionContent, TimelineContent, section_part
from pipeline.domain.dates import Status
from pipeline.domain.digest import Digest, Origin, Revision
from pipeline.editing import accepted, find_part, lock
from pipeline.errors import AnswerError, Locked, UnknownPart
from tests.editing.model import LATER, rewritten_by, rewritten_by_builtin
from tests.stages.newsroom import (
    INCOME,
    MAYOR,
    ROT,
    STORM,
    VOTE,
    ScriptedModel,
    article,
    worded,
    written_by,
    written_by_builtin,
)

ANEW = {
    VOTE: "The Old Pier is to be closed to visitors from 1 May, the Kestrel Bay council voted by 7 to 4 on Tuesday.",
    MAYOR: "Mayor Ines Roth called the closure the hardest decision of her term.",
}


@pytest.fixture(scope="module")
def digest() -> Revision:
    with ScriptedModel() as model:
        return written_by(model)


def faults(revision: Revision) -> list[str]:
    return [str(fault) for fault in check_revision(revision) if not fault.is_notice]


def others(digest: Digest, section_id: str) -> list[str]:
    return [section.model_dump_json() for section in digest.sections if section.id != section_id]


def test_a_section_is_asked_for_alone_with_its_facts_the_note_and_what_the_others_say(digest: Revision) -> None:
    part = find_part(digest.digest, "1")
    with ScriptedModel(section=lambda asked: worded(asked, ANEW)) as model:
        candidate = rewritten_by(model, digest, part, "Name the mayor.")
    assert {asked.stage for asked in model.requests} == {"section", "verify"}
    asked = model.of("section")[0]
    assert set(asked.labels) == {VOTE, ROT, MAYOR}
    assert "the rules allow: Name the mayor." in asked.prompt
    for section in digest.digest.sections[1:]:
        assert section.heading in asked.prompt
        assert all(f"- {sentence.text}" in asked.prompt for sentence in section.sentences)
    assert not any(f"- {sentence.text}" in asked.prompt for sentence in digest.digest.sections[0].sentences)
    assert (candidate.note, candidate.author, candidate.base_revision) == ("Name the mayor.", "Ada", 1)
    assert set(candidate.prompts) == {"section", "verify"}
    assert candidate.usage.requests == len(model.requests)


def test_an_accepted_section_moves_nothing_else(digest: Revision) -> None:
    section_id = digest.digest.sections[0].id
    with ScriptedModel(section=lambda asked: worded(asked, ANEW)) as model:
        candidate = rewritten_by(model, digest, section_part(section_id))
    made = accepted(digest, candidate, LATER, digest)
    assert isinstance(candidate.content, SectionContent)
    assert made.digest.sections[0].sentences == candidate.content.sentences
    assert ANEW[MAYOR] in [sentence.text for sentence in made.digest.sections[0].sentences]
    assert others(made.digest, section_id) == others(digest.digest, section_id)
    assert (made.digest.articles, made.digest.timeline) == (digest.digest.articles, digest.digest.timeline)
    assert (made.articles, made.facts) == (digest.articles, digest.facts)
    assert made.digest.provenance.usage.requests == digest.digest.provenance.usage.requests + candidate.usage.requests
    assert (made.digest.revision, made.digest.updated) == (2, LATER)
    assert faults(made) == []


def test_ids_follow_what_shares_evidence(digest: Revision) -> None:
    before = digest.digest.sections[0]
    with ScriptedModel(section=lambda asked: worded(asked, ANEW)) as model:
        candidate = rewritten_by(model, digest, section_part(before.id))
    made = accepted(digest, candidate, LATER, digest).digest.sections[0]
    assert [sentence.id for sentence in made.sentences] == [sentence.id for sentence in before.sentences]


def test_what_another_section_says_is_asked_for_again_and_then_withheld(digest: Revision) -> None:
    income = next(s.text for s in digest.digest.sentences if s.evidence[0].quote == INCOME)
    with ScriptedModel(section=lambda asked: worded(asked, {MAYOR: income})) as model:
        candidate = rewritten_by(model, digest, find_part(digest.digest, "1"))
    assert model.of("section")[0].reasks == 0
    assert "say" in model.of("section")[1].objection
    assert income in [withheld.text for withheld in candidate.withheld]
    assert isinstance(candidate.content, SectionContent)
    assert income not in [sentence.text for sentence in candidate.content.sentences]


def test_what_the_facts_do_not_show_is_withheld_with_its_reasons(digest: Revision) -> None:
    wrong = "Rot was found in 83 of the 212 piles of the Old Pier in February."
    with ScriptedModel(section=lambda asked: worded(asked, {ROT: wrong})) as model:
        candidate = rewritten_by(model, digest, find_part(digest.digest, "1"))
    (withheld,) = candidate.withheld
    assert withheld.text == wrong
    assert any("83" in reason.words for reason in withheld.reasons)
    made = accepted(digest, candidate, LATER, digest)
    assert wrong in [each.text for each in made.digest.withheld]


def test_a_model_that_says_nothing_usable_gives_no_candidate(digest: Revision) -> None:
    with ScriptedModel(section=lambda _: "I would rather not.") as model, pytest.raises(AnswerError):
        rewritten_by(model, digest, find_part(digest.digest, "1"))


def test_a_locked_section_is_refused_before_anyone_is_asked(digest: Revision) -> None:
    locked = lock(digest, digest.digest.sections[0].id, LATER)
    with ScriptedModel() as model:
        with pytest.raises(Locked, match="is locked; unlock it first"):
            rewritten_by(model, locked, find_part(locked.digest, "1"))
        assert model.requests == []


def test_a_section_that_is_not_there_is_named(digest: Revision) -> None:
    with pytest.raises(UnknownPart, match="no section 9; it has 3"):
        find_part(digest.digest, "9")
    with pytest.raises(UnknownPart, match="no section 'sx'"):
        find_part(digest.digest, "sx")


def headed(text: str) -> ScriptedModel:
    return ScriptedModel(headline=lambda _: {"headline": text})


def test_a_headline_is_asked_for_by_a_prompt_of_its_own(digest: Revision) -> None:
    with headed("Old Pier in Kestrel Bay to close after divers found rot in 38 piles") as model:
        candidate = rewritten_by(model, digest, HEADLINE, "Say why.")
    assert [asked.stage for asked in model.requests] == ["headline"]
    (asked,) = model.requests
    assert "the rules allow: Say why." in asked.prompt
    assert digest.digest.headline in asked.prompt
    assert all(f"- {sentence.text}" in asked.prompt for sentence in digest.digest.sentences)
    made = accepted(digest, candidate, LATER, digest)
    assert made.digest.headline == "Old Pier in Kestrel Bay to close after divers found rot in 38 piles"
    assert made.digest.headline_origin is Origin.GENERATED
    assert made.digest.sections == digest.digest.sections
    assert faults(made) == []


def test_a_headline_that_the_sources_do_not_show_is_withheld_and_a_title_stands_in(digest: Revision) -> None:
    with headed("Harbourtown closes its pier after 240 deaths") as model:
        candidate = rewritten_by(model, digest, HEADLINE)
    assert len(model.requests) > 1
    assert "240" in model.requests[1].objection
    assert isinstance(candidate.content, HeadlineContent)
    assert candidate.content.origin is Origin.EXTRACTED
    assert [(w.where, w.text) for w in candidate.withheld] == [
        ("headline", "Harbourtown closes its pier after 240 deaths")
    ]
    assert faults(accepted(digest, candidate, LATER, digest)) == []


def test_a_timeline_keeps_its_locked_events(digest: Revision) -> None:
    locked = lock(digest, digest.digest.timeline[0].id, LATER)
    with ScriptedModel() as model:
        candidate = rewritten_by(model, locked, TIMELINE, "Shorter.")
    assert {asked.stage for asked in model.requests} <= {"timeline", "verify"}
    assert "the rules allow: Shorter." in model.of("timeline")[0].prompt
    made = accepted(locked, candidate, LATER, locked)
    assert locked.digest.timeline[0] in made.digest.timeline
    assert made.digest.sections == locked.digest.sections
    assert faults(made) == []


def test_a_timeline_of_locked_events_alone_is_refused(digest: Revision) -> None:
    locked = digest
    for event in digest.digest.timeline:
        locked = lock(locked, event.id, LATER)
    with pytest.raises(Locked, match="every event"):
        rewritten_by_builtin(locked, TIMELINE)


def test_the_builtin_writer_goes_on_to_the_next_best_headline_and_comes_round() -> None:
    revision = first = written_by_builtin()
    seen: list[str] = []
    for _ in range(30):
        seen.append(revision.digest.headline)
        candidate = rewritten_by_builtin(revision, HEADLINE)
        revision = accepted(revision, candidate, LATER, revision)
        assert faults(revision) == []
        if revision.digest.headline == first.digest.headline:
            break
    assert len(seen) == len(set(seen)) > 1


def test_the_builtin_writer_tells_a_fact_in_the_words_of_another_article() -> None:
    again = "Kestrel Bay’s council voted 7 to 4 on Tuesday to close the Old Pier to visitors from 1 May this year."
    articles = (article(1, "Old Pier closes", VOTE, ROT, MAYOR), article(2, "Pier shut", again, STORM, INCOME))
    revision = written_by_builtin(articles)
    section = next(s for s in revision.digest.sections if any(e.text in {VOTE, again} for e in s.sentences))
    candidate = rewritten_by_builtin(revision, section_part(section.id))
    assert isinstance(candidate.content, SectionContent)
    before, after = ({sentence.text for sentence in told} for told in (section.sentences, candidate.content.sentences))
    assert {VOTE, again} & before != {VOTE, again} & after
    assert candidate.usage.requests == 0
    assert rewritten_by_builtin(revision, section_part(section.id)) == candidate


def test_what_another_heading_rests_on_is_kept() -> None:
    revision = written_by_builtin()
    for section in revision.digest.sections:
        candidate = rewritten_by_builtin(revision, section_part(section.id))
        assert faults(accepted(revision, candidate, LATER, revision)) == []


def test_a_timeline_is_written_again_from_the_dated_facts() -> None:
    revision = written_by_builtin()
    candidate = rewritten_by_builtin(revision, TIMELINE)
    assert isinstance(candidate.content, TimelineContent)
    assert {event.status for event in candidate.content.events} <= set(Status)
    assert faults(accepted(revision, candidate, LATER, revision)) == []

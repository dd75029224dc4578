"""A timeline that a model words: dates, status, order and merging are code's."""

import pytest
from pydantic import JsonValue

from pipeline.checks.promises import check_revision
from pipeline.domain.dates import Status
from pipeline.domain.digest import Digest, Origin, timeline_key
from tests.llm.loopback import Json, says
from tests.stages.newsroom import (
    BANKRUPT,
    BUILT,
    MAYOR,
    PIER,
    ROT,
    STALLS,
    VOTE,
    WORDED,
    Answer,
    Asked,
    Script,
    ScriptedModel,
    article,
    dated,
    written_by,
    written_by_builtin,
)


def labels(digest: Digest) -> list[str]:
    return [event.date.label for event in digest.timeline]


def test_events_are_sorted_and_dated_by_code_whatever_order_the_model_gives() -> None:
    def reversed_(asked: Asked) -> Json:
        events = dated(asked)["events"]
        assert isinstance(events, list)
        return {"events": events[::-1]}

    with ScriptedModel(timeline=reversed_) as server:
        revision = written_by(server)
    digest = revision.digest
    assert labels(digest)[:3] == ["1894", "Feb 2026", "Mar 10, 2026"]
    assert list(digest.timeline) == sorted(digest.timeline, key=timeline_key)
    assert {event.origin for event in digest.timeline} == {Origin.GENERATED}
    assert not any(not fault.is_notice for fault in check_revision(revision))


def test_only_facts_with_a_date_are_asked_about_each_with_its_dates() -> None:
    with ScriptedModel() as server:
        written_by(server)
    (asked,) = server.of("timeline")
    assert MAYOR not in asked.prompt
    assert f"{asked.labels[BUILT]} [2] {BUILT} Dates: {asked.dates[BUILT]} = 1894" in asked.prompt


def test_the_dates_in_the_schema_are_those_that_code_found() -> None:
    with ScriptedModel() as server:
        written_by(server)
    (asked,) = server.of("timeline")
    shown = [
        word for line in asked.prompt.splitlines() if " Dates: " in line for word in line.split(" Dates: ")[1].split()
    ]
    ids = [word for word in shown if word.startswith("d") and word[1:].isdigit()]
    form = asked.body["response_format"]
    assert ids
    assert f'"date": {{"type": "string", "enum": {ids}}}'.replace("'", '"') in str(form).replace("'", '"')


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [({"date": "d99"}, "events.0.date: 'd99' is not one of the ids given"), ({"fact": "f99"}, "events.0.fact: 'f99'")],
)
def test_a_date_or_fact_that_was_not_given_is_asked_for_again(changes: Json, complaint: str) -> None:
    def script(asked: Asked) -> Json:
        answer = dated(asked)
        events = answer["events"]
        assert isinstance(events, list)
        assert isinstance(events[0], dict)
        return answer if asked.reasks else {"events": [{**events[0], **changes}, *events[1:]]}

    with ScriptedModel(timeline=script) as server:
        digest = written_by(server).digest
    assert complaint in server.of("timeline")[1].objection
    assert len(server.of("timeline")) == 2
    assert "Feb 2026" in labels(digest)


def test_an_event_that_the_sources_do_not_show_is_asked_for_again_and_then_withheld() -> None:
    def script(asked: Asked) -> Json:
        return dated(asked, {ROT: f"Divers found rot in {83 + asked.reasks} piles of the Old Pier."})

    with ScriptedModel(timeline=script) as server:
        revision = written_by(server)
    asked = server.of("timeline")
    assert [request.reasks for request in asked] == [0, 1, 2]
    assert "83" in asked[1].objection
    assert "84" in asked[2].objection
    (withheld,) = (w for w in revision.digest.withheld if w.where == "timeline")
    assert "85 piles" in withheld.text
    assert any("85" in reason.message for reason in withheld.reasons)
    assert "Feb 2026" not in labels(revision.digest)
    assert not any(not fault.is_notice for fault in check_revision(revision))


def refusing(_: Asked) -> Answer:
    return says(None, message={"role": "assistant", "content": None, "refusal": "No."})


def filtered(_: Asked) -> Answer:
    return says("", finish_reason="content_filter")


def cut_off(_: Asked) -> Answer:
    return says('{"events": [', finish_reason="length")


def in_prose(_: Asked) -> Answer:
    return "In 1894 the pier was built."


def in_another_shape(_: Asked) -> Answer:
    return {"timeline": [{"1894": "built"}]}


def empty(_: Asked) -> Answer:
    nothing: list[JsonValue] = []
    return {"events": nothing}


@pytest.mark.parametrize("script", [refusing, filtered, cut_off, in_prose, in_another_shape, empty])
def test_without_usable_events_the_builtin_writer_tells_them(script: Script) -> None:
    with ScriptedModel(timeline=script) as server:
        revision = written_by(server)
    told = written_by_builtin().digest.timeline
    assert [(event.text, event.date) for event in revision.digest.timeline] == [(e.text, e.date) for e in told]
    assert {event.origin for event in revision.digest.timeline} == {Origin.EXTRACTED}
    assert not any(not fault.is_notice for fault in check_revision(revision))


def test_one_event_told_twice_stands_there_once_with_the_evidence_of_both() -> None:
    again = "The council of Kestrel Bay decided by 7 votes to 4 on Tuesday to close the Old Pier to visitors."
    articles = (
        *PIER[:2],
        article(3, "Old Pier closes", again, "The Old Pier in Kestrel Bay could collapse in a storm."),
    )
    with ScriptedModel(outline=refusing) as server:
        digest = written_by(server, articles).digest
    on_the_day = [event for event in digest.timeline if event.date.label == "Mar 10, 2026"]
    assert len(on_the_day) == 1
    assert {1, 3} <= set(on_the_day[0].citations)


def test_what_was_still_to_come_when_the_sources_wrote_says_so() -> None:
    plan = "The Old Pier will be closed to visitors of Kestrel Bay on 1 May 2026."
    articles = (article(1, "Kestrel Bay closes the Old Pier", plan, MAYOR, BUILT),)
    digest = written_by_builtin(articles).digest
    (closing,) = (event for event in digest.timeline if event.text == plan)
    assert (closing.status, closing.date.label) == (Status.PLANNED, "May 1, 2026 (planned)")


def test_a_story_without_dates_has_an_empty_timeline_and_its_model_is_not_asked_for_one() -> None:
    rot = "Divers of the council found rot in the piles of the Old Pier."
    pages = article(1, "Council votes to close the Old Pier", MAYOR, STALLS, rot)
    undated = [pages.model_copy(update={"published": None})]
    with ScriptedModel(outline=refusing) as server:
        revision = written_by(server, undated)
    assert server.of("timeline") == []
    assert revision.digest.timeline == ()
    assert revision.digest.sections
    assert written_by_builtin(undated).digest.timeline == ()


def test_a_date_that_something_is_limited_by_dates_no_event() -> None:
    limits = (
        "Traders on the Old Pier have sold ice cream since March 2004.",
        "The stalls on Market Square are free until October 2026.",
        MAYOR,
    )
    digest = written_by_builtin((article(1, "Old Pier in Kestrel Bay closes", *limits),)).digest
    assert [event.date.label for event in digest.timeline] == []


def test_by_a_month_leaves_the_start_open() -> None:
    with ScriptedModel() as server:
        digest = written_by(server).digest
    (event,) = (event for event in digest.timeline if event.text == WORDED[BANKRUPT])
    assert event.date.earliest is None
    assert event.date.label.startswith("by Aug 2026")


def test_the_publication_day_resolves_a_weekday() -> None:
    digest = written_by_builtin().digest
    (vote,) = (event for event in digest.timeline if event.text == VOTE)
    assert (str(vote.date.earliest), str(vote.date.latest)) == ("2026-03-10", "2026-03-10")


def test_an_event_by_a_deadline_is_not_joined_to_what_happened_before_it() -> None:
    digest = written_by_builtin().digest
    (vote,) = (event for event in digest.timeline if event.text == VOTE)
    assert [piece.quote for piece in vote.evidence] == [VOTE, VOTE]


def test_a_goal_that_lies_ahead_is_told_as_planned() -> None:
    goal = "The council of Kestrel Bay says the repairs are needed to save the Old Pier by 2030."
    digest = written_by_builtin((article(1, "Old Pier in Kestrel Bay closes", goal, MAYOR),)).digest
    (event,) = digest.timeline
    assert (event.date.label, event.status) == ("by 2030 (planned)", Status.PLANNED)


def test_a_plan_whose_day_had_come_by_the_newest_article_is_no_entry() -> None:
    plan = "Workers will fence off the Old Pier in Kestrel Bay on Saturday."
    pages = (
        article(1, "Old Pier in Kestrel Bay closes", VOTE, ROT, BUILT, plan),
        article(9, "Engineers look at the Old Pier", MAYOR, STALLS),
    )
    assert plan in [event.text for event in written_by_builtin(pages[:1]).digest.timeline]
    assert plan not in [event.text for event in written_by_builtin(pages).digest.timeline]


def test_an_entry_does_not_lead_over_from_what_stands_elsewhere() -> None:
    def script(asked: Asked) -> Answer:
        return dated(asked, {fact: f"But {text[0].lower()}{text[1:]}" for fact, text in WORDED.items()})

    with ScriptedModel(timeline=script) as server:
        told = [event.text for event in written_by(server).digest.timeline]
    assert told
    assert not any(text.startswith("But ") for text in told)


def test_a_sentence_that_stands_at_two_of_its_dates_is_told_once_at_what_happened() -> None:
    both = "The council of Kestrel Bay said on Tuesday that it would open the Old Pier again in May 2031."

    def twice(asked: Asked) -> Json:
        first = asked.dates[both]
        days = (first, f"d{int(first[1:]) + 1}")
        shared: dict[str, JsonValue] = {"fact": asked.labels[both], "second_fact": None, "text": both}
        return {"events": [*({**shared, "date": day} for day in reversed(days))]}

    pages = (article(1, "Kestrel Bay closes the Old Pier", both, MAYOR, BUILT),)
    with ScriptedModel(outline=refusing, timeline=twice) as server:
        digest = written_by(server, pages).digest
    assert [(event.date.label, event.status) for event in digest.timeline if event.text == both] == [
        ("Mar 10, 2026", Status.HAPPENED)
    ]
    assert (both, ["merged"]) in [(each.text, [reason.kind for reason in each.reasons]) for each in digest.withheld]


def test_what_is_foretold_is_no_entry() -> None:
    chance = "Engineers of Kestrel Bay put the chance of a collapse of the Old Pier on 1 May 2031 at one in 900."
    articles = (*PIER[:2], article(3, "Old Pier", chance))
    assert "2031" not in " ".join(event.date.label for event in written_by_builtin(articles).digest.timeline)

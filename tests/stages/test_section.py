"""A section that a model writes: what the sources do not show is asked for again, and then withheld."""

import asyncio

import pytest
from pydantic import JsonValue

from pipeline.checks.promises import check_revision
from pipeline.domain.digest import Digest, Origin, Revision, Section
from pipeline.domain.support import Verdict
from pipeline.facts import Budget, gather
from pipeline.stages.section import section
from pipeline.stages.verify import Sources
from pipeline.writers.builtin import BuiltinWriter
from pipeline.writers.drafts import Drafting, DraftSentence, SectionBrief
from tests.llm.loopback import Json, says
from tests.stages.newsroom import (
    BANKRUPT,
    HEADLINE,
    INCOME,
    MAYOR,
    MODEL,
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
    ruled,
    worded,
    written_by,
)

INVENTED = {
    "a number": (
        ROT,
        (
            "Rot in 83 of the 212 piles was found by divers.",
            "Rot in 84 of the 212 piles was found.",
            "Rot in 85 piles.",
        ),
        "83",
    ),
    "a name": (
        MAYOR,
        (
            "The closure was the hardest decision of her term, said Mayor Ines Holm.",
            "Mayor Ilse Holm said the closure was the hardest decision of her term.",
            "The closure was the hardest decision of her term, said Mayor Ivo Holm.",
        ),
        "Holm",
    ),
    "a quotation": (
        MAYOR,
        (
            "Mayor Ines Roth said of the closure: “I wept over this decision for weeks.”",
            "Mayor Ines Roth said of the closure: “I cried over this decision for weeks.”",
            "Mayor Ines Roth said of the closure: “I sobbed over this decision for weeks.”",
        ),
        "I wept",
    ),
    "what somebody did": (
        MAYOR,
        ("Mayor Ines Roth resigned.", "Mayor Ines Roth wept.", "Mayor Ines Roth drowned."),
        "resigned",
    ),
    "the word first": (
        VOTE,
        (
            "The Kestrel Bay council voted for the first time to close the Old Pier to visitors.",
            "The Kestrel Bay council voted 7 to 4 for the first time to close the Old Pier.",
            "The first vote of the Kestrel Bay council was to close the Old Pier.",
        ),
        "first",
    ),
}


def telling(facts: str, *drafts: Answer) -> Script:
    """A script of drafts for the section that has a fact, the last for ever; the others are told soundly."""

    def script(asked: Asked) -> Answer:
        return drafts[min(asked.reasks, len(drafts) - 1)] if facts in asked.labels else worded(asked)

    return script


def wording(fact: str, *sentences: str) -> Script:
    """A script that words one fact so, draft after draft, the last for ever."""

    def script(asked: Asked) -> Json:
        return worded(asked, {fact: sentences[min(asked.reasks, len(sentences) - 1)]})

    return script


def texts(digest: Digest) -> list[str]:
    return [sentence.text for sentence in digest.sentences]


def section_with(digest: Digest, quote: str) -> Section:
    """The section that cites a quote."""
    return next(s for s in digest.sections if any(e.quote == quote for t in s.sentences for e in t.evidence))


def faults(revision: Revision) -> list[str]:
    return [str(fault) for fault in check_revision(revision) if not fault.is_notice]


def asked_about(server: ScriptedModel, fact: str) -> list[Asked]:
    return [asked for asked in server.of("section") if fact in asked.labels]


def test_a_sound_model_is_asked_once_and_published_whole() -> None:
    with ScriptedModel() as server:
        revision = written_by(server)
    assert sorted(texts(revision.digest)) == sorted(WORDED.values())
    assert {sentence.origin for sentence in revision.digest.sentences} == {Origin.GENERATED}
    assert revision.digest.withheld == ()
    assert len(server.of("section")) == 3
    assert faults(revision) == []


@pytest.mark.parametrize("what", INVENTED)
def test_an_invention_is_asked_for_again_twice_with_the_reasons_and_then_withheld(what: str) -> None:
    fact, inventions, words = INVENTED[what]
    with ScriptedModel(section=wording(fact, *inventions)) as server:
        revision = written_by(server)
    asked = asked_about(server, fact)
    assert [request.reasks for request in asked] == [0, 1, 2]
    assert inventions[0] in asked[1].objection
    assert words in asked[1].objection.split(inventions[0], 1)[1]
    assert inventions[1] in asked[2].objection
    assert [turn for turn, _ in asked[2].turns] == ["system", "user", "assistant", "user", "assistant", "user"]
    (withheld,) = (w for w in revision.digest.withheld if w.where.startswith("section:"))
    assert withheld.text == inventions[2]
    assert any(reason.hard and reason.message for reason in withheld.reasons)
    assert withheld.where.removeprefix("section:") in {section.id for section in revision.digest.sections}
    assert not set(inventions) & set(texts(revision.digest))
    assert faults(revision) == []


@pytest.mark.parametrize("what", INVENTED)
def test_an_invention_that_is_mended_when_asked_again_leaves_no_trace(what: str) -> None:
    fact, inventions, _ = INVENTED[what]
    with ScriptedModel(section=wording(fact, inventions[0], WORDED[fact])) as server:
        revision = written_by(server)
    assert len(asked_about(server, fact)) == 2
    assert sorted(texts(revision.digest)) == sorted(WORDED.values())
    assert revision.digest.withheld == ()


def test_a_model_that_says_the_same_again_is_not_asked_a_third_time() -> None:
    with ScriptedModel(section=wording(ROT, INVENTED["a number"][1][0])) as server:
        revision = written_by(server)
    assert len(asked_about(server, ROT)) == 2
    assert [withheld.text for withheld in revision.digest.withheld] == [INVENTED["a number"][1][0]]


def test_the_builtin_writer_stands_in_where_too_little_of_a_section_is_left() -> None:
    wrong = {VOTE: "Voters backed it by 9 to 2.", ROT: "Rot in 83 piles was found.", MAYOR: "Mayor Ada Holm resigned."}

    def script(asked: Asked) -> Json:
        return worded(asked, wrong)

    with ScriptedModel(section=script) as server:
        revision = written_by(server)
    section = section_with(revision.digest, VOTE)
    assert len(section.sentences) == 2
    assert {sentence.origin for sentence in section.sentences} == {Origin.EXTRACTED}
    assert all(sentence.text in {VOTE, ROT, MAYOR} for sentence in section.sentences)
    assert {withheld.text for withheld in revision.digest.withheld} == set(wrong.values())
    others = [s for s in revision.digest.sections if s.id != section.id]
    assert {sentence.origin for other in others for sentence in other.sentences} == {Origin.GENERATED}
    assert faults(revision) == []


def refusing(_: Asked) -> Answer:
    return says(None, message={"role": "assistant", "content": None, "refusal": "I cannot help with that."})


def filtered(_: Asked) -> Answer:
    return says("", finish_reason="content_filter")


def cut_off(_: Asked) -> Answer:
    return says('{"sentences": [{"fact": "f1", "second_fact": null, "text": "The council', finish_reason="length")


def in_prose(_: Asked) -> Answer:
    return "Certainly! Here is the section that you asked for."


def in_another_shape(_: Asked) -> Answer:
    return {"section": {"text": WORDED[ROT]}}


def of_unknown_facts(_: Asked) -> Answer:
    sentences: list[JsonValue] = [{"fact": "f77", "second_fact": None, "text": text} for text in WORDED.values()]
    return {"sentences": sentences}


@pytest.mark.parametrize("script", [refusing, filtered, cut_off, in_prose, in_another_shape, of_unknown_facts])
def test_a_section_that_no_answer_can_be_had_for_is_written_by_the_builtin_writer(script: Script) -> None:
    def only_here(asked: Asked) -> Answer:
        return script(asked) if BANKRUPT in asked.labels else worded(asked)

    with ScriptedModel(section=only_here) as server:
        revision = written_by(server)
    section = section_with(revision.digest, INCOME)
    assert {sentence.origin for sentence in section.sentences} == {Origin.EXTRACTED}
    assert {sentence.text for sentence in section.sentences} <= {INCOME, BANKRUPT, STALLS}
    assert len(section.sentences) == 2
    assert revision.digest.provenance.model == MODEL
    assert faults(revision) == []


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        (in_prose, "The answer is not a JSON object."),
        (in_another_shape, "sentences: Field required"),
        (of_unknown_facts, "sentences.0.fact: 'f77' is not one of the ids given"),
    ],
)
def test_an_answer_that_cannot_be_read_is_asked_for_again_at_most_twice_and_told_why(
    script: Script, complaint: str
) -> None:
    def only_here(asked: Asked) -> Answer:
        return script(asked) if BANKRUPT in asked.labels else worded(asked)

    with ScriptedModel(section=only_here) as server:
        written_by(server)
    asked = asked_about(server, BANKRUPT)
    assert [request.reasks for request in asked] == [0, 1, 2]
    assert f"\n- {complaint}\n" in asked[1].objection
    assert '"second_fact"' in asked[1].objection


@pytest.mark.parametrize("script", [in_prose, in_another_shape, of_unknown_facts])
def test_an_answer_that_can_be_read_the_second_time_is_published(script: Script) -> None:
    def at_first(asked: Asked) -> Answer:
        return worded(asked) if asked.reasks else script(asked)

    with ScriptedModel(section=at_first) as server:
        revision = written_by(server)
    assert sorted(texts(revision.digest)) == sorted(WORDED.values())


def test_an_answer_that_was_cut_off_is_asked_for_once_more_with_twice_the_room() -> None:
    def short_of_room(asked: Asked) -> Answer:
        room = asked.body["max_completion_tokens"]
        assert isinstance(room, int)
        return cut_off(asked) if room < 2000 else worded(asked)

    with ScriptedModel(section=short_of_room) as server:
        revision = written_by(server)
    asked = asked_about(server, ROT)
    assert [request.reasks for request in asked] == [0, 0]
    first, second = (request.body["max_completion_tokens"] for request in asked)
    assert isinstance(first, int)
    assert second == 2 * first
    assert sorted(texts(revision.digest)) == sorted(WORDED.values())


def test_wrong_facts_listed_for_a_right_sentence_are_put_right() -> None:
    def crossed(asked: Asked) -> Answer:
        answer = worded(asked)
        if ROT in asked.labels:
            crosswise = {ROT: MAYOR, MAYOR: ROT, VOTE: VOTE}
            sentences: list[JsonValue] = [
                {"fact": asked.labels[crosswise[fact]], "second_fact": None, "text": WORDED[fact]}
                for fact in (VOTE, ROT, MAYOR)
            ]
            return {"sentences": sentences}
        return answer

    with ScriptedModel(section=crossed) as server:
        revision = written_by(server)
    quoted = {sentence.text: [piece.quote for piece in sentence.evidence] for sentence in revision.digest.sentences}
    assert quoted[WORDED[ROT]] == [ROT]
    assert quoted[WORDED[MAYOR]] == [MAYOR]
    assert len(asked_about(server, ROT)) == 1


def test_a_fact_that_adds_nothing_is_not_cited() -> None:
    def decorated(asked: Asked) -> Answer:
        if ROT not in asked.labels:
            return worded(asked)
        label = asked.labels
        sentences: list[JsonValue] = [
            {"fact": label[ROT], "second_fact": label[MAYOR], "text": WORDED[ROT]},
            {"fact": label[VOTE], "second_fact": None, "text": WORDED[VOTE]},
        ]
        return {"sentences": sentences}

    with ScriptedModel(section=decorated) as server:
        revision = written_by(server)
    rot = next(sentence for sentence in revision.digest.sentences if sentence.text == WORDED[ROT])
    assert [piece.quote for piece in rot.evidence] == [ROT]


def test_a_fact_that_two_articles_tell_is_cited_from_both() -> None:
    with ScriptedModel() as server:
        digest = written_by(server).digest
    vote = next(sentence for sentence in digest.sentences if sentence.text == WORDED[VOTE])
    assert [(piece.article, piece.quote) for piece in vote.evidence] == [(1, VOTE), (3, VOTE)]
    assert vote.support.verdict is Verdict.SUPPORTED


def test_a_section_keeps_at_most_four_sentences_however_many_the_model_writes() -> None:
    more = (
        "Mayor Ines Roth called it the hardest decision of her term.",
        "Divers of the council found rot in 38 of the 212 piles.",
        "In 38 of the 212 piles divers of the council found rot.",
    )

    def verbose(asked: Asked) -> Answer:
        answer = worded(asked)
        if ROT in asked.labels:
            told = answer["sentences"]
            assert isinstance(told, list)
            told += [{"fact": asked.labels[ROT], "second_fact": asked.labels[MAYOR], "text": text} for text in more]
        return answer

    with ScriptedModel(section=verbose) as server:
        digest = written_by(server).digest
    assert len(section_with(digest, ROT).sentences) == 4


def test_a_section_does_not_open_with_a_pronoun_that_nothing_explains() -> None:
    dangling = "She said the closure was the hardest decision of her term."

    def script(asked: Asked) -> Answer:
        if MAYOR not in asked.labels:
            return worded(asked)
        label = asked.labels
        sentences: list[JsonValue] = [
            {"fact": label[MAYOR], "second_fact": None, "text": dangling},
            {"fact": label[VOTE], "second_fact": None, "text": WORDED[VOTE]},
            {"fact": label[ROT], "second_fact": None, "text": WORDED[ROT]},
        ]
        return {"sentences": sentences}

    with ScriptedModel(section=script) as server:
        digest = written_by(server).digest
    assert dangling not in texts(digest)
    (withheld,) = digest.withheld
    assert (withheld.text, withheld.reasons[-1].kind) == (dangling, "dangling")


def test_what_a_sentence_leads_over_from_is_cut_where_nothing_stands_before_it() -> None:
    def script(asked: Asked) -> Answer:
        return worded(asked, {fact: f"However, {text[0].lower()}{text[1:]}" for fact, text in WORDED.items()})

    with ScriptedModel(section=script) as server:
        sections = written_by(server).digest.sections
    opening = [section.sentences[0].text for section in sections]
    assert opening
    assert not any(text.startswith("However") for text in opening)
    assert any(sentence.text.startswith("However") for section in sections for sentence in section.sentences[1:])


@pytest.mark.parametrize("script", [in_another_shape, of_unknown_facts])
def test_what_a_model_wrote_in_an_answer_that_cannot_be_used_is_withheld_and_not_lost(script: Script) -> None:
    def only_here(asked: Asked) -> Answer:
        return script(asked) if ROT in asked.labels else worded(asked)

    with ScriptedModel(section=only_here) as server:
        digest = written_by(server).digest
    (withheld,) = digest.withheld
    assert withheld.where == f"section:{digest.sections[0].id}"
    assert WORDED[ROT] in withheld.text
    assert all(reason.hard and reason.message for reason in withheld.reasons)
    assert withheld.reasons


def test_a_sentence_that_says_nearly_what_an_earlier_one_says_is_asked_for_again_and_then_withheld() -> None:
    again = "Rot in 38 of the 212 piles was found by the divers of the council there."

    def repeating(asked: Asked) -> Answer:
        return worded(asked, {MAYOR: again})

    with ScriptedModel(section=repeating) as server:
        digest = written_by(server).digest
    assert "tell another fact in its place" in asked_about(server, ROT)[1].objection
    assert WORDED[ROT] in texts(digest)
    assert again not in texts(digest)
    assert {withheld.text: withheld.reasons[-1].kind for withheld in digest.withheld} == {again: "repetition"}


def test_where_the_judge_strikes_the_opening_what_follows_may_not_hang_on_it() -> None:
    opening = "Mayor Ines Roth regretted the closure as the hardest decision of her term."
    hanging = "She said the closure of the Old Pier was the hardest decision of her term."

    def script(asked: Asked) -> Answer:
        if MAYOR not in asked.labels:
            return worded(asked)
        told = {opening: MAYOR, hanging: MAYOR, WORDED[VOTE]: VOTE, WORDED[ROT]: ROT}
        return {
            "sentences": [
                {"fact": asked.labels[fact], "second_fact": None, "text": text} for text, fact in told.items()
            ]
        }

    with ScriptedModel(section=script, verify=lambda asked: ruled(asked, {opening: "regretted"})) as server:
        digest = written_by(server).digest
    assert hanging not in texts(digest)
    reasons = {withheld.text: [reason.kind for reason in withheld.reasons] for withheld in digest.withheld}
    assert reasons == {opening: ["judge"], hanging: ["dangling"]}


HANGING = (
    "She said that the closure of the Old Pier in Kestrel Bay would be lifted once the piles were mended.",
    "But that would take the divers of Kestrel Bay until the autumn at the Old Pier.",
    "The move was welcomed by them all at the Old Pier in Kestrel Bay.",
)


def test_facts_that_cannot_be_read_on_their_own_do_not_stand_in() -> None:
    pier = (*PIER, article(4, "Old Pier in Kestrel Bay", *HANGING))
    book = gather(pier, "en", Budget(8_000, len))
    hanging = [ranked for ranked in book.ranked if ranked.fact.text in HANGING]
    assert len(hanging) >= 2
    brief = SectionBrief("en", HEADLINE, ("Rot",), 0, tuple(hanging))
    sources = Sources({each.number: each for each in pier}, "en")

    class Mute(BuiltinWriter):
        origin = Origin.GENERATED

        def section(self, brief: SectionBrief) -> Drafting[tuple[DraftSentence, ...]]:
            return BuiltinWriter().section(brief._replace(facts=()))

    made = asyncio.run(section(Mute(), brief, sources))
    assert made.sentences == ()

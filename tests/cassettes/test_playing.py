"""The pipeline against the recorded answers of a real model.

What a model says is not asserted, so that these tests hold for any model that is recorded: what is asserted are the
promises, the shape of things, and that the same answers make the same digest.
"""

import asyncio
from functools import cache
from typing import cast

import pytest

from pipeline.checks.promises import check_revision
from pipeline.digest import Settings, majority_language, make_digest
from pipeline.domain.article import ArticleText
from pipeline.domain.candidate import Candidate
from pipeline.domain.digest import Origin, Revision
from pipeline.editing import accepted, find_part, rewrite
from pipeline.errors import CutOff
from pipeline.facts import FactBook, RankedFact, gather
from pipeline.llm.prompt import load_prompt
from pipeline.render import render_json
from pipeline.sources.load import load_articles
from pipeline.sources.story import read_story
from pipeline.stages.section import FEWEST, MOST, WrittenSection, section
from pipeline.stages.verify import Sources
from pipeline.writers.builtin import BuiltinWriter
from pipeline.writers.chat import ChatWriter
from pipeline.writers.drafts import DraftSentence, SectionBrief
from tests.cassettes.playing import HERE, NOW, ROOT, Cassette, model_of, played
from tests.cassettes.stored import Json, parsed

pytestmark = [pytest.mark.vcr, pytest.mark.block_network]

STORY = "slim-moon-landing"
"""The fixture story with the least text."""
HEADINGS = ("Japan lands on the moon", "What became of the lander")
LANDED = (
    "Japan became the fifth country to land",
    "The agency, Jaxa, had set out to land",
    "SLIM was launched on 7 September 2023",
)
ENDED = ("Japan's space agency has ended", "Because its solar cells faced away", "The lander last communicated")
CONGRATULATED = ("NASA Administrator Bill Nelson",)
NOTE = "Begin with the launch, and keep it short."
CRAMPED = {"section": load_prompt(HERE / "prompts" / "section.md")}
"""Too little room for any answer; twice as much is enough for one short fact, and not for three long ones."""


@cache
def articles() -> tuple[ArticleText, ...]:
    return load_articles(read_story(ROOT / "fixtures" / "stories" / STORY), NOW).articles


@cache
def sources() -> Sources:
    return Sources({article.number: article for article in articles()}, majority_language(articles()))


@cache
def book() -> FactBook:
    return gather(articles(), sources().language, BuiltinWriter().budget)


def brief(number: int, *facts: str, note: str = "") -> SectionBrief:
    """What one section is written from: the facts that begin like this."""
    chosen = tuple(fact_that_begins(words) for words in facts)
    return SectionBrief(sources().language, HEADINGS[0], HEADINGS, number, chosen, note)


def fact_that_begins(words: str) -> RankedFact:
    return next(ranked for ranked in book().ranked if ranked.fact.text.startswith(words))


def exchanges(cassette: Cassette) -> list[tuple[Json, Json]]:
    """Each request and its answer, in the order of recording; what the server did not understand is left out."""
    recorded = ((parsed(request.body), parsed(response["body"]["string"])) for request, response in cassette.data)
    return [(asked, answer) for asked, answer in recorded if "choices" in answer]


def turns(body: Json) -> list[str]:
    return [turn["content"] for turn in cast("list[dict[str, str]]", body["messages"])]


def limit(body: Json) -> int:
    return cast("int", body.get("max_completion_tokens") or body["max_tokens"])


def choice(answer: Json) -> Json:
    return cast("list[Json]", answer["choices"])[0]


def said(answer: Json) -> str:
    return cast("dict[str, str]", choice(answer)["message"])["content"]


def tokens(answers: list[Json], kind: str) -> int:
    return sum(cast("dict[str, int]", answer["usage"])[kind] for answer in answers)


def is_sound(made: WrittenSection) -> bool:
    """Whether what a section publishes is shown by evidence, and whether what it withholds has its reasons."""
    published = [written.verified for written in made.sentences]
    return (
        FEWEST <= len(published) <= MOST
        and all(found.stands and found.evidence for found in published)
        and all(found.complaints for found in made.withheld)
    )


@pytest.mark.default_cassette("whole-digest.yaml")
def test_a_whole_digest_keeps_its_promises_and_is_the_same_to_the_byte_when_it_is_made_again(vcr: Cassette) -> None:
    async def write(writer: ChatWriter) -> Revision:
        return await make_digest(STORY, articles(), writer, Settings(NOW))

    revision = played(vcr, write)
    digest = revision.digest
    assert [str(fault) for fault in check_revision(revision) if not fault.is_notice] == []
    assert 1 <= len(digest.sections) <= 5
    assert digest.timeline
    assert any(sentence.origin is Origin.GENERATED for sentence in digest.sentences)

    answers = [answer for _, answer in exchanges(vcr)]
    usage = digest.provenance.usage
    assert digest.provenance.model == model_of(vcr)
    assert usage.requests == len(answers) > len(digest.sections)
    assert usage.input_tokens == tokens(answers, "prompt_tokens") > 0
    assert usage.output_tokens == tokens(answers, "completion_tokens") > 0

    vcr.data.reverse()  # sections and timeline are asked at once: which of them is answered first must not matter
    again = played(vcr, write)
    vcr.data.reverse()
    assert render_json(again.digest) == render_json(digest)


@pytest.mark.default_cassette("section-with-a-note.yaml")
def test_one_section_is_written_on_its_own_with_an_editors_note(vcr: Cassette) -> None:
    async def write(writer: ChatWriter) -> WrittenSection:
        return await section(writer, brief(0, *LANDED, note=NOTE), sources())

    made = played(vcr, write)
    asked, _ = exchanges(vcr)[0]
    assert NOTE in turns(asked)[1]
    assert is_sound(made)
    assert any(written.origin is Origin.GENERATED for written in made.sentences)
    assert played(vcr, write) == made


@pytest.mark.default_cassette("regenerated-section.yaml")
def test_a_section_of_a_digest_is_written_again_and_no_other_changes_a_byte(vcr: Cassette) -> None:
    first = asyncio.run(make_digest(STORY, articles(), BuiltinWriter(), Settings(NOW)))
    place = 1

    async def write(writer: ChatWriter) -> Candidate:
        part = find_part(first.digest, str(place + 1))
        return await rewrite(first, part, writer, now=NOW, author="Ada", note=NOTE)

    candidate = played(vcr, write)
    made = accepted(first, candidate, NOW, first)
    others = [n for n in range(len(first.digest.sections)) if n != place]
    for n in others:
        assert made.digest.sections[n].model_dump_json() == first.digest.sections[n].model_dump_json()
    assert made.digest.articles == first.digest.articles
    assert [str(fault) for fault in check_revision(made) if not fault.is_notice] == []
    asked = turns(exchanges(vcr)[0][0])[1]
    assert NOTE in asked
    assert all(f"- {sentence.text}" in asked for n in others for sentence in first.digest.sections[n].sentences)
    assert set(candidate.prompts) <= {"section", "verify"}
    assert candidate.usage.requests == len(exchanges(vcr))
    assert played(vcr, write) == candidate


@pytest.mark.default_cassette("asked-again.yaml")
def test_a_model_that_breaks_a_promise_is_asked_again_with_the_reasons(vcr: Cassette) -> None:
    note = "Tell the second fact word for word."  # nobody can tell from its words what "it" is

    async def write(writer: ChatWriter) -> WrittenSection:
        return await section(writer, brief(1, *ENDED, note=note), sources())

    made = played(vcr, write)
    recorded = exchanges(vcr)
    again = [asked for asked, _ in recorded if len(turns(asked)) > 2]
    assert 1 <= len(again) <= 2, "the model made no mistake: give it a section in which it does"
    first_words = said(recorded[0][1])
    assert turns(again[0])[2] == first_words
    assert turns(again[0])[3].startswith("This answer cannot be used:\n- “Because its solar cells faced away")
    assert is_sound(made)


@pytest.mark.default_cassette("cut-off-once.yaml")
def test_an_answer_that_is_cut_off_is_asked_for_once_more_with_twice_the_room(vcr: Cassette) -> None:
    given = brief(0, *CONGRATULATED)

    async def write(writer: ChatWriter) -> tuple[DraftSentence, ...]:
        return await writer.section(given).draft()

    drafted = played(vcr, write, CRAMPED)
    (cramped, cut_off), (roomy, whole) = exchanges(vcr)
    assert (choice(cut_off)["finish_reason"], choice(whole)["finish_reason"]) == ("length", "stop")
    assert limit(roomy) == 2 * limit(cramped)
    assert turns(roomy) == turns(cramped)
    assert [sentence.facts for sentence in drafted] == [(given.facts[0].fact.id,)]


@pytest.mark.default_cassette("cut-off-twice.yaml")
def test_an_answer_that_is_cut_off_again_is_given_up_for_the_sources_own_words(vcr: Cassette) -> None:
    async def write(writer: ChatWriter) -> WrittenSection:
        return await section(writer, brief(0, *LANDED), sources())

    made = played(vcr, write, CRAMPED)
    assert [choice(answer)["finish_reason"] for _, answer in exchanges(vcr)] == ["length", "length"]
    assert is_sound(made)
    assert {written.origin for written in made.sentences} == {Origin.EXTRACTED}
    assert isinstance(made.failure, CutOff)
    assert made.failure.raw == said(exchanges(vcr)[1][1])

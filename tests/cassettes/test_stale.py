"""What an engineer reads when the pipeline and its recordings have parted."""

from collections.abc import Mapping

import pytest

from pipeline.digest import Settings, make_digest
from pipeline.llm.prompt import Prompt, load_prompts
from pipeline.stages.section import WrittenSection, section
from pipeline.writers.chat import ChatWriter
from tests.cassettes.playing import NOW, RECORD, Cassette, StaleRecording, UnplayedRecording, endpoint_to_record, played
from tests.cassettes.test_playing import LANDED, NOTE, STORY, articles, brief, sources

RECORDED = "section-with-a-note.yaml"
pytestmark = [
    pytest.mark.vcr(record_mode="none"),  # whatever the command line says: these play what another test has recorded
    pytest.mark.block_network,
    pytest.mark.default_cassette(RECORDED),
]


async def write(writer: ChatWriter, note: str = NOTE) -> WrittenSection:
    return await section(writer, brief(0, *LANDED, note=note), sources())


def altered(old: bytes, new: bytes, stage: str = "section") -> Mapping[str, Prompt]:
    """The prompts, with other words in the one of a stage."""
    prompts = load_prompts()
    file = prompts[stage].file
    source = file.read_bytes()
    assert old in source
    return {**prompts, stage: Prompt(source.replace(old, new), file=file)}


def complaint(cassette: Cassette, prompts: Mapping[str, Prompt] | None = None, note: str = NOTE) -> str:
    """What is said when the recording does not have what is asked."""
    with pytest.raises(StaleRecording) as stale:
        played(cassette, lambda writer: write(writer, note), prompts)
    assert stale.value.__context__ is None or stale.value.__suppress_context__, "vcr's own words would be shown as well"
    return str(stale.value)


def test_a_prompt_with_other_words_is_named_with_what_is_new_and_what_to_do(vcr: Cassette) -> None:
    told = complaint(vcr, altered(b"You write one section", b"You write one short section"))
    assert told.startswith(f"prompts/section.md has changed since the recording: {RECORD}\n")
    assert f"In tests/cassettes/recordings/{RECORDED} (- recorded, + asked now):" in told
    assert "- " in told
    assert "You write one short section of a news digest" in told
    assert "How to fix" not in told  # vcr's own advice, which is for other users


def test_a_template_with_other_words_is_named_too(vcr: Cassette) -> None:
    told = complaint(vcr, altered(b"Its facts, each with its id", b"The facts, each with its id"))
    assert told.startswith("prompts/section.md has changed since the recording")
    assert "  +    The facts, each with its id and the articles that tell it:" in told


def test_another_limit_is_a_change_of_the_prompt(vcr: Cassette) -> None:
    told = complaint(vcr, altered(b"max_output_tokens = ", b"max_output_tokens = 1"))
    assert told.startswith("prompts/section.md has changed since the recording")


def test_where_the_prompt_is_the_same_it_is_what_is_filled_in_that_has_changed(vcr: Cassette) -> None:
    told = complaint(vcr, note="End with the launch.")
    assert told.startswith("prompts/section.md is as it was, but the stage section asks for other facts, dates,")
    assert "The editor's note, which you follow as far as the rules allow: End with the launch." in told


def test_a_question_asked_once_too_often_is_told_as_that(vcr: Cassette) -> None:
    async def write_twice(writer: ChatWriter) -> None:
        await write(writer)
        await write(writer)

    with pytest.raises(StaleRecording, match=r"^the stage section asks this more often than when it was recorded"):
        played(vcr, write_twice)


@pytest.mark.default_cassette("whole-digest.yaml")
def test_one_of_several_requests_under_way_is_told_as_if_it_were_alone(vcr: Cassette) -> None:
    async def write_all(writer: ChatWriter) -> None:
        await make_digest(STORY, articles(), writer, Settings(NOW))

    with pytest.raises(StaleRecording, match=r"^prompts/timeline\.md has changed since the recording"):
        played(vcr, write_all, altered(b"You word the timeline", b"You write the timeline", stage="timeline"))


def test_an_answer_that_nobody_asks_for_any_more_is_a_fault(vcr: Cassette) -> None:
    async def write_nothing(_: ChatWriter) -> None:
        pass

    with pytest.raises(UnplayedRecording, match=r"holds \d+ request\(s\) that are no longer made: run `make record`"):
        played(vcr, write_nothing)


@pytest.mark.default_cassette("never-recorded.yaml")
def test_a_recording_that_was_never_made_is_told_as_that(vcr: Cassette) -> None:
    with pytest.raises(StaleRecording, match=r"never-recorded\.yaml does not exist: run `make record`"):
        played(vcr, write)


def test_recording_asks_for_a_model_before_it_throws_anything_away() -> None:
    environ = {"OPENAI_BASE_URL": "http://127.0.0.1:8089/v1"}
    with pytest.raises(pytest.UsageError, match="set STORYDIGEST_MODEL"):
        endpoint_to_record(environ)
    named = endpoint_to_record({**environ, "STORYDIGEST_MODEL": "small"})
    assert (named.url, named.model) == ("http://127.0.0.1:8089/v1", "small")

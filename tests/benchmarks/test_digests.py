"""What the benchmark of whole digests counts, on digests of which it is known."""

import asyncio
from pathlib import Path

import pytest

from benchmarks.data import FIXTURES
from benchmarks.digests import Cost, decoration, digest, main, measure, together, writers
from benchmarks.server import answering
from pipeline.domain.digest import Revision
from pipeline.folder import read_revision
from pipeline.sources.story import Story, read_story
from tests.domain.sample import AGROUND, BUILT, FIRST, SECOND, revision, told
from tests.llm.loopback import Loopback, fails

CONTACTS = FIXTURES / "seoul-moscow-contacts"


def test_sentences_events_articles_and_what_was_withheld_are_counted() -> None:
    found = measure(revision(), Cost(seconds=2.0))
    assert (found.sentences, found.events, found.withheld, found.sections, found.single) == (3, 2, 1, 2, 2)
    assert (found.cited, found.usable, found.citations, found.doubtful) == (2, 3, 5, 0)


def test_a_broken_promise_is_told_by_its_place() -> None:
    made = revision()
    (first, *others) = made.digest.sections
    sentence = first.sentences[0].model_copy(update={"text": "The ferry Aurora ran aground on 8 March."})
    section = first.model_copy(update={"sentences": (sentence, *first.sentences[1:])})
    spoilt = made.model_copy(update={"digest": made.digest.model_copy(update={"sections": (section, *others)})})
    before = measure(made, Cost()).broken
    (fault,) = [fault for fault in measure(spoilt, Cost()).broken if fault not in before]
    assert "section 1" in fault
    assert "8 March" in fault


def test_an_article_that_supports_no_part_is_decoration() -> None:
    sentence = told("s1", AGROUND, BUILT)
    assert decoration(sentence, {1: FIRST, 2: SECOND}, "en") == (2,)


def test_several_digests_add_up_and_shares_are_of_the_sums() -> None:
    one = measure(revision(), Cost(1.0, 4, 1_000, 100))
    both = together([one, one._replace(cost=Cost(2.0, 5, 3_000, 300))])
    assert both.cost == Cost(3.0, 9, 4_000, 400)
    assert both.row("all 2", "m")[3] == "4 of 6 (67%)"
    assert both.row("all 2", "m")[-1] == "10%"


def test_a_model_that_is_not_set_is_passed_over_with_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert writers({"OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}) == ["builtin"]
    assert "passed over" in capsys.readouterr().err
    assert writers({"OPENAI_BASE_URL": "http://127.0.0.1:1/v1", "STORYDIGEST_MODEL": "small"}) == ["builtin", "small"]


def test_the_digests_are_measured_and_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STORYDIGEST_MODEL", raising=False)
    assert main([str(CONTACTS), "--predictions", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" | ")[0] for line in lines[2:4]] == ["| seoul-moscow-contacts", "| all 1"]
    assert read_revision(tmp_path / "builtin" / "seoul-moscow-contacts").digest.sections


def test_a_model_whose_endpoint_refuses_is_passed_over(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STORYDIGEST_MODEL", "small")
    with Loopback(fails(401)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        assert main([str(CONTACTS)]) == 0
    captured = capsys.readouterr()
    assert "small: passed over" in captured.err
    assert "| seoul-moscow-contacts | builtin |" in captured.out


def test_the_judge_and_the_writing_stages_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    async def made(story: Story) -> tuple[Revision, Cost]:
        async with answering(0.0) as server:
            monkeypatch.setenv("OPENAI_BASE_URL", server.url)
            return await digest(story, "model")

    written, cost = asyncio.run(made(read_story(CONTACTS)))
    usage = written.digest.provenance.usage
    assert cost.requests == usage.requests
    assert cost.written + cost.judged == usage.input_tokens + usage.output_tokens
    assert 0 < cost.judged < cost.written

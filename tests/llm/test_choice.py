"""Which writer is chosen, and how the way to it is found."""

import asyncio
from collections.abc import Mapping

import pytest

from pipeline.errors import UsageError
from pipeline.llm.choice import BUILTIN, DEFAULT_MODEL, choice_note, choose_model
from pipeline.llm.connect import connect
from tests.llm.asking import KEY, REQUEST
from tests.llm.loopback import Loopback, says


@pytest.mark.parametrize(
    ("option", "environ", "model"),
    [
        ("chosen", {"STORYDIGEST_MODEL": "other", "OPENAI_API_KEY": KEY}, "chosen"),
        ("builtin", {"OPENAI_API_KEY": KEY}, BUILTIN),
        (None, {"STORYDIGEST_MODEL": "other", "OPENAI_API_KEY": KEY}, "other"),
        (None, {"OPENAI_API_KEY": KEY}, DEFAULT_MODEL),
        (None, {"OPENAI_API_KEY": " ", "STORYDIGEST_MODEL": ""}, BUILTIN),
        (None, {"OPENAI_BASE_URL": "http://127.0.0.1:8089/v1"}, BUILTIN),
        (None, {}, BUILTIN),
    ],
)
def test_the_option_beats_the_environment_and_a_key_beats_nothing(
    option: str | None, environ: Mapping[str, str], model: str
) -> None:
    assert choose_model(option, environ) == model


def test_only_a_builtin_writer_that_nobody_chose_is_told_of() -> None:
    assert choice_note("builtin", {}) is None
    assert choice_note(None, {"STORYDIGEST_MODEL": "builtin"}) is None
    assert choice_note(None, {"OPENAI_API_KEY": KEY}) is None
    assert "OPENAI_API_KEY" in (choice_note(None, {}) or "")
    assert "--model" in (choice_note(None, {"OPENAI_BASE_URL": "http://127.0.0.1/v1"}) or "")


def test_a_local_server_is_asked_without_a_key() -> None:
    async def run() -> str:
        async with connect({"OPENAI_BASE_URL": server.url}, timeout=5) as carrier:
            return (await carrier.send(REQUEST)).text

    with Loopback(says("{}")) as server:
        assert asyncio.run(run()) == "{}"
    assert server.headers[0]["authorization"] == "Bearer none"


def test_openai_is_not_asked_without_a_key() -> None:
    async def run() -> None:
        async with connect({}, timeout=5):
            pass

    with pytest.raises(UsageError, match="OPENAI_API_KEY is not set"):
        asyncio.run(run())

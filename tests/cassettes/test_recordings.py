"""The recordings themselves: all there, all in use, and with nothing in them that is nobody's business."""

import re
import socket
from pathlib import Path
from typing import cast

import pytest

from tests.cassettes import test_playing
from tests.cassettes.playing import HERE
from tests.cassettes.stored import ENDPOINT, Json, ReadableYaml, parsed

RECORDINGS = HERE / "recordings"
NOBODYS_BUSINESS = {
    "a key": r"\bsk-[\w-]{8,}|\bBearer\b|\bapi[-_]?key\b",
    "a cookie": r"\bcookie\b",
    "an account": r"openai-(organization|project)|\b(org|proj|user|req|chatcmpl)[-_]\w{8,}",
    "a path of a machine": r"(?<![\w.])/(root|home|work|Users|tmp|var|opt|mnt)/|\b[A-Za-z]:\\",
    "the address of an endpoint": r"https?://|\blocalhost\b|\b\d{1,3}(\.\d{1,3}){3}\b",
    "a file of a model": r"\.gguf\b|\.safetensors\b",
}


def files() -> list[Path]:
    return sorted(RECORDINGS.iterdir())


def names_used() -> set[str]:
    """The recordings that tests play, by the marks on the tests."""
    tests = vars(test_playing).values()
    marks = [mark for test in tests for mark in cast("list[pytest.Mark]", getattr(test, "pytestmark", []))]
    return {str(mark.args[0]) for mark in marks if mark.name == "default_cassette"}


def interactions(file: Path) -> list[tuple[Json, Json]]:
    """Each request and response of a recording."""
    stored = cast("list[dict[str, Json]]", ReadableYaml.deserialize(file.read_text("utf-8"))["interactions"])
    return [(interaction["request"], interaction["response"]) for interaction in stored]


def test_every_recording_is_played_by_a_test_and_every_test_has_its_recording() -> None:
    found = {file.name for file in files()}
    assert found - names_used() == set(), "no test plays these recordings: delete them"
    assert names_used() - found == set(), "these recordings are missing: run `make record`"


def test_no_recording_tells_of_a_key_an_account_or_a_machine() -> None:
    own = {"this machine": re.escape(socket.gethostname()), "this user's folder": re.escape(str(Path.home()))}
    told = [
        f"{file.name} tells {what}: {found[0]}"
        for file in files()
        for what, pattern in {**NOBODYS_BUSINESS, **own}.items()
        for found in re.finditer(pattern, file.read_text("utf-8"), re.IGNORECASE)
    ]
    assert told == []


def test_recordings_hold_requests_and_answers_and_nothing_else() -> None:
    for file in files():
        for request, response in interactions(file):
            assert (request["method"], request["uri"]) == ("POST", ENDPOINT)
            assert set(cast("Json", request["headers"])) <= {"content-type"}
            assert set(cast("Json", response["headers"])) <= {"content-type"}
            assert set(parsed(cast("dict[str, str]", response["body"])["string"])) <= {"choices", "usage", "error"}


def test_the_readme_names_the_model_that_was_recorded() -> None:
    models = {
        str(parsed(cast("str", request["body"]))["model"]) for file in files() for request, _ in interactions(file)
    }
    assert len(models) == 1, "record all of them with one model"
    assert models.pop() in (HERE / "README.md").read_text("utf-8")


@pytest.mark.block_network
def test_the_network_is_out_of_reach_while_recordings_are_played() -> None:
    with socket.socket() as connection, pytest.raises(RuntimeError, match="Network is disabled"):
        connection.connect(("127.0.0.1", 9))

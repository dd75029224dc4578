"""What vcr is told: where recordings lie, what of them is kept, and how a request finds its answer."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

import pytest

from tests.cassettes.playing import endpoint_to_record
from tests.cassettes.stored import CassetteFolder, ReadableYaml, same_body, scrubbed_request, scrubbed_response


class Vcr(Protocol):
    """What is used of vcr itself."""

    def register_serializer(self, name: str, serializer: type[ReadableYaml]) -> None: ...
    def register_matcher(self, name: str, matcher: Callable[..., None]) -> None: ...
    def register_persister(self, persister: type[CassetteFolder]) -> None: ...


def pytest_recording_configure(config: pytest.Config, vcr: Vcr) -> None:
    del config
    vcr.register_serializer("yaml", ReadableYaml)
    vcr.register_matcher("json body", same_body)
    vcr.register_persister(CassetteFolder)


@pytest.fixture(scope="session")
def record_mode(request: pytest.FixtureRequest) -> str:
    """The mode of the command line, refused before a recording is thrown away where there is no model to record."""
    mode: str = request.config.getoption("--record-mode") or "none"
    if mode != "none":
        try:
            endpoint_to_record(os.environ)
        except pytest.UsageError as error:
            pytest.exit(str(error), returncode=pytest.ExitCode.USAGE_ERROR)
    return mode


@pytest.fixture(scope="module")
def vcr_cassette_dir() -> str:
    return str(Path(__file__).parent / "recordings")


@pytest.fixture
def vcr_config() -> Mapping[str, object]:
    return {
        "serializer": "yaml",
        "match_on": ["method", "path", "json body"],
        "before_record_request": scrubbed_request,
        "before_record_response": scrubbed_response,
        "decode_compressed_response": True,
    }

"""What a trace keeps of a talk."""

import asyncio
import json
from pathlib import Path

import pytest

from pipeline.errors import EndpointError, UsageError
from pipeline.llm.endpoint import OpenAICarrier
from pipeline.llm.trace import TracingCarrier
from tests.llm.asking import KEY, REQUEST
from tests.llm.loopback import Loopback, fails, says


def send_twice(server: Loopback, folder: Path) -> None:
    async def run() -> None:
        async with OpenAICarrier(server.url, KEY, timeout=5) as carrier:
            for _ in range(2):
                await TracingCarrier(carrier, folder).send(REQUEST)

    asyncio.run(run())


def test_every_request_and_its_answer_is_a_file_without_the_key(tmp_path: Path) -> None:
    with Loopback(says("first"), says("second…")) as server:
        send_twice(server, tmp_path / "new" / "trace")
    files = sorted((tmp_path / "new" / "trace").iterdir(), key=lambda path: len(path.name))
    name = f"section-{REQUEST.key[:12]}"
    assert [path.name for path in files] == [f"{name}.json", f"{name}-2.json"]
    kept = [json.loads(path.read_text("utf-8")) for path in files]
    assert [record["completion"]["text"] for record in kept] == ["first", "second…"]
    assert kept[0]["request"] == REQUEST.model_dump(mode="json")
    assert "second…" in files[1].read_text("utf-8")
    assert not any(KEY in path.read_text("utf-8") for path in files)


def test_a_request_that_failed_is_kept_with_its_error(tmp_path: Path) -> None:
    with Loopback(fails(418)) as server, pytest.raises(EndpointError):
        send_twice(server, tmp_path)
    (file,) = tmp_path.iterdir()
    assert json.loads(file.read_text("utf-8"))["error"].startswith("EndpointError: ")


def test_a_trace_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with Loopback(says("{}")) as server, pytest.raises(UsageError, match="the trace cannot be written"):
        send_twice(server, tmp_path / "file")

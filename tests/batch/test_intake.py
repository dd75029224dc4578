"""Stories are taken from a list as they are wanted, and a list that keeps silent keeps nobody."""

import asyncio
import os
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from pipeline.batch.intake import Intake
from pipeline.batch.listing import Listed, list_stories
from pipeline.errors import StoryError
from pipeline.sources.story import Story


def numbered(count: int, read: list[int]) -> Iterator[Listed]:
    for number in range(count):
        read.append(number)
        yield StoryError(str(number))


def test_no_more_is_read_than_is_taken() -> None:
    read: list[int] = []

    async def two() -> list[str]:
        intake = Intake(numbered(100, read))
        taken = [str(await intake.take()), str(await intake.take())]
        intake.close()
        return taken

    assert asyncio.run(two()) == ["0", "1"]
    assert read == [0, 1]


def test_the_end_of_the_list_is_none_however_often_it_is_asked_for() -> None:
    async def beyond() -> list[Listed | None]:
        intake = Intake(iter(()))
        return [await intake.take(), await intake.take()]

    assert asyncio.run(beyond()) == [None, None]


def test_whoever_waits_for_a_silent_pipe_is_let_go_when_the_intake_is_closed() -> None:
    reading, writing = os.pipe()
    pipe = os.fdopen(reading, "rb")

    async def waiting() -> Listed | None:
        intake = Intake(list_stories(["-"], pipe))
        taking = asyncio.create_task(intake.take())
        await asyncio.sleep(0)
        intake.close()
        return await taking

    assert asyncio.run(waiting()) is None
    os.close(writing)
    for thread in threading.enumerate():
        if thread.name == "listing":
            thread.join(10)
    pipe.close()


def test_whoever_waits_for_a_list_that_fails_hears_of_it() -> None:
    def failing() -> Iterator[Listed]:
        yield StoryError("one")
        raise LookupError("nobody thought of that")

    async def both() -> list[str]:
        intake = Intake(failing())
        return [str(await intake.take()), str(await intake.take())]

    told = "the list of stories: cannot be read on (LookupError: nobody thought of that)"
    assert asyncio.run(asyncio.wait_for(both(), 10)) == ["one", told]


class Broken(BytesIO):
    """A stream that breaks off after its first line."""

    def readline(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise OSError(5, "Input/output error")
        return super().readline(size)


def test_what_is_listed_after_a_list_that_breaks_off_is_read(tmp_path: Path) -> None:
    missing = tmp_path / "gone.jsonl"
    good = tmp_path / "good.jsonl"
    good.write_text('{"id": "a", "articles": [{"url": "https://example.org/a"}]}', "utf-8")
    first, broken, gone, last = list_stories(["-", str(missing), str(good)], Broken(b"x\nx\n"))
    assert str(first).startswith("standard input, line 1: ")
    assert str(broken) == "-: its stories cannot be read on (Input/output error)"
    assert str(gone) == f"{missing}: its stories cannot be read on (No such file or directory)"
    assert isinstance(last, Story)


def test_a_story_file_that_leads_in_a_circle_is_told(tmp_path: Path) -> None:
    (tmp_path / "story").mkdir()
    (tmp_path / "story" / "story.json").symlink_to("story.json")
    assert ["cannot be read" in str(story) for story in list_stories([str(tmp_path)], BytesIO())] == [True]

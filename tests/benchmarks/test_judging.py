"""What the judge takes at the worst."""

from pathlib import Path

import pytest

from benchmarks.data import FIXTURES, story_folders
from benchmarks.judging import judged
from pipeline.sources.story import read_story


@pytest.mark.parametrize("folder", story_folders(FIXTURES), ids=lambda folder: folder.name)
def test_a_judge_that_is_asked_about_everything_takes_less_than_a_quarter_of_what_writing_takes(folder: Path) -> None:
    cost, asked = judged(read_story(folder))
    assert 0 < asked <= 2
    assert 0 < cost.judged < cost.written / 4

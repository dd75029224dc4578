"""What is listed: every story once, every fault by its place, and no line so long that it fills the memory."""

import json
from io import BytesIO
from pathlib import Path

from pipeline.batch.listing import count_stories, list_stories
from pipeline.errors import StoryError
from pipeline.sources.story import MAX_STORY_BYTES, Story

GOOD = b'{"id": "ferries", "articles": [{"url": "https://example.org/a", "file": "a.html"}]}'


def test_a_line_that_is_no_list_of_articles_by_its_length_is_passed_over_to_its_end() -> None:
    endless = b'{"id": "' + b"x" * (2 * MAX_STORY_BYTES + 10)
    too_long, good, cut_off = list_stories(["-"], BytesIO(endless + b"\n" + GOOD + b"\n" + endless))
    assert str(too_long).startswith("standard input, line 1: is larger than ")
    assert isinstance(good, Story)
    assert str(cut_off).startswith("standard input, line 3: is larger than ")


def test_files_of_a_list_lie_beside_it(tmp_path: Path) -> None:
    (tmp_path / "tonight.jsonl").write_bytes(GOOD)
    (story,) = list_stories([str(tmp_path / "tonight.jsonl")], BytesIO())
    assert isinstance(story, Story)
    assert story.articles[0].file == tmp_path / "a.html"


def test_folders_files_and_lines_are_listed_and_counted_alike(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / "stories" / name).mkdir(parents=True)
        (tmp_path / "stories" / name / "story.json").write_bytes(GOOD)
    (tmp_path / "stories" / "no story").mkdir()
    (tmp_path / "tonight.jsonl").write_bytes(GOOD + b"\n\n" + GOOD + b"\n")
    file = tmp_path / "stories" / "one" / "story.json"
    arguments = [str(path) for path in (tmp_path / "stories", file.parent, file, tmp_path / "tonight.jsonl")]
    assert len(list(list_stories(arguments, BytesIO()))) == count_stories(arguments) == 6
    assert count_stories([*arguments, "-"]) is None


def test_a_folder_without_stories_is_told(tmp_path: Path) -> None:
    (fault,) = list_stories([str(tmp_path)], BytesIO())
    assert isinstance(fault, StoryError)
    assert str(fault) == f"{tmp_path}: has no story.json, nor has a folder in it"


def test_a_folder_with_pages_and_no_list_of_them_does_not_go_unsaid(tmp_path: Path) -> None:
    story = tmp_path / "told" / "story.json"
    story.parent.mkdir()
    story.write_text(json.dumps({"id": "told", "articles": [{"url": "https://post.example/1", "file": "page.html"}]}))
    (tmp_path / "forgotten").mkdir()
    (tmp_path / "forgotten" / "Page.HTML").write_text("<p>An article</p>")
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "map.png").write_bytes(b"")
    listed = list(list_stories([str(tmp_path)], BytesIO()))
    assert len(listed) == count_stories([str(tmp_path)]) == 2
    (fault,) = [one for one in listed if isinstance(one, StoryError)]
    assert str(fault).startswith(str(tmp_path / "forgotten"))
    assert "story.json" in str(fault)

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import StoryError, UsageError
from pipeline.sources.arguments import gather_stories, slug, story_of_pages
from pipeline.sources.story import Story


def story_folder(parent: Path, name: str, story_id: str | None = None) -> Path:
    folder = parent / name
    folder.mkdir(parents=True)
    content = {"id": story_id or name, "articles": [{"url": f"https://news.example/{name}"}]}
    (folder / "story.json").write_text(json.dumps(content))
    return folder


def test_folders_files_and_folders_of_folders_name_stories(tmp_path: Path) -> None:
    one = story_folder(tmp_path, "one")
    two = story_folder(tmp_path, "two")
    story_folder(tmp_path / "more", "four")
    story_folder(tmp_path / "more", "five")
    gathered = gather_stories([str(two), str(one / "story.json"), str(tmp_path / "more")])
    assert [story.id for story in gathered.stories] == ["two", "one", "five", "four"]
    assert gathered.faults == ()


def test_all_urls_and_html_files_of_a_command_are_one_story(tmp_path: Path) -> None:
    page = tmp_path / "saved.html"
    page.write_text("<p>x</p>")
    gathered = gather_stories(["https://news.example/world/tunnel-opens.html?x=1", str(page), "http://other.example/"])
    (story,) = gathered.stories
    assert story.id == "tunnel-opens"
    assert [(article.url, article.file) for article in story.articles] == [
        ("https://news.example/world/tunnel-opens.html?x=1", None),
        ("saved.html", page),
        ("http://other.example/", None),
    ]


def test_saved_pages_of_the_same_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    pages = [tmp_path / "a" / "page.html", tmp_path / "b" / "page.html"]
    for page in pages:
        page.parent.mkdir()
        page.write_text("<p>x</p>")
    story = story_of_pages([str(page) for page in pages])
    assert [article.url for article in story.articles] == ["a/page.html", "b/page.html"]


def test_the_id_can_be_given(tmp_path: Path) -> None:
    (story,) = gather_stories(["https://news.example/1"], story_id="my-story").stories
    assert story.id == "my-story"
    with pytest.raises(UsageError, match="must be 1 to 80"):
        gather_stories(["https://news.example/1"], story_id="My Story")
    with pytest.raises(UsageError, match=r"story\.json has its own id"):
        gather_stories([str(story_folder(tmp_path, "one"))], story_id="mine")


def test_one_bad_story_leaves_the_others(tmp_path: Path) -> None:
    good = story_folder(tmp_path, "good")
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("x")
    bad = [str(tmp_path / "empty"), str(tmp_path / "absent"), str(tmp_path / "notes.txt")]
    gathered = gather_stories([*bad, str(good)])
    assert [story.id for story in gathered.stories] == ["good"]
    assert [str(fault) for fault in gathered.faults] == [
        f"{bad[0]}: has no story.json, nor has a folder in it; write one, or name its pages",
        f"{bad[1]}: no such file or folder",
        f"{bad[2]}: is neither a story's folder, nor a story.json, nor an HTML page",
    ]


def test_a_name_that_no_file_can_have_is_a_fault() -> None:
    (fault,) = gather_stories(["x" * 5_000]).faults
    assert str(fault).endswith(": cannot be read (File name too long)")


def test_the_same_id_twice_in_one_run_is_refused(tmp_path: Path) -> None:
    one = story_folder(tmp_path, "one", "same")
    two = story_folder(tmp_path, "two", "same")
    with pytest.raises(StoryError, match=f"{two}: its id 'same' is also that of {one}"):
        gather_stories([str(one), str(two)])


def test_the_same_page_twice_in_one_command_is_a_fault(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>x</p>")
    for arguments in (["https://a.example/x", "https://a.example/x#y"], [str(page), str(tmp_path / "." / "page.html")]):
        gathered = gather_stories(arguments)
        assert gathered.stories == ()
        assert "are the same page" in str(gathered.faults[0])


def test_a_page_that_is_not_there_is_a_fault() -> None:
    gathered = gather_stories(["absent.html"])
    assert [str(fault) for fault in gathered.faults] == ["absent.html: no such file"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("https://news.example/2026/01/15/tunnel-opens/", "tunnel-opens"),
        ("https://news.example/article/12345", "news-example"),
        ("https://news.example/", "news-example"),
        ("https://news.example/%C3%9Cberschwemmung-in-K%C3%B6ln.html", "uberschwemmung-in-koln"),
        ("pages/Große Flut.html", "grosse-flut"),
        ("pages/터널.html", "story"),
    ],
)
def test_an_id_is_made_from_the_name_of_the_first_page(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text(min_size=1))
def test_every_name_makes_a_valid_id(name: str) -> None:
    made = slug(f"https://news.example/{name}")
    assert Story.model_validate({"id": made, "articles": [{"url": "https://a.example"}]}).id == made

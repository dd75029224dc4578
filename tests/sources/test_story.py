import contextlib
import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import StoryError
from pipeline.sources.story import page_key, read_story, web_address

GOOD = {
    "id": "tunnel",
    "articles": [{"url": "https://a.example/1", "file": "one.html"}, {"url": "https://b.example/2"}],
}


def write(folder: Path, content: object) -> Path:
    file = folder / "story.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return file


def test_a_story_is_read_from_its_folder_or_from_its_file(tmp_path: Path) -> None:
    file = write(tmp_path, GOOD)
    story = read_story(tmp_path)
    assert story == read_story(file)
    assert story.id == "tunnel"
    assert [article.url for article in story.articles] == ["https://a.example/1", "https://b.example/2"]
    assert [article.file for article in story.articles] == [tmp_path / "one.html", None]


def test_publication_dates_keep_their_kind_and_their_zone(tmp_path: Path) -> None:
    moments = ["2026-01-16T05:12:00+09:00", "2026-01-16", "2026-01-16T05:12:00Z", None]
    articles = [{"url": f"https://a.example/{n}", "published": moment} for n, moment in enumerate(moments)]
    write(tmp_path, {"id": "a", "articles": articles})
    read = [article.published for article in read_story(tmp_path).articles]
    assert read == [
        datetime.fromisoformat("2026-01-16T05:12:00+09:00"),
        date(2026, 1, 16),
        datetime(2026, 1, 16, 5, 12, tzinfo=UTC),
        None,
    ]
    assert type(read[1]) is date


def test_a_byte_order_mark_before_the_json_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "story.json").write_text(json.dumps(GOOD), encoding="utf-8-sig")
    assert read_story(tmp_path).id == "tunnel"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"id": "a",\n "articles": [}', "is not JSON at line 2"),
        ("", "is not JSON at line 1"),
        ("[" * 100_000, "nested too deeply"),
        ("[]", "the story must be an object in braces"),
        ("9" * 10_000, "absurd numbers"),
        ({}, 'the story has no "id"'),
        ({"id": "a"}, 'the story has no "articles"'),
        ({"id": "a", "articles": []}, '"articles" of the story is empty; list at least one article'),
        ({"id": "a", "articles": {}}, '"articles" of the story must be a list in square brackets'),
        ({"id": "A Story", "articles": []}, '"id" of the story must be 1 to 80 lower-case letters'),
        ({"id": 7, "articles": []}, '"id" of the story must be a text in quotation marks'),
        ({"id": "a", "articles": ["x"]}, "article 1 must be an object in braces"),
        ({"id": "a", "articles": [{"file": "x.html"}]}, 'article 1 has no "url"'),
        ({"id": "a", "articles": [{"url": 5}]}, '"url" of article 1 must be a text in quotation marks'),
        (
            {"id": "a", "articles": [{"url": "https://a.example"}, {"url": "ftp://a.example"}]},
            '"url" of article 2 is not a web address',
        ),
        ({"id": "a", "articles": [{"url": "javascript:alert(1)"}]}, "is not a web address"),
        ({"id": "a", "articles": [{"url": "https://u:p@a.example"}]}, "has a user name or password in it"),
        ({"id": "a", "articles": [{"url": "https://a.example/a b"}]}, "has a space or an unprintable character"),
        ({"id": "a", "articles": [{"url": "http://[::1"}]}, "is not a web address"),
        ({"id": "a", "articles": [{"url": "https://a.example", "uri": ""}]}, 'unknown key "uri"; known are url, file'),
        ({"id": "a", "articles": [{"url": "https://a.example"}], "lang": "x"}, 'the story has an unknown key "lang"'),
        (
            {"id": "a", "articles": [{"url": "https://a.example", "published": "yesterday"}]},
            '"published" of article 1 is not an ISO 8601 date or time',
        ),
        (
            {"id": "a", "articles": [{"url": "https://a.example", "published": "2026-01-16T05:12"}]},
            "has a time without its zone",
        ),
        ({"id": "a", "articles": [{"url": "https://a.example", "published": 5}]}, "is not an ISO 8601 date"),
        ({"id": "a", "title": "\ud800", "articles": [{"url": "https://a.example"}]}, '"title" of the story'),
    ],
)
def test_a_malformed_story_is_refused_in_one_line_that_names_the_file(
    tmp_path: Path, content: object, words: str
) -> None:
    file = write(tmp_path, content)
    with pytest.raises(StoryError) as caught:
        read_story(tmp_path)
    message = str(caught.value)
    assert message.startswith(f"{file}: ")
    assert words in message
    assert "\n" not in message
    assert "pydantic" not in message


@pytest.mark.parametrize("name", ["../secret.html", "/etc/passwd", "a/../../b.html", "C:\\x.html", "..\\x.html", ""])
def test_a_page_file_may_not_lead_out_of_its_folder(tmp_path: Path, name: str) -> None:
    write(tmp_path, {"id": "a", "articles": [{"url": "https://a.example", "file": name}]})
    with pytest.raises(StoryError, match='"file" of article 1'):
        read_story(tmp_path)


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("x")
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "page.html").symlink_to(tmp_path / "secret.html")
    write(folder, {"id": "a", "articles": [{"url": "https://a.example", "file": "page.html"}]})
    with pytest.raises(StoryError, match="leads out of the story's folder"):
        read_story(folder)


def test_a_missing_file_and_text_in_another_encoding_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(StoryError, match="not found; write one"):
        read_story(tmp_path)
    (tmp_path / "story.json").write_bytes('{"id": "é"}'.encode("latin-1"))
    with pytest.raises(StoryError, match="is not UTF-8 at byte 8"):
        read_story(tmp_path)


def test_a_huge_story_file_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "story.json").open("wb") as file:
        file.truncate(6_000_000)
    with pytest.raises(StoryError, match="larger than 5 MB"):
        read_story(tmp_path)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"url": "https://a.example/x"}, {"url": "http://A.example:80/x/#top"}),
        ({"url": "https://a.example/x?id=1"}, {"url": "https://a.example/x?utm_source=mail&id=1"}),
        ({"url": "https://a.example/x", "file": "p.html"}, {"url": "https://b.example/y", "file": "./p.html"}),
    ],
)
def test_the_same_page_twice_is_refused_and_named(
    tmp_path: Path, first: dict[str, str], second: dict[str, str]
) -> None:
    write(tmp_path, {"id": "a", "articles": [first, {"url": "https://c.example"}, second]})
    with pytest.raises(StoryError, match=r"articles 1 and 3 are the same page, .*: take one of them out"):
        read_story(tmp_path)


def test_pages_that_differ_in_their_query_are_two_pages() -> None:
    assert page_key("https://a.example/x?id=1") != page_key("https://a.example/x?id=2")


@given(st.text())
def test_any_text_is_a_web_address_or_refused_in_words(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert page_key(web_address(text))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["id", "title", "articles", "url", "file", "published", "x"]), inner, max_size=4
            )
        ),
        max_leaves=8,
    )
)
def test_any_json_is_a_story_or_refused_in_one_line(tmp_path_factory: pytest.TempPathFactory, content: object) -> None:
    folder = tmp_path_factory.mktemp("story")
    write(folder, content)
    with pytest.raises(StoryError) as caught:
        read_story(folder)
    assert "\n" not in str(caught.value)


def test_a_pipe_in_place_of_a_story_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "story.json")
    with pytest.raises(StoryError, match="is not a file"):
        read_story(tmp_path)

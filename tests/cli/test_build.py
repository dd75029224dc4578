"""`storydigest build`: what goes in, what comes out, and what bad input gets."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.checks.promises import check_revision
from pipeline.domain.article import ArticleText, Fact
from pipeline.domain.digest import Digest
from pipeline.folder import read_revision
from pipeline.render import render_html, render_json, render_markdown, render_text
from tests.cli.command import NOW, STORIES, Ran, Run, command, environment, listing, run_apart
from tests.llm.loopback import Loopback, fails, keeps_silent, says
from tests.sources.loopback import Server, response
from tests.sources.pages import PARAGRAPHS, news_page
from tests.stages.newsroom import PIER, WORDED, ScriptedModel

SEOUL = STORIES / "seoul-moscow-contacts"
SLIM = STORIES / "slim-moon-landing"
FILES = ["articles.json", "digest.html", "digest.json", "digest.md", "facts.json"]
GOOD = news_page()
BUILTIN = ("--model", "builtin", "--now", NOW)


def story(parent: Path, pages: Mapping[str, str | bytes | None], name: str = "tunnel") -> Path:
    """A story's folder with these pages; None stands for a page that is not there."""
    folder = parent / name
    folder.mkdir(parents=True)
    for file, content in pages.items():
        if content is not None:
            (folder / file).write_bytes(content.encode() if isinstance(content, str) else content)
    articles = [{"url": f"https://news.example/{file}", "file": file} for file in pages]
    (folder / "story.json").write_text(json.dumps({"id": name, "articles": articles}))
    return folder


def story_file(parent: Path, content: str | bytes) -> Path:
    folder = parent / "broken"
    folder.mkdir()
    (folder / "story.json").write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


# What comes out


def test_the_text_of_a_digest_is_printed_and_nothing_else_on_stdout(storydigest: Run, tmp_path: Path) -> None:
    ran = storydigest("build", SEOUL, *BUILTIN)
    storydigest("build", SEOUL, *BUILTIN, "--out", tmp_path)
    assert ran.code == 0
    assert ran.out == render_text(read_revision(tmp_path / SEOUL.name).digest)
    assert "[1]" in ran.out
    (line,) = ran.err.splitlines()
    assert line.startswith("seoul-moscow-contacts: 4 articles, ")


def test_every_format_is_the_rendering_of_the_same_digest(storydigest: Run, tmp_path: Path) -> None:
    storydigest("build", SEOUL, *BUILTIN, "--out", tmp_path)
    revision = read_revision(tmp_path / SEOUL.name)
    expected = {
        "text": render_text(revision.digest),
        "markdown": render_markdown(revision.digest),
        "html": render_html(revision),
        "json": revision.digest.model_dump_json() + "\n",
    }
    for name, rendering in expected.items():
        assert storydigest("build", SEOUL, *BUILTIN, "--format", name).out == rendering


def test_several_json_digests_are_json_lines(storydigest: Run) -> None:
    ran = storydigest("build", SEOUL, SLIM, *BUILTIN, "--format", "json")
    digests = [Digest.model_validate_json(line) for line in ran.out.splitlines()]
    assert [digest.story_id for digest in digests] == [SEOUL.name, SLIM.name]
    assert ran.code == 0


def test_a_folder_of_stories_stands_for_all_of_them(storydigest: Run) -> None:
    ran = storydigest("build", STORIES, *BUILTIN, "--format", "json")
    expected = sorted(path.parent.name for path in STORIES.glob("*/story.json"))
    assert [json.loads(line)["story_id"] for line in ran.out.splitlines()] == expected


def test_out_writes_exactly_the_files_of_the_contract(storydigest: Run, tmp_path: Path) -> None:
    out = tmp_path / "not" / "yet" / "there"
    ran = storydigest("build", SEOUL, *BUILTIN, "--out", out)
    assert ran.code == 0
    assert listing(out) == [SEOUL.name, *(f"{SEOUL.name}/{file}" for file in FILES)]
    folder = out / SEOUL.name
    revision = read_revision(folder)
    articles = json.loads((folder / "articles.json").read_text())
    assert [ArticleText.model_validate(one) for one in articles] == list(revision.articles)
    assert set(articles[0]) == {*ArticleText.model_fields}
    facts = json.loads((folder / "facts.json").read_text())
    assert [Fact.model_validate(one) for one in facts] == list(revision.facts)
    assert set(facts[0]) == {"id", "evidence"}
    assert (folder / "digest.json").read_text() == render_json(revision.digest)
    assert (folder / "digest.md").read_text() == render_markdown(revision.digest)
    assert (folder / "digest.html").read_text() == render_html(revision)
    assert ran.out == render_text(revision.digest)
    assert not any(not fault.is_notice for fault in check_revision(revision))


def test_what_is_written_can_be_read_by_others(storydigest: Run, tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        storydigest("build", SEOUL, *BUILTIN, "--out", tmp_path)
    finally:
        os.umask(before)
    folder = tmp_path / SEOUL.name
    assert oct(folder.stat().st_mode & 0o777) == "0o755"
    assert {oct((folder / file).stat().st_mode & 0o777) for file in FILES} == {"0o644"}


def test_now_sets_the_clock(storydigest: Run) -> None:
    def updated(now: str) -> object:
        ran = storydigest("build", SEOUL, "--model", "builtin", "--now", now, "--format", "json")
        return json.loads(ran.out)["updated"]

    assert updated("2026-01-16T08:00:00Z") == "2026-01-16T08:00:00Z"
    assert updated("2026-03-01T09:30:00+09:00") == "2026-03-01T09:30:00+09:00"
    assert updated("2026-03-01") == "2026-03-01T00:00:00Z"


def test_the_language_can_be_chosen_and_articles_in_others_stay_uncited(storydigest: Run) -> None:
    ran = storydigest("build", SLIM, *BUILTIN, "--language", "ja", "--format", "json")
    digest = Digest.model_validate_json(ran.out)
    assert digest.language == "ja"
    assert digest.coverage.cited == (3,)
    assert [uncited.article for uncited in digest.coverage.uncited] == [1, 2, 4]
    assert all("another language (en)" in uncited.reason for uncited in digest.coverage.uncited)


def test_without_a_model_and_a_key_one_line_says_that_the_builtin_writer_is_used(storydigest: Run) -> None:
    ran = storydigest("build", SEOUL, "--now", NOW)
    note, result = ran.err.splitlines()
    assert note.startswith("The builtin writer is used")
    assert "OPENAI_API_KEY" in note
    assert result.startswith("seoul-moscow-contacts: ")
    assert ran.out.rstrip().endswith("Written by the builtin writer from the sources’ own words.")
    assert len(storydigest("build", SEOUL, SLIM, "--now", NOW).err.splitlines()) == 3


def test_saved_pages_make_one_story_of_the_id_that_is_given(storydigest: Run, tmp_path: Path) -> None:
    for name, paragraphs in (("a.html", PARAGRAPHS), ("b.html", PARAGRAPHS[::-1])):
        (tmp_path / name).write_text(news_page(paragraphs=paragraphs))
    pages = (tmp_path / "a.html", tmp_path / "b.html")
    digest = Digest.model_validate_json(
        storydigest("build", *pages, "--id", "my-story", *BUILTIN, "--format", "json").out
    )
    assert digest.story_id == "my-story"
    assert [article.url for article in digest.articles] == ["a.html", "b.html"]


def test_pages_from_the_web_make_one_story(storydigest: Run) -> None:
    with Server({"/tunnel-opens": response(GOOD.encode()), "/b": response(b"", "404 Not Found")}) as server:
        ran = storydigest(
            "build", f"{server.url}/tunnel-opens", f"{server.url}/b", "--allow-private", *BUILTIN, "--format", "json"
        )
        digest = Digest.model_validate_json(ran.out)
        assert (ran.code, digest.story_id) == (0, "tunnel-opens")
        assert ran.err.splitlines()[0] == (
            f"warning: left out: {server.url}/b: the server answers with HTTP 404; check the address"
        )


# Building again


def built(storydigest: Run, folder: Path, out: Path, *more: str) -> Ran:
    return storydigest("build", folder, *BUILTIN, "--out", out, *more)


def test_unchanged_input_writes_nothing(storydigest: Run, tmp_path: Path) -> None:
    folder, out = story(tmp_path, {"1.html": GOOD}), tmp_path / "out"
    built(storydigest, folder, out)
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in out.rglob("*.*")}
    ran = storydigest("build", folder, "--model", "builtin", "--now", "2027-01-01T00:00:00Z", "--out", out)
    assert (ran.code, ran.err) == (0, "tunnel: unchanged, revision 1 stands\n")
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in out.rglob("*.*")} == before


def test_a_changed_story_is_the_next_revision_and_the_earlier_one_is_kept_byte_for_byte(
    storydigest: Run, tmp_path: Path
) -> None:
    folder, out = story(tmp_path, {"1.html": GOOD}), tmp_path / "out"
    built(storydigest, folder, out)
    before = {file: (out / "tunnel" / file).read_bytes() for file in FILES}
    (folder / "1.html").write_text(news_page(paragraphs=PARAGRAPHS[:3]))
    assert built(storydigest, folder, out).code == 0
    assert listing(out / "tunnel") == sorted([*FILES, "revisions", "revisions/1", *(f"revisions/1/{f}" for f in FILES)])
    assert {file: (out / "tunnel" / "revisions" / "1" / file).read_bytes() for file in FILES} == before
    assert read_revision(out / "tunnel").digest.revision == 2
    (folder / "1.html").write_text(GOOD)
    built(storydigest, folder, out)
    assert read_revision(out / "tunnel").digest.revision == 3
    assert read_revision(out / "tunnel" / "revisions" / "2").digest.revision == 2
    assert {file: (out / "tunnel" / "revisions" / "1" / file).read_bytes() for file in FILES} == before


def test_a_digest_that_an_editor_has_locked_or_edited_is_built_over_with_force_alone(
    storydigest: Run, tmp_path: Path
) -> None:
    folder, out = story(tmp_path, {"1.html": GOOD}), tmp_path / "out"
    built(storydigest, folder, out)
    file = out / "tunnel" / "digest.json"
    digest = Digest.model_validate_json(file.read_text())
    locked = digest.sections[0].model_copy(update={"locked": True})
    file.write_text(render_json(digest.model_copy(update={"sections": (locked, *digest.sections[1:])})))
    before = file.read_bytes()
    (folder / "1.html").write_text(news_page(paragraphs=PARAGRAPHS[:3]))
    ran = built(storydigest, folder, out)
    assert ran.code == 1
    assert ran.complaint == (
        f"{out}/tunnel: the digest has locked or edited parts; --force builds over them and keeps it as a revision"
    )
    assert file.read_bytes() == before
    assert listing(out / "tunnel") == FILES
    assert built(storydigest, folder, out, "--force").code == 0
    assert read_revision(out / "tunnel").digest.revision == 2
    assert (out / "tunnel" / "revisions" / "1" / "digest.json").read_bytes() == before


def test_a_digest_that_cannot_be_read_is_not_built_over(storydigest: Run, tmp_path: Path) -> None:
    folder, out = story(tmp_path, {"1.html": GOOD}), tmp_path / "out"
    built(storydigest, folder, out)
    (out / "tunnel" / "digest.json").write_text('{"schema_version": 1}')
    (folder / "1.html").write_text(news_page(paragraphs=PARAGRAPHS[:3]))
    ran = built(storydigest, folder, out)
    assert ran.code == 1
    assert ran.complaint.startswith(f"{out}/tunnel/digest.json: is not of a digest's shape: ")
    assert (out / "tunnel" / "digest.json").read_text() == '{"schema_version": 1}'


# What bad input gets: stories

MALFORMED = {
    "{": "story.json: is not JSON at line 1, column 2: ",
    "[]": "story.json: the story must be an object in braces",
    '{"id": "a"}': 'story.json: the story has no "articles"',
    '{"id": "A B", "articles": [{"url": "https://a.example"}]}': '"id" of the story must be 1 to 80 lower-case letters',
    '{"id": "a", "articles": []}': '"articles" of the story is empty; list at least one article',
    '{"id": "a", "articles": [{"url": "ftp://a.example"}]}': '"url" of article 1 is not a web address',
    '{"id": "a", "articles": [{"url": "https://a.example", "file": "../x"}]}': "leads out of the story's folder",
    '{"id": "a", "articles": [{"url": "https://a.example", "published": "soon"}]}': "is not an ISO 8601 date or time",
    '{"id": "a", "articles": [{"url": "https://a.example", "tint": 1}]}': 'has an unknown key "tint"; known are url',
    "\N{EURO SIGN}": "story.json: is not JSON at line 1, column 1: ",
}


@pytest.mark.parametrize("content", MALFORMED)
def test_a_malformed_story_is_named_with_its_fault(storydigest: Run, tmp_path: Path, content: str) -> None:
    ran = storydigest("build", story_file(tmp_path, content), *BUILTIN, "--out", tmp_path / "out")
    assert ran.code == 1
    assert ran.complaint.startswith(f"{tmp_path}/broken/story.json: ")
    assert MALFORMED[content] in ran.complaint
    assert not (tmp_path / "out").exists()


def test_a_story_that_is_not_there_or_not_in_utf8_is_named(storydigest: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    told = {
        tmp_path / "absent": "absent: no such file or folder",
        tmp_path / "empty": "empty: has no story.json, nor has a folder in it; write one, or name its pages",
        story_file(tmp_path, b"\xff\xfe"): "broken/story.json: is not UTF-8 at byte 0; save it as UTF-8",
    }
    for path, complaint in told.items():
        ran = storydigest("build", path, *BUILTIN)
        assert (ran.code, ran.complaint) == (1, f"{tmp_path}/{complaint}")


def test_the_same_page_twice_is_an_error(storydigest: Run, tmp_path: Path) -> None:
    twice = [{"url": "https://a.example/x"}, {"url": "https://a.example/x/?utm_source=y"}]
    folder = story_file(tmp_path, json.dumps({"id": "a", "articles": twice}))
    ran = storydigest("build", folder, *BUILTIN)
    assert ran.code == 1
    assert (
        "articles 1 and 2 are the same page, https://a.example/x/?utm_source=y: take one of them out" in ran.complaint
    )


def test_the_same_id_twice_is_an_error_before_anything_is_built(storydigest: Run, tmp_path: Path) -> None:
    one = story(tmp_path / "a", {"1.html": GOOD})
    other = story(tmp_path / "b", {"1.html": GOOD})
    ran = storydigest("build", one, other, *BUILTIN, "--out", tmp_path / "out")
    assert ran.code == 1
    assert ran.complaint == f"{other}: its id 'tunnel' is also that of {one}; give one of them another id"
    assert not (tmp_path / "out").exists()


def test_when_one_story_of_several_fails_the_rest_are_built(storydigest: Run, tmp_path: Path) -> None:
    stories = [
        story(tmp_path, {"1.html": GOOD}, "first"),
        story(tmp_path, {"1.html": ""}, "second"),
        tmp_path / "absent",
        story(tmp_path, {"1.html": GOOD}, "third"),
    ]
    ran = storydigest("build", *stories, *BUILTIN, "--out", tmp_path / "out")
    assert ran.code == 1
    errors = [line for line in ran.err.splitlines() if line.startswith("error: ")]
    assert len(errors) == 2
    assert errors[0] == f"error: {tmp_path}/absent: no such file or folder"
    assert "second/1.html: the page is empty; save it again" in errors[1]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["first", "third"]


# What bad input gets: pages

LOGIN = """<html><head><title>Log in</title></head><body><h1>Log in to continue</h1>
<form><p>Please log in to read this article. Forgot your password?</p></form></body></html>"""
BAD_PAGES: dict[str, tuple[str | bytes | None, str]] = {
    "empty": ("", "the page is empty; save it again"),
    "without an article": ("<html><body><p>Hello.</p></body></html>", "; "),
    "binary": (bytes(range(256)) * 40, "is binary data, not an HTML page; give the article's web page"),
    "a PDF": (b"%PDF-1.7\n" + bytes(range(256)) * 8, "is a PDF, not an HTML page; give the article's web page"),
    "a login wall": (LOGIN, "asks for a login instead of showing the article; save the page while logged in"),
    "nested": (
        f"<html><body>{'<div>' * 100_000}{PARAGRAPHS[0]}",
        "its tags are nested too deeply to read; save the page again, or leave it out",
    ),
    "absent": (None, "not found; save the page there"),
}


@pytest.mark.parametrize("kind", BAD_PAGES)
def test_a_story_whose_one_page_is_bad_is_an_error_that_names_the_page(
    storydigest: Run, tmp_path: Path, kind: str
) -> None:
    content, complaint = BAD_PAGES[kind]
    folder = story(tmp_path, {"page.html": content})
    ran = storydigest("build", folder, *BUILTIN, "--out", tmp_path / "out")
    assert ran.code == 1
    assert f"{folder}/page.html: " in ran.complaint
    assert complaint in ran.complaint
    assert not (tmp_path / "out").exists()


def test_bad_pages_beside_a_good_one_are_left_out_each_with_a_warning(storydigest: Run, tmp_path: Path) -> None:
    pages = {f"{number}.html": content for number, (content, _) in enumerate(BAD_PAGES.values())}
    folder = story(tmp_path, {**pages, "good.html": GOOD})
    ran = storydigest("build", folder, *BUILTIN, "--out", tmp_path / "out")
    assert ran.code == 0
    *warnings, undated, result, written = ran.err.splitlines()
    assert "good.html: tells no date" in undated
    assert written.endswith("wrote " + str(tmp_path / "out" / "tunnel") + "/digest.html and what belongs to it")
    assert [line.split(": ")[:3] for line in warnings] == [
        ["warning", "left out", str(folder / file)] for file in pages
    ]
    assert result.startswith("tunnel: 1 article, ")
    assert read_revision(tmp_path / "out" / "tunnel").digest.articles[0].url == "https://news.example/good.html"


def test_a_page_of_50_mb_is_refused_unread(storydigest: Run, tmp_path: Path) -> None:
    folder = story(tmp_path, {"page.html": ""})
    with (folder / "page.html").open("wb") as file:
        file.truncate(50_000_000)
    ran = storydigest("build", folder, *BUILTIN)
    assert ran.code == 1
    assert ran.complaint.endswith(
        "page.html: is larger than 10 MB, which no article is; give a page with the article alone"
    )


def test_a_wrongly_declared_encoding_spoils_no_words(storydigest: Run, tmp_path: Path) -> None:
    paragraphs = (
        "Die Brücke über den Fluß wurde am Donnerstag geöffnet, sagte Bürgermeister Jörg Müller in Köln.",
        "Über 4.000 Autos fuhren bis Mittag über die Brücke, sagte der Betreiber in Köln am Donnerstag.",
        "Kritiker der Brücke verweisen auf die Kosten, die von 2,1 auf 3,4 Milliarden Euro stiegen.",
    )
    page = news_page(paragraphs=paragraphs, language='lang="de"').encode("latin-1")
    assert b'charset="utf-8"' in page
    ran = storydigest("build", story(tmp_path, {"page.html": page}), *BUILTIN)
    assert ran.code == 0
    assert "Bürgermeister Jörg Müller in Köln" in ran.out


def test_pages_that_cannot_be_had_from_the_web_are_named(storydigest: Run, tmp_path: Path) -> None:
    with Server({}) as server:
        gone = f"{server.url}/gone"
        assert storydigest("build", gone, *BUILTIN, "--allow-private").complaint == (
            f"story gone: its one page has no usable article: {gone}: "
            "the server answers with HTTP 404; check the address"
        )
        private = storydigest("build", gone, *BUILTIN, "--out", tmp_path / "out")
    assert private.code == 1
    assert f"{gone}: leads to 127.0.0.1, which is no public address" in private.complaint
    unreachable = storydigest("build", gone, *BUILTIN, "--allow-private")
    assert unreachable.code == 1
    assert f"{gone}: cannot be reached" in unreachable.complaint
    assert not (tmp_path / "out").exists()


def test_a_story_without_dates_has_an_empty_timeline(storydigest: Run, tmp_path: Path) -> None:
    paragraphs = (
        "The tunnel under the strait is open to traffic after a long wait, the operator said.",
        "The transport minister, Ada Lindqvist, called the tunnel the end of the ferries across the strait.",
        "Critics of the tunnel under the strait point to its cost of 3.4 billion.",
    )
    folder = story(tmp_path, {"page.html": news_page(paragraphs=paragraphs)})
    ran = storydigest("build", folder, *BUILTIN, "--format", "json")
    digest = Digest.model_validate_json(ran.out)
    assert ran.code == 0
    assert digest.articles[0].published is None
    assert digest.timeline == ()
    assert {sentence.text for sentence in digest.sentences} <= set(paragraphs)


# What bad input gets: endpoints


def asked_of(storydigest: Run, server: Loopback, folder: Path, *more: str) -> Ran:
    return storydigest("build", folder, "--model", "m", "--now", NOW, *more, OPENAI_BASE_URL=server.url)


def pier(parent: Path) -> Path:
    """The story that the scripted model writes about, as pages."""
    pages = {f"{one.number}.html": news_page(paragraphs=tuple(one.text.split("\n")), title=one.title) for one in PIER}
    folder = story(parent, pages, "old-pier")
    listed = json.loads((folder / "story.json").read_text())
    for one, source in zip(PIER, listed["articles"], strict=True):
        source["published"] = str(one.published).replace(" ", "T")
    (folder / "story.json").write_text(json.dumps(listed))
    return folder


def test_a_model_writes_and_stderr_says_where_time_and_tokens_went(storydigest: Run, tmp_path: Path) -> None:
    with ScriptedModel() as server:
        ran = asked_of(storydigest, server, pier(tmp_path), "--format", "json")
    digest = Digest.model_validate_json(ran.out)
    assert (ran.code, digest.provenance.model) == (0, "m")
    assert sorted(sentence.text for sentence in digest.sentences) == sorted(WORDED.values())
    first, *table = ran.err.splitlines()
    assert first.startswith("old-pier: 3 articles, 9 facts, 3 sections, ")
    rows = {row.split()[0]: row.split()[-4:] for row in table if row.strip()}
    assert rows["outline"] == ["1", "100", "64", "20"]
    assert rows["section"] == ["3", "300", "192", "60"]
    assert rows["all"] == [str(len(server.requests)), *(f"{n * len(server.requests):,}" for n in (100, 64, 20))]
    assert digest.provenance.usage.requests == len(server.requests)


def test_a_wrong_key_stops_everything_with_one_line(storydigest: Run, tmp_path: Path) -> None:
    stories = [story(tmp_path, {"1.html": GOOD}, name) for name in ("first", "second")]
    with Loopback(fails(401)) as server:
        ran = asked_of(storydigest, server, stories[0], str(stories[1]), "--out", str(tmp_path / "out"))
    assert ran.code == 1
    assert ran.complaint == f"{server.url} refused the key (401 Unauthorized); check OPENAI_API_KEY and what it may use"
    assert len(server.bodies) == 1
    assert not (tmp_path / "out").exists()


def test_an_endpoint_that_dies_in_the_middle_gives_one_line_and_nothing_is_written(
    storydigest: Run, tmp_path: Path
) -> None:
    with ScriptedModel(section=lambda _: fails(500, retry_after_ms="1")) as server:
        ran = asked_of(storydigest, server, pier(tmp_path), "--out", str(tmp_path / "out"))
    assert ran.code == 1
    assert ran.complaint == f"old-pier: {server.url} answered 500 Internal Server Error: no (asked 6 times)"
    assert server.of("outline")
    assert not (tmp_path / "out").exists()


def test_an_endpoint_that_cannot_be_asked_gives_one_line(storydigest: Run, tmp_path: Path) -> None:
    folder = story(tmp_path, {"1.html": GOOD})
    told = {
        "has no chat completions (404 Not Found); check OPENAI_BASE_URL": fails(404),
        "has no model 'm'; choose another with --model": fails(404, "The model m does not exist"),
        "says that the account has no credit left; add some, or use another key": fails(429, code="insufficient_quota"),
        "it asks to wait 4000 s": fails(429, retry_after="4000"),
        "answered 400 Bad Request: too hot": fails(400, "too hot"),
    }
    for words, reply in told.items():
        with Loopback(reply) as server:
            ran = asked_of(storydigest, server, folder, "--out", str(tmp_path / "out"))
        assert ran.code == 1
        assert words in ran.complaint
        assert server.url in ran.complaint
    assert not (tmp_path / "out").exists()


def test_a_slow_endpoint_is_given_up_after_the_timeout(storydigest: Run, tmp_path: Path) -> None:
    with Loopback(keeps_silent) as server:
        ran = asked_of(storydigest, server, story(tmp_path, {"1.html": GOOD}), "--timeout", "0.1")
    assert ran.code == 1
    assert f"{server.url} " in ran.complaint
    assert "give it longer with --timeout (asked 2 times)" in ran.complaint


def test_an_endpoint_without_structured_output_is_asked_in_words(storydigest: Run, tmp_path: Path) -> None:
    refusal = fails(400, "response_format of type json_schema is not supported", param="response_format")
    other = fails(400, "response_format is not supported", param="response_format")
    with Loopback(refusal, other, says("Sorry?")) as server:
        ran = asked_of(storydigest, server, story(tmp_path, {"1.html": GOOD}), "--format", "json")
    assert ran.code == 0
    forms = [body.get("response_format") for body in server.bodies]
    assert forms[1] == {"type": "json_object"}
    assert set(map(str, forms[2:])) == {"None"}


@pytest.mark.parametrize(
    "answer", ["Certainly! Here it is.", '{"headline": 3}', "[1, 2]", "null", '{"sections": [], "headline": "x"}', ""]
)
def test_answers_that_cannot_be_used_leave_the_digest_to_the_builtin_writer(
    storydigest: Run, tmp_path: Path, answer: str
) -> None:
    out = tmp_path / "out"
    with Loopback(says(answer)) as server:
        ran = asked_of(storydigest, server, story(tmp_path, {"1.html": GOOD}), "--out", str(out))
    assert ran.code == 0
    assert "Traceback" not in ran.err
    revision = read_revision(out / "tunnel")
    assert {sentence.text for sentence in revision.digest.sentences} <= set(PARAGRAPHS)
    assert not any(not fault.is_notice for fault in check_revision(revision))


def test_a_model_whose_every_answer_was_unusable_is_spoken_of_on_stderr(storydigest: Run, tmp_path: Path) -> None:
    with Loopback(says("Certainly! Here it is.")) as server:
        ran = asked_of(storydigest, server, story(tmp_path, {"1.html": GOOD}))
    assert any(line.startswith("warning: ") for line in ran.err.splitlines())


def test_the_key_reaches_the_endpoint_and_nothing_else(storydigest: Run, tmp_path: Path) -> None:
    secret = "sk-this-must-never-be-shown"  # noqa: S105 -- that it is none is the point
    with ScriptedModel(outline=lambda _: fails(400, f"your key {secret} is fine, the rest is not")) as server:
        ran = storydigest(
            "build", SEOUL, "--model", "m", "--trace", tmp_path, OPENAI_BASE_URL=server.url, OPENAI_API_KEY=secret
        )
    assert ran.code == 1
    assert secret not in ran.out + ran.err
    assert not any(secret.encode() in path.read_bytes() for path in tmp_path.iterdir())


def test_trace_keeps_every_request_and_answer(storydigest: Run, tmp_path: Path) -> None:
    with Loopback(says("Certainly!")) as server:
        asked_of(storydigest, server, story(tmp_path, {"1.html": GOOD}), "--trace", str(tmp_path / "trace"))
    kept = [json.loads(path.read_text()) for path in (tmp_path / "trace").iterdir()]
    assert len(kept) == len(server.bodies)
    assert {one["completion"]["text"] for one in kept} == {"Certainly!"}
    assert {one["request"]["stage"] for one in kept} == {"outline", "section"}


# Wrong usage


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Missing argument"),
        ((SEOUL, "--format", "pdf"), "--format"),
        ((SEOUL, "--now", "yesterday"), "--now 'yesterday' is not an ISO 8601 time, such as 2026-01-16T08:00:00Z"),
        (
            (SEOUL, "--now", "9999-12-31T23:59:59-14:00"),
            "--now '9999-12-31T23:59:59-14:00' is at the end of the calendar; give a time that somebody lives in",
        ),
        ((SEOUL, "--timeout", "0"), "--timeout"),
        ((SEOUL, "--timeout", "soon"), "--timeout"),
        ((SEOUL, "--token-budget", "10"), "--token-budget"),
        ((SEOUL, "--temperature", "9"), "--temperature"),
        ((SEOUL, "--colour"), "--colour"),
        ((SEOUL, "--id", "x"), "--id names the story that URLs and HTML files make"),
        (("https://a.example", "--id", "Not An Id"), "--id 'Not An Id' must be 1 to 80"),
    ],
)
def test_wrong_usage_exits_with_2(storydigest: Run, arguments: tuple[str, ...], words: str) -> None:
    ran = storydigest("build", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


@pytest.mark.parametrize(
    ("options", "variables"),
    [
        (("--model", "m"), {}),
        (("--model", "m"), {"OPENAI_BASE_URL": "ftp://server.example"}),
    ],
)
def test_a_model_that_cannot_be_asked_for_want_of_settings_is_wrong_usage_told_once(
    storydigest: Run, tmp_path: Path, options: tuple[str, ...], variables: dict[str, str]
) -> None:
    stories = [story(tmp_path, {"1.html": GOOD}, name) for name in ("first", "second")]
    ran = storydigest("build", *stories, *options, **variables)
    assert ran.code == 2
    assert "OPENAI" in ran.complaint


# Places where nothing can be written


def test_a_file_in_the_place_of_out_is_named_and_left_alone(storydigest: Run, tmp_path: Path) -> None:
    folder, out = story(tmp_path, {"1.html": GOOD}), tmp_path / "out"
    out.write_text("mine")
    ran = storydigest("build", folder, *BUILTIN, "--out", out)
    assert ran.code == 1
    assert ran.complaint.startswith(f"{out}/tunnel: the digest cannot be written (")
    assert out.read_text() == "mine"


def test_a_file_in_the_place_of_a_digests_folder_is_named_and_left_alone(storydigest: Run, tmp_path: Path) -> None:
    folder, out = story(tmp_path, {"1.html": GOOD}), tmp_path / "out"
    out.mkdir()
    (out / "tunnel").write_text("mine")
    ran = storydigest("build", folder, *BUILTIN, "--out", out)
    assert ran.code == 1
    assert ran.complaint.startswith(f"{out}/tunnel: the digest cannot be written (")
    assert listing(out) == ["tunnel"]
    assert (out / "tunnel").read_text() == "mine"


def test_a_folder_in_the_place_of_a_file_leaves_the_earlier_digest_whole(storydigest: Run, tmp_path: Path) -> None:
    folder, out = story(tmp_path, {"1.html": GOOD}), tmp_path / "out"
    built(storydigest, folder, out)
    (out / "tunnel" / "digest.md").unlink()
    (out / "tunnel" / "digest.md" / "x").mkdir(parents=True)
    before = {file: (out / "tunnel" / file).read_bytes() for file in FILES if file != "digest.md"}
    (folder / "1.html").write_text(news_page(paragraphs=PARAGRAPHS[:3]))
    ran = built(storydigest, folder, out)
    assert ran.code == 1
    assert "cannot be written" in ran.complaint
    assert {file: (out / "tunnel" / file).read_bytes() for file in before} == before
    assert [name for name in listing(out) if "/." in name or name.startswith(".")] == []


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is the folder that nobody can write to")
def test_a_folder_that_cannot_be_written_to_is_named(storydigest: Run, tmp_path: Path) -> None:
    ran = storydigest("build", story(tmp_path, {"1.html": GOOD}), *BUILTIN, "--out", "/proc/storydigest")
    assert ran.code == 1
    assert ran.complaint.startswith("/proc/storydigest/tunnel: the digest cannot be written (")


# As a user runs it


def heeds_interrupts() -> None:
    """A shell starts background jobs, and their children, with interrupts ignored; at a terminal they are not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_interrupting_a_run_that_waits_for_a_model_exits_with_130_and_leaves_nothing(tmp_path: Path) -> None:
    arguments = ["build", story(tmp_path, {"1.html": GOOD}), "--model", "m", "--out", tmp_path / "out"]
    with (
        Loopback(keeps_silent) as server,
        subprocess.Popen(
            command(*arguments),
            env=environment(OPENAI_BASE_URL=server.url),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=heeds_interrupts,  # noqa: PLW1509 -- runs before the child has threads
        ) as process,
    ):
        try:
            assert server.asked.wait(30)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=20)
        finally:
            process.kill()
    assert process.returncode == 130
    assert out == ""
    assert "Traceback" not in err
    assert "error: " not in err
    assert len(err.strip().splitlines()) <= 1
    assert not (tmp_path / "out").exists()


def test_a_reader_that_has_had_enough_gets_no_traceback() -> None:
    with subprocess.Popen(
        command("build", SEOUL, *BUILTIN, "--format", "html"),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        err = process.stderr.read().decode()
        process.wait(20)
    assert "Traceback" not in err
    assert "Exception ignored" not in err
    assert "fault of storydigest" not in err


@pytest.mark.parametrize("name", ["text", "json"])
def test_a_terminal_that_is_not_utf8_does_not_stop_a_digest(name: str) -> None:
    plain = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ran = run_apart(["build", SEOUL, *BUILTIN, "--format", name], plain)
    assert ran.code == 0
    assert "Written by" in ran.out or '"story_id"' in ran.out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is the disk that is always full")
def test_a_full_disk_behind_stdout_is_an_error_of_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command("build", SEOUL, *BUILTIN), env=environment(), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert b"No space left on device" in done.stderr
    assert b"fault of storydigest" not in done.stderr

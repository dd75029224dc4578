"""`storydigest build`: from pages to digests."""

import asyncio
import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import (
    TIMEOUT,
    TOKEN_BUDGET,
    AllowPrivate,
    Making,
    Model,
    Now,
    Stories,
    Temperature,
    Timeout,
    Trace,
    language_code,
    moment,
    width,
    write_out,
)
from pipeline.errors import (
    DigestError,
    KeyRefused,
    PromptError,
    QuotaExhausted,
    StorydigestError,
    Unreachable,
    UsageError,
)

if TYPE_CHECKING:
    from pipeline.cli.progress import Progress
    from pipeline.domain.article import ArticleText
    from pipeline.domain.digest import Revision
    from pipeline.sources.pool import ExtractionPool
    from pipeline.sources.story import Story


EXAMPLES = """Examples:
  storydigest build fixtures/stories/seoul-moscow-contacts
  storydigest build stories/*/ --out digests --model gpt-6-luna
  storydigest build https://example.com/a https://example.org/b --id my-story"""


class Format(StrEnum):
    """How a digest is printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


@dataclass(frozen=True)
class Options:
    """What the user asked for, beside the stories."""

    making: Making
    out: Path | None
    format: Format
    force: bool


def build(
    stories: Stories,
    story_id: Annotated[
        str | None, typer.Option("--id", help="The id of the story that URLs and HTML files make.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write each digest into OUT/<story id>/ as well.")] = None,
    output_format: Annotated[Format, typer.Option("--format", help="How to print the digest.")] = Format.TEXT,
    model: Model = None,
    language: Annotated[
        str | None, typer.Option(help="The digest's language, such as `en`. Default: that of most articles.")
    ] = None,
    timeout: Timeout = TIMEOUT,
    now: Now = None,
    trace: Trace = None,
    temperature: Temperature = None,
    token_budget: Annotated[
        int, typer.Option(min=200, help="Tokens of facts that the model is given for the outline.")
    ] = TOKEN_BUDGET,
    allow_private: AllowPrivate = False,
    force: Annotated[
        bool, typer.Option("--force", help="Build over a digest that has locked or edited parts.")
    ] = False,
) -> None:
    """Make digests of stories: print them, and with --out write them to folders.

    Without a model the builtin writer publishes the sources' own words. OPENAI_API_KEY, OPENAI_BASE_URL and
    STORYDIGEST_MODEL say which model to ask and where.
    """
    from pipeline.llm.choice import choice_note, choose_model

    making = Making(
        model=choose_model(model, os.environ),
        language=language_code(language),
        timeout=timeout,
        now=moment(now),
        trace=trace,
        temperature=temperature,
        allow_private=allow_private,
        token_budget=token_budget,
    )
    options = Options(making=making, out=out, format=output_format, force=force)
    if not _build_all(stories, story_id, options, choice_note(model, os.environ)):
        raise typer.Exit(1)


def _build_all(arguments: list[str], story_id: str | None, options: Options, note: str | None) -> bool:
    """Build story after story; a story that fails harms no other. Whether all went well."""
    from pipeline.cli.progress import Progress
    from pipeline.sources.arguments import gather_stories
    from pipeline.sources.pool import ExtractionPool

    gathered = gather_stories(arguments, story_id)
    if note and gathered.stories:
        typer.echo(note, err=True)
    with Progress(len(gathered.stories)) as progress, ExtractionPool() as pool:
        for fault in gathered.faults:
            progress.fail(str(fault))
        done = [_build_one(story, options, pool, progress) for story in gathered.stories]
    return all(done) and not gathered.faults


def _build_one(story: "Story", options: Options, pool: "ExtractionPool", progress: "Progress") -> bool:
    from pipeline.digest import is_same
    from pipeline.folder import write_revision
    from pipeline.sources.limits import FetchSettings
    from pipeline.sources.load import load_articles, with_earlier

    progress.begin(story.id)
    try:
        previous = _previous(story.id, options)
        progress.stage("extract")
        loaded = load_articles(
            story, options.making.now, FetchSettings(allow_private=options.making.allow_private), pool.extract_many
        )
        if previous is not None:
            loaded = with_earlier(loaded, story, previous.articles)
        for left_out in loaded.left_out:
            progress.warn(f"left out: {left_out}")
        _refuse_another_story(previous, loaded.articles, options)
        revision = asyncio.run(_digest(story, loaded.articles, previous, options, progress))
        if previous and is_same(previous.digest, revision.digest):
            _print(previous, options)
            progress.unchanged(previous)
        else:
            folder = write_revision(revision, options.out) if options.out else None
            _print(revision, options)
            _warn_of_undated(loaded.articles, progress)
            progress.end(revision, folder)
    except (KeyRefused, QuotaExhausted, Unreachable, UsageError, PromptError):  # so would every other story
        raise
    except StorydigestError as error:
        named = re.search(rf"(?<![\w-]){re.escape(story.id)}(?![\w-])", str(error))
        progress.fail(str(error) if named else f"{story.id}: {error}")
        return False
    except Exception as error:
        if os.environ.get("STORYDIGEST_DEBUG") or isinstance(error, OSError):
            raise
        progress.fail(f"{story.id}: {type(error).__name__}: {error}: a fault of storydigest; STORYDIGEST_DEBUG=1 tells")
        return False
    return True


def _previous(story_id: str, options: Options) -> "Revision | None":
    """The revision that stands in the story's folder. Raises DigestError where an editor has been at work on it."""
    from pipeline.folder import is_touched, read_previous

    previous = read_previous(options.out, story_id) if options.out else None
    if previous and options.out and is_touched(previous.digest) and not options.force:
        folder = options.out / story_id
        raise DigestError(
            f"{folder}: the digest has locked or edited parts; --force builds over them and keeps it as a revision"
        )
    return previous


def _warn_of_undated(articles: "tuple[ArticleText, ...]", progress: "Progress") -> None:
    for article in articles:
        if article.published is None:
            progress.warn(f'{article.url}: tells no date, so “Thursday” in it means no day; give "published"')


def _refuse_another_story(previous: "Revision | None", articles: "tuple[ArticleText, ...]", options: Options) -> None:
    """Raise DigestError where the folder holds a digest that shares no page with this story."""
    if previous is None or options.force:
        return
    known = {article.url for article in previous.articles if "://" in article.url}
    known |= {article.sha256 for article in previous.articles}
    if not any(article.url in known or article.sha256 in known for article in articles):
        raise DigestError(
            f"{options.out}/{previous.digest.story_id}: holds a digest of other pages; "
            "give this story another id (--id), or --force to go on from it"
        )


async def _digest(
    story: "Story",
    articles: "tuple[ArticleText, ...]",
    previous: "Revision | None",
    options: Options,
    progress: "Progress",
) -> "Revision":
    from pipeline.cli.asking import writer_for
    from pipeline.digest import Settings, make_digest

    async with writer_for(options.making, progress) as writer:
        settings = Settings(options.making.now, options.making.language)
        return await make_digest(story.id, articles, writer, settings, previous, observer=progress)


def _print(revision: "Revision", options: Options) -> None:
    from pipeline.render import render_html, render_json, render_markdown, render_text

    digest = revision.digest
    render: dict[Format, Callable[[], str]] = {
        Format.TEXT: lambda: render_text(digest, width=width()),
        Format.MARKDOWN: lambda: render_markdown(digest),
        Format.HTML: lambda: render_html(revision),
        Format.JSON: lambda: digest.model_dump_json() + "\n" if not sys.stdout.isatty() else render_json(digest),
    }
    encoding = sys.stdout.encoding if options.format is Format.TEXT else "utf-8"  # the others say that they are UTF-8
    write_out(render[options.format](), encoding)

"""`storydigest build`: from pages to digests."""

import asyncio
import os
import re
import shutil
import sys
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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
    from pipeline.writers.drafts import Writer


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

    out: Path | None
    format: Format
    model: str
    language: str | None
    timeout: float
    now: datetime
    trace: Path | None
    temperature: float | None
    token_budget: int
    allow_private: bool
    force: bool


def build(
    stories: Annotated[
        list[str],
        typer.Argument(
            metavar="STORY...",
            help="Folders with a story.json, such files, or URLs and saved HTML pages, which together are one story.",
        ),
    ],
    story_id: Annotated[
        str | None, typer.Option("--id", help="The id of the story that URLs and HTML files make.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write each digest into OUT/<story id>/ as well.")] = None,
    output_format: Annotated[Format, typer.Option("--format", help="How to print the digest.")] = Format.TEXT,
    model: Annotated[
        str | None,
        typer.Option(
            help="Who writes: a model, or `builtin`. Default: STORYDIGEST_MODEL, else OpenAI's with a key, or builtin."
        ),
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="The digest's language, such as `en`. Default: that of most articles.")
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that an answer of the model may take.")] = 600.0,
    now: Annotated[
        str | None, typer.Option(metavar="ISO", help="Sets the clock: the same inputs then give the same bytes.")
    ] = None,
    trace: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Keep every request, answer and draft in this folder.")
    ] = None,
    temperature: Annotated[
        float | None, typer.Option(min=0.0, max=2.0, help="Sent to the model only where given; many refuse it.")
    ] = None,
    token_budget: Annotated[
        int, typer.Option(min=200, help="Tokens of facts that the model is given for the outline.")
    ] = 8_000,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch pages from private and loopback addresses too.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Build over a digest that has locked or edited parts.")
    ] = False,
) -> None:
    """Make digests of stories: print them, and with --out write them to folders.

    Without a model the builtin writer publishes the sources' own words. OPENAI_API_KEY, OPENAI_BASE_URL and
    STORYDIGEST_MODEL say which model to ask and where.
    """
    from pipeline.llm.choice import choice_note, choose_model

    options = Options(
        out=out,
        format=output_format,
        model=choose_model(model, os.environ),
        language=_language_code(language),
        timeout=timeout,
        now=_moment(now),
        trace=trace,
        temperature=temperature,
        token_budget=token_budget,
        allow_private=allow_private,
        force=force,
    )
    if not _build_all(stories, story_id, options, choice_note(model, os.environ)):
        raise typer.Exit(1)


def _language_code(language: str | None) -> str | None:
    if language is not None and not re.fullmatch(r"[A-Za-z]{2,3}", language):
        raise UsageError(f"--language {language!r} is not a language's code, such as en or de")
    return language.lower() if language else None


def _moment(now: str | None) -> datetime:
    if now is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(now)
    except ValueError:
        raise UsageError(f"--now {now!r} is not an ISO 8601 time, such as 2026-01-16T08:00:00Z") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


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
    from pipeline.sources.load import load_articles

    progress.begin(story.id)
    try:
        previous = _previous(story.id, options)
        progress.stage("extract")
        loaded = load_articles(
            story, options.now, FetchSettings(allow_private=options.allow_private), pool.extract_many
        )
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
    from pipeline.folder import DIGEST, is_touched, read_revision

    folder = options.out / story_id if options.out else None
    if folder is None or not (folder / DIGEST).exists():
        return None
    previous = read_revision(folder)
    if is_touched(previous.digest) and not options.force:
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
    from pipeline.digest import Settings, make_digest

    async with _writer(options, progress) as writer:
        settings = Settings(options.now, options.language)
        return await make_digest(story.id, articles, writer, settings, previous, observer=progress)


@asynccontextmanager
async def _writer(options: Options, progress: "Progress") -> AsyncGenerator["Writer"]:
    """The writer that the options name, ready to be asked."""
    from pipeline.llm.choice import BUILTIN

    if options.model == BUILTIN:
        from pipeline.writers.builtin import BuiltinWriter

        yield BuiltinWriter()
        return
    from pipeline.llm.connect import base_url, connect
    from pipeline.llm.ledger import Ledger
    from pipeline.llm.prompt import load_prompts
    from pipeline.llm.trace import TracingCarrier
    from pipeline.writers.chat import ChatWriter

    ledger = Ledger(options.model, base_url(os.environ), at=options.now, clock=time.monotonic)
    progress.follow(ledger)
    async with connect(os.environ, timeout=options.timeout) as carrier:
        traced = TracingCarrier(carrier, options.trace) if options.trace else carrier
        yield ChatWriter(
            options.model,
            traced,
            load_prompts(),
            ledger,
            temperature=options.temperature,
            token_budget=options.token_budget,
        )


def _width() -> int | None:
    """How wide to set text: as the terminal is, up to what reads well. Elsewhere a paragraph stays one line."""
    return min(shutil.get_terminal_size().columns, 100) if sys.stdout.isatty() else None


def _print(revision: "Revision", options: Options) -> None:
    from pipeline.render import render_html, render_json, render_markdown, render_text

    digest = revision.digest
    render: dict[Format, Callable[[], str]] = {
        Format.TEXT: lambda: render_text(digest, width=_width()),
        Format.MARKDOWN: lambda: render_markdown(digest),
        Format.HTML: lambda: render_html(revision),
        Format.JSON: lambda: digest.model_dump_json() + "\n" if not sys.stdout.isatty() else render_json(digest),
    }
    encoding = sys.stdout.encoding if options.format is Format.TEXT else "utf-8"  # the others say that they are UTF-8
    sys.stdout.buffer.write(render[options.format]().encode(encoding, "replace"))
    sys.stdout.buffer.flush()

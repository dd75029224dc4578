"""`storydigest timeline`: what any number of articles tell of one person, company or thing, in order."""

import asyncio
import os
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import (
    TIMEOUT,
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
from pipeline.errors import StoryError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.cli.progress import Progress
    from pipeline.domain.article import ArticleText
    from pipeline.domain.entity_timeline import EntityTimeline
    from pipeline.sources.story import Story

EXAMPLES = """Examples:
  storydigest timeline fixtures/stories/microsoft-activision --about Microsoft
  storydigest timeline archive/*.html --about "Ursula von der Leyen" --most 20
  storydigest timeline stories/*/ --about NASA --format json > nasa.json"""

MOST, LONGEST = 30, 100
"""Of the entries of a timeline, and of the characters of a name."""
NAMED = 3
"""How many articles without a date a warning names."""


class Format(StrEnum):
    """How a timeline is printed."""

    TEXT = "text"
    JSON = "json"


def timeline(
    stories: Stories,
    about: Annotated[
        str, typer.Option(metavar="ENTITY", help="The person, company or thing, named as the articles name it.")
    ],
    most: Annotated[int, typer.Option(min=1, max=MOST, help="How many entries the timeline has at most.")] = 12,
    output_format: Annotated[Format, typer.Option("--format", help="How to print the timeline.")] = Format.TEXT,
    model: Model = None,
    language: Annotated[
        str | None, typer.Option(help="The timeline's language, such as `en`. Default: that of most articles.")
    ] = None,
    timeout: Timeout = TIMEOUT,
    now: Now = None,
    trace: Trace = None,
    temperature: Temperature = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Tell what happened to a person, company or thing, in order, from any number of articles.

    All stories together are searched. Entries are dated from the articles' own words, ranked by how many sources tell
    them and how central they are, and cite the words that show them. A surname, an acronym or "the company" right
    behind the name counts as the name. --format json prints the events as a digest has them, with all articles.
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
    )
    if not _tell(stories, _entity(about), most, output_format, making, choice_note(model, os.environ)):
        raise typer.Exit(1)


def _entity(about: str) -> str:
    """The entity that was asked for, on one line. Raises UsageError where it can be no name."""
    name = " ".join(about.split())
    if not any(map(str.isalnum, name)):
        raise UsageError("--about needs the name of a person, company or thing")
    if len(name) > LONGEST:
        raise UsageError(f"--about is longer than {LONGEST} characters: give a name")
    return name


def _tell(arguments: list[str], about: str, most: int, output_format: Format, making: Making, note: str | None) -> bool:
    """Print the timeline; whether every story could be read."""
    from pipeline.cli.progress import Progress
    from pipeline.sources.arguments import gather_stories

    gathered = gather_stories(arguments)
    if note and gathered.stories:
        typer.echo(note, err=True)
    with Progress(1) as progress:
        progress.begin(about)
        for fault in gathered.faults:
            progress.fail(str(fault))
        articles, complete = _articles(gathered.stories, making, progress)
        if not articles:
            return False
        made = asyncio.run(_make(about, articles, most, making, progress))
        _print(made, output_format)
        progress.end_timeline(made)
    return complete and not gathered.faults


def _articles(
    stories: "Sequence[Story]", making: Making, progress: "Progress"
) -> "tuple[tuple[ArticleText, ...], bool]":
    """The articles of all stories, numbered from 1, each page once; and whether every story had some."""
    from pipeline.sources.limits import FetchSettings
    from pipeline.sources.load import Loaded, joined, load_articles
    from pipeline.sources.pool import ExtractionPool

    progress.stage("extract")
    loaded: list[Loaded] = []
    fetching = FetchSettings(allow_private=making.allow_private)
    with ExtractionPool() as pool:
        for story in stories:
            try:
                loaded.append(load_articles(story, making.now, fetching, pool.extract_many))
            except StoryError as error:
                progress.fail(str(error))
    all_of_them = joined(loaded)
    for left_out in all_of_them.left_out:
        progress.warn(f"left out: {left_out}")
    if undated := [article.url for article in all_of_them.articles if article.published is None]:
        progress.warn(_without_a_date(undated, len(all_of_them.articles)))
    return all_of_them.articles, len(loaded) == len(stories)


def _without_a_date(undated: "Sequence[str]", count: int) -> str:
    """Which articles tell no date, and what comes of it."""
    named = ", ".join(undated[:NAMED]) + (f" and {len(undated) - NAMED} more" if len(undated) > NAMED else "")
    articles = "article" if count == 1 else "articles"
    tell = "tells" if len(undated) == 1 else "tell"
    return f"{len(undated)} of {count} {articles} {tell} no date, so “Thursday” means no day there: {named}"


async def _make(
    about: str, articles: "tuple[ArticleText, ...]", most: int, making: Making, progress: "Progress"
) -> "EntityTimeline":
    from pipeline.cli.asking import writer_for
    from pipeline.digest import Settings
    from pipeline.entity_timeline import make_entity_timeline

    async with writer_for(making, progress) as writer:
        settings = Settings(making.now, making.language)
        return await make_entity_timeline(about, articles, writer, settings, most=most, observer=progress)


def _print(made: "EntityTimeline", output_format: Format) -> None:
    from pipeline.render.entity_timeline import render_entity_json, render_entity_timeline

    if output_format is Format.TEXT:
        write_out(render_entity_timeline(made, width=width()), sys.stdout.encoding)
    elif sys.stdout.isatty():
        write_out(render_entity_json(made), "utf-8")
    else:
        write_out(made.model_dump_json() + "\n", "utf-8")

"""`storydigest batch`: digests of thousands of stories, each made once."""

import asyncio
import os
from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pipeline.cli.executing import ASYNCIO, Where, check_executor, executors
from pipeline.cli.options import (
    TIMEOUT,
    TOKEN_BUDGET,
    AllowPrivate,
    Model,
    Now,
    Temperature,
    Timeout,
    Trace,
    language_code,
    moment,
)
from pipeline.errors import OutputError

if TYPE_CHECKING:
    from pipeline.batch.status import Setting
    from pipeline.batch.story import Order

QUARANTINED, INTERRUPTED = 3, 130
MOST_AT_ONCE = 10_000
Writer = Literal["builtin"]
EXAMPLES = """Examples:
  storydigest batch stories/ --out digests
  storydigest batch tonight.jsonl --out digests --model gpt-6-luna --concurrency 64 --max-cost 20
  storydigest batch - --out digests --store postgresql://digests@db/digests < tonight.jsonl
  storydigest batch stories/ --out digests --executor dask=tcp://scheduler:8786"""


def batch(
    stories: Annotated[
        list[str],
        typer.Argument(
            metavar="STORIES…",
            help="Folders of stories, story.json files, or JSON lines of stories (.jsonl; - for standard input).",
        ),
    ],
    out: Annotated[Path, typer.Option(help="Write each digest into OUT/<story id>/, and the report into OUT.")],
    store: Annotated[
        str | None, typer.Option(metavar="URL", help="Where answers and digests are kept. Default: SQLite in OUT.")
    ] = None,
    model: Model = None,
    language: Annotated[
        str | None, typer.Option(help="The digests' language, such as `en`. Default: that of most articles.")
    ] = None,
    concurrency: Annotated[
        int, typer.Option(min=1, max=MOST_AT_ONCE, help="Requests under way at the same time.")
    ] = 16,
    rpm: Annotated[int | None, typer.Option(min=1, help="Requests a minute, as the endpoint allows.")] = None,
    tpm: Annotated[int | None, typer.Option(min=1, help="Tokens a minute, as the endpoint allows.")] = None,
    max_cost: Annotated[
        float | None, typer.Option(min=0, metavar="USD", help="Spend no more than this; the run stops before it would.")
    ] = None,
    batch_api: Annotated[
        bool,
        typer.Option(
            "--batch-api",
            help="Ask through OpenAI's Batch API: half the price, answers within a day; start again to go on.",
        ),
    ] = False,
    timeout: Timeout = TIMEOUT,
    executor: Where = ASYNCIO,
    now: Now = None,
    temperature: Temperature = None,
    token_budget: Annotated[
        int, typer.Option(min=200, help="Tokens of facts that the model is given for the outline.")
    ] = TOKEN_BUDGET,
    fallback: Annotated[
        Writer | None,
        typer.Option(help="Who stands in where an answer cannot be used. Default: nobody, the story is set aside."),
    ] = None,
    retry_quarantined: Annotated[
        bool, typer.Option("--retry-quarantined", help="Try stories again that an earlier run set aside.")
    ] = False,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make digests anew although nothing changed; kept answers cost nothing.")
    ] = False,
    allow_private: AllowPrivate = False,
    trace: Trace = None,
) -> None:
    """Make digests of many stories, each of them once.

    Run it again after whatever happened: it goes on where it was, and pays for no answer twice. A story with the same
    pages and settings is left alone; one with a new article becomes its digest's next revision.
    """
    from pipeline.batch.account import Account
    from pipeline.batch.fingerprint import recipe_sha256
    from pipeline.batch.garbage import collect_rarely
    from pipeline.batch.listing import check_arguments
    from pipeline.batch.owner import this_run
    from pipeline.batch.report.files import REPORT_PAGE
    from pipeline.batch.report.spool import Spool
    from pipeline.batch.story import Order
    from pipeline.batch.work import Recipe
    from pipeline.cli.batch_asking import Terms
    from pipeline.cli.batch_progress import BatchProgress, count_meanwhile, display_on_stderr
    from pipeline.cli.batch_running import run_batch
    from pipeline.llm.choice import BUILTIN, choice_note, choose_model
    from pipeline.llm.connect import api_key, base_url
    from pipeline.sources.limits import FetchSettings
    from pipeline.store import Store, sqlite_url

    collect_rarely()
    check_arguments(stories)
    check_executor(executor)
    if note := choice_note(model, os.environ):
        with suppress(OSError):
            typer.echo(note, err=True)
    chosen = choose_model(model, os.environ)
    if chosen != BUILTIN:
        api_key(os.environ)  # said before anything is written over what an earlier run has reported
    recipe = Recipe(
        model=chosen,
        endpoint="" if chosen == BUILTIN else base_url(os.environ),
        language=language_code(language),
        temperature=temperature,
        token_budget=token_budget,
        fallback=fallback,
    )
    order = Order(
        out=out,
        recipe=recipe,
        recipe_sha256=recipe_sha256(recipe, _prompts(chosen)),
        now=moment(now),
        owner=this_run(),
        fetching=FetchSettings(allow_private=allow_private),
        retry_quarantined=retry_quarantined,
        rebuild=rebuild,
    )
    _make_folder(out)
    url = store or sqlite_url(out)
    budget = None if max_cost is None else Decimal(str(max_cost))
    terms = Terms("waves" if batch_api else "requests", concurrency, rpm, tpm, budget, timeout)
    settings = {**_shown(order, url), **terms.shown(), "executor": executor}
    # The extraction's processes are forked, which is only safe as long as there are no threads: the store has one.
    with executors(executor) as opening, Store(url) as opened, Spool(out) as spool:
        account = Account(out, settings, spool, owner=order.owner, now=lambda: datetime.now(UTC))
        count_meanwhile(account, stories)
        with BatchProgress(account, display_on_stderr()) as progress:
            asyncio.run(run_batch(opened, opening, order, stories, progress, terms=terms, trace=trace))
    typer.echo(out / REPORT_PAGE)
    if progress.is_interrupted:
        raise typer.Exit(INTERRUPTED)
    if account.quarantined:
        raise typer.Exit(QUARANTINED)


def _shown(order: "Order", store: str) -> "dict[str, Setting]":
    """The settings as a report shows them: without passwords."""
    from pipeline.llm.faults import shown_url
    from pipeline.store.engine import shown

    recipe = order.recipe
    return {
        "model": recipe.model,
        "endpoint": shown_url(recipe.endpoint) if recipe.endpoint else None,
        "language": recipe.language,
        "temperature": recipe.temperature,
        "token_budget": recipe.token_budget,
        "fallback": recipe.fallback,
        "clock": order.now.isoformat(),
        "store": shown(store),
    }


def _prompts(model: str) -> dict[str, str]:
    """The SHA-256 of each prompt that a model's digests may depend on."""
    from pipeline.llm.choice import BUILTIN
    from pipeline.llm.prompt import load_prompts

    return {} if model == BUILTIN else {stage: prompt.sha256 for stage, prompt in load_prompts().items()}


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{out}: cannot be made ({error.strerror or error})") from error

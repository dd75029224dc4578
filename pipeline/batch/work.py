"""What it takes to make one story's digest, and what comes of it: all that an executor carries to and fro."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from time import monotonic
from typing import Literal, NamedTuple, Protocol

from pipeline.batch.stops import STOPS_EVERYTHING
from pipeline.digest import Settings, make_digest
from pipeline.domain.base import Model
from pipeline.domain.digest import Revision, Usage
from pipeline.errors import AnswerError, PageError, StorydigestError
from pipeline.llm.ledger import Ledger
from pipeline.llm.prompt import Prompt
from pipeline.llm.request import Carrier
from pipeline.sources.extract import Page
from pipeline.sources.load import usable, with_earlier
from pipeline.sources.process import Extracted
from pipeline.sources.story import Story
from pipeline.stages.computing import Computing, compute_here
from pipeline.stages.keeping import NOTHING, kept_of
from pipeline.writers.builtin import BuiltinWriter
from pipeline.writers.chat import ChatWriter
from pipeline.writers.drafts import Writer


class Recipe(Model):
    """What decides a digest beside its pages, for all stories of a batch."""

    model: str
    endpoint: str = ""
    """The base URL that the model is asked at, by which its price is known; empty for `builtin`."""
    language: str | None = None
    temperature: float | None = None
    token_budget: int
    fallback: Literal["builtin"] | None = None
    """Who stands in where an answer cannot be used; None to have the story quarantined."""


class Work(NamedTuple):
    """One story to make a digest of."""

    story: Story
    pages: tuple[Page | PageError, ...]
    previous: Revision | None
    recipe: Recipe
    now: datetime


class Made(NamedTuple):
    """A digest, and what is worth knowing about how it came about."""

    revision: Revision
    warnings: tuple[str, ...]


class Unmade(NamedTuple):
    """Why there is no digest, and what the answers took that were given all the same."""

    error: StorydigestError
    usage: Usage
    useless: tuple[str, ...]
    """The requests of whose answers nothing of use came."""


class Executor(Protocol):
    """Does the work on stories somewhere: in this process, or on other machines."""

    async def make(self, work: Work) -> Made | Unmade:
        """The story's next revision, or why there is none. Raises what every other story would meet as well."""
        ...


Extracting = Callable[[Sequence[Page], datetime], Awaitable[list[Extracted]]]


class Asking(NamedTuple):
    """How a model is asked: what carries the requests, and the prompts by stage."""

    carrier: Carrier
    prompts: Mapping[str, Prompt]


async def make(
    work: Work, extracting: Extracting, asking: Asking | None, computing: Computing = compute_here
) -> Made | Unmade:
    """Do the work: extract the pages with `extracting`, and have a model asked unless the builtin writer writes."""
    ledger = Ledger(work.recipe.model, work.recipe.endpoint, at=work.now, clock=monotonic)
    try:
        return await _made(work, extracting, _writer(work.recipe, asking, ledger), computing)
    except STOPS_EVERYTHING:
        raise
    except StorydigestError as error:
        return Unmade(error, ledger.usage, ledger.useless)


async def _made(work: Work, extracting: Extracting, writer: Writer, computing: Computing) -> Made:
    outcomes = iter(await extracting([page for page in work.pages if isinstance(page, Page)], work.now))
    loaded = usable(work.story, [next(outcomes) if isinstance(page, Page) else page for page in work.pages])
    if work.previous is not None:
        loaded = with_earlier(loaded, work.story, work.previous.articles)
    notes = _Notes(work.recipe.fallback)
    for left_out in loaded.left_out:
        notes.warn(f"left out: {left_out}")
    for article in loaded.articles:
        if article.published is None:
            notes.warn(f"{article.url}: tells no date")
    kept = kept_of(work.previous) if work.previous else NOTHING
    if kept.names:
        notes.warn(f"left as an editor has it: {', '.join(kept.names)}")
    revision = await make_digest(
        work.story.id,
        loaded.articles,
        writer,
        Settings(work.now, work.recipe.language, kept),
        work.previous,
        observer=notes,
        computing=computing,
    )
    return Made(revision, tuple(notes.warnings))


class _Notes:
    """Keeps what a digest in the making warns of."""

    def __init__(self, fallback: str | None) -> None:
        self._fallback = fallback
        self.warnings: list[str] = []

    def stage(self, name: str) -> None:
        """Nobody watches the stages of thousands of stories."""

    def warn(self, message: str) -> None:
        self.warnings.append(message)

    def stand_in(self, failure: AnswerError) -> None:
        if self._fallback is None:
            raise failure
        self.warn(f"{failure}; the {self._fallback} writer stands in")


def _writer(recipe: Recipe, asking: Asking | None, ledger: Ledger) -> Writer:
    if asking is None:
        return BuiltinWriter()
    return ChatWriter(
        recipe.model,
        asking.carrier,
        asking.prompts,
        ledger,
        temperature=recipe.temperature,
        token_budget=recipe.token_budget,
    )

"""What a story was made of, in one hash: as long as it stays the same there is nothing to do."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version

from pipeline.batch.work import Recipe
from pipeline.errors import PageError
from pipeline.sources.extract import Page
from pipeline.sources.story import Story


def recipe_sha256(recipe: Recipe, prompts: Mapping[str, str]) -> str:
    """The SHA-256 of what decides every digest of a batch: settings, prompts by stage, and this version's code."""
    # Where the model is asked makes no difference to what it answers.
    settings = recipe.model_dump(mode="json", exclude={"endpoint"})
    given = [version("storydigest"), settings, dict(sorted(prompts.items()))]
    return hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()


def fingerprint(story: Story, pages: Sequence[Page | PageError], recipe: str) -> str:
    """The SHA-256 of a story's pages, as they are now, and of its batch's recipe."""
    taken = hashlib.sha256(f"{recipe}\n{story.id}\n".encode())
    for source, page in zip(story.articles, pages, strict=True):
        told = [source.url, source.published.isoformat() if source.published else None]
        content = page.content if isinstance(page, Page) else str(page).encode("utf-8", "replace")
        taken.update(json.dumps([*told, len(content), isinstance(page, Page)]).encode())
        taken.update(content)
    return taken.hexdigest()

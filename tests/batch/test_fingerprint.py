"""A fingerprint changes with whatever a digest is made of, and with nothing else."""

from datetime import date

import pytest

from pipeline.batch.fingerprint import fingerprint, recipe_sha256
from pipeline.errors import PageError
from pipeline.sources.extract import Page
from pipeline.sources.story import ArticleSource, Story
from tests.batch.conftest import BUILTIN

URLS = ("https://example.org/a", "https://example.org/b")
STORY = Story(id="ferries", articles=tuple(ArticleSource(url=url) for url in URLS))
DATED = STORY.model_copy(
    update={"articles": (STORY.articles[0].model_copy(update={"published": date(2026, 1, 16)}), STORY.articles[1])}
)


def page(content: bytes) -> Page:
    return Page(content=content, url=URLS[0], name="a page")


MARK = fingerprint(STORY, (page(b"ab"), page(b"c")), "recipe")


@pytest.mark.parametrize(
    ("story", "pages", "recipe"),
    [
        pytest.param(STORY, (page(b"a"), page(b"bc")), "recipe", id="where one page ends and the next begins"),
        pytest.param(STORY, (page(b"ab"), PageError("c")), "recipe", id="a page that cannot be had"),
        pytest.param(STORY, (page(b"c"), page(b"ab")), "recipe", id="the order of the pages"),
        pytest.param(DATED, (page(b"ab"), page(b"c")), "recipe", id="a date that the list gives"),
        pytest.param(STORY.model_copy(update={"id": "bridges"}), (page(b"ab"), page(b"c")), "recipe", id="the story"),
        pytest.param(STORY, (page(b"ab"), page(b"c")), "another", id="the recipe"),
    ],
)
def test_what_makes_another_digest_makes_another_fingerprint(
    story: Story, pages: tuple[Page | PageError, ...], recipe: str
) -> None:
    assert fingerprint(story, pages, recipe) != MARK


def test_the_same_pages_have_the_same_fingerprint() -> None:
    assert fingerprint(STORY, (page(b"ab"), page(b"c")), "recipe") == MARK


def test_a_recipe_is_its_settings_and_prompts_wherever_the_model_is_asked() -> None:
    prompts = {"outline": "1", "section": "2"}
    recipe = recipe_sha256(BUILTIN, prompts)
    assert recipe_sha256(BUILTIN, dict(reversed(prompts.items()))) == recipe
    assert recipe_sha256(BUILTIN.model_copy(update={"endpoint": "http://model.example/v1"}), prompts) == recipe
    assert recipe_sha256(BUILTIN, {**prompts, "section": "3"}) != recipe
    assert recipe_sha256(BUILTIN.model_copy(update={"language": "en"}), prompts) != recipe

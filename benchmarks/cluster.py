"""A story of any number of articles, made from the pages of a fixture story.

Each article tells some of the story's sentences in their order, as outlets do that rewrite one wire report, and adds
a few of its own, with numbers and days that no other article has.
"""

import calendar
import random
from datetime import UTC, datetime, timedelta

from benchmarks.data import FIXTURES
from pipeline.domain.article import ArticleText, text_sha256
from pipeline.sources.load import load_articles
from pipeline.sources.story import read_story
from pipeline.text.sentences import split_sentences

PLACES = "Lyon Lille Nantes Toulouse Bordeaux Rennes Grenoble Dijon Angers Nice Brest Reims Metz Tours Caen".split()
"""Towns for the sentences that only one article has."""
_MONTHS = calendar.month_name[1:]
_OWN = (
    "In {place}, {number:,} people marched in the {part}, according to the local organisers.",
    "A survey of {number:,} readers in {place} found that {share} per cent opposed the plan.",
    "The prefecture of {place} reported {number:,} demonstrators and {share} arrests in the {part}.",
    "On {day}, {number:,} people voted in {place} on a motion against the plan, and {share} per cent backed it.",
)


def cluster(size: int, seed: int = 1) -> tuple[ArticleText, ...]:
    """`size` articles on one story, always the same for the same size and seed."""
    chance = random.Random(seed)
    originals = load_articles(
        read_story(FIXTURES / "french-pension-protests"), datetime(2026, 1, 1, tzinfo=UTC)
    ).articles
    return tuple(_article(number, originals[number % len(originals)], chance) for number in range(1, size + 1))


def _article(number: int, original: ArticleText, chance: random.Random) -> ArticleText:
    told = [span.of(original.text) for span in split_sentences(original.text) if chance.random() < 0.6]
    own = [
        chance.choice(_OWN).format(
            place=chance.choice(PLACES),
            number=chance.randrange(300, 90_000),
            share=chance.randrange(3, 97),
            part=chance.choice(("morning", "afternoon", "evening")),
            day=f"{chance.randrange(1, 29)} {chance.choice(_MONTHS)} {chance.randrange(2019, 2023)}",
        )
        for _ in range(8)
    ]
    text = "\n".join([*told[:3], *own[:4], *told[3:], *own[4:]])
    published = original.published
    if isinstance(published, datetime):
        published += timedelta(minutes=number)
    return original.model_copy(
        update={
            "number": number,
            "url": f"https://outlet-{number}.example/story",
            "publisher": f"Outlet {number}",
            "published": published,
            "text": text,
            "sha256": text_sha256(text),
        }
    )

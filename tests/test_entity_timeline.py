"""The whole way to an entity's timeline: with a model, and over many articles."""

import asyncio
from collections.abc import Sequence
from datetime import date

import pytest

from benchmarks.cluster import cluster
from pipeline.checks.promises import check_revision
from pipeline.digest import Settings
from pipeline.domain.article import ArticleText
from pipeline.domain.digest import Coverage, Digest, Origin, Revision
from pipeline.domain.entity_timeline import EntityTimeline
from pipeline.entity_timeline import make_entity_timeline
from pipeline.errors import StoryError
from pipeline.llm.endpoint import OpenAICarrier
from pipeline.llm.ledger import Ledger
from pipeline.llm.prompt import load_prompts
from pipeline.llm.retrying import RetryingCarrier
from pipeline.writers.builtin import BuiltinWriter
from pipeline.writers.chat import ChatWriter
from pipeline.writers.drafts import Writer
from tests.llm.asking import KEY, Naps
from tests.llm.loopback import Json
from tests.stages.newsroom import MODEL, NOW, Asked, ScriptedModel, article, dated, says

SOLD = "Aurora sold three ferries to the Borealis yard for 40 million euros on 3 March 2026."
CRANE = "Aurora repaired a crane in the harbour of Kestrel Bay on 1 February 2026."
FOUNDED = "Aurora was founded in 1894 by two brothers from Kestrel Bay."
STORM = "A storm closed the harbour of Kestrel Bay for two days in January 2026."
CHEAP = "Tickets of Aurora cost a third less in June 2025 than those of its rivals."
PAGES = (
    article(1, "Aurora sells ferries", SOLD, CRANE, STORM, published=date(2026, 3, 4)),
    article(2, "Aurora and its ferries", SOLD, FOUNDED, CHEAP, published=date(2026, 3, 5)),
    article(3, "Storm in Kestrel Bay", STORM, published=date(2026, 1, 20)),
)
SETTINGS = Settings(NOW)


def told(about: str = "Aurora", articles: Sequence[ArticleText] = PAGES, most: int = 12) -> EntityTimeline:
    return asyncio.run(make_entity_timeline(about, articles, BuiltinWriter(), SETTINGS, most=most))


def told_by(server: ScriptedModel, most: int = 12) -> EntityTimeline:
    async def run() -> EntityTimeline:
        async with OpenAICarrier(server.url, KEY, timeout=20) as endpoint:
            carrier = RetryingCarrier(endpoint, sleep=Naps().sleep, chance=lambda: 0.5)
            writer: Writer = ChatWriter(
                MODEL, carrier, load_prompts(), Ledger(MODEL, server.url, at=NOW, clock=lambda: 0.0)
            )
            return await make_entity_timeline("Aurora", PAGES, writer, SETTINGS, most=most)

    return asyncio.run(run())


def broken(timeline: EntityTimeline, articles: Sequence[ArticleText]) -> list[str]:
    """The promises about a digest's timeline that this one breaks."""
    digest = Digest.model_construct(
        story_id="aurora",
        revision=1,
        headline=timeline.timeline[0].text,
        headline_origin=Origin.EXTRACTED,
        updated=timeline.updated,
        language=timeline.language,
        articles=timeline.articles,
        sections=(),
        timeline=timeline.timeline,
        withheld=timeline.withheld,
        coverage=Coverage(cited=timeline.cited, uncited=timeline.uncited, single_source_sections=()),
        provenance=timeline.provenance,
    )
    revision = Revision.model_construct(digest=digest, articles=tuple(articles), facts=())
    return [str(fault) for fault in check_revision(revision) if not fault.is_notice]


def test_what_is_told_of_an_entity_stands_in_order_and_keeps_the_promises_of_a_digest() -> None:
    timeline = told()
    assert [(event.date.label, event.text, event.citations) for event in timeline.timeline] == [
        ("1894", FOUNDED, (2,)),
        ("Jun 2025", CHEAP, (2,)),
        ("Feb 1, 2026", CRANE, (1,)),
        ("Mar 3, 2026", SOLD, (1, 2)),
    ]
    assert timeline.naming == (1, 2)
    assert [(uncited.article, uncited.reason) for uncited in timeline.uncited] == [(3, "it does not name Aurora")]
    assert broken(timeline, PAGES) == []


def test_an_article_that_is_not_cited_is_told_why_it_is_not() -> None:
    undated = article(
        4, "Aurora and its rivals", "Aurora has three rivals in the harbour of Kestrel Bay.", published=None
    )
    reasons = {uncited.article: uncited.reason for uncited in told(articles=(*PAGES, undated)).uncited}
    assert reasons[4] == "it gives no date to what it states of Aurora"


def test_fewer_entries_are_those_that_more_sources_tell() -> None:
    (event,) = told(most=1).timeline
    assert event.text == SOLD


def test_an_entity_that_no_article_names_is_a_story_error() -> None:
    with pytest.raises(StoryError, match="none of the 3 articles names “Borea”; near it they name “Borealis”"):
        told("Borea")


def worded(asked: Asked) -> Json:
    return dated(asked, {SOLD: "Aurora sold three of its ferries to the Borealis yard for 40 million euros."})


def test_a_model_words_the_events_and_is_told_whom_they_are_about() -> None:
    with ScriptedModel(timeline=worded) as server:
        timeline = told_by(server)
    (asked,) = server.of("timeline")
    assert "The timeline is about Aurora alone" in asked.prompt
    assert "At most 12 events." in asked.prompt
    assert STORM not in asked.prompt
    (sold,) = (event for event in timeline.timeline if event.date.label == "Mar 3, 2026")
    assert (sold.text, sold.origin) == (worded_text(), Origin.GENERATED)
    assert timeline.provenance.model == MODEL
    assert set(timeline.provenance.prompts) == {"timeline", "verify"}
    assert broken(timeline, PAGES) == []


def worded_text() -> str:
    return "Aurora sold three of its ferries to the Borealis yard for 40 million euros."


def test_what_a_model_makes_up_is_withheld() -> None:
    def made_up(asked: Asked) -> Json:
        return dated(asked, {SOLD: "Aurora sold nine ferries to the Borealis yard for 40 million euros."})

    with ScriptedModel(timeline=made_up) as server:
        timeline = told_by(server)
    assert [withheld.where for withheld in timeline.withheld] == ["timeline"]
    assert not any("nine" in event.text for event in timeline.timeline)


def test_where_a_model_has_nothing_usable_to_say_the_articles_own_words_stand_in() -> None:
    with ScriptedModel(timeline=lambda _: says("No.")) as server:
        timeline = told_by(server)
    assert [event.text for event in timeline.timeline] == [event.text for event in told().timeline]


def test_more_entries_than_a_digest_has_may_be_asked_of_a_model() -> None:
    with ScriptedModel(timeline=worded) as server:
        told_by(server, most=20)
    (asked,) = server.of("timeline")
    assert "At most 20 events." in asked.prompt
    assert '"maxItems": 30' in str(asked.body["response_format"]).replace("'", '"')


def test_eighty_articles_keep_the_promises_and_are_all_searched() -> None:
    articles = cluster(80)
    timeline = told("Macron", articles)
    naming = {number for number, one in enumerate(articles, 1) if "Macron" in one.text}
    assert set(timeline.naming) == naming
    assert timeline.timeline
    assert broken(timeline, articles) == []

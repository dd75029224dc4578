"""What the tests put into a store: answers, and revisions of one digest."""

from pipeline.domain.digest import Digest, Revision
from pipeline.llm.request import Completion, Message, Request
from pipeline.store import Store, StoryRecord
from tests.render.sample import REVISION

STORY = REVISION.digest.story_id
ANSWER = Completion(text="Seoul and Moscow talk again.", finish_reason="stop")


def request(question: str) -> Request:
    """A request that asks something."""
    return Request(
        stage="section",
        prompt_sha256="0" * 64,
        model="example-model-1",
        messages=(Message(role="user", content=question),),
        schema_name="section",
        json_schema={"type": "object"},
        max_output_tokens=400,
    )


def revision(number: int, headline: str = REVISION.digest.headline, story_id: str = STORY) -> Revision:
    """The digest at a revision, under a headline of its own."""
    digest = REVISION.digest.model_dump() | {"revision": number, "headline": headline, "story_id": story_id}
    return Revision(digest=Digest.model_validate(digest), articles=REVISION.articles, facts=REVISION.facts)


async def tell(store: Store, told: StoryRecord, owner: str = "run-1") -> None:
    """Say how a story fared, as a run does that has taken it."""
    assert await store.stories.claim(told.story_id, owner)
    await store.stories.put(told, owner)
    await store.stories.release(told.story_id, owner)


def record(story_id: str = STORY, **changes: object) -> StoryRecord:
    """How a story fared: done, unless said otherwise."""
    done = StoryRecord(story_id, "done", "f" * 64, exported_revision=1, attempts=1, outcome='{"cost_usd":null}')
    return done._replace(**changes)

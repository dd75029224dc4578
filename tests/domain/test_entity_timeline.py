"""The contract of an entity's timeline: a digest's events and articles, in order."""

import pytest
from pydantic import ValidationError

from pipeline.domain.digest import Digest
from pipeline.domain.entity_timeline import EntityTimeline
from tests.domain.sample import digest


def timeline(**changes: object) -> EntityTimeline:
    made = digest()
    cited = {number for event in made.timeline for number in event.citations}
    given: dict[str, object] = {
        "about": "Aurora",
        "names": ("Aurora",),
        "updated": made.updated,
        "language": "en",
        "articles": made.articles,
        "naming": tuple(sorted(cited)),
        "timeline": made.timeline,
        "uncited": [
            {"article": article.number, "reason": "it does not name Aurora"}
            for article in made.articles
            if article.number not in cited
        ],
        "provenance": made.provenance,
    }
    return EntityTimeline.model_validate({**given, **changes})


def test_its_events_and_articles_are_those_of_a_digest() -> None:
    ours, digests = (model.model_json_schema(mode="serialization")["$defs"] for model in (EntityTimeline, Digest))
    for part in ("Event", "Article", "Withheld", "Provenance"):
        assert ours[part] == digests[part]


def test_it_is_read_back_as_it_was_written() -> None:
    made = timeline()
    assert EntityTimeline.model_validate_json(made.model_dump_json()) == made


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"timeline": digest().timeline[::-1]}, "out of order"),
        ({"timeline": (*digest().timeline, digest().timeline[-1])}, "stands twice"),
        ({"naming": (99,)}, "not listed"),
        ({"uncited": ()}, "neither cited nor listed"),
        ({"about": ""}, "about"),
    ],
)
def test_what_breaks_its_promises_cannot_be_built(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        timeline(**changes)

"""A digest that breaks a promise cannot be built."""

from collections.abc import Callable

import pytest
from pydantic import ValidationError

from pipeline.domain.base import UNCHECKED
from pipeline.domain.digest import Digest, Event, Revision, Sentence, Usage
from tests.domain.sample import (
    AGROUND,
    BUILT,
    FIRST,
    FREE,
    PEOPLE,
    SECOND,
    SUPPORTED,
    THIRD,
    UNSUPPORTED,
    day,
    digest,
    event,
    page,
    revision,
    told,
)

WHOLE = digest()
FIRST_SECTION, SECOND_SECTION = WHOLE.sections


def changed(**fields: object) -> dict[str, object]:
    return {**{name: getattr(WHOLE, name) for name in Digest.model_fields}, **fields}


def test_a_digest_and_a_revision_survive_json_unchanged() -> None:
    assert Digest.model_validate_json(WHOLE.model_dump_json()) == WHOLE
    assert Revision.model_validate_json(revision().model_dump_json()) == revision()
    assert WHOLE.model_dump_json() == Digest.model_validate_json(WHOLE.model_dump_json()).model_dump_json()


def test_sentences_and_statements_are_listed_in_order_with_their_citations() -> None:
    assert [sentence.id for sentence in WHOLE.sentences] == ["s1", "s2", "s3"]
    assert [statement.id for statement in WHOLE.statements] == ["s1", "s2", "s3", "e1", "e2"]
    assert told("s9", BUILT, AGROUND, PEOPLE).citations == (1, 2)


def test_a_statement_without_evidence_cannot_be_built() -> None:
    with pytest.raises(ValidationError, match="has no evidence"):
        Sentence(id="s1", text="It sank.", origin=SECOND_SECTION.origin, evidence=(), support=SUPPORTED)
    with pytest.raises(ValidationError, match="has no evidence"):
        Event.model_validate({**event("e1", day(9)).model_dump(), "evidence": ()})


def test_what_is_unsupported_is_published_only_with_an_override() -> None:
    overridden = SECOND_SECTION.sentences[0]
    assert overridden.support.verdict == UNSUPPORTED.verdict
    with pytest.raises(ValidationError, match="no editor has overridden that"):
        Sentence.model_validate({**overridden.model_dump(), "override": None})


BROKEN: dict[str, tuple[dict[str, object], str]] = {
    "a timeline out of order": ({"timeline": WHOLE.timeline[::-1]}, "timeline is out of order"),
    "the shorter of two spans first": (
        {"timeline": (event("e1", day(9)), event("e2", day(9, 12)))},
        "timeline is out of order",
    ),
    "equal dates out of the order of their ids": (
        {"timeline": (event("e2", day(9)), event("e1", day(9)))},
        "timeline is out of order",
    ),
    "an id of two events": ({"timeline": (event("e1", day(9)), event("e1", day(11)))}, "an id stands twice"),
    "an id of an event and a sentence": ({"timeline": (event("s1", day(9)),)}, "an id stands twice"),
    "an id of a section and what was withheld": (
        {"withheld": (WHOLE.withheld[0].model_copy(update={"id": "a"}),)},
        "an id stands twice",
    ),
    "a fact in two sections": (
        {"sections": (FIRST_SECTION, SECOND_SECTION.model_copy(update={"facts": ("f2",)}))},
        "a fact serves two sections",
    ),
    "a fact twice in one section": (
        {"sections": (FIRST_SECTION.model_copy(update={"facts": ("f1", "f1")}),)},
        "a fact serves two sections",
    ),
    "article numbers out of order": ({"articles": WHOLE.articles[::-1]}, "article numbers are out of order"),
    "an article number twice": ({"articles": (*WHOLE.articles, THIRD.listing)}, "out of order or given twice"),
    "evidence of an article that is not listed": ({"articles": (SECOND.listing,)}, "not listed: \\[1\\]"),
    "no articles": ({"articles": ()}, "at least 1 item"),
    "an empty headline": ({"headline": ""}, "at least 1 character"),
    "a story id with a capital": ({"story_id": "Ferry"}, "should match pattern"),
    "a story id that ends in a line break": ({"story_id": "ferry\n"}, "should match pattern"),
    "a story id that is too long": ({"story_id": "f" * 81}, "should match pattern"),
    "revision 0": ({"revision": 0}, "greater than or equal to 1"),
    "another version of the contract": ({"schema_version": 2}, "Input should be 1"),
    "a field that the contract has not": ({"notes": "…"}, "Extra inputs"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_digest_cannot_be_built_with(fault: str) -> None:
    fields, message = BROKEN[fault]
    with pytest.raises(ValidationError, match=message):
        Digest.model_validate(changed(**fields))


@pytest.mark.parametrize(
    "fault", [name for name, (_, message) in BROKEN.items() if "order" in name or "an id" in message]
)
def test_check_reads_a_broken_digest_so_that_it_can_name_every_fault(fault: str) -> None:
    fields, _ = BROKEN[fault]
    assert Digest.model_validate(changed(**fields), context=UNCHECKED).story_id == WHOLE.story_id


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda: {"articles": (FIRST, SECOND)}, "not those of the articles that the digest lists"),
        (
            lambda: {"articles": (page(1, "Nothing of the kind was ever written here.", None), SECOND, THIRD)},
            "not those of the articles that the digest lists",
        ),
        (lambda: {"facts": (*revision().facts, moved_fact())}, "article 1 does not say"),
    ],
)
def test_a_revision_keeps_the_texts_that_its_offsets_refer_to(
    spoil: Callable[[], dict[str, object]], message: str
) -> None:
    whole = {"digest": WHOLE, "articles": revision().articles, "facts": revision().facts}
    assert Revision.model_validate(whole) == revision()
    with pytest.raises(ValidationError, match=message):
        Revision.model_validate({**whole, **spoil()})


def moved_fact() -> object:
    moved = {**FREE.model_dump(), "start": FREE.start - 1, "end": FREE.end - 1}
    return {"id": "f9", "evidence": [moved]}


def test_a_quote_that_moved_within_its_article_breaks_the_revision() -> None:
    moved = AGROUND.model_copy(update={"start": 1, "end": AGROUND.end + 1})
    section = FIRST_SECTION.model_copy(update={"sentences": (told("s1", moved),)})
    broken = WHOLE.model_copy(update={"sections": (section, SECOND_SECTION)})
    fields = {"digest": broken, "articles": revision().articles, "facts": ()}
    with pytest.raises(ValidationError, match="does not say"):
        Revision.model_validate(fields)
    assert Revision.model_validate(fields, context=UNCHECKED).digest == broken


def test_usage_cannot_be_negative_and_an_unknown_price_is_null() -> None:
    assert Usage().cost_usd is None
    for field in Usage.model_fields:
        with pytest.raises(ValidationError):
            Usage.model_validate({field: -1})

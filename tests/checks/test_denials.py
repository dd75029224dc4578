"""What counts as a denial, and of what."""

import pytest

from pipeline.checks.denials import denial_of, denials, tells_both_sides
from tests.render.sample import article

REPORT = "An envoy of the northern government travelled to the capital for secret talks, diplomats said on Sunday."


def denied(text: str, *sentences: str) -> str | None:
    found = denial_of(text, denials([article(1, "\n".join((REPORT, *sentences)))]))
    return found.evidence.quote if found else None


TOLD = "The northern envoy travelled to the capital for talks."


@pytest.mark.parametrize(
    "denial",
    [
        "The ministry denied that any northern envoy had travelled to the capital for talks.",
        "The ministry denied it on the same day.",
        "The ministry denied the report.",
        "The ministry dismissed the reports.",
    ],
)
def test_a_denial_is_about_what_it_says_or_about_what_was_told_before(denial: str) -> None:
    assert denied(TOLD, denial) == denial


def test_the_account_may_be_what_the_whole_article_reports() -> None:
    assert denied(TOLD, "Grain exports fell by a tenth last year.", "The ministry denied the account on Monday.")


def test_it_is_the_sentence_before_and_not_the_whole_article() -> None:
    assert denied(TOLD, "Grain exports fell by a tenth last year.", "The ministry denied it on Monday.") is None


@pytest.mark.parametrize(
    "text",
    [
        "The union broke off its talks with the carmaker.",
        "The ministry denied that the envoy had travelled to the capital for talks.",
        "No envoy travelled to the capital for talks.",
    ],
)
def test_another_matter_and_a_text_that_tells_of_the_denial_are_not_denied(text: str) -> None:
    assert denied(text, "The ministry denied that any northern envoy had travelled to the capital for talks.") is None


def test_a_denial_that_was_given_up_is_none() -> None:
    denial = "The ministry dismissed the report, but its minister confirmed it in April."
    assert denied(TOLD, denial) is None


def test_a_denial_that_says_what_it_denies_is_preferred() -> None:
    told = "The ministry denied that any northern envoy had travelled to the capital for talks."
    assert denied(TOLD, "The ministry denied the report.", told) == told


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("The envoy travelled to the capital, but the ministry denies it.", True),
        ("The envoy travelled to the capital. The ministry has denied that.", True),
        ("The envoy travelled to the capital.", False),
        ("The ministry denied that the envoy had come.", False),
    ],
)
def test_both_sides_are_told_where_a_denial_follows(text: str, both: bool) -> None:  # noqa: FBT001 -- a column
    assert tells_both_sides(text) is both

"""Articles, their publication dates, and evidence that fits its text."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline.domain.article import Article, ArticleText, Evidence, Fact, published_day, text_sha256
from pipeline.domain.base import UNCHECKED
from tests.domain.sample import AGROUND, BUILT, FIRST, PEOPLE, SECOND, page


@given(st.text(min_size=1), st.data())
def test_evidence_is_the_words_between_two_offsets(text: str, data: st.DataObject) -> None:
    article = page(1, text, None)
    start = data.draw(st.integers(min_value=0, max_value=len(text) - 1))
    end = data.draw(st.integers(min_value=start + 1, max_value=len(text)))
    evidence = article.evidence(start, end)
    assert evidence.quote == text[start:end]
    assert article.shows(evidence)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 4), (5, 4), (0, 10_000)])
def test_there_is_no_evidence_outside_the_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="article 1 has no text at"):
        FIRST.evidence(start, end)


@pytest.mark.parametrize("change", [{"end": 39}, {"start": 1}, {"quote": "The ferry"}, {"quote": ""}, {"article": 0}])
def test_evidence_whose_span_does_not_fit_its_quote_cannot_be_built(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Evidence.model_validate({**AGROUND.model_dump(), **change})


def test_evidence_is_shown_only_where_it_stands() -> None:
    moved = Evidence(article=1, start=AGROUND.start + 1, end=AGROUND.end + 1, quote=AGROUND.quote)
    assert FIRST.shows(AGROUND)
    assert not FIRST.shows(moved)


def test_check_reads_evidence_that_does_not_fit_so_that_it_can_name_the_fault() -> None:
    broken = {**AGROUND.model_dump(), "end": 3}
    assert Evidence.model_validate(broken, context=UNCHECKED).end == 3


def test_values_are_frozen_and_closed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        AGROUND.quote = "something else"  # pyright: ignore[reportAttributeAccessIssue]  # which must fail
    with pytest.raises(ValidationError, match="Extra inputs"):
        Evidence.model_validate({**AGROUND.model_dump(), "score": 1})


def test_an_article_whose_text_has_changed_is_not_the_one_of_its_hash() -> None:
    with pytest.raises(ValidationError, match="not the one that its sha256 was taken of"):
        ArticleText.model_validate({**FIRST.model_dump(), "text": FIRST.text + " "})


def test_a_hash_is_of_any_text_that_python_can_hold() -> None:
    assert text_sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert text_sha256("\ud800") != text_sha256("")


def test_a_listing_is_the_article_without_its_text() -> None:
    assert FIRST.listing.model_dump() == {k: v for k, v in FIRST.model_dump().items() if k != "text"}
    assert type(FIRST.listing) is Article


@pytest.mark.parametrize(
    ("written", "read", "day"),
    [
        ("2026-01-16", date(2026, 1, 16), date(2026, 1, 16)),
        (
            "2026-01-16T05:12:00+09:00",
            datetime(2026, 1, 16, 5, 12, tzinfo=timezone(timedelta(hours=9))),
            date(2026, 1, 16),
        ),
        ("2026-01-16T23:30:00+00:00", datetime(2026, 1, 16, 23, 30, tzinfo=UTC), date(2026, 1, 16)),
        (None, None, None),
    ],
)
def test_a_date_stays_a_date_and_a_time_keeps_its_zone(
    written: str | None, read: datetime | date | None, day: date | None
) -> None:
    fields = {**FIRST.listing.model_dump(), "published": written}
    article = Article.model_validate(fields)
    assert article.published == read
    assert type(article.published) is type(read)
    assert article.model_dump(mode="json")["published"] == written
    assert Article.model_validate_json(article.model_dump_json()) == article
    assert published_day(article.published) == day


@pytest.mark.parametrize("written", ["soon", "2026-13-01", "2026-01-16T25:00", 1_768_500_000, True, ["2026-01-16"]])
def test_what_is_no_iso_8601_date_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        Article.model_validate({**FIRST.listing.model_dump(), "published": written})


def test_a_fact_reads_as_its_first_evidence_and_lists_its_articles() -> None:
    fact = Fact(id="f1", evidence=(BUILT, AGROUND, PEOPLE))
    assert fact.text == BUILT.quote
    assert fact.articles == (1, 2)
    with pytest.raises(ValidationError):
        Fact(id="f1", evidence=())


def test_offsets_count_code_points() -> None:
    assert SECOND.text[BUILT.start : BUILT.end] == "It was built in 1998."
    assert BUILT.end == len(SECOND.text)

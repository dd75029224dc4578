from datetime import UTC, date, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.sources.published import parse_published

from .pages import NOW, URL, article_data, extracted, news_page


def iso(page: str, url: str = URL) -> str | None:
    published = extracted(page, url).published
    return published.isoformat() if published else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-01-15T16:40:00+09:00", "2026-01-15T16:40:00+09:00"),
        ("2026-01-15T07:40:00.819Z", "2026-01-15T07:40:00+00:00"),
        ("2026-01-15T07:40:00+0000", "2026-01-15T07:40:00+00:00"),
        ("2026-01-15 07:40:00 GMT", "2026-01-15T07:40:00+00:00"),
        ("2026-01-15T07:40-05", "2026-01-15T07:40:00-05:00"),
        ("Thu, 15 Jan 2026 16:07:38 -0600", "2026-01-15T16:07:38-06:00"),
        ("20260115T164000+0900", "2026-01-15T16:40:00+09:00"),
        ("20260115", "2026-01-15"),
        ("2026-01-15", "2026-01-15"),
        ("1969-07-21T04:00:00Z", "1969-07-21T04:00:00+00:00"),
    ],
)
def test_the_usual_spellings_are_understood(text: str, expected: str) -> None:
    told = parse_published(text, NOW)
    assert told is not None
    assert told.isoformat() == expected


def test_a_time_without_its_zone_is_only_good_for_its_date() -> None:
    told = parse_published("2019-11-19T18:18:25.828095", NOW)
    assert told == date(2019, 11, 19)
    assert type(told) is date


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "15/01/2026",
        "2026-13-45",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "2026-02-03T00:00:00Z",
        "2026-02-30",
        "2026-01-15T25:00:00Z",
        "2026-01-15T07:40:00+99:99",
        "2" * 10_000,
    ],
)
def test_defaults_the_future_and_what_is_unreadable_are_not_believed(text: str) -> None:
    assert parse_published(text, NOW) is None


@given(st.text(max_size=80))
def test_any_text_is_a_date_or_none(text: str) -> None:
    told = parse_published(text, NOW)
    assert told is None or isinstance(told, date)


@given(
    st.datetimes(
        datetime(1990, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
        datetime(2026, 1, 31),  # noqa: DTZ001 - the same
        timezones=st.timezones(),
    )
)
def test_an_iso_time_comes_back_with_its_zone(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    offset = moment.utcoffset()
    assume(offset is not None and offset.seconds % 60 == 0)
    told = parse_published(moment.isoformat(), NOW)
    assert isinstance(told, datetime)
    assert told == moment.astimezone(UTC)
    assert told.utcoffset() == offset


def test_json_ld_tells_the_time_and_the_zone() -> None:
    head = '<meta property="article:published_time" content="2026-01-15T07:40:00+00:00">'
    assert iso(news_page(linked=article_data(), head=head)) == "2026-01-15T16:40:00+09:00"


def test_the_publication_counts_and_not_the_last_change() -> None:
    linked = article_data(dateModified="2026-01-20T10:00:00+09:00", dateCreated="2026-01-02T10:00:00+09:00")
    assert iso(news_page(linked=linked)) == "2026-01-15T16:40:00+09:00"


def test_an_article_in_a_graph_beats_the_page_around_it() -> None:
    graph = {"@graph": [{"@type": "WebPage", "datePublished": "2026-01-10"}, article_data()]}
    assert iso(news_page(linked=graph)) == "2026-01-15T16:40:00+09:00"


def test_other_articles_that_a_page_lists_do_not_date_it() -> None:
    others = {"@type": "ItemList", "itemListElement": [article_data(datePublished="2026-01-29T00:00:00Z")]}
    assert iso(news_page(linked=others)) is None


def test_a_moment_told_in_utc_is_given_its_local_zone_where_the_page_shows_it() -> None:
    linked = article_data(datePublished="2026-01-15T23:30:00Z")
    header = '<time datetime="2026-01-16T08:30:00+09:00">16 January 2026</time>'
    assert iso(news_page(linked=linked, header=header)) == "2026-01-16T08:30:00+09:00"


def test_a_bare_date_is_given_the_time_of_a_later_hint_for_the_same_day() -> None:
    head = '<meta property="article:published_time" content="2026-01-15T16:40:00+09:00">'
    assert iso(news_page(linked=article_data(datePublished="2026-01-15"), head=head)) == "2026-01-15T16:40:00+09:00"
    assert iso(news_page(linked=article_data(datePublished="2025-12-01"), head=head)) == "2025-12-01"


def test_a_default_in_json_ld_gives_way_to_what_is_said_elsewhere() -> None:
    linked = article_data(datePublished="0001-01-01T00:00:00Z")
    assert iso(news_page(linked=linked), f"{URL}/2026/01/15/tunnel") == "2026-01-15"


def test_a_time_element_in_the_header_dates_the_article_and_one_in_the_text_does_not() -> None:
    header = '<div class="byline">By Mina Okafor <time datetime="2026-01-15T16:40:00+09:00">15 January</time></div>'
    assert iso(news_page(header=header)) == "2026-01-15T16:40:00+09:00"
    paragraphs = ('It was begun on <time datetime="2014-05-02T09:00:00Z">2 May 2014</time> in a storm.',)
    assert iso(news_page(paragraphs=paragraphs * 4)) is None


def test_a_byline_in_words_gives_a_date() -> None:
    assert iso(news_page(header='<p class="article-date">January 15, 2026</p>')) == "2026-01-15"
    assert iso(news_page(header='<span class="byline">By Mina Okafor</span>')) is None


@pytest.mark.parametrize(
    "path", ["/2026/01/15/tunnel", "/world/2026/jan/15/tunnel", "/20260115-tunnel", "/2026-01-15/x"]
)
def test_a_url_can_tell_the_day(path: str) -> None:
    assert iso(news_page(), f"https://www.harbourpost.example{path}") == "2026-01-15"


@pytest.mark.parametrize("path", ["/2026/13/45/x", "/a/12345678/x", "/2031/01/15/x", "/20260115999"])
def test_other_digits_in_a_url_do_not(path: str) -> None:
    assert iso(news_page(), f"https://www.harbourpost.example{path}") is None


def test_dates_in_the_running_text_never_date_a_page() -> None:
    paragraphs = ("On 2014-05-02 the first stone was laid, and on 12 March 2019 the drills met.",) * 5
    assert iso(news_page(paragraphs=paragraphs)) is None

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.jsonld import read_linked_data
from pipeline.sources.markup import parse

from .pages import article_data, extracted, news_page


def with_script(script: str) -> str:
    return news_page(head=f'<script type="application/ld+json">{script}</script>')


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("Tunnel opens - The Harbour Post", "Tunnel opens"),
        ("Tunnel opens | World | News | Harbourpost.example", "Tunnel opens"),
        ("Tunnel opens – at last – The Harbour Post", "Tunnel opens – at last"),
        ("Tunnel opens: a day of joy", "Tunnel opens: a day of joy"),
        ("Tunnel opens - a day of joy", "Tunnel opens - a day of joy"),
        ("Tunnel &amp;amp; bridge open", "Tunnel & bridge open"),
        ("Tunnel\n  opens\u0007", "Tunnel opens"),
    ],
)
def test_titles_are_freed_of_their_site(title: str, clean: str) -> None:
    assert extracted(news_page(head=f'<meta property="og:title" content="{title}">')).title == clean


def test_the_headline_of_json_ld_and_the_heading_stand_in_for_a_title() -> None:
    assert extracted(news_page(linked=article_data(headline="Tunnel opens"), title="Other")).title == "Tunnel opens"
    assert extracted(news_page(title="Tunnel opens")).title == "Tunnel opens"


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("By Mina Okafor and Jon Berg", ("Mina Okafor", "Jon Berg")),
        (["Mina Okafor", "mina okafor", {"name": "Jon Berg"}], ("Mina Okafor", "Jon Berg")),
        ({"@type": "Person", "name": ["Mina Okafor; Jon Berg"]}, ("Mina Okafor", "Jon Berg")),
        ({"@type": "Person", "name": "https://harbourpost.example/mina"}, ()),
        ([{"@type": "Organization", "name": "The Harbour Post"}, {"name": "Agence Centrale"}], ("Agence Centrale",)),
        ([{"name": "admin"}, {"name": "mina@harbourpost.example"}, {"name": "x" * 90}], ()),
        ([{"name": f"Author {chr(65 + n)}"} for n in range(20)], tuple(f"Author {chr(65 + n)}" for n in range(8))),
        ({"name": {"name": 5}}, ()),
        (None, ()),
    ],
)
def test_authors_are_names_and_nothing_else(author: object, names: tuple[str, ...]) -> None:
    assert extracted(news_page(linked=article_data(author=author))).authors == names


def test_authors_that_are_references_are_looked_up_in_the_graph() -> None:
    people = [{"@type": "Person", "@id": "#mina", "name": "Mina Okafor"}]
    graph = {"@graph": [article_data(author={"@id": "#mina"}), *people]}
    assert extracted(news_page(linked=graph)).authors == ("Mina Okafor",)


def test_authors_come_from_meta_elements_or_the_byline_where_json_ld_has_none() -> None:
    assert extracted(news_page(head='<meta name="author" content="By Mina Okafor">')).authors == ("Mina Okafor",)
    assert extracted(news_page(header='<a rel="author" href="/m">Mina Okafor</a>')).authors == ("Mina Okafor",)


def test_a_publisher_is_named_in_its_own_spelling() -> None:
    page = news_page(linked=article_data(publisher={"name": "HARBOUR POST"}))
    assert extracted(page).publisher == "The Harbour Post"
    assert extracted(page.replace('content="The Harbour Post"', 'content="harbourpost"')).publisher == "HARBOUR POST"
    assert extracted(page.replace('content="The Harbour Post"', 'content="朝凪新聞"')).publisher == "朝凪新聞"
    without = news_page().replace('content="The Harbour Post"', 'content=""')
    assert extracted(without).publisher == "harbourpost.example"


@pytest.mark.parametrize(
    "script",
    [
        json.dumps(article_data()),
        json.dumps([{"@type": "Organization", "name": "x"}, article_data()]),
        json.dumps({"@graph": [[article_data()]]}),
        json.dumps({"@type": "WebPage", "mainEntity": article_data()}),
        json.dumps(article_data(**{"@type": ["Thing", "https://schema.org/ReportageNewsArticle"]})),
        "<!-- " + json.dumps(article_data()) + " -->",
        "//<![CDATA[\n" + json.dumps(article_data()) + "\n//]]>",
        json.dumps(article_data()) + ";",
        json.dumps(article_data()).replace("}]", "},]").replace("after eleven", "after\n eleven, }"),
    ],
)
def test_json_ld_is_read_in_the_forms_that_pages_have(script: str) -> None:
    linked = read_linked_data(parse(with_script(script), "page"))
    assert linked.published == ("2026-01-15T16:40:00+09:00",)
    assert linked.authors == ("Mina Okafor", "Jon Berg")


@pytest.mark.parametrize(
    "script",
    [
        "",
        "{",
        "null",
        "[[[[[[[[[[]]]]]]]]]]",
        "[" * 200_000,
        '{"a":"' + '\\"' * 500_000,
        ",]" * 300_000,
        "NaN",
        '{"@type":{}}',
    ],
)
def test_malformed_json_ld_is_left_out_at_once(script: str) -> None:
    assert read_linked_data(parse(with_script(script), "page")).published == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.sampled_from(["NewsArticle", "Person"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["@type", "@graph", "@id", "@value", "author", "name", "datePublished", "inLanguage", "publisher"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_can_stand_in_a_page(data: object) -> None:
    script = json.dumps(data).replace("</", "<\\/")
    assert read_linked_data(parse(with_script(script), "page")).is_free in {True, False}

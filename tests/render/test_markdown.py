"""The Markdown, read as GitHub reads it."""

import pytest

from pipeline.render import render_markdown
from pipeline.render.clean import clean
from pipeline.render.markdown import escape

from .hostile import ATTACKS, harmless_like, infected, with_url
from .reading import parse_markdown, words_of
from .sample import CEREMONY, DIGEST

SHAPE = ("h1", "h2", "p", "ul", "li", "a", "strong", "em")


def shape(markdown: str) -> list[str]:
    """The elements of the document, in order."""
    return [element.tag for element in parse_markdown(markdown).iter()]


def test_the_document_has_the_parts_of_the_page() -> None:
    headings = [words_of(one) for one in parse_markdown(render_markdown(DIGEST)).iter("h2")]
    sections = [section.heading for section in DIGEST.sections]
    assert headings == [*sections, "Timeline", "Sources", "All related articles (3 articles)", "Corrections"]


def test_every_citation_is_a_link_to_its_article_that_shows_the_quote() -> None:
    links = [one for one in parse_markdown(render_markdown(DIGEST)).iter("a") if words_of(one).startswith("[")]
    wanted = [
        (number, [piece.quote for piece in statement.evidence if piece.article == number])
        for statement in DIGEST.statements
        for number in statement.citations
    ]
    assert len(links) == len(wanted)
    for link, (number, quotes) in zip(links, wanted, strict=True):
        assert words_of(link) == f"[{number}]"
        assert (link.get("href") or "").split("#")[0] == DIGEST.articles[number - 1].url
        assert all(quote in (link.get("title") or "") for quote in quotes)


def test_planned_disputed_edited_and_overridden_are_said_in_words() -> None:
    text = words_of(parse_markdown(render_markdown(DIGEST)))
    assert "by Dec 21, 2025 (disputed) – " in text
    assert "2026 (planned) – " in text
    assert "in September [3]. (edited)" in text
    assert "Published by an editor’s decision: The customs figures" in text
    assert "Observers" not in text


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_changes_nothing_but_the_words(attack: str) -> None:
    markdown = render_markdown(infected(attack).digest)
    assert shape(markdown) == shape(render_markdown(harmless_like(attack).digest))
    document = parse_markdown(markdown)
    for element in document.iter():
        assert element.tag in {"html", "body", "main", *SHAPE}
        assert set(element.attrib) <= {"href", "title"}
    for link in document.iter("a"):
        assert (link.get("href") or "").startswith(("https://one.example/", "https://evil.example"))
    shown = " ".join(clean(attack).split())
    assert words_of(next(document.iter("h1"))).replace("\u2060", "") == shown


@pytest.mark.parametrize("attack", ATTACKS)
def test_escaped_text_reads_as_it_did_at_the_start_of_a_line_and_within(attack: str) -> None:
    shown = " ".join(clean(attack).split())
    for before, kept in (("", ""), ("A ", "A "), ("- ", ""), ("1. ", "")):
        document = parse_markdown(before + escape(attack))
        (block,) = (one for one in document.iter("p", "li") if one.tag == "p" or not list(one.iter("p")))
        assert words_of(block) == kept + shown


def test_addresses_and_names_are_broken_up_so_that_github_makes_no_link_of_them() -> None:
    assert escape("a@one.example, @someone") == "a@\u2060one.example, @\u2060someone"
    assert escape("see http://one.example and www.one.example") == "see http\\://one.example and www\\.one.example"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://well.known@evil.example/", "https://a b/", "x](y"])
def test_an_article_whose_address_is_no_web_address_is_cited_without_a_link(url: str) -> None:
    document = parse_markdown(render_markdown(with_url(url)))
    assert {words_of(one) for one in document.iter("a")} >= {"[2]", "[3]"}
    assert "[1]" not in {words_of(one) for one in document.iter("a")}
    assert words_of(document).count("[1]") == 7
    assert url in words_of(document).replace("\u2060", "")


@pytest.mark.parametrize("part", ["a_b*c*d", "x?a=1&copy=2&lt;=3", "(paren)s", "*x*", "~x~", "'q'"])
def test_links_survive_what_their_addresses_hold(part: str) -> None:
    url = f"https://one.example/{part}"
    link = next(
        one for one in parse_markdown(render_markdown(with_url(url))).iter("a") if CEREMONY.title in words_of(one)
    )
    assert (link.get("href") or "").replace("%2A", "*") == url

"""The HTML page: what it shows, what it must never hold, and that every citation opens its words."""

import base64
import hashlib
import json
import re
import subprocess
import sys
from typing import cast

import pytest

from pipeline.domain.digest import Origin, Revision, Uncited
from pipeline.render import render_html
from pipeline.render.clean import clean

from .hostile import ATTACKS, harmless_like, infected, with_url
from .reading import Element, by_class, by_id, parse, words_of
from .sample import ARTICLES, DIGEST, REVISION, article, quote, section, sentence

PAGE = render_html(REVISION)
DOCUMENT = parse(PAGE)
MAKES_REQUESTS = {
    *("src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "manifest", "longdesc"),
    *("usemap", "icon", "cite", "xlink:href", "style", "srcdoc", "http"),
}
ELEMENTS = {
    *("html", "head", "meta", "title", "style", "script", "body", "main", "article", "header", "footer", "section"),
    *("h1", "h2", "p", "ol", "li", "div", "span", "bdi", "time", "a", "button", "blockquote", "mark", "cite", "br"),
}
ATTRIBUTES = {
    *("lang", "dir", "charset", "http-equiv", "content", "name", "type", "class", "id", "href", "rel", "role"),
    *("datetime", "popover", "popovertarget", "popovertargetaction", "aria-label", "aria-labelledby", "aria-hidden"),
}


def json_ld(document: Element) -> dict[str, object]:
    """What the page tells machines."""
    (script,) = document.iter("script")
    assert script.get("type") == "application/ld+json"
    return cast("dict[str, object]", json.loads(script.text or ""))


def outline(document: Element) -> list[tuple[str, list[str]]]:
    """Its elements and the names of their attributes, in order; links apart, which an address may not allow."""
    return [(element.tag, sorted(element.attrib)) for element in document.iter() if element.tag not in {"a", "html"}]


def revision(**changes: object) -> Revision:
    """The sample with a changed digest."""
    return REVISION.model_copy(update={"digest": DIGEST.model_copy(update=changes)})


def test_every_citation_opens_its_quotes_which_link_to_their_article() -> None:
    buttons = by_class(DOCUMENT, "cite")
    wanted = [(statement, number) for statement in DIGEST.statements for number in statement.citations]
    assert len(buttons) == len(wanted)
    for button, (statement, number) in zip(buttons, wanted, strict=True):
        note = by_id(DOCUMENT, button.get("popovertarget") or "")
        publisher = DIGEST.articles[number - 1].publisher
        assert button.tag == "button"
        assert words_of(button) == f"[{number}]"
        assert button.get("aria-label") == f"[{number}] Quoted words, {publisher}"
        assert note.get("popover") is not None
        marks = [words_of(mark) for mark in note.iter("mark")]
        pieces = [piece for piece in statement.evidence if piece.article == number]
        assert marks == [piece.quote for piece in sorted(pieces, key=lambda piece: piece.start)]
        (link,) = note.iter("a")
        assert (link.get("href") or "").split("#")[0] == DIGEST.articles[number - 1].url
        assert "#:~:text=" in (link.get("href") or "")
        assert publisher in words_of(note)


def test_without_popovers_and_in_print_each_citation_is_a_link_to_the_same_words() -> None:
    buttons, links = by_class(DOCUMENT, "cite"), by_class(DOCUMENT, "ref")
    assert [f"#{button.get('popovertarget')}" for button in buttons] == [link.get("href") for link in links]
    for link in links:
        note = by_id(DOCUMENT, (link.get("href") or "").removeprefix("#"))
        assert words_of(by_class(note, "key")[0]) == words_of(link)


def test_every_note_has_a_button_that_closes_it() -> None:
    for note in by_class(DOCUMENT, "note"):
        (close,) = by_class(note, "close")
        assert (close.get("popovertarget"), close.get("popovertargetaction")) == (note.get("id"), "hide")
        assert close.get("aria-label") == "Close"


def test_ids_are_given_once_and_every_reference_finds_one() -> None:
    ids = [element.get("id") for element in DOCUMENT.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in DOCUMENT.iter():
        for name in ("popovertarget", "aria-labelledby"):
            assert element.get(name) is None or element.get(name) in ids
        if element.tag == "a" and (element.get("href") or "").startswith("#"):
            assert (element.get("href") or "")[1:] in ids


def test_headings_and_landmarks_are_in_order() -> None:
    assert [element.tag for element in DOCUMENT.iter("h1", "h2", "h3")] == ["h1"] + ["h2"] * 8
    assert [len(list(DOCUMENT.iter(tag))) for tag in ("main", "article", "footer")] == [1, 1, 1]
    shown = [words_of(element) for element in DOCUMENT.iter("h2")]
    assert shown[3:] == ["Timeline", "Sources", "All related articles (3 articles)", "Corrections", "Quoted words"]


def test_the_header_says_when_how_many_and_whether_corrected() -> None:
    (updated,) = by_class(DOCUMENT, "updated")
    assert words_of(updated) == "Updated 16 January 2026, 08:00 (UTC) · 3 articles · 1 correction"
    (edited,) = by_class(parse(render_html(revision(headline_origin=Origin.EDITED))), "updated")
    assert words_of(edited).endswith("· headline edited")


def test_sources_name_title_publisher_and_date_in_their_own_zone() -> None:
    sources = [words_of(item) for item in by_class(DOCUMENT, "articles")[0].iter("li")]
    assert sources[0].startswith(
        "[1] Putin tells Seoul’s new envoy that Moscow hopes to restore ties "
        "Han River Courier, 16 January 2026, 05:12 (UTC+09:00)"
    )


def test_planned_and_disputed_events_carry_a_visible_tag() -> None:
    tags = {words_of(by_class(item, "date")[0]) for item in by_class(DOCUMENT, "timeline")[0].iter("li")}
    assert {"by Dec 21, 2025 disputed", "2026 planned", "Oct 2024", "Jan 15, 2026"} <= tags
    assert [time.get("datetime") for time in by_class(DOCUMENT, "timeline")[0].iter("time")] == [
        *("2024-10", "2025-09", "2025-12-26", "2026", "2026-01-15")
    ]


def test_what_a_person_edited_or_decided_is_marked() -> None:
    text = words_of(DOCUMENT)
    assert "in September [3][3b]. edited" in text
    assert [words_of(one) for one in by_class(DOCUMENT, "decision")] == [
        "Published by an editor’s decision: The customs figures that we hold show it; a source will be added."
    ]
    assert "desk@hanriver.example" not in text
    assert "Observers" not in text


def test_a_section_with_one_source_says_so() -> None:
    assert [words_of(one) for one in by_class(DOCUMENT, "aside")] == ["Single source: Han River Courier"] * 2


def test_articles_that_are_not_cited_are_listed_once_with_the_reason() -> None:
    extra = article(4, "x", title="Fourth", withdrawn=True).listing
    coverage = DIGEST.coverage.model_copy(update={"uncited": (Uncited(article=4, reason="it has no news of it"),)})
    document = parse(render_html(revision(articles=(*DIGEST.articles, extra), coverage=coverage)))
    sources, others = (list(one.iter("li")) for one in by_class(document, "articles"))
    assert (len(sources), len(others)) == (3, 1)
    assert "withdrawn Not cited: it has no news of it" in words_of(others[0])


def test_machines_learn_what_the_digest_is_based_on() -> None:
    data = json_ld(DOCUMENT)
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == DIGEST.headline
    assert data["dateModified"] == "2026-01-16T08:00:00Z"
    assert data["inLanguage"] == "en"
    assert data["correction"] == [
        {
            "@type": "CorrectionComment",
            "datePublished": "2026-01-16T07:45:00Z",
            "text": "An earlier version said that the foreign ministers met in Seoul. They met in New York.",
        }
    ]
    based_on = cast("list[dict[str, object]]", data["isBasedOn"])
    assert [source["url"] for source in based_on] == [one.url for one in ARTICLES]
    assert based_on[0] == {
        "@type": "NewsArticle",
        "headline": ARTICLES[0].title,
        "url": ARTICLES[0].url,
        "inLanguage": "en",
        "datePublished": "2026-01-16T05:12:00+09:00",
        "publisher": {"@type": "Organization", "name": "Han River Courier"},
    }


def test_the_page_may_load_nothing_but_its_own_style() -> None:
    (policy,) = (meta for meta in DOCUMENT.iter("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    (style,) = DOCUMENT.iter("style")
    digest = base64.b64encode(hashlib.sha256((style.text or "").encode()).digest()).decode()
    assert policy.get("content") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"url\(|@import|image-set|expression", style.text or "")


def test_nothing_on_the_page_makes_a_request() -> None:
    for element in DOCUMENT.iter():
        assert element.tag in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
        assert not set(element.attrib) & MAKES_REQUESTS
        assert "href" not in element.attrib or element.tag == "a"


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_makes_no_element_no_attribute_and_no_link(attack: str) -> None:
    document = parse(render_html(infected(attack)))
    assert outline(document) == outline(parse(render_html(harmless_like(attack))))
    for element in document.iter():
        assert element.tag in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
    for link in document.iter("a"):
        assert (link.get("href") or "").startswith(("https://one.example/", "https://evil.example", "#"))
        assert (link.get("href") or "").startswith("#") or link.get("rel") == "noopener nofollow"
    shown = " ".join(clean(attack).split())
    assert words_of(next(document.iter("h1"))) == shown
    assert " ".join(str(json_ld(document)["headline"]).split()) == shown


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "https://well.known@evil.example/"])
def test_an_address_that_is_no_web_address_is_shown_and_not_linked(url: str) -> None:
    document = parse(render_html(REVISION.model_copy(update={"digest": with_url(url)})))
    assert all((link.get("href") or "").startswith(("https://", "#")) for link in document.iter("a"))
    assert not list(by_id(document, "n1a").iter("a"))
    assert url in words_of(by_id(document, "n1a"))
    assert url in words_of(by_class(document, "articles")[0])
    assert "url" not in cast("list[dict[str, object]]", json_ld(document)["isBasedOn"])[0]


def test_a_title_of_a_megabyte_is_cut_everywhere() -> None:
    first = DIGEST.articles[0].model_copy(update={"title": "long " * 200_000, "publisher": "P" * 1_000_000})
    page = render_html(revision(articles=(first, *DIGEST.articles[1:])))
    assert len(page) < 3 * len(PAGE)
    assert "long…" in page


@pytest.mark.parametrize(
    ("language", "tag", "direction"),
    [
        ("ar", "ar", "rtl"),
        ("he-IL", "he-IL", "rtl"),
        ("az-Arab", "az-Arab", "rtl"),
        ("pa", "pa", "ltr"),
        ("ar-Latn", "ar-Latn", "ltr"),
        ("?", "", "auto"),
    ],
)
def test_the_page_runs_in_the_direction_of_its_language(language: str, tag: str, direction: str) -> None:
    html = parse(render_html(revision(language=language)))
    (root,) = html.iter("html")
    assert (root.get("lang"), root.get("dir")) == (tag, direction)
    (timeline,) = by_id(html, "timeline").iter("bdi")
    assert (timeline.get("lang"), words_of(timeline)) == ("en", "Timeline")


def test_quotes_keep_the_language_of_their_article() -> None:
    page = article(1, "普京表示希望恢复关系。", language="zh", title="普京")
    one = sentence("a1", "Putin hopes to restore ties.", quote(page, "希望恢复关系"))
    digest = DIGEST.model_copy(
        update={"articles": (page.listing,), "sections": (section("s1", "Ties", one),), "timeline": ()}
    )
    document = parse(render_html(Revision(digest=digest, articles=(page,), facts=())))
    (block,) = document.iter("blockquote")
    assert (block.get("lang"), words_of(block)) == ("zh", "普京表示希望恢复关系。")


def test_the_same_digest_gives_the_same_bytes() -> None:
    again = Revision.model_validate_json(REVISION.model_dump_json())
    assert render_html(again) == PAGE
    assert PAGE.endswith("</html>\n")


def test_jinja_is_imported_by_the_page_alone() -> None:
    code = "import sys, pipeline.render; sys.exit('jinja2' in sys.modules or 'markupsafe' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

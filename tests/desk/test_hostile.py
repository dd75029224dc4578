"""What pages, models and editors say is shown and never obeyed."""

from pathlib import Path
from time import perf_counter

import pytest

from pipeline.domain.digest import Digest, Revision, Withheld
from pipeline.domain.support import Reason
from pipeline.store import sqlite_url
from tests.desk.newsroom import PAGE, STORY, Visitor, fill, newsroom, run
from tests.render.hostile import ATTACKS, harmless_like, infected
from tests.store.sample import revision

SECONDS = 1.0
WHERE = ("section:s1", "section:gone", "heading:s1", "headline", "timeline")
PATHS = (
    "",
    "/history",
    "/compare?before=1&after=2",
    "/published",
    "?edit=a1",
    "?edit=t1",
    *(f"?edit=w{number}" for number in range(1, 6)),
    "?edit=headline",
)


def withheld_too(made: Revision, attack: str) -> Revision:
    """The digest at revision 2, with the attack withheld as well, from wherever something may be."""
    reason = Reason(kind="entity", words=attack, hard=True, message=attack)
    held = tuple(
        Withheld(id=f"w{number}", where=where, text=attack, reasons=(reason,)) for number, where in enumerate(WHERE, 1)
    )
    digest = made.digest.model_copy(update={"withheld": held, "revision": 2, "story_id": STORY})
    return Revision(digest=digest, articles=made.articles, facts=())


def shape(visitor: Visitor) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page with the names of their attributes.

    An article’s text, or a diff, has as many paragraphs as it has lines, and nothing that runs or leads elsewhere.
    """
    skipped = {"value", "selected", "lang", "dir", "rows"}
    found: list[tuple[str, tuple[str, ...]]] = []
    for element in visitor.page.iter():
        if any(above.get("class") in {"text", "diff"} for above in element.iterancestors()):
            assert element.tag in {"p", "mark", "ins", "del", "span", "a", "bdi", "ul", "li", "q"}
        else:
            found.append((str(element.tag), tuple(sorted(name for name in element.attrib if name not in skipped))))
    return found


def addresses(visitor: Visitor) -> list[str]:
    return [str(found) for found in visitor.values("//@href | //@src | //@action | //@formaction")]


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_words_make_no_element_no_attribute_and_no_link(tmp_path: Path, attack: str) -> None:
    shapes: list[list[list[tuple[str, tuple[str, ...]]]]] = []
    for name, made in (("attack", infected(attack)), ("harmless", harmless_like(attack))):
        (tmp_path / name).mkdir()
        with newsroom(sqlite_url(tmp_path / name)) as desk:
            run(fill(desk.store, revision(1), withheld_too(made, attack if name == "attack" else "harmless words")))
            kim = Visitor(desk, "Kim")
            pages: list[list[tuple[str, tuple[str, ...]]]] = []
            for path in PATHS:
                kim.get(f"{PAGE}{path}")
                assert kim.status == 200
                assert not any(found.strip().lower().startswith("javascript:") for found in addresses(kim))
                assert "\u202e" not in kim.text
                assert "\x1b" not in kim.text
                if not path.startswith("/compare"):
                    pages.append(shape(kim))
            assert kim.get("/stories").status == 200
            pages.append(shape(kim))
        shapes.append(pages)
    assert shapes[0] == shapes[1]


def test_an_editor_is_not_trusted_with_markup_either(tmp_path: Path) -> None:
    with newsroom(sqlite_url(tmp_path)) as desk:
        run(fill(desk.store, revision(1)))
        kim = Visitor(desk).get(PAGE)
        kim.send("/name", name='<script>alert(1)</script>"\u202e;\r\nSet-Cookie: a=b')
        kim.get(f"{PAGE}?edit=a1").send(
            "/change", "edit-sentence", text='"><script>alert(1)</script>', reason="</p><b>"
        )
        assert kim.status == 200, kim.texts("//*[@role='alert']")
        for path in ("", "/history", "/digest.html"):
            kim.get(f"{PAGE}{path}")
            assert "<script>alert" not in kim.text
            assert "&lt;script&gt;alert(1)" in kim.text
        assert "a" not in kim.client.cookies


@pytest.mark.parametrize(
    "query", ["<script>", '"onfocus="x', "%", "_", "\\", "'; DROP TABLE summaries; --", "\x00", "{{7*7}}"]
)
def test_a_search_is_words_to_find_and_nothing_else(tmp_path: Path, query: str) -> None:
    with newsroom(sqlite_url(tmp_path)) as desk:
        run(fill(desk.store, revision(1)))
        kim = Visitor(desk)
        answer = kim.client.get("/stories", params={"q": query})
        assert answer.status_code == 200
        assert "<script>" not in answer.text
        assert "No story here" in answer.text or query == "\x00"
        assert STORY in kim.get("/stories").text


def test_a_title_of_a_megabyte_buries_nothing(tmp_path: Path) -> None:
    huge = "<b>" * 350_000
    made = revision(1)
    articles = tuple(one.model_copy(update={"title": huge, "publisher": huge}) for one in made.articles)
    values = made.digest.model_dump() | {"headline": huge, "articles": [one.listing for one in articles]}
    with newsroom(sqlite_url(tmp_path)) as desk:
        run(fill(desk.store, Revision(digest=Digest.model_validate(values), articles=articles, facts=made.facts)))
        kim = Visitor(desk)
        for path in ("/stories", PAGE, f"{PAGE}/history"):
            began = perf_counter()
            kim.get(path)
            assert kim.status == 200
            assert len(kim.text) < 100_000
            assert perf_counter() - began < SECONDS

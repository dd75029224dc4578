"""An entity's timeline as text: what stands there, and that nothing hostile gets through."""

import re
import unicodedata

import pytest

from pipeline.domain.digest import Uncited
from pipeline.domain.entity_timeline import EntityTimeline
from pipeline.render.entity_timeline import MOST_CITATIONS, render_entity_json, render_entity_timeline
from tests.render.hostile import ATTACKS
from tests.render.sample import DIGEST, article, quote


def timeline(**changes: object) -> EntityTimeline:
    """The sample digest's timeline as that of an entity."""
    cited = {number for each in DIGEST.timeline for number in each.citations}
    others = [one.number for one in DIGEST.articles if one.number not in cited]
    given: dict[str, object] = {
        "about": "Seoul",
        "names": ("Seoul",),
        "updated": DIGEST.updated,
        "language": "en",
        "articles": DIGEST.articles,
        "naming": tuple(sorted(cited)),
        "timeline": DIGEST.timeline,
        "uncited": tuple(Uncited(article=number, reason="it does not name Seoul") for number in others),
        "provenance": DIGEST.provenance,
    }
    return EntityTimeline.model_validate({**given, **changes})


def test_it_says_what_it_is_about_and_lists_entries_and_their_sources() -> None:
    text = render_entity_timeline(timeline())
    lines = text.splitlines()
    assert lines[0] == "Timeline: Seoul"
    assert "named in" in lines[2]
    for each in DIGEST.timeline:
        assert any(line.startswith(each.date.label.removesuffix(" (planned)")) for line in lines)
    assert "Sources" in lines
    for number in timeline().cited:
        assert any(line.startswith(f"[{number}] ") for line in lines)


def test_articles_that_do_not_name_it_are_counted_only() -> None:
    silent = len(timeline().uncited)
    text = render_entity_timeline(timeline())
    assert silent == 0 or f"{silent} article" in text
    assert "it does not name Seoul" not in text


def test_citations_past_the_most_are_counted_and_their_sources_named_by_number() -> None:
    pages = [article(number, "It rained in Seoul.") for number in range(1, 12)]
    crowded = DIGEST.timeline[0].model_copy(
        update={"text": "It rained.", "evidence": tuple(quote(page, page.text) for page in pages)}
    )
    made = timeline(
        articles=[page.listing for page in pages],
        timeline=(crowded,),
        naming=tuple(range(1, 12)),
        uncited=(),
    )
    text = render_entity_timeline(made)
    shown = "".join(f"[{number}]" for number in range(1, MOST_CITATIONS + 1))
    assert f"{shown} and {11 - MOST_CITATIONS} more." in text
    assert "[11]" in text
    assert not re.search(r"^\[11\] ", text, re.MULTILINE)


def test_a_timeline_without_entries_says_so() -> None:
    numbers = [one.number for one in DIGEST.articles]
    made = timeline(
        timeline=(), naming=numbers, uncited=[Uncited(article=number, reason="no date") for number in numbers]
    )
    assert "Nothing that the articles tell of Seoul has a date." in render_entity_timeline(made)


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_a_terminal_obeys_gets_through(attack: str) -> None:
    page = article(1, attack).listing.model_copy(update={"title": attack, "publisher": attack})
    first = DIGEST.timeline[0].model_copy(update={"text": f"Told {attack}"})
    made = timeline(
        about=f"Seoul {attack}",
        articles=(page, *DIGEST.articles[1:]),
        timeline=(first, *DIGEST.timeline[1:]),
    )
    text = render_entity_timeline(made, width=80)
    controls = [c for c in text if unicodedata.category(c) in {"Cc", "Zl", "Zp"} and c != "\n"]
    assert controls == []
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_json_is_what_is_read_back() -> None:
    assert EntityTimeline.model_validate_json(render_entity_json(timeline())) == timeline()

"""The text that a terminal shows."""

from itertools import pairwise

import pytest

from pipeline.domain.digest import Coverage, Origin, Uncited
from pipeline.render import render_text
from pipeline.render.plain import render_text as render_plain

from .hostile import ATTACKS, infected
from .sample import ARTICLES, DIGEST

# ruff: noqa: E501 - paragraphs are lines
PAGE = """\
Putin says Moscow hopes to restore ties with South Korea as denied nuclear talks linger

Updated 16 January 2026 (3 articles)

Putin tells new ambassadors that he hopes to restore ties with Seoul
Moscow hopes to restore its relations with South Korea, Vladimir Putin said [1]. “Goodwill has been squandered,” he told the new ambassadors, among them South Korea’s Lee Sok‑bae [1]. He urged both sides to return to a pragmatic approach [1].
(Single source: Han River Courier)

Talks on the nuclear issue that Moscow denies
South Korea’s nuclear envoy recently travelled to Moscow and met Oleg Burmistrov, sources in Seoul say; Russia’s Foreign Ministry denies that such consultations were held [2][3]. The foreign ministers had met in New York in September [3]. (edited)

Trade is where both once did well
A pragmatic approach had once brought “truly good results” in trade and business [1]. Trade contracted sharply after South Korea joined the sanctions in 2022 [1]. (Published by an editor’s decision: The customs figures that we hold show it; a source will be added.)
(Single source: Han River Courier)

Timeline

Oct 2024 – North Korea’s deployment of troops to Russia comes to light [3].

Sep 2025 – The foreign ministers of South Korea and Russia meet in New York, beside the United Nations General Assembly [3].

by Dec 21, 2025 (disputed) – South Korea’s nuclear envoy meets Oleg Burmistrov in Moscow, sources in Seoul say; Russia denies it [2][3].

Dec 26, 2025 – Ambassador Lee Sok‑bae meets Deputy Foreign Minister Sergei Ryabkov in Moscow to exchange views [2].

2026 (planned) – Seoul aims to resume dialogue with Pyongyang [3].

Jan 15, 2026 – At a ceremony in the Kremlin, Putin receives the credentials of Lee Sok‑bae and other new ambassadors and says that “goodwill has been squandered.” [1]

Sources

[1] Han River Courier, “Putin tells Seoul’s new envoy that Moscow hopes to restore ties”, 16 January 2026, 05:12 (UTC+09:00), https://www.hanriver-courier.example/world/2026/01/16/putin-credentials?ref=front&ed=en
[2] Moskva Ledger, “Ambassador Lee and Deputy Minister Ryabkov exchange views in Moscow”, 26 December 2025, 19:40 (UTC+03:00), https://moskva-ledger.example/en/2025/12/26/lee-ryabkov
[3] Peninsula Wire, “Seoul’s nuclear envoy visited Moscow, sources say; Russia denies talks”, 21 December 2025, 20:03 (UTC+09:00), https://peninsula-wire.example/2025/12/21/nuclear-envoy-moscow

All related articles (3 articles)

All of them are cited; see Sources.

Corrections

16 January 2026: An earlier version said that the foreign ministers met in Seoul. They met in New York.

Written by model example-model-1; every sentence checked against the quoted words; some edited by a person.
"""


def test_the_page_reads_as_a_reader_expects() -> None:
    assert render_text(DIGEST) == PAGE


def test_what_was_withheld_is_not_shown_to_readers() -> None:
    assert "Observers" not in render_text(DIGEST)


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_neither_commands_a_terminal_nor_makes_lines(attack: str) -> None:
    text = render_text(infected(attack).digest)
    assert all(character == "\n" or character.isprintable() or character == "\u00a0" for character in text)
    assert len(text.splitlines()) == len(render_text(infected("harmless").digest).splitlines())


def test_a_title_of_a_megabyte_is_cut() -> None:
    assert (
        len(
            render_text(
                infected("long " * 200_000).digest.model_copy(
                    update={
                        "headline": "x",
                        "sections": (),
                        "timeline": (),
                        "corrections": (),
                        "tickers": (),
                        "provenance": DIGEST.provenance,
                        "coverage": DIGEST.coverage,
                    }
                )
            )
        )
        < 5_000
    )


def test_lines_fit_a_width_that_is_asked_for() -> None:
    text = render_plain(DIGEST, width=72)
    assert all(len(line) <= 72 or " " not in line for line in text.splitlines())
    assert text.split() == render_text(DIGEST).split()


def test_no_article_is_listed_twice_and_one_that_is_not_cited_says_why() -> None:
    extra = ARTICLES[0].listing.model_copy(update={"number": 4, "title": "세울", "withdrawn": True})
    coverage = Coverage(
        cited=(1, 2, 3), uncited=(Uncited(article=4, reason="it is in Korean"),), single_source_sections=()
    )
    digest = DIGEST.model_copy(update={"articles": (*DIGEST.articles, extra), "coverage": coverage})
    text = render_text(digest)
    assert "Updated 16 January 2026 (3 articles, 1 withdrawn)" in text
    assert [sum(line.startswith(f"[{n}] ") for line in text.splitlines()) for n in (1, 2, 3, 4)] == [1, 1, 1, 1]
    after = text.split("Besides the sources above:\n")[1]
    assert after.startswith("[4] ")
    assert after.splitlines()[0].endswith("(withdrawn; not cited: it is in Korean)")


def test_a_digest_with_one_source_does_not_say_so_under_every_section() -> None:
    digest = DIGEST.model_copy(
        update={"articles": DIGEST.articles[:1], "sections": DIGEST.sections[:1], "timeline": DIGEST.timeline[-1:]}
    )
    text = render_text(digest)
    assert "(1 article)" in text
    assert "Single source" not in text


def test_empty_parts_leave_no_heading() -> None:
    digest = DIGEST.model_copy(update={"timeline": (), "corrections": ()})
    lines = render_text(digest).splitlines()
    assert not {"Timeline", "Corrections", "Related Tickers"} & set(lines)
    assert all(one or other for one, other in pairwise(lines))


def test_the_last_line_says_who_wrote_it() -> None:
    builtin = DIGEST.provenance.model_copy(update={"model": "builtin"})
    sections = tuple(
        part.model_copy(
            update={"sentences": tuple(one.model_copy(update={"origin": Origin.EXTRACTED}) for one in part.sentences)}
        )
        for part in DIGEST.sections
    )
    own = DIGEST.model_copy(update={"provenance": builtin, "sections": sections})
    assert render_text(own).splitlines()[-1] == "Written by the builtin writer from the sources’ own words."
    mixed = DIGEST.model_copy(update={"sections": sections})
    assert render_text(mixed).splitlines()[-1] == (
        "Written by model example-model-1; every sentence checked against the quoted words; some are the sources’ own."
    )


def test_tickers_are_listed_where_there_are_any() -> None:
    digest = DIGEST.model_copy(update={"tickers": ("KRX:005930", "MOEX:GAZP")})
    assert "\n\nRelated Tickers\n\nKRX:005930, MOEX:GAZP\n\n" in render_text(digest)

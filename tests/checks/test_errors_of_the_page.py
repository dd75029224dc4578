"""The errors of a published page about Seoul's and Moscow's contacts, typed into a sound digest of the story.

Each is in the page's words, with the evidence that a writer who does not look closely would cite.
"""

import pytest

from pipeline.checks.promises import Fault, check_revision
from pipeline.folder import read_revision
from tests.checks.built import Draft


def found(draft: Draft, where: str = "") -> list[Fault]:
    """What the checks say of one place in the digest."""
    draft.save()
    return [fault for fault in check_revision(read_revision(draft.folder)) if where in fault.where]


def broken(faults: list[Fault], promise: int, *words: str) -> bool:
    """Whether a promise is broken with a reason that has all of these words."""
    return any(
        fault.promise == promise and not fault.is_notice and all(word in fault.message for word in words)
        for fault in faults
    )


def test_the_digest_is_sound_before_anything_is_put_in(draft: Draft) -> None:
    assert [str(fault) for fault in found(draft) if not fault.is_notice] == []


FIRST = (
    "The speech marked the first high‑level Russian acknowledgment of Korean relations "
    "since the 2022 sanctions episode."
)


def test_first_since_without_a_citation(draft: Draft) -> None:
    where = draft.tell(FIRST)
    assert broken(found(draft, where), 1, "The speech marked the first", "no evidence")


def test_first_since_needs_its_wording_in_the_evidence(draft: Draft) -> None:
    speech = draft.cite(1, "Russian President", "had been wasted.")
    ties = draft.cite(1, "Ties between Seoul", "countries.")
    where = draft.tell(FIRST, speech, ties)
    assert broken(found(draft, where), 2, "“first”", "strong word")


def test_first_is_not_shown_by_evidence_that_says_not_the_first(draft: Draft) -> None:
    where = draft.tell(FIRST, draft.cite(1, "This was not", "in this vein."))
    assert broken(found(draft, where), 2, "“not … first”")


@pytest.mark.parametrize(
    "text",
    [
        (
            "Observers noted that the rhetoric could pave the way for future high‑level talks, though concrete "
            "steps remain pending."
        ),
        (
            "The ceremony thus served as a tangible platform for both governments to signal openness to renewed "
            "engagement."
        ),
        (
            "The emphasis on economic benefits aimed to appeal to Seoul’s business community and domestic "
            "constituencies in Moscow."
        ),
    ],
)
def test_a_section_that_ends_with_a_sentence_of_its_own(draft: Draft, text: str) -> None:
    where = draft.tell(text)
    assert broken(found(draft, where), 1, text[:20], "no evidence")


def test_the_same_with_a_citation_for_decoration(draft: Draft) -> None:
    text = "Observers noted that the rhetoric could pave the way for future high‑level talks."
    where = draft.tell(text, draft.cite(1, "Russian President", "had been wasted."))
    faults = found(draft, where)
    assert broken(faults, 2, "“Observers”", "“rhetoric”")
    assert broken(faults, 3, "article 1")


MEETING = "Sep 2025", "2025-09-01", "2025-09-30", "month"


def test_foreign_ministers_who_meet_in_seoul(draft: Draft) -> None:
    text = (
        "South Korean and Russian foreign ministers meet in Seoul, providing the only high‑level security "
        "contact since the October 2024 nuclear‑officials meeting and setting a diplomatic backdrop for "
        "later talks."
    )
    ministers = draft.cite(3, "The foreign ministers", "General Assembly.")
    first = draft.cite(3, "Apart from", "war with Ukraine.")
    faults = found(draft, draft.enter(*MEETING, text, ministers, first))
    assert broken(faults, 2, "does not name “Seoul”")
    assert broken(faults, 2, "“in New York”, not “in Seoul”")
    assert broken(faults, 2, "“only”")


def test_seoul_in_the_evidence_as_a_government_is_not_where_they_met(draft: Draft) -> None:
    text = "The foreign ministers, Cho Hyun and Sergey Lavrov, met in Seoul in September 2025."
    ministers = draft.cite(3, "The foreign ministers", "General Assembly.")
    concern = draft.cite(3, "The South Korean visitor", "and North Korea.")
    assert "Seoul’s concern" in str(concern["quote"])
    faults = found(draft, draft.enter(*MEETING, text, ministers, concern))
    assert broken(faults, 2, "“in New York”, not “in Seoul”")


def test_a_meeting_at_the_date_since_which_there_was_none(draft: Draft) -> None:
    text = (
        "South Korea and Russia hold their first meeting of North Korean nuclear officials since then, after "
        "a period of strained relations caused by North Korea’s deployment of troops to Ukraine, marking a "
        "rare direct engagement on the nuclear issue."
    )
    first = draft.cite(3, "Apart from", "war with Ukraine.")
    faults = found(draft, draft.enter("Oct 2024", "2024-10-01", "2024-10-31", "month", text, first))
    assert broken(faults, 4, "“Oct 2024” only as a limit", "since")


@pytest.mark.parametrize(
    "text",
    [
        "The visit was the first since the October 2024 nuclear‑officials meeting.",
        (
            "The foreign ministers met in New York in September 2025, the only contact since the October 2024 "
            "nuclear‑officials meeting."
        ),
    ],
)
def test_the_meeting_that_never_was_used_again_as_a_limit(draft: Draft, text: str) -> None:
    first = draft.cite(3, "Apart from", "war with Ukraine.")
    ministers = draft.cite(3, "The foreign ministers", "General Assembly.")
    assert broken(found(draft, draft.tell(text, first, ministers)), 2, "“October 2024” is only a limit")


TRAVEL = (
    "South Korea’s nuclear‑issue official travels to Moscow to meet Oleg Burmistrov and other Russian "
    "officials, focusing on North Korea’s nuclear program, regional security, and seeking a constructive "
    "Russian role in restarting Korean‑Peninsula dialogue and contributing to Ukraine peace efforts."
)


def travel(draft: Draft) -> list[Fault]:
    official = draft.cite(3, "A South Korean official", "said on Sunday.")
    met = draft.cite(3, "The Foreign Ministry official", "to the sources.")
    return found(draft, draft.enter("Dec 20, 2025", "2025-12-20", "2025-12-20", "day", TRAVEL, official, met))


def test_a_day_for_what_took_place_recently(draft: Draft) -> None:
    assert broken(travel(draft), 4, "“Dec 20, 2025” is more precise", "by Dec 21, 2025")


def test_a_journey_told_flatly_that_moscow_denied(draft: Draft) -> None:
    assert broken(travel(draft), 5, "denies this", "disputed", "both sides")


def troops(draft: Draft, text: str) -> list[Fault]:
    evidence = draft.cite(1, "They soured further", "war with Ukraine.")
    return found(draft, draft.enter("2024", "2024-01-01", "2024-12-31", "year", text, evidence))


def test_a_year_where_the_evidence_has_the_month_is_a_notice(draft: Draft) -> None:
    text = "North Korea sent troops to Russia in 2024 to fight in the war with Ukraine."
    faults = troops(draft, text)
    assert [fault.message for fault in faults if fault.promise == 4] == ["the evidence is more precise: “Oct 2024”"]
    assert all(fault.is_notice for fault in faults)


@pytest.mark.parametrize(
    "text",
    [
        (
            "North Korea deploys troops to Ukraine in support of Russia, prompting a deterioration in South "
            "Korea‑Russia relations and raising concerns over Moscow‑Pyongyang military cooperation."
        ),
        "North Korea sent troops to Ukraine to fight in the war.",
    ],
)
def test_troops_sent_to_ukraine_where_the_evidence_says_russia(draft: Draft, text: str) -> None:
    assert broken(troops(draft, text), 2, "“to Russia”, not “to Ukraine”")


def test_three_lists_joined_and_not_sorted(draft: Draft) -> None:
    draft.timeline.insert(0, draft.timeline.pop())
    faults = found(draft)
    assert broken(faults, 5, "out of order", "Jan 15, 2026")


def test_one_ceremony_told_twice(draft: Draft) -> None:
    day = "Jan 15, 2026", "2026-01-15", "2026-01-15", "day"
    ceremony = draft.cite(1, "Putin was speaking", "ambassador to Russia.")
    goodwill = draft.cite(1, "“Unfortunately", "Republic of Korea.")
    restored = draft.cite(1, "Russian President", "had been wasted.")
    draft.timeline[:] = [event for event in draft.timeline if "Jan 15" not in str(event["date"])]
    putin = (
        "President Vladimir Putin, at a credentials ceremony in Moscow, tells new ambassadors, including "
        "South Korea’s Lee Sok‑bae, that “goodwill has been squandered” and urges a pragmatic reset of ties, "
        "emphasizing trade and business gains from past cooperation and signaling a desire to restore South "
        "Korea‑Russia relations."
    )
    lee = (
        "Lee Sok‑bae, South Korea’s top envoy to Russia, attends the credentials ceremony, underscoring "
        "ongoing diplomatic engagement and the potential for renewed bilateral cooperation following Putin’s "
        "overtures."
    )
    draft.enter(*day, putin, restored, ceremony, goodwill)
    faults = found(draft, draft.enter(*day, lee, ceremony))
    assert broken(faults, 5, "tells the same event as entry", "merge them")


def test_every_section_cites_one_source(draft: Draft) -> None:
    evidence = draft.cite(1, "Ties between Seoul", "countries.")
    for number, section in enumerate(draft.sections):
        section["sentences"] = [draft.statement(str(evidence["quote"]), evidence) for _ in draft.sentences(number)]
    notices = [fault for fault in found(draft) if fault.is_notice]
    assert sum("rests on one source alone, article 1" in fault.message for fault in notices) == len(draft.sections)
    assert any("every section cites article 1 only: 3 other articles are unused" in f.message for f in notices)


def test_matching_sees_through_the_typography_of_the_page(draft: Draft) -> None:
    text = (
        "\u201cUnfortunately, much goodwill has been squandered,\u201d Putin said of the Republic\u202fof\u202fKorea."
    )
    goodwill = draft.cite(1, "“Unfortunately", "Republic of Korea.")
    sok_bae = draft.cite(1, "Among them", "to Russia.")
    where = draft.tell(text.replace("-", "\u2011"), goodwill)
    assert [str(fault) for fault in found(draft, where)] == []
    where = draft.tell("Among them was Lee Sok-bae, Seoul\u2019s ambassador.", sok_bae)
    assert [str(fault) for fault in found(draft, where)] == []

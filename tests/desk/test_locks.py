"""Locks: the history names what was locked, and restoring tells which locks come and go before it does."""

import pytest

from pipeline.desk.desk import Desk
from pipeline.domain.digest import Digest
from tests.desk.newsroom import PAGE, STORY, Visitor, current, run

NO_LONGER = "//section[h2='No longer locked']//li"
AGAIN = "//section[h2='Locked again']//li"


def press(kim: Visitor, does: str, key: str) -> None:
    kim.get(PAGE).send("/change", does, id=key)
    assert kim.status == 200


def locked(digest: Digest) -> list[str]:
    return [one.id for one in (*digest.sections, *digest.timeline) if one.locked]


def names(desk: Desk) -> tuple[str, str]:
    digest = current(desk)
    return (
        f"section: {digest.sections[0].heading}",
        f"event: {digest.timeline[0].date.label}: {digest.timeline[0].text}",
    )


def test_the_history_names_what_was_locked_and_unlocked(kim: Visitor, desk: Desk) -> None:
    section, event = names(desk)
    press(kim, "lock", "s1")
    press(kim, "lock", "t1")
    press(kim, "unlock", "s1")
    told = [(entry.reason, entry.changes) for entry in run(desk.store.revisions.history(STORY))[2:]]
    assert told == [
        ("locked a section", (section.replace(":", " locked:", 1),)),
        ("locked an event", (event.replace(":", " locked:", 1),)),
        ("unlocked a section", (section.replace(":", " unlocked:", 1),)),
    ]


def test_restoring_tells_which_locks_come_and_go_and_then_does_it(kim: Visitor, desk: Desk) -> None:
    section, event = names(desk)
    press(kim, "lock", "t1")
    press(kim, "unlock", "t1")
    press(kim, "lock", "s1")
    kim.get(f"{PAGE}/history").send("/restore", to="3")
    assert (kim.status, current(desk).revision) == (200, 5)
    assert (kim.texts(NO_LONGER), kim.texts(AGAIN)) == ([section], [event])
    kim.send("/restore")
    assert (kim.status, current(desk).revision, locked(current(desk))) == (200, 6, ["t1"])
    restored = run(desk.store.revisions.history(STORY))[-1]
    assert restored.changes == (event.replace(":", " locked:", 1), section.replace(":", " unlocked:", 1))


def test_what_was_confirmed_for_other_locks_is_asked_again(kim: Visitor, lee: Visitor, desk: Desk) -> None:
    section, event = names(desk)
    press(kim, "lock", "s1")
    kim.get(f"{PAGE}/history").send("/restore", to="2")
    press(lee, "lock", "t1")
    kim.send("/restore")
    assert (kim.status, current(desk).revision) == (409, 4)
    kim.send("/restore")
    assert (kim.status, kim.texts(NO_LONGER), current(desk).revision) == (200, [section, event], 4)
    kim.send("/restore")
    assert locked(current(desk)) == []


@pytest.mark.parametrize("confirmed", ["", "2", "4"])
def test_a_form_that_confirms_another_revision_confirms_nothing(kim: Visitor, desk: Desk, confirmed: str) -> None:
    press(kim, "lock", "s1")
    kim.get(f"{PAGE}/history").send("/restore", to="2", confirmed=confirmed)
    assert (kim.status, current(desk).revision) == (200, 3)

"""What is kept of each story until the report is written."""

import json
from itertools import islice
from pathlib import Path

import pytest

from pipeline.batch.outcome import Fault, Status
from pipeline.batch.report.spool import MOST_IN_A_GROUP, WARNED, WITHHELD, Spool
from pipeline.batch.report.story import LONGEST_LINE, MOST_LINES, RAW_CHARACTERS, story_report
from pipeline.errors import OutputError
from tests.batch.outcomes import made, set_aside, updated
from tests.batch.test_aside import no_file_larger_than
from tests.cli.command import listing
from tests.render.hostile import ATTACKS


def test_stories_are_read_back_in_the_order_in_which_they_ended(tmp_path: Path) -> None:
    stories = [made("one"), set_aside("two"), updated("three", "section added: Ferries"), *map(made, "456")]
    with Spool(tmp_path) as spool:
        for story in stories:
            spool.add(story_report(story))
        assert [json.loads(line)["id"] for line in spool.lines()] == [story.story_id for story in stories]
        assert [story.id for story in spool.stories()] == [story.story_id for story in stories]


def test_lines_longer_than_a_block_are_read_whole(tmp_path: Path) -> None:
    long = story_report(made(warnings=("w" * LONGEST_LINE,) * MOST_LINES))
    with Spool(tmp_path) as spool:
        for _ in range(3):
            spool.add(long)
        assert [line.decode() for line in spool.lines()] == [long.model_dump_json()] * 3


def test_each_group_has_its_stories_and_shows_no_more_than_a_page_bears(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        spool.add(story_report(set_aside("refused")))
        spool.add(story_report(set_aside("cut-off", Fault.CUT_OFF)))
        spool.add(story_report(made("both", warnings=("w",), withheld=("s",))))
        held = made("held", warnings=("an editor has it",)).model_copy(update={"status": Status.HELD})
        spool.add(story_report(held))
        for number in range(MOST_IN_A_GROUP):
            spool.add(story_report(made(f"dateless-{number}", warnings=("tells no date",))))
        groups = {group: [story.id for story in spool.group(group)] for group in (*Fault, WITHHELD, Status.HELD)}
        assert {group: ids for group, ids in groups.items() if ids} == {
            Fault.REFUSED: ["refused"],
            Fault.CUT_OFF: ["cut-off"],
            WITHHELD: ["both"],
            Status.HELD: ["held"],
        }
        assert spool.count(WARNED) == MOST_IN_A_GROUP + 1
        assert len(list(spool.group(WARNED))) == MOST_IN_A_GROUP


def test_reading_several_groups_at_once_mixes_nothing_up(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        for number in range(100):
            spool.add(story_report(made(f"s-{number}", warnings=("w",), withheld=("s",))))
        pairs = zip(spool.group(WARNED), spool.lines(), spool.group(WITHHELD), strict=True)
        assert all(one.id == json.loads(line)["id"] == other.id for one, line, other in islice(pairs, 100))


def test_nothing_of_it_can_be_seen_in_the_folder_so_nothing_stays_of_a_killed_run(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        spool.add(story_report(made()))
        assert listing(tmp_path) == []


def test_a_disk_that_refuses_is_told_and_what_was_kept_before_stays_readable(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        spool.add(story_report(made("before")))
        with no_file_larger_than(600), pytest.raises(OutputError, match="the report cannot be kept"):
            spool.add(story_report(set_aside("large", raw="r" * 2_000)))
        spool.add(story_report(made("after")))
        assert [json.loads(line)["id"] for line in spool.lines()] == ["before", "after"]
        assert spool.count(Fault.REFUSED) == 0


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="absent"):
        Spool(tmp_path / "absent")


def test_what_is_kept_of_one_story_is_bounded() -> None:
    lines = ("x" * 1_000_000,) * 5_000
    enormous = made(warnings=lines, withheld=lines)
    assert len(story_report(enormous).model_dump_json()) < 2.1 * LONGEST_LINE * MOST_LINES
    assert story_report(enormous).warnings[-1] == f"… and {5_000 - MOST_LINES} more"
    refused = story_report(set_aside(error="e" * 1_000_000, raw="r\n" * 1_000_000))
    assert len(refused.model_dump_json()) < 3 * RAW_CHARACTERS


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_terminal_or_a_browser_would_obey_is_not_kept(attack: str) -> None:
    outcome = set_aside(attack, error=attack, raw=attack).model_copy(update={"warnings": (attack,)})
    kept = json.loads(story_report(outcome).model_dump_json())
    texts = [kept["id"], *kept["warnings"], kept["quarantine"]["error"], kept["quarantine"]["raw"].replace("\n", "")]
    assert not any(character in text for text in texts for character in "\x1b\x07\x00\x7f\u202e\u2066\u2028\n")


def test_only_a_story_that_has_a_digest_has_a_link_to_it() -> None:
    assert story_report(made("ferries")).digest == "ferries/digest.html"
    assert story_report(set_aside("tunnel")).digest is None
    assert story_report(made("../../etc")).digest is None


def test_the_keys_of_requests_are_nobody_elses_business() -> None:
    assert "keys" not in story_report(set_aside()).model_dump_json()

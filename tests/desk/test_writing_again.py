"""Several editors have parts written again at once: what each of them asked for is written."""

from pathlib import Path

from tests.desk.newsroom import PAGE, STORY, SlowWriters, Visitor, candidates_written, run, sample_desk, write_again

JOBS = "//div[starts-with(@class, 'job')]"


def test_what_two_editors_ask_of_the_same_part_is_written_for_both(tmp_path: Path) -> None:
    writers = SlowWriters()
    with sample_desk(tmp_path, writers=writers) as desk, Visitor(desk).opened() as editor:
        wanted = [("Kim", "Shorter"), ("Lee", "Begin with the embassy"), ("Lee", "")]
        for name, note in wanted:
            editor.client.cookies.set("storydigest_name", name)
            write_again(editor, note)
        assert [told.partition(":")[0] for told in editor.texts(JOBS)] == [
            "builtin is writing for Kim Shorter",
            "builtin is writing for Lee Begin with the embassy",
            "builtin is writing for Lee",
        ]
        writers.released.set()
        candidates_written(editor)
        found = run(desk.store.candidates.of(STORY))
        assert sorted((one.author, one.note) for one in found) == sorted(wanted)
        assert len(editor.get(PAGE).elements("//article[@class='candidate']")) == len(wanted)


def test_the_same_asked_twice_is_written_once(tmp_path: Path) -> None:
    writers = SlowWriters()
    with sample_desk(tmp_path, writers=writers) as desk, Visitor(desk, "Kim").opened() as kim:
        for _ in range(2):
            write_again(kim, "Shorter")
        assert len(kim.elements(JOBS)) == 1
        writers.released.set()
        candidates_written(kim)
        assert len(run(desk.store.candidates.of(STORY))) == 1


def test_what_is_asked_of_a_later_revision_is_not_what_is_being_written(tmp_path: Path) -> None:
    writers = SlowWriters()
    with sample_desk(tmp_path, writers=writers) as desk, Visitor(desk, "Kim").opened() as kim:
        write_again(kim, "Shorter")
        kim.get(f"{PAGE}?edit=a3").send("/change", "edit-sentence", text="He urged both to return to an approach.")
        write_again(kim, "Shorter")
        writers.released.set()
        candidates_written(kim)
        assert sorted(one.base_revision for one in run(desk.store.candidates.of(STORY))) == [2, 3]


def test_what_a_note_may_say_is_shown_by_an_example_that_fits_any_story(kim: Visitor) -> None:
    examples = set(kim.get(PAGE).values("//textarea[@name='note']/@placeholder"))
    assert examples == {"Shorter; begin with what is new; leave out …"}

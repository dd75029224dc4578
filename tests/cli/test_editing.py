"""`storydigest regenerate` and `storydigest candidates`, on a folder and on a store, by builtin and by a model."""

import asyncio
import json
from pathlib import Path

import pytest

from pipeline.checks.promises import check_revision
from pipeline.domain.digest import Origin, Revision
from pipeline.editing import FolderDigests, edit_headline, edit_sentence, lock, move_sentence
from pipeline.folder import read_revision, write_revision
from pipeline.store import Store, sqlite_url
from tests.cli.command import Run
from tests.editing.model import LATER
from tests.stages.newsroom import MAYOR, STORY_ID, ScriptedModel, worded, written_by, written_by_builtin

NOW = ("--now", "2026-03-21T09:00:00Z", "--author", "Ada")
BUILTIN = ("--model", "builtin", *NOW)
ANEW = {MAYOR: "Mayor Ines Roth called the closure the hardest decision of her term."}


@pytest.fixture(scope="module")
def first() -> Revision:
    with ScriptedModel() as model:
        return written_by(model)


@pytest.fixture
def folder(first: Revision, tmp_path: Path) -> Path:
    return write_revision(first, tmp_path / "digests")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def append(folder: Path, made: Revision) -> None:
    asyncio.run(FolderDigests(folder).append(made, author="Ben", reason="by hand"))


def a_candidate(storydigest: Run, folder: Path, *arguments: str) -> str:
    """The id of a candidate that is kept."""
    ran = storydigest("regenerate", folder, *arguments, *BUILTIN)
    assert ran.code == 0, ran.err
    return ran.err.rsplit(maxsplit=1)[-1]


def test_a_section_by_a_model_waits_and_is_accepted(storydigest: Run, folder: Path, first: Revision) -> None:
    with ScriptedModel(section=lambda asked: worded(asked, ANEW)) as model:
        ran = storydigest(
            "regenerate", folder, "--section", "1", "--note", "Name the mayor.", "--model", "small-model", *NOW,
            OPENAI_BASE_URL=model.url, OPENAI_API_KEY="none",
        )  # fmt: skip
    assert ran.code == 0
    assert {asked.stage for asked in model.requests} == {"section", "verify"}
    assert "the rules allow: Name the mayor." in model.of("section")[0].prompt
    assert "{+Mayor Ines Roth called +}the {+closure the +}hardest decision" in ran.out
    assert "[-" in ran.out
    assert read_revision(folder) == first
    command = ran.err.splitlines()[-1].split(": ")[-1]
    accepted = storydigest(*command.removeprefix("storydigest ").split(), *NOW)
    assert (accepted.code, accepted.out) == (0, "")
    made = read_revision(folder)
    assert made.digest.revision == 2
    assert ANEW[MAYOR] in [sentence.text for sentence in made.digest.sections[0].sentences]
    assert made.digest.sections[1:] == first.digest.sections[1:]
    entry = asyncio.run(FolderDigests(folder).history(STORY_ID))[-1]
    assert (entry.author, entry.model) == ("Ada", "small-model")
    assert set(entry.prompts) == {"section", "verify"}
    assert entry.reason.endswith("Name the mayor.")
    assert entry.changes == (f"section changed: {first.digest.sections[0].heading}",)


@pytest.mark.parametrize("option", ["--note", "--correction"])
def test_a_note_that_is_no_text_is_refused_and_nothing_is_written(storydigest: Run, folder: Path, option: str) -> None:
    before = contents(folder)
    ran = storydigest("regenerate", folder, "--section", "1", "--accept", option, "caf\udce9", *BUILTIN)
    assert ran.code == 1
    assert "note holds bytes that are no text" in ran.err
    assert read_revision(folder).digest.revision == 1
    assert {name: held for name, held in contents(folder).items() if "candidates/" not in name} == before


def test_what_was_withheld_is_shown(storydigest: Run, folder: Path) -> None:
    wrong = {MAYOR: "Mayor Ines Roth resigned in 1997."}
    with ScriptedModel(section=lambda asked: worded(asked, wrong)) as model:
        ran = storydigest(
            "regenerate", folder, "--section", "1", "--model", "small-model", "--dry-run", *NOW,
            OPENAI_BASE_URL=model.url, OPENAI_API_KEY="none",
        )  # fmt: skip
    assert "withheld: “Mayor Ines Roth resigned in 1997.”: " in ran.out
    assert "1997" in ran.out


def test_a_dry_run_keeps_nothing(storydigest: Run, folder: Path) -> None:
    before = contents(folder)
    ran = storydigest("regenerate", folder, "--headline", "--dry-run", *BUILTIN)
    assert (ran.code, contents(folder)) == (0, before)
    assert "[- to visitors from 1 May-]" in ran.out


def test_accepting_at_once_makes_a_revision_even_where_the_words_are_the_same(storydigest: Run, tmp_path: Path) -> None:
    folder = write_revision(written_by_builtin(), tmp_path)
    for number in (2, 3):
        ran = storydigest("regenerate", folder, "--timeline", "--accept", *BUILTIN)
        assert ran.code == 0
        assert read_revision(folder).digest.revision == number
    assert "the words come out the same" in ran.out
    assert {path.name for path in (folder / "revisions").iterdir()} == {"1", "2"}
    assert storydigest("check", folder).code == 0


@pytest.mark.parametrize("part", [("--section", "1"), ("--section", "3"), ("--headline",), ("--timeline",)])
def test_no_other_part_changes_a_byte(storydigest: Run, folder: Path, part: tuple[str, ...]) -> None:
    before = json.loads((folder / "digest.json").read_text())
    assert storydigest("regenerate", folder / "digest.json", *part, "--accept", *BUILTIN).code == 0
    after = json.loads((folder / "digest.json").read_text())
    touched = {"revision", "updated", "coverage", "withheld", "provenance"}
    if part[0] == "--section":
        place = int(part[1]) - 1
        del before["sections"][place], after["sections"][place]
    else:
        touched |= {"headline", "headline_origin"} if part[0] == "--headline" else {"timeline"}
    for name in before.keys() - touched:
        assert json.dumps(before[name]) == json.dumps(after[name]), name
    assert not [fault for fault in check_revision(read_revision(folder)) if not fault.is_notice]


def test_candidates_wait_side_by_side_and_are_listed(storydigest: Run, folder: Path) -> None:
    one = a_candidate(storydigest, folder, "--headline", "--note", "Shorter.")
    other = a_candidate(storydigest, folder, "--headline", "--note", "Longer.")
    rejected = storydigest("candidates", folder, "--reject", one, *NOW)
    assert (rejected.code, rejected.out) == (0, "")
    ran = storydigest("candidates", folder, *NOW)
    assert ran.code == 0
    (first_line,) = [line for line in ran.out.splitlines() if line.startswith(one)]
    assert "rejected by Ada" in first_line
    assert "Shorter." in first_line
    (second_line,) = [line for line in ran.out.splitlines() if line.startswith(other)]
    assert "waiting" in second_line
    assert ran.out.count("[- to visitors from 1 May-]") == 1
    again = storydigest("candidates", folder, "--reject", one, *NOW)
    assert "was rejected by Ada already" in again.complaint


def test_a_candidate_for_what_changed_is_refused_and_redone_on_top(
    storydigest: Run, folder: Path, first: Revision
) -> None:
    one = a_candidate(storydigest, folder, "--section", "1", "--note", "Shorter.")
    append(folder, move_sentence(first, first.digest.sections[0].sentences[0].id, 1, LATER))
    refused = storydigest("candidates", folder, "--accept", one, *NOW)
    assert refused.code == 1
    assert f"section:{first.digest.sections[0].id} was changed; have it redone on top" in refused.complaint
    redone = a_candidate(storydigest, folder, "--redo", one)
    assert redone != one
    listed = storydigest("candidates", folder, *NOW).out
    assert f"{one} rejected by Ada" in listed
    assert "Shorter." in next(line for line in listed.splitlines() if line.startswith(redone))
    assert storydigest("candidates", folder, "--accept", redone, *NOW).code == 0
    assert read_revision(folder).digest.revision == 3


def test_a_locked_section_is_refused(storydigest: Run, folder: Path, first: Revision) -> None:
    append(folder, lock(first, first.digest.sections[1].id, LATER))
    ran = storydigest("regenerate", folder, "--section", "2", *BUILTIN)
    assert ran.code == 1
    assert "is locked; unlock it first" in ran.complaint


def test_a_correction_is_told_to_readers(storydigest: Run, folder: Path) -> None:
    note = "An earlier headline named <no> pier."
    assert storydigest("regenerate", folder, "--headline", "--accept", "--correction", note, *BUILTIN).code == 0
    (correction,) = read_revision(folder).digest.corrections
    assert (correction.text, correction.revision) == (note, 2)
    page = (folder / "digest.html").read_text()
    assert "An earlier headline named &lt;no&gt; pier." in page
    assert "CorrectionComment" in page
    assert "21 March 2026" in page.split('id="corrections"')[1]


def test_a_story_in_a_store(storydigest: Run, tmp_path: Path, first: Revision) -> None:
    url = sqlite_url(tmp_path)
    with Store(url) as store:
        asyncio.run(store.revisions.append(first, author="small-model", reason="batch"))
    ran = storydigest("regenerate", STORY_ID, "--store", url, "--section", first.digest.sections[2].id, *BUILTIN)
    assert ran.code == 0
    candidate = ran.err.rsplit(maxsplit=1)[-1]
    assert f"--store {url} --accept" in ran.err
    assert storydigest("candidates", STORY_ID, "--store", url, "--accept", candidate, *NOW).code == 0
    with Store(url) as store:
        made = asyncio.run(store.revisions.current(STORY_ID))
        history = asyncio.run(store.revisions.history(STORY_ID))
    assert made is not None
    assert made.digest.sections[:2] == first.digest.sections[:2]
    assert made.digest.sections[2].sentences[0].origin is Origin.EXTRACTED
    assert [(entry.author, entry.model) for entry in history] == [("small-model", ""), ("Ada", "builtin")]


def test_a_folder_of_a_batch_is_told_to_have_a_store(storydigest: Run, folder: Path) -> None:
    Store(sqlite_url(folder.parent)).close()
    for path in (folder, folder / "digest.json"):
        ran = storydigest("candidates", path, *NOW)
        assert ran.code == 0
        assert "note: the next batch takes this over; --store sqlite:///" in ran.err


def test_a_store_that_is_not_there_is_not_made(storydigest: Run, tmp_path: Path) -> None:
    ran = storydigest("candidates", "a-story", "--store", f"sqlite:///{tmp_path}/missing.sqlite3", *NOW)
    assert (ran.code, list(tmp_path.iterdir())) == (1, [])
    assert "there is no store" in ran.complaint


def test_a_story_that_the_store_does_not_have_is_named(storydigest: Run, tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    Store(url).close()
    assert (
        "a-story: the store has no digest of this story"
        in storydigest("candidates", "a-story", "--store", url, *NOW).complaint
    )


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "say what is to be written again"),
        (("--section", "1", "--headline"), "say what is to be written again"),
        (("--headline", "--accept", "--dry-run"), "--accept keeps what --dry-run does not"),
        (("--headline", "--correction", "x"), "--correction goes with --accept"),
        (("--headline", "--author", " "), "--author needs a name"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(
    storydigest: Run, folder: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    ran = storydigest("regenerate", folder, *BUILTIN, *arguments)
    assert ran.code == 2
    assert complaint in ran.complaint


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--section", "9"), "no section 9"),
        (("--section", "0"), "no section 0"),
        (("--redo", "c1"), "no candidate 'c1'"),
    ],
)
def test_what_is_not_there_is_named(storydigest: Run, folder: Path, arguments: tuple[str, ...], complaint: str) -> None:
    ran = storydigest("regenerate", folder, *BUILTIN, *arguments)
    assert ran.code == 1
    assert complaint in ran.complaint


def test_a_folder_without_a_digest_is_named(storydigest: Run, tmp_path: Path) -> None:
    ran = storydigest("regenerate", tmp_path / "nothing", "--headline", *BUILTIN)
    assert (ran.code, "not found" in ran.complaint) == (1, True)


def test_what_a_terminal_would_obey_is_not_printed(storydigest: Run, folder: Path, first: Revision) -> None:
    told = first.digest.sections[0].sentences[0]
    spoilt = edit_sentence(first, told.id, told.text, LATER)
    evil = told.model_copy(update={"text": f"\x1b[2J\u202e{told.text}\x9b5n"})
    section = spoilt.digest.sections[0].model_copy(
        update={"sentences": (evil, *spoilt.digest.sections[0].sentences[1:])}
    )
    digest = spoilt.digest.model_copy(update={"sections": (section, *spoilt.digest.sections[1:])})
    append(folder, spoilt.model_copy(update={"digest": digest}))
    ran = storydigest("regenerate", folder, "--section", "1", "--note", "\x1b]0;x\x07", *BUILTIN)
    assert ran.code == 0
    assert not {"\x1b", "\u202e", "\x9b", "\x07"} & set(ran.out + ran.err)
    listed = storydigest("candidates", folder, *NOW)
    assert not {"\x1b", "\u202e", "\x9b", "\x07"} & set(listed.out + listed.err)


def test_build_refuses_what_an_editor_changed(storydigest: Run, tmp_path: Path, folder: Path, first: Revision) -> None:
    append(folder, edit_headline(first, "Old Pier", LATER))
    (tmp_path / "page.html").write_text("<html><body><p>Nothing.</p></body></html>")
    ran = storydigest("build", tmp_path / "page.html", "--id", STORY_ID, "--out", folder.parent, "--model", "builtin")
    assert ran.code == 1
    assert "--force builds over them" in ran.err

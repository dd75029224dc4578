"""A digest's folder: written whole or not at all, kept revisions, stable bytes, and reading back what was written."""

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.domain.digest import Revision
from pipeline.errors import Conflict, DigestError, OutputError
from pipeline.folder import export, read_previous, read_revision, standing_mark, sweep, write_revision
from tests.checks.built import CONTACTS, build

FILES = {"digest.json", "articles.json", "facts.json", "digest.md", "digest.html"}


@pytest.fixture(scope="module")
def revision(tmp_path_factory: pytest.TempPathFactory) -> Revision:
    return read_revision(build(tmp_path_factory.mktemp("digests"), CONTACTS) / CONTACTS)


def later(revision: Revision, number: int) -> Revision:
    digest = revision.digest.model_copy(update={"revision": number, "headline": f"Headline {number}"})
    return revision.model_copy(update={"digest": digest})


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_what_is_written_is_read_back_equal(revision: Revision, tmp_path: Path) -> None:
    folder = write_revision(revision, tmp_path / "deep" / "out")
    assert folder == tmp_path / "deep" / "out" / CONTACTS
    assert read_revision(folder) == revision
    assert read_revision(folder / "digest.json") == revision
    assert set(contents(folder)) == FILES


def test_a_later_revision_that_somebody_else_wrote_meanwhile_is_left_to_stand(
    revision: Revision, tmp_path: Path
) -> None:
    folder = write_revision(later(revision, 2), tmp_path)
    before = contents(folder)
    with pytest.raises(Conflict, match="revision 2"):
        export(later(revision, 1), tmp_path)
    assert contents(folder) == before
    assert export(later(revision, 2), tmp_path) == standing_mark(folder)


def test_the_same_revision_gives_the_same_bytes(revision: Revision, tmp_path: Path) -> None:
    one = contents(write_revision(revision, tmp_path / "one"))
    assert contents(write_revision(revision, tmp_path / "other")) == one
    assert all(content.endswith(b"\n") and b"\r" not in content for content in one.values())


def test_nothing_is_left_lying_about(revision: Revision, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        write_revision(later(revision, number), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [CONTACTS]
    inside = {path.name for path in (tmp_path / CONTACTS).iterdir()}
    assert inside == FILES | {"revisions"}


def test_earlier_revisions_are_kept_as_they_were(revision: Revision, tmp_path: Path) -> None:
    folder = write_revision(later(revision, 1), tmp_path)
    first = contents(folder)
    write_revision(later(revision, 2), tmp_path)
    write_revision(later(revision, 3), tmp_path)
    assert contents(folder / "revisions" / "1") == first
    assert read_revision(folder / "revisions" / "2") == later(revision, 2)
    assert read_revision(folder) == later(revision, 3)


def test_a_kept_revision_is_never_written_again(revision: Revision, tmp_path: Path) -> None:
    folder = write_revision(later(revision, 1), tmp_path)
    first = contents(folder)
    write_revision(later(revision, 2), tmp_path)
    second = contents(folder)
    for overtaken in (1, 2):
        with pytest.raises(DigestError, match="somebody else wrote revision 2 meanwhile"):
            write_revision(later(revision, overtaken), tmp_path)
    assert contents(folder) == second
    write_revision(later(revision, 3), tmp_path)
    assert contents(folder / "revisions" / "1") == first


@pytest.mark.parametrize(("mask", "folder_mode", "file_mode"), [(0o022, 0o755, 0o644), (0o077, 0o700, 0o600)])
def test_files_are_as_readable_as_the_user_has_it(
    revision: Revision, tmp_path: Path, mask: int, folder_mode: int, file_mode: int
) -> None:
    before = os.umask(mask)
    try:
        folder = write_revision(later(revision, 1), tmp_path)
        write_revision(later(revision, 2), tmp_path)
    finally:
        os.umask(before)
    paths = [folder, *folder.rglob("*")]
    for path in paths:
        expected = folder_mode if path.is_dir() else file_mode
        assert stat.S_IMODE(path.stat().st_mode) == expected, path


def test_a_file_in_place_of_the_folder_is_named_and_kept(revision: Revision, tmp_path: Path) -> None:
    (tmp_path / CONTACTS).write_text("mine")
    with pytest.raises(DigestError, match="the digest cannot be written"):
        write_revision(revision, tmp_path)
    assert (tmp_path / CONTACTS).read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == [CONTACTS]


def test_a_file_in_place_of_the_output_folder_is_named(revision: Revision, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(DigestError, match="nothing was changed"):
        write_revision(revision, tmp_path / "out")


def test_where_one_file_cannot_be_put_in_place_the_others_are_taken_back(revision: Revision, tmp_path: Path) -> None:
    folder = write_revision(later(revision, 1), tmp_path)
    (folder / "digest.html").unlink()
    (folder / "digest.html").mkdir()  # no file can be renamed over it
    (folder / "digest.html" / "mine").touch()
    before = contents(folder)
    with pytest.raises(DigestError, match="nothing was changed"):
        write_revision(later(revision, 2), tmp_path)
    assert {name: content for name, content in contents(folder).items() if "revisions" not in name} == before
    assert read_revision(folder) == later(revision, 1)


class Killed(BaseException):
    """The process ends here."""


def nothing_is_taken_away(_folder: Path, *, ignore_errors: bool = False) -> None:
    """Whoever is killed cleans nothing up."""


@pytest.mark.parametrize("renames", range(1, 9))
def test_what_a_build_had_begun_to_put_in_place_when_it_was_killed_is_taken_back(
    revision: Revision, tmp_path: Path, renames: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_revision(later(revision, 1), tmp_path)
    standing = contents(folder)
    replace, left = Path.replace, renames

    def until_killed(path: Path, target: Path) -> Path:
        nonlocal left
        left -= 1
        if not left:
            raise Killed
        return replace(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", until_killed)
        patched.setattr(shutil, "rmtree", nothing_is_taken_away)
        with suppress(Killed):
            write_revision(later(revision, 2), tmp_path)
    sweep(tmp_path)
    found = contents(folder)
    if renames <= len(FILES):
        assert {name: found[name] for name in standing} == standing
        write_revision(later(revision, 2), tmp_path)
    assert read_revision(folder) == later(revision, 2)
    assert read_revision(folder / "revisions" / "1") == later(revision, 1)
    assert [path.name for path in tmp_path.iterdir()] == [CONTACTS]


def test_a_digest_that_cannot_be_read_is_not_written_over(revision: Revision, tmp_path: Path) -> None:
    folder = write_revision(revision, tmp_path)
    (folder / "digest.json").write_text("{}")
    before = contents(folder)
    with pytest.raises(DigestError, match=r"digest\.json: is not of a digest's shape"):
        write_revision(later(revision, 2), tmp_path)
    assert contents(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == [CONTACTS]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written_is_left_as_it_was(revision: Revision, tmp_path: Path) -> None:
    folder = write_revision(later(revision, 1), tmp_path)
    before = contents(folder)
    folder.chmod(0o555)
    try:
        with pytest.raises(DigestError, match="cannot be written"):
            write_revision(later(revision, 2), tmp_path)
    finally:
        folder.chmod(0o755)
    assert contents(folder) == before


def test_a_full_disk_leaves_what_stood_there(revision: Revision, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="limits on the size of files are a matter of Unix")
    signal = pytest.importorskip("signal")
    folder = write_revision(later(revision, 1), tmp_path)
    before = contents(folder)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))  # every write past 4 kB fails, as on a full disk
    try:
        with pytest.raises(DigestError, match="cannot be written"):
            write_revision(later(revision, 2), tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert contents(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == [CONTACTS]


@pytest.mark.parametrize("name", [CONTACTS, f"{CONTACTS}/revisions"])
def test_no_link_leads_a_digest_out_of_the_output_folder(revision: Revision, tmp_path: Path, name: str) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (out / name).parent.mkdir(parents=True)
    (out / name).symlink_to(elsewhere)
    with pytest.raises(DigestError, match="is a link"):
        write_revision(revision, out)
    assert not contents(elsewhere)


def test_what_is_in_the_way_of_one_digest_is_told_apart_from_a_disk_that_refuses_all(
    revision: Revision, tmp_path: Path
) -> None:
    (tmp_path / CONTACTS).write_text("mine")
    with pytest.raises(DigestError) as caught:
        write_revision(revision, tmp_path)
    assert not isinstance(caught.value, OutputError)
    with pytest.raises(OutputError):
        write_revision(revision, tmp_path / CONTACTS)


def test_a_pipe_in_place_of_a_digest_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "digest.json")
    with pytest.raises(DigestError, match="is not a file"):
        read_revision(tmp_path)


def test_the_digest_of_another_story_is_not_the_one_before(revision: Revision, tmp_path: Path) -> None:
    assert read_previous(tmp_path, CONTACTS) is None
    write_revision(revision, tmp_path).rename(tmp_path / "another")
    with pytest.raises(DigestError, match="of another story"):
        read_previous(tmp_path, "another")

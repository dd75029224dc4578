"""A store that cannot be opened is refused in one line, which keeps the password to itself."""

from pathlib import Path

import pytest

from pipeline.errors import StoreError, UsageError
from pipeline.store import Store, sqlite_url
from tests.postgresql import Server
from tests.store.disk import small_disk

SECRET = "s3cr3t"  # noqa: S105 -- of nobody


def refusal(url: str, kind: type[StoreError | UsageError] = StoreError) -> str:
    """The line that refuses a store."""
    with pytest.raises(kind) as raised:
        Store(url)
    (line,) = str(raised.value).splitlines()
    return line


@pytest.mark.parametrize(
    "url",
    [
        "",
        "digests.sqlite3",
        "mysql://reader:s3cr3t@localhost/digests",
        "postgresql://reader:s3cr3t@localhost:port/digests",
        "sqlite://",
        "sqlite:///",
        "sqlite://localhost/digests.sqlite3",
        "sqlite:///digests.sqlite3?mode=ro",
        "sqlite:///\udcff.sqlite3",
    ],
)
def test_a_url_of_nothing_that_is_supported_is_wrong_usage(url: str) -> None:
    line = refusal(url, UsageError)
    assert line.startswith("--store: ")
    assert "sqlite" in line
    assert SECRET not in line


def test_a_wrong_password_is_told_but_not_repeated(postgresql: Server) -> None:
    line = refusal(postgresql.url("postgres", password=SECRET))
    assert "password authentication failed" in line
    assert SECRET not in line


def test_a_password_among_the_options_is_not_repeated(postgresql: Server) -> None:
    line = refusal(f"postgresql://127.0.0.1:{postgresql.port}/postgres?user=storydigest&password={SECRET}")
    assert "password authentication failed" in line
    assert SECRET not in line


def test_a_database_that_is_not_there_is_named(postgresql: Server) -> None:
    assert 'database "nowhere" does not exist' in refusal(postgresql.url("nowhere"))


def test_an_option_that_the_driver_does_not_know_is_named(postgresql: Server) -> None:
    assert "colour" in refusal(f"{postgresql.url('postgres')}?colour=red")


def test_an_address_where_no_server_listens_is_told() -> None:
    line = refusal(f"postgresql://reader:{SECRET}@127.0.0.1:1/digests")
    assert "127.0.0.1" in line
    assert "refused" in line
    assert SECRET not in line


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html>" * 1000)
    assert "file is not a database" in refusal(f"sqlite:///{page}")
    assert page.read_text() == "<html>" * 1000


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "unable to open database file" in refusal(sqlite_url(tmp_path / "nowhere"))


def test_a_folder_whose_name_is_not_utf_8_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"'/\S+\\udcff': the name of a folder with a store has to be UTF-8$"):
        sqlite_url(tmp_path / "\udcff")


def test_a_file_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        Store(sqlite_url(disk.folder)).close()
        disk.make_read_only()
        assert "unable to open database file" in refusal(sqlite_url(disk.folder))


@pytest.mark.parametrize("name", ["a?b=c", "50%25", "#1", "two words", "user:word@host", "서울"])
def test_a_store_lies_in_its_folder_whatever_that_is_called(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    Store(sqlite_url(folder)).close()
    assert [path.relative_to(tmp_path) for path in tmp_path.rglob("*.sqlite3")] == [Path(name, "storydigest.sqlite3")]

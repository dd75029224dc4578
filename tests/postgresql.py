"""A PostgreSQL server of the tests' own, which comes and goes with them."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import LiteralString, NamedTuple

import psycopg
from psycopg import sql

PASSWORD = "pass word/of:the@tests"  # noqa: S105 -- of a server that lives as long as the tests
_USER = "storydigest"
_SETTINGS = "-c fsync=off -c full_page_writes=off -c listen_addresses=127.0.0.1 -c max_connections=40"


class Server(NamedTuple):
    """A server that listens on loopback."""

    port: int

    def url(self, database: str, *, password: str = PASSWORD) -> str:
        """The URL of a database as a user writes it."""
        escaped = "".join(f"%{ord(letter):02X}" if not letter.isalnum() else letter for letter in password)
        return f"postgresql://{_USER}:{escaped}@127.0.0.1:{self.port}/{database}"

    @contextmanager
    def database(self, name: str) -> Generator[str]:
        """The URL of a new and empty database, which is dropped in the end, whoever is still connected."""
        self.order("CREATE DATABASE {}", name)
        try:
            yield self.url(name)
        finally:
            self.order("DROP DATABASE {} WITH (FORCE)", name)

    def disconnect(self, database: str) -> int:
        """End every session of a database, as a server does that is restarted. How many there were."""
        with self._connected() as connection:
            ended = connection.execute(
                "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity WHERE datname = %s", (database,)
            )
            return int((ended.fetchone() or (0,))[0])

    def order(self, statement: LiteralString, database: str) -> None:
        """Run a statement on a database as a whole, whose name stands at `{}`."""
        with self._connected() as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(database)))

    def _connected(self) -> psycopg.Connection:
        return psycopg.connect(self.url("postgres"), autocommit=True)


def binaries() -> Path | None:
    """The folder of the server's programs: on the path, or where Debian puts them."""
    on_path = shutil.which("initdb")
    found = [Path(on_path)] if on_path else sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].resolve().parent if found else None


@contextmanager
def running(programs: Path) -> Generator[Server]:
    """A new server on a free port, with its data in a temporary folder. It refuses to run as root: `postgres` does."""
    user = "postgres" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="storydigest-postgresql-") as name:
        folder = Path(name)
        (folder / "password").write_text(PASSWORD)
        if user is not None:
            for path in (folder, folder / "password"):
                shutil.chown(path, user, pwd.getpwnam(user).pw_gid)
        data, port = folder / "data", _free_port()
        signing_in = [f"--username={_USER}", f"--pwfile={folder / 'password'}", "--auth=scram-sha-256"]
        _run([programs / "initdb", "-D", data, *signing_in, "--encoding=UTF8", "--locale=C", "--no-sync"], folder, user)
        settings = f"-p {port} -c unix_socket_directories={folder} {_SETTINGS}"
        control = [programs / "pg_ctl", "-D", data, "--wait", "--silent"]
        _run([*control, "-l", folder / "log", "-o", settings, "start"], folder, user)
        try:
            yield Server(port)
        finally:
            _run([*control, "--mode=immediate", "stop"], folder, user)


def _run(command: Sequence[str | Path], folder: Path, user: str | None) -> None:
    # What a server inherits it keeps open: its output goes to a file, not to a pipe that would never end.
    with (folder / "output").open("a+") as output:
        done = subprocess.run(
            command,
            cwd=folder,
            user=user,
            group=user,
            extra_groups=() if user else None,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            timeout=120,
            check=False,
        )
        if done.returncode:
            output.seek(0)
            log = folder / "log"
            raise RuntimeError(output.read() + (log.read_text() if log.exists() else ""))


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])

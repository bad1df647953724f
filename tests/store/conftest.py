"""The same tests on SQLite and on a PostgreSQL that is started for them, on loopback and in a folder of its own."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the store is not installed: pip install 'readout[store]'")

from readout.codebook import Codebook
from readout.store import Store
from tests.store.records import WRITTEN

_numbers = count()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server; the tests that need it are skipped where there is none."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'readout[postgres]'")
    folder = Path(tempfile.mkdtemp(prefix="readout-postgres-"))
    user = _owner(folder)
    data, port = folder / "data", _port()
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off -c max_connections=40"
    try:
        _run(user, binaries / "initdb", "-D", data, "-A", "trust", "-U", "readout", "-E", "UTF8", "--locale=C")
        _run(user, binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgresql://readout@127.0.0.1:{port}"
        finally:
            _run(user, binaries / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def blank(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Makes blank databases, and gives the path or address of each."""
    if request.param == "sqlite":
        return lambda: str(tmp_path_factory.mktemp("store") / "store.db")
    server = request.getfixturevalue("server")

    def create() -> str:
        import psycopg

        name = f"store_{next(_numbers)}"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"{server}/{name}"

    return create


@pytest.fixture
def where(blank: Callable[[], str]) -> str:
    """The path or address of a blank database."""
    return blank()


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    """The packaged codebook, read once."""
    return Codebook.load()


@pytest.fixture
def store(where: str, codebook: Codebook) -> Iterator[Store]:
    """A blank store."""
    with Store.open(where, codebook=codebook) as opened:
        yield opened


@pytest.fixture(scope="session")
def filled(blank: Callable[[], str], codebook: Codebook) -> Iterator[Store]:
    """A store with the records written by hand, for tests that only look."""
    with Store.open(blank(), codebook=codebook) as opened:
        for record in WRITTEN:
            opened.add(record)
        yield opened


def _binaries() -> Path | None:
    on_path = shutil.which("initdb")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    return Path(on_path).resolve().parent if on_path else None


def _owner(folder: Path) -> str | None:
    """The user that runs the server: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    shutil.chown(folder, "postgres")
    return "postgres"


def _run(user: str | None, *command: str | Path) -> None:
    prefix = ["/usr/sbin/runuser", "-u", user, "--"] if user else []
    log = subprocess.run([*prefix, *map(str, command)], cwd="/", capture_output=True, text=True, check=False)
    if log.returncode:
        raise RuntimeError(f"{command[0]} failed as {user or getpass.getuser()}: {log.stderr or log.stdout}")


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])

"""A desk on SQLite, and the same on a PostgreSQL of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

pytest.importorskip("fastapi", reason="needs `pip install 'fact-extractor[review]'`")

from browser.conftest import browser  # noqa: F401  # the browser of all tests of pages
from fastapi import FastAPI
from starlette.testclient import TestClient

from extractor.review.app import create_app
from extractor.review.database import Database
from extractor.review.desk import Desk
from extractor.review.safety import rules_for
from review.desks import DeskClient

_BINARIES = "/usr/lib/postgresql"


@pytest.fixture(autouse=True)
def _reading_takes_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is no reason to refuse a file."""
    monkeypatch.setattr("extractor.review.uploads.TIME_LIMIT_S", 600.0)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the desk's tables, to be copied: migrating takes longer than a test."""
    file = tmp_path_factory.mktemp("desk") / "empty.sqlite"
    Database(str(file)).close()
    return file


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL: the one that is named, or one started here and stopped again."""
    named = os.environ.get("EXTRACTOR_TEST_POSTGRES")
    if named:
        yield named
        return
    binaries = _postgres_binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL: install `postgresql`, or name one in EXTRACTOR_TEST_POSTGRES")
    # A socket's path has room for a hundred characters, which pytest's own folders use up.
    folder = Path(tempfile.mkdtemp(prefix="desk-pg-"))
    # The server refuses to run as root, and so as in most containers.
    owner: dict[str, Any] = {"user": "postgres"} if os.geteuid() == 0 else {}
    if owner:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    start = [str(binaries / "pg_ctl"), "-D", str(data), "-w"]
    settings = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
    try:
        subprocess.run(
            [str(binaries / "initdb"), "-D", str(data), "-U", "desk", "-A", "trust", "-E", "UTF8"],
            check=True,
            capture_output=True,
            cwd=folder,
            **owner,
        )
        log = str(folder / "log")
        subprocess.run(
            [*start, "-l", log, "-o", settings, "start"],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
            **owner,
        )
        yield f"postgresql://desk@/postgres?host={folder}"
        subprocess.run(
            [*start, "-m", "immediate", "stop"], capture_output=True, cwd=folder, **owner
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_programs() -> Path:
    """Where pg_dump and pg_restore are."""
    binaries = _postgres_binaries()
    if binaries is None or not (binaries / "pg_dump").exists():
        pytest.skip("no pg_dump: install `postgresql-client`")
    return binaries


@pytest.fixture
def empty_postgres(postgres: str) -> str:
    """The URL of a database there without any table."""
    return _database(postgres, f"t{uuid4().hex[:12]}", "template0")


@pytest.fixture(scope="session")
def postgres_template(postgres: str) -> str:
    """The URL of a database there with the desk's tables, to be copied."""
    Database(_database(postgres, "desk_template", "template1")).close()
    return postgres


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of its own for the test."""
    if request.param == "postgresql":
        return fresh_database(request.getfixturevalue("postgres_template"))
    file = tmp_path / "desk.sqlite"
    shutil.copy(request.getfixturevalue("migrated"), file)
    return f"sqlite:///{file}"


@pytest.fixture
def sqlite_url(migrated: Path, tmp_path: Path) -> str:
    """A database of its own for a test that is about no database."""
    file = tmp_path / "desk.sqlite"
    shutil.copy(migrated, file)
    return f"sqlite:///{file}"


@pytest.fixture
def desk(url: str) -> Iterator[Desk]:
    """A desk without a model."""
    opened = Desk.open(url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def shared_app(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """One application for every desk in turn: to build its routes takes longer than most tests."""
    file = tmp_path_factory.mktemp("desk") / "first.sqlite"
    shutil.copy(migrated, file)
    first = Desk.open(f"sqlite:///{file}")
    app = create_app(first, rules_for("127.0.0.1", token=None))
    first.close()
    return app


@pytest.fixture
def client(desk: Desk, shared_app: FastAPI) -> Iterator[DeskClient]:
    """Requests to the desk, without a socket."""
    with _requests(shared_app, desk) as http:
        yield DeskClient(http)


@pytest.fixture
def desk_of_sqlite(sqlite_url: str) -> Desk:
    """A desk for a test that is about no database; the application of `local` closes it."""
    return Desk.open(sqlite_url)


@pytest.fixture
def local(desk_of_sqlite: Desk, shared_app: FastAPI) -> Iterator[DeskClient]:
    """Requests to a desk on SQLite, without a socket."""
    with _requests(shared_app, desk_of_sqlite) as http:
        yield DeskClient(http)


def _requests(app: FastAPI, desk: Desk) -> TestClient:
    app.state.desk = desk
    return TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)


def fresh_database(server: str) -> str:
    """The URL of an empty database with the desk's tables, on the server of `postgres_template`."""
    return _database(server, f"t{uuid4().hex[:12]}", "desk_template")


def _postgres_binaries() -> Path | None:
    found = sorted(Path(_BINARIES).glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _database(server: str, name: str, template: str) -> str:
    """Make a database of this name; gives its URL."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        exists = connection.execute("select 1 from pg_database where datname = %s", [name])
        if exists.fetchone() is None:
            connection.execute(f'create database "{name}" template "{template}"')
    head, _, query = server.partition("?")
    return f"{head.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")

"""The desk's database: opening it, bringing it up to date, reading and writing in transactions."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import Session

from extractor.errors import InputError, OptionError
from extractor.review import private_files

BUSY_S = 30
"""How long a writer waits for another; ten editors at once finish far sooner."""

_JOURNAL_MS = 2_000
"""So long the journal's end waits for readers."""

_ONE_AT_A_TIME = 6_371_032
"""The advisory lock under which PostgreSQL brings its tables up to date."""


class Database:
    """One database of stories; safe to use from several threads."""

    def __init__(self, url: str) -> None:
        """Open it, and make or update its tables.

        Raises:
            OptionError: the URL is none, or of a database that the desk does not know.
            InputError: the database cannot be reached or opened, or is another program's.
        """
        self.url = known_url(url)
        self.notes: tuple[str, ...] = ()
        """What whoever opened it must know of who else can read it; lines for people."""
        file = sqlite_file(self.url)
        if file is not None:
            self.notes = _ready_file(file)
        self._engine = _open(self.url)
        self._is_closed = False
        event.listen(self._engine, "checkin", self._close_late_one)
        try:
            self._bring_up_to_date()
        except BaseException as error:
            self.close()
            if isinstance(error, CommandError):
                raise InputError(
                    f"the database {self.shown_url} was made by a later version, or by another "
                    "program: use the version that made it, or another --database"
                ) from None
            if isinstance(error, DBAPIError):
                raise InputError(
                    f"the database {self.shown_url} cannot be opened: {_reason(error)}"
                ) from None
            raise

    @property
    def engine(self) -> Engine:
        """For tests and migrations; everything else reads and writes through sessions."""
        return self._engine

    @property
    def shown_url(self) -> str:
        """The address without its password."""
        return self.url.render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the database and changes nothing."""
        with Session(self._engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose changes are on the disk, all of them, when the block ends."""
        # SQLite: a transaction that begins by reading and then writes is refused when another
        # wrote in between; one that begins as a writer waits its turn.
        engine = self._engine.execution_options(writes=True)
        with Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

    def empty_journal(self) -> bool:
        """Bring all that is committed into the SQLite file, and leave nothing of it beside; gives
        whether nobody was in the way.

        What was deleted stands in the journal until then. PostgreSQL sees to its own.
        """
        if self.url.get_backend_name() != "sqlite":
            return True
        connection = self._engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(f"pragma busy_timeout = {_JOURNAL_MS}")
            busy = cursor.execute("pragma wal_checkpoint(truncate)").fetchone()[0]
            cursor.execute(f"pragma busy_timeout = {BUSY_S * 1000}")
            cursor.close()
        finally:
            connection.close()
        return not busy

    def close(self) -> None:
        """Give the connections back; one that a thread still uses is closed when it is done."""
        self._is_closed = True
        self._engine.dispose()

    def _close_late_one(self, connection: Any, record: Any) -> None:
        # It goes back to a pool that nobody will ask or close again.
        if self._is_closed and connection is not None:
            record.invalidate()

    def _bring_up_to_date(self) -> None:
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", "extractor.review:migrations")
        config.set_main_option("path_separator", "os")
        with self._engine.execution_options(writes=True).begin() as connection:
            self._check_ours(connection)
            if self.url.get_backend_name() == "postgresql":
                connection.execute(text(f"select pg_advisory_xact_lock({_ONE_AT_A_TIME})"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def _check_ours(self, connection: Connection) -> None:
        """Refuse the SQLite file of another program; a PostgreSQL is shared on purpose."""
        if self.url.get_backend_name() != "sqlite":
            return
        tables = inspect(connection).get_table_names()
        if tables and "alembic_version" not in tables:
            raise InputError(
                f"{self.url.database!r} is the database of another program, not of a desk: "
                "choose another --database"
            )


def default_url() -> str:
    """The database in the user's own data folder."""
    from platformdirs import user_data_path

    return f"sqlite:///{user_data_path('fact-extractor', appauthor=False) / 'desk.sqlite'}"


def known_url(url: str) -> URL:
    """The address of a database as the desk uses it; a bare path is a file of SQLite.

    Raises:
        OptionError: it is none, or of a database that the desk does not know.
    """
    if "://" not in url:
        url = f"sqlite:///{url}"
    try:
        found = make_url(url)
    except ArgumentError:
        raise OptionError(
            "--database is no URL: write sqlite:///desk.sqlite or postgresql://user@host/name"
        ) from None
    match found.drivername:
        case "sqlite":
            # A URI of SQLite's own could go round what sees to the file's rights.
            if found.host or found.query or (found.database or "").startswith("file:"):
                raise OptionError(
                    "--database for SQLite is a path and nothing more: write sqlite:///desk.sqlite"
                )
            return found
        case "postgresql" | "postgres" | "postgresql+psycopg":
            return found.set(drivername="postgresql+psycopg")
        case other:
            raise OptionError(
                f"--database {other}: the desk keeps its stories in SQLite or PostgreSQL"
            )


def sqlite_file(url: URL) -> Path | None:
    """The file of a database, links followed; none for one in memory or on a server."""
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return Path(os.path.realpath(str(url.database)))


def _ready_file(file: Path) -> tuple[str, ...]:
    """Make the file unless it is there, and close it and what is beside it to others."""
    try:
        private_files.make_folder(file.parent)
    except OSError as error:
        raise InputError(
            f"the folder of {str(file)!r} cannot be made: {error.strerror or error}"
        ) from None
    # What cannot be made or opened, the database itself says next.
    with suppress(OSError):
        # SQLite gives its journals the rights of the file itself.
        private_files.make_file(file)
    files = (file, *private_files.beside(file))
    notes = [private_files.close_to_others(each) for each in files]
    return tuple(note for note in notes if note)


def _open(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        return create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20)
    engine = create_engine(
        url,
        pool_size=10,
        max_overflow=20,
        # Without an isolation level sqlite3 leaves beginning a transaction to us.
        connect_args={"timeout": BUSY_S, "isolation_level": None, "check_same_thread": False},
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("pragma journal_mode = wal")
    # With FULL what was committed survives a power cut, not only the end of the process.
    cursor.execute("pragma synchronous = full")
    cursor.execute("pragma foreign_keys = on")
    # What is deleted is overwritten, not only marked as free.
    cursor.execute("pragma secure_delete = on")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    is_writer = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("begin immediate" if is_writer else "begin")


def _reason(error: DBAPIError) -> str:
    """The driver's first line; the rest repeats the statement or the address."""
    return str(error.orig).strip().splitlines()[0] if error.orig else type(error).__name__

"""The desk's database: opening it, bringing it up to date, reading and writing in transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import Session

from extractor.errors import InputError, OptionError

_BUSY_S = 30
"""How long a writer waits for another; ten editors at once finish far sooner."""

_ONE_AT_A_TIME = 6_371_032
"""The advisory lock under which PostgreSQL brings its tables up to date."""


class Database:
    """One database of stories; safe to use from several threads."""

    def __init__(self, url: str) -> None:
        """Open it, and make or update its tables.

        Raises:
            OptionError: the URL is none, or of a database that the desk does not know.
            InputError: the database cannot be reached or opened.
        """
        self.url = _known_url(url)
        self._engine = _open(self.url)
        try:
            self._bring_up_to_date()
        except DBAPIError as error:
            raise InputError(
                f"the database {self.shown_url} cannot be opened: {_reason(error)}"
            ) from None

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

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def _bring_up_to_date(self) -> None:
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", "extractor.review:migrations")
        config.set_main_option("path_separator", "os")
        with self._engine.execution_options(writes=True).begin() as connection:
            if self.url.get_backend_name() == "postgresql":
                connection.execute(text(f"select pg_advisory_xact_lock({_ONE_AT_A_TIME})"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def default_url() -> str:
    """The database in the user's own data folder."""
    from platformdirs import user_data_path

    return f"sqlite:///{user_data_path('fact-extractor', appauthor=False) / 'desk.sqlite'}"


def _known_url(url: str) -> URL:
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
            return found
        case "postgresql" | "postgres" | "postgresql+psycopg":
            return found.set(drivername="postgresql+psycopg")
        case other:
            raise OptionError(
                f"--database {other}: the desk keeps its stories in SQLite or PostgreSQL"
            )


def _open(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        return create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20)
    if url.database and url.database != ":memory:":
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(
                f"the folder of {url.database!r} cannot be made: {error.strerror or error}"
            ) from None
    engine = create_engine(
        url,
        pool_size=10,
        max_overflow=20,
        # Without an isolation level sqlite3 leaves beginning a transaction to us.
        connect_args={"timeout": _BUSY_S, "isolation_level": None, "check_same_thread": False},
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
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    is_writer = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("begin immediate" if is_writer else "begin")


def _reason(error: DBAPIError) -> str:
    """The driver's first line; the rest repeats the statement or the address."""
    return str(error.orig).strip().splitlines()[0] if error.orig else type(error).__name__

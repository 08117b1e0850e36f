"""Which runs are under way: a lock that ends with the process that holds it, however it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from extractor.review.database import sqlite_file

_CLASS = 6_371_033
"""The class of our advisory locks in PostgreSQL; the object is the run."""

_LOOKING = Lock()


@contextmanager
def held_run(engine: Engine, run: int) -> Iterator[None]:
    """Hold the lock of a run until the block, or the process, ends.

    It has to be taken before others can see the run: one without its lock counts as cut off.
    """
    if engine.dialect.name == "postgresql":
        with _held_in_postgresql(engine, run):
            yield
        return
    file = _lock_file(engine, run)
    if file is None:
        yield
        return
    from filelock import FileLock

    with FileLock(file, mode=0o600, thread_local=False):
        yield
    file.unlink(missing_ok=True)


def is_under_way(connection: Connection, run: int) -> bool:
    """Whether any process holds the lock of a run."""
    if connection.dialect.name == "postgresql":
        held = text(
            "select 1 from pg_locks where locktype = 'advisory' and granted and objsubid = 2 "
            "and classid = :class and objid = :run and database = "
            "(select oid from pg_database where datname = current_database())"
        )
        return connection.scalar(held, {"class": _CLASS, "run": run}) is not None
    file = _lock_file(connection.engine, run)
    if file is None:
        return True
    if not file.exists():
        return False
    from filelock import FileLock, Timeout

    # Two that try the lock of a dead run at once would each take the other for its holder.
    with _LOOKING:
        try:
            with FileLock(file, timeout=0, mode=0o600, thread_local=False):
                pass
        except Timeout:
            return True
    with suppress(OSError):
        file.unlink()
    return False


@contextmanager
def _held_in_postgresql(engine: Engine, run: int) -> Iterator[None]:
    keys = {"class": _CLASS, "run": run}
    with engine.connect() as connection:
        own = connection.execution_options(isolation_level="AUTOCOMMIT")
        own.execute(text("select pg_advisory_lock(:class, :run)"), keys)
        try:
            yield
        finally:
            # A server that went away has let go of the lock itself.
            with suppress(DBAPIError):
                own.execute(text("select pg_advisory_unlock(:class, :run)"), keys)


def _lock_file(engine: Engine, run: int) -> Path | None:
    """The file beside the database that is locked; none for a database in memory."""
    file = sqlite_file(engine.url)
    return None if file is None else Path(f"{file}-run-{run}.lock")

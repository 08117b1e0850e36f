"""What every table in a run store's file needs: one way to open it, and one place for its errors.

Whatever SQLite says of a file leaves here as a `StorageError` in one line.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from extractor.errors import StorageError, StoreError

WAIT_S = 60
"""How long a connection waits for another one that is writing."""


def connect(path: Path, *, read_only: bool = False) -> Database:
    """The database in a file, made unless it is there; read only, it changes nothing in its folder.

    A file that may not be written is read where it lies, with what a run that was killed left
    in the journal beside it.

    Raises:
        StoreError: it is to be read and is not there, or is a folder.
        StorageError: it cannot be opened.
    """
    if path.is_dir():
        raise StoreError(f"{str(path)!r} is a folder: use the path of the run store's file")
    if not read_only:
        return _opened(path, path, "rwc")
    if not path.exists():
        raise StoreError(f"there is no run store {str(path)!r}: check the path")
    if _is_writable(path):
        # Only who may write can clear up the journal that SQLite makes for every reader.
        db = _opened(path, path, "rw")
        db.execute("PRAGMA query_only = ON")
        return db
    try:
        return _probed(_opened(path, path, "ro"))
    except StorageError:
        if not _journal_of(path).exists():
            return _probed(_opened(path, path, "ro", is_immutable=True))
    # A journal without its index can be read only where an index can be written.
    folder = tempfile.TemporaryDirectory(prefix="extractor-store-")
    try:
        copy = Path(folder.name) / "store"
        for source, target in ((path, copy), (_journal_of(path), _journal_of(copy))):
            shutil.copyfile(source, target)
        db = _opened(path, copy, "rw")
        db.copied_to = folder
        return db
    except OSError as error:
        folder.cleanup()
        raise StorageError(f"{str(path)!r} cannot be read: {error.strerror or error}") from None
    except StorageError:
        folder.cleanup()
        raise


def _is_writable(path: Path) -> bool:
    real = path.resolve()
    return os.access(real, os.W_OK) and os.access(real.parent, os.W_OK)


def _journal_of(path: Path) -> Path:
    real = path.resolve()
    return real.with_name(real.name + "-wal")


def _opened(named: Path, path: Path, mode: str, *, is_immutable: bool = False) -> Database:
    address = f"file:{quote(str(path.absolute()))}?mode={mode}"
    try:
        db = sqlite3.connect(
            address + ("&immutable=1" if is_immutable else ""),
            uri=True,
            isolation_level=None,
            timeout=WAIT_S,
            check_same_thread=False,
            factory=Database,
        )
    except sqlite3.Error as error:
        raise storage_error(named, error) from None
    db.path = named
    return db


def _probed(db: Database) -> Database:
    try:
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except StorageError:
        db.close()
        raise
    return db


class _Cursor(sqlite3.Cursor):
    """A cursor whose errors name the file and what to do."""

    connection: Database

    def execute(self, *given: Any) -> Self:
        with _explained(self.connection):
            return super().execute(*given)

    def executemany(self, *given: Any) -> Self:
        with _explained(self.connection):
            return super().executemany(*given)

    def executescript(self, *given: Any) -> Self:
        with _explained(self.connection):
            super().executescript(*given)
        return self

    def fetchone(self) -> Any:
        with _explained(self.connection):
            return super().fetchone()

    def fetchall(self) -> list[Any]:
        with _explained(self.connection):
            return super().fetchall()

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except sqlite3.Error as error:
            raise storage_error(self.connection.path, error) from None


class Database(sqlite3.Connection):
    """One connection to a run store's file."""

    path: Path
    """As it was named."""
    copied_to: tempfile.TemporaryDirectory[str] | None = None
    """Where a copy lies that is read instead; none where the file itself is."""

    def cursor(self, factory: Any = _Cursor) -> Any:
        """A cursor whose errors are ours."""
        return super().cursor(factory)

    def execute(self, *given: Any) -> Any:
        """As of a cursor: sqlite3's own would make one of its kind."""
        return self.cursor().execute(*given)

    def executemany(self, *given: Any) -> Any:
        """As of a cursor."""
        return self.cursor().executemany(*given)

    def executescript(self, *given: Any) -> Any:
        """As of a cursor."""
        return self.cursor().executescript(*given)

    def close(self) -> None:
        """Close it; a copy that was read goes away."""
        super().close()
        if self.copied_to is not None:
            self.copied_to.cleanup()
            self.copied_to = None

    def unpacked(self, packed: bytes) -> bytes:
        """What was kept compressed.

        Raises:
            StorageError: it is damaged.
        """
        try:
            return zlib.decompress(packed)
        except zlib.error:
            raise damaged(self.path, "a result in it cannot be unpacked") from None

    def text(self, kept: bytes) -> str:
        """An answer as the model wrote it; half characters are kept.

        Raises:
            StorageError: it is damaged.
        """
        try:
            return kept.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            raise damaged(self.path, "an answer in it is not text") from None


@contextmanager
def _explained(db: Database) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise storage_error(db.path, error) from None


_FULL = frozenset({"SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE"})
_FORBIDDEN = frozenset({"SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH"})
_DAMAGED = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT"})


def storage_error(path: Path, error: sqlite3.Error) -> StorageError:
    """An error of SQLite as ours."""
    code: str = getattr(error, "sqlite_errorname", "") or ""
    kind = "_".join(code.split("_")[:2])
    if code in _FULL:
        return StorageError(
            f"{str(path)!r} cannot grow: the disk is full, or a limit on the size of files "
            "(ulimit -f) or a quota is reached; make room and run the same command again"
        )
    if kind in _FORBIDDEN:
        return StorageError(
            f"{str(path)!r} cannot be written ({error}): check the permissions of it and its folder"
        )
    if kind in _DAMAGED:
        return damaged(path, str(error))
    if kind in ("SQLITE_BUSY", "SQLITE_LOCKED"):
        return StorageError(f"{str(path)!r} is held by another program: try again when it has done")
    if kind == "SQLITE_ERROR":  # a table or column that is not there
        return damaged(path, f"it lacks what every run store has: {error}")
    return StorageError(f"{str(path)!r} cannot be used ({error}): check the disk that it lies on")


def damaged(path: Path, why: str) -> StorageError:
    """What is said of a file that is no whole run store."""
    return StorageError(
        f"{str(path)!r} is damaged, or no run store ({why}): put back a copy of it, or move it "
        "away and run the batch again"
    )


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All that the block writes, or nothing; committed when the block ends."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield db
        db.execute("COMMIT")
    except BaseException:
        # On a full disk SQLite has taken it all back already.
        with suppress(StorageError):
            if db.in_transaction:
                db.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(db: sqlite3.Connection) -> Iterator[None]:
    """All that the block reads is of one moment, whatever others write meanwhile."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        with suppress(StorageError):
            if db.in_transaction:
                db.execute("ROLLBACK")


def storable(text: str) -> str:
    """The text without what SQLite cannot keep: half characters."""
    return text.encode("utf-8", "replace").decode()

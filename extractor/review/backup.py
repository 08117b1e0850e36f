"""A whole copy of a desk's database, also while editors are at work."""

from __future__ import annotations

import os
import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL

from extractor.atomic import WholeFile
from extractor.errors import InputError, OptionError
from extractor.review import private_files
from extractor.review.database import BUSY_S, known_url, sqlite_file


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was made."""

    file: Path
    stories: int
    lines: int
    """Of the history."""


def back_up(url: str, file: Path, *, overwrites: bool = False) -> Backup:
    """Copy the desk's SQLite database as it is at this moment into a file of its own.

    What is only in the journal yet is in the copy too, and editors do not wait for it. The copy is
    checked, and is put in its place whole or not at all; nobody but its owner can read it.

    Raises:
        OptionError: the file is there already and `overwrites` is not set, or it is part of the
            database itself; or the database is a PostgreSQL: the message has the command for that.
        InputError: the database cannot be read, or the copy cannot be written.
    """
    known = known_url(url)
    source = sqlite_file(known)
    if source is None:
        raise OptionError(_other_way(known, file))
    if not source.is_file():
        raise InputError(f"there is no database {str(source)!r}: check --database")
    file = Path(os.path.realpath(file))
    _check_place(file, source, overwrites=overwrites)
    whole = WholeFile(file)
    try:
        private_files.make_file(whole.partial)
        made = _copied(source, whole.partial, file)
        if overwrites:
            whole.put()
        else:
            _put_beside(whole)
    except OSError as error:
        raise InputError(f"{str(file)!r} cannot be written: {error.strerror or error}") from None
    finally:
        whole.discard()
        for each in private_files.beside(whole.partial):
            each.unlink(missing_ok=True)
    return made


def _check_place(file: Path, source: Path, *, overwrites: bool) -> None:
    if file in {source, *private_files.beside(source)}:
        raise OptionError(f"{str(file)!r} is the database itself: give the copy another name")
    if file.is_dir():
        raise OptionError(f"{str(file)!r} is a folder: name a file in it")
    # SQLite would take what lies there for the journal of the copy.
    for beside in private_files.beside(file):
        if beside.exists():
            raise OptionError(
                f"{str(beside)!r} is there: a desk uses {file.name} or was stopped while it did; "
                "give the copy another name"
            )
    if file.exists():
        if not overwrites:
            raise _in_the_way(file)
        if not file.is_file():
            raise OptionError(f"{str(file)!r} is no file: give the copy another name")


def _in_the_way(file: Path) -> OptionError:
    return OptionError(f"{str(file)!r} is there already: give another name, or say --overwrite")


def _copied(source: Path, partial: Path, file: Path) -> Backup:
    """The copy, once it is known to be whole and a desk's."""
    with _reading(source) as original, closing(sqlite3.connect(partial)) as copy:
        _check_desk(original, source)
        try:
            copy.execute("pragma synchronous = off")  # it is written through before it is put
            # All pages in one step are of one moment; writers go on in the journal meanwhile.
            original.backup(copy, pages=-1)
            # A copy is one file: with a journal beside it half of it would be left behind.
            copy.execute("pragma journal_mode = delete")
            said = [row[0] for row in copy.execute("pragma integrity_check(3)")]
            said += [f"a line of {row[0]} stands for nothing" for row in _dangling(copy)]
            counts = [
                copy.execute(f"select count(*) from {table}").fetchone()[0]
                for table in ("stories", "history")
            ]
        except sqlite3.Error as error:
            raise InputError(f"the copy {str(file)!r} could not be made: {error}") from None
    if said != ["ok"]:
        raise InputError(
            f"{str(source)!r} is damaged, and no copy was made: {' '.join(said[0].split())}"
        )
    return Backup(file, *counts)


@contextmanager
def _reading(source: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(f"{source.as_uri()}?mode=rw", uri=True, timeout=BUSY_S)) as db:
            yield db
    except sqlite3.Error as error:
        raise InputError(f"the database {str(source)!r} cannot be read: {error}") from None


def _check_desk(original: sqlite3.Connection, source: Path) -> None:
    names = {row[0] for row in original.execute("select name from sqlite_master")}
    if not {"stories", "history", "alembic_version"} <= names:
        raise InputError(f"{str(source)!r} is no desk's database: check --database")


def _dangling(copy: sqlite3.Connection) -> list[tuple[str, ...]]:
    return copy.execute("pragma foreign_key_check").fetchmany(3)


def _put_beside(whole: WholeFile) -> None:
    """Put the copy in its place, unless something has come to stand there meanwhile."""
    whole.flush()
    try:
        os.link(whole.partial, whole.path)
    except FileExistsError:
        raise _in_the_way(whole.path) from None
    except OSError:  # a file system without links
        if whole.path.exists():
            raise _in_the_way(whole.path) from None
        whole.put()


def _other_way(url: URL, file: Path) -> str:
    if url.get_backend_name() == "sqlite":
        return "a desk in memory cannot be copied from outside: name its file with --database"
    query = {key: value for key, value in url.query.items() if key != "password"}
    address = URL.create(
        "postgresql",
        username=url.username,
        host=url.host,
        port=url.port,
        database=url.database,
        query=query,
    ).render_as_string()
    command = shlex.join(["pg_dump", "--format=custom", f"--file={file}", f"--dbname={address}"])
    return (
        f"a desk on PostgreSQL is copied by PostgreSQL's own program: {command} (it asks for the "
        "password, or takes it from PGPASSWORD)"
    )

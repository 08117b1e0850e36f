"""Tables and migrations, and what a file that is opened twice keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import event, text
from sqlalchemy.pool import Pool

from extractor.errors import InputError
from extractor.review.database import Database
from extractor.review.desk import Desk
from extractor.review.opening import open_example, open_file
from extractor.review.tables import Base
from extractor.schemas.document import Document
from review.desks import DRAFT, SECOND, SOURCE


def test_migrations_make_the_tables_of_the_code(desk: Desk) -> None:
    """Whoever adds a column adds the step that makes it."""
    with desk.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []


def test_sqlite_writes_through(tmp_path: Path) -> None:
    """What is committed is on the disk, and readers do not wait for writers."""
    database = Database(str(tmp_path / "new" / "desk.sqlite"))
    with database.reading() as session:
        assert session.execute(text("pragma synchronous")).scalar() == 2
        assert session.execute(text("pragma journal_mode")).scalar() == "wal"
        assert session.execute(text("pragma foreign_keys")).scalar() == 1
    database.close()


def test_desk_opens_again_as_it_was(url: str) -> None:
    """A desk that is closed and opened has the same stories, and nothing is migrated twice."""
    desk = Desk.open(url)
    key = open_example(desk, who="AB")
    before = desk.view(key)
    desk.close()
    again = Desk.open(url)
    assert again.view(key) == before
    again.close()


def test_no_database_is_said_in_one_line(tmp_path: Path) -> None:
    """A file that is no database is refused by name."""
    file = tmp_path / "notes.txt"
    file.write_text("these are my notes, and no database at all, as anybody can see\n" * 20)
    with pytest.raises(InputError, match="cannot be opened: file is not a database"):
        Database(str(file))


def test_file_opened_again_is_the_same_story(desk: Desk, tmp_path: Path) -> None:
    """The command line finds the story of a file; a changed file is a new version of it."""
    file = tmp_path / "story.txt"
    file.write_text(DRAFT, "utf-8")
    source = Document(text=SOURCE, name="wire.txt")
    key = open_file(desk, Document.read(file), str(file), {"unknown": [source]}, who="AB")
    assert open_file(desk, Document.read(file), str(file), {"unknown": [source]}, who="AB") == key
    assert (desk.view(key).draft, len(desk.view(key).sources)) == (1, 1)
    file.write_text(SECOND, "utf-8")
    assert open_file(desk, Document.read(file), str(file), {}, who="AB") == key
    assert desk.view(key).draft == 2
    other = tmp_path / "elsewhere" / "story.txt"
    other.parent.mkdir()
    other.write_text(DRAFT, "utf-8")
    assert open_file(desk, Document.read(other), str(other), {}, who="AB") != key


def test_example_shows_what_the_desk_is_for(desk: Desk) -> None:
    """The example has things to fix, things that match, and a version that mends most of them."""
    from extractor.review.example import second_version

    key = open_example(desk, who="AB")
    first = desk.view(key).counts
    assert first.fix >= 5
    assert first.match >= 10
    desk.add_draft(key, second_version(), who="AB")
    second = desk.view(key).counts
    assert second.fix < first.fix


def test_a_database_that_is_refused_leaves_no_connection_open(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was opened to look at it is closed before the refusal is told."""
    Database(url).close()
    is_open: list[Any] = []
    count = 0

    def note(connection: Any, _: Any) -> None:
        nonlocal count
        count += 1
        is_open.append(connection)

    def strike(connection: Any, _: Any) -> None:
        is_open.remove(connection)

    def refuse(*_: object) -> None:
        raise CommandError("of a later version")

    monkeypatch.setattr("alembic.command.upgrade", refuse)
    event.listen(Pool, "connect", note)
    event.listen(Pool, "close", strike)
    try:
        with pytest.raises(InputError, match="later version"):
            Database(url)
    finally:
        event.remove(Pool, "connect", note)
        event.remove(Pool, "close", strike)
    assert (count > 0, is_open) == (True, [])


def test_connection_in_use_when_the_desk_closes_is_closed_afterwards(url: str) -> None:
    """A run that is still at work when the desk stops leaves no connection open behind it."""
    database = Database(url)
    closed: list[object] = []
    event.listen(database.engine, "close", lambda connection, record: closed.append(connection))
    with database.reading() as session:
        session.execute(text("select 1"))
        used = session.connection().connection.dbapi_connection
        database.close()
        assert used not in closed
    assert used in closed
    with database.reading() as session:
        assert session.scalar(text("select 1")) == 1

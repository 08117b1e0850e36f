"""The history of a desk is only ever added to: both databases refuse every way round that."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from starlette.testclient import TestClient

from extractor.errors import InputError
from extractor.review.app import create_app
from extractor.review.database import Database
from extractor.review.desk import Desk
from extractor.schemas.document import Document
from review.conftest import fresh_database
from review.desks import DRAFT, LOCAL, SOURCE, DeskClient

LINE = "(id, story_id, item_id, at, who, what, detail)"
OTHER = "1, null, '2026-01-01 00:00:00', 'ZZ', 'opened', '{}'"

ANYWHERE = [
    "update history set who = 'ZZ'",
    "update history set id = id + 1000",
    "delete from history",
    "delete from history where id = (select max(id) from history)",
    f"insert into history {LINE} values (1, {OTHER})",
    f"insert into history {LINE} values (1, {OTHER}) on conflict (id) do update set who = 'ZZ'",
    f"insert into history {LINE} values (0, {OTHER})",
    f"insert into history {LINE} values (-7, {OTHER})",
    f"insert into history {LINE} values (2000000000, {OTHER})",
    f"insert into history {LINE} select max(id) + 2, {OTHER} from history",
    "delete from stories",
    "delete from items where id in (select item_id from history)",
    "update stories set id = id + 1000",
    "update items set id = id + 1000",
]
SQLITE = [
    f"insert or replace into history {LINE} values (1, {OTHER})",
    f"replace into history {LINE} values (1, {OTHER})",
    f"insert or ignore into history {LINE} values (1, {OTHER})",
    "insert into history (rowid, story_id, at, who, what, detail) "
    "select rowid, story_id, at, 'ZZ', what, detail from history where true "
    "on conflict do update set who = excluded.who",
    f"insert into history {LINE} values (9223372036854775807, {OTHER})",
    "update or replace history set id = 1",
    "update or ignore history set who = 'ZZ'",
    "update history set rowid = rowid + 1000",
    "update history set _rowid_ = 1 where id = 2",
    "replace into stories select * from stories",
    "insert or replace into stories (id, key, title, created_at, created_by, change, draft) "
    "select id + 50, key, title, created_at, created_by, change, draft from stories",
    "update or replace stories set key = (select min(key) from stories)",
    "replace into items select * from items",
    "update or replace items set key = (select min(key) from items)",
]
POSTGRES = [
    "truncate history",
    "truncate history restart identity",
    "truncate stories cascade",
    "truncate items cascade",
    "truncate stories, drafts, sources, items, places, model_facts, checks, presence, history",
    "merge into history h using (select 1 as id) s on h.id = s.id when matched then delete",
]


def with_a_past(desk: Desk, client: DeskClient) -> list[Any]:
    """Two stories with decisions; gives the lines of the history."""
    for _ in range(2):
        key = client.open(DRAFT, SOURCE)
        client.decide(key, client.item(key, "Piet Lund"), note="spelt so")
    return lines(desk.database)


def lines(database: Database) -> list[Any]:
    """The history as it is."""
    with database.engine.connect() as connection:
        found = connection.execute(text("select id, story_id, item_id, who, what from history"))
        return [tuple(row) for row in found.fetchall()]


def test_history_is_only_added_to(desk: Desk, client: DeskClient) -> None:
    """No statement of the desk's own role changes, replaces, empties or overtakes a line."""
    before = with_a_past(desk, client)
    is_sqlite = desk.database.engine.dialect.name == "sqlite"
    for statement in ANYWHERE + (SQLITE if is_sqlite else POSTGRES):
        with desk.database.engine.connect() as connection:
            with pytest.raises(DBAPIError):
                connection.exec_driver_sql(statement)
            connection.rollback()
        assert lines(desk.database) == before, statement
    key = client.open(DRAFT)
    client.decide(key, client.item(key, "Piet Lund"))
    assert lines(desk.database)[: len(before)] == before


def test_other_programs_are_refused_too(desk_of_sqlite: Desk, local: DeskClient) -> None:
    """Without the desk's settings, foreign keys among them, SQLite refuses the same."""
    before = with_a_past(desk_of_sqlite, local)
    for statement in ANYWHERE + SQLITE:
        other = sqlite3.connect(str(desk_of_sqlite.database.url.database))
        with pytest.raises(sqlite3.IntegrityError):
            other.execute(statement)
        other.close()
        assert lines(desk_of_sqlite.database) == before, statement


@pytest.mark.server
def test_a_role_that_owns_no_table_writes_lines_and_drops_nothing(postgres_template: str) -> None:
    """With the rights of the documentation a desk works, and its role cannot touch the history."""
    address = fresh_database(postgres_template)
    page = (Path(__file__).parents[2] / "docs" / "review.md").read_text(encoding="utf-8")
    rights = page.partition("```sql\n")[2].partition("```")[0]
    owner = Desk.open(address)
    with owner.database.writing() as session:
        session.execute(text("drop role if exists writer"))
        session.execute(text("create role writer login"))
        for line in rights.strip().splitlines():
            session.execute(text(line))
    desk = Desk.open(address.replace("//desk@", "//writer@"))
    app = create_app(desk, LOCAL)
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as http:
        past = with_a_past(desk, DeskClient(http))
        client = DeskClient(http)
        gone = client.open(DRAFT, title="Gone")
        given = {"version": 1, "initials": "AB", "title": "Gone"}
        client.ok(http.post(f"/api/stories/{gone}/delete", json=given))
        assert lines(desk.database) == past
    for refused in (
        "update desk_log set who = 'ZZ'",
        "delete from desk_log",
        "truncate desk_log",
        "drop table history",
        "alter table history disable trigger all",
        "drop trigger history_stays on history",
        "drop function refuse_change_of_history cascade",
        "truncate history",
        "update history set who = 'ZZ'",
        "delete from history",
    ):
        with pytest.raises(DBAPIError), desk.database.writing() as session:
            session.execute(text(refused))
    assert lines(desk.database) == past
    desk.close()
    with owner.database.writing() as session:
        session.execute(text("drop owned by writer"))
        session.execute(text("drop role writer"))
    owner.close()


def test_desk_of_an_earlier_version_is_brought_up_to_date(url: str) -> None:
    """A database from before keeps its stories and refuses from now on; the way back works too."""
    desk = Desk.open(url)
    key = desk.add_story(Document(text=DRAFT), [], who="AB")
    desk.runner.wait(key)
    before = lines(desk.database)
    migrate(desk.database, "0001")
    with desk.database.engine.begin() as connection:
        connection.execute(
            text(f"insert into history {LINE} select max(id) + 5, {OTHER} from history")
        )
    desk.close()
    again = Desk.open(url)
    assert again.view(key).draft == 1
    kept = lines(again.database)
    assert kept[: len(before)] == before
    with again.database.engine.connect() as connection:
        version = connection.execute(text("select version_num from alembic_version")).scalar()
        assert version == "0009"
        with pytest.raises(DBAPIError, match="only ever added to"):
            connection.execute(text(f"insert into history {LINE} values (1, {OTHER})"))
    again.add_draft(key, Document(text=DRAFT + "Nobody was killed."), who="AB")
    assert lines(again.database)[: len(kept)] == kept
    again.close()


def migrate(database: Database, revision: str) -> None:
    """Take the tables back to an earlier version."""
    config = Config()
    config.set_main_option("script_location", "extractor.review:migrations")
    config.set_main_option("path_separator", "os")
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def test_database_of_a_later_version_is_refused(url: str) -> None:
    """Tables that this version does not know are left alone, in one line."""
    database = Database(url)
    with database.engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    database.close()
    with pytest.raises(InputError, match="made by a later version") as refused:
        Database(url)
    assert "\n" not in str(refused.value)


def test_file_of_another_program_is_refused(tmp_path: Path) -> None:
    """A desk adds no tables to somebody else's database."""
    file = tmp_path / "books.sqlite"
    with sqlite3.connect(file) as other:
        other.execute("create table books (title text)")
    other.close()
    with pytest.raises(InputError, match="database of another program"):
        Database(str(file))
    with sqlite3.connect(file) as other:
        assert other.execute("select name from sqlite_master").fetchall() == [("books",)]
    other.close()

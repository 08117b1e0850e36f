"""`extractor review backup`: a whole copy of a desk, whoever is at work on it."""

from __future__ import annotations

import os
import shlex
import sqlite3
import stat
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extractor.cli.main import app
from extractor.errors import ExtractorError, InputError, OptionError
from extractor.review import views
from extractor.review.backup import back_up
from extractor.review.desk import Desk
from extractor.review.queries import Ask, Suggest
from extractor.review.records import Decision
from extractor.review.tables import Item
from extractor.schemas.document import Document
from review.desks import DRAFT, SOURCE


def command(*arguments: str) -> Any:
    """Run the command; our own errors come as they are."""
    result = CliRunner().invoke(app, ["review", "backup", *arguments])
    if isinstance(result.exception, ExtractorError):
        raise result.exception
    return result


def ask_and_suggest(desk: Desk, key: str) -> None:
    """Ask about the first fact, and suggest other words for it."""
    item = desk.read(key, views.story_page).items[0]
    desk.ask_writer(key, item.id, Ask(initials="AB", question="Who says so?"))
    desk.suggest(key, item.id, Suggest(initials="AB", words="something else"))


@pytest.fixture
def running(sqlite_url: str) -> Iterator[tuple[str, Desk, str]]:
    """The address of a desk at work, the desk, and the key of its story."""
    desk = Desk.open(sqlite_url)
    key = desk.add_story(Document(text=DRAFT), [Document(text=SOURCE, name="wire")], who="AB")
    desk.runner.wait(key)
    ask_and_suggest(desk, key)
    yield sqlite_url, desk, key
    desk.close()


def test_copy_has_what_is_only_in_the_journal(
    running: tuple[str, Desk, str], tmp_path: Path
) -> None:
    """The copy is one file with all that was saved, private, and a desk opens it as it was."""
    url, desk, key = running
    copy = tmp_path / "copy.sqlite"
    own = Path(url.removeprefix("sqlite:///"))
    assert own.with_name(own.name + "-wal").stat().st_size > 0
    mask = os.umask(0)
    try:
        done = command(str(copy), "--database", url)
    finally:
        os.umask(mask)
    assert done.exit_code == 0, done.output
    assert f"extractor review --database {copy}" in done.stderr
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir() if "copy" in each.name] == ["copy.sqlite"]
    opened = Desk.open(str(copy))
    assert opened.read(key, views.story_page) == desk.read(key, views.story_page)
    opened.close()


def test_copies_are_whole_while_editors_write(
    running: tuple[str, Desk, str], tmp_path: Path
) -> None:
    """Each copy has every decision that was saved before it began, and no half of one."""
    url, desk, key = running
    story = desk.read(key, lambda s, story: story.id)
    with desk.database.reading() as session:
        item = session.query(Item).filter(Item.story_id == story).first()
        assert item is not None
        number, version = item.id, item.version
    saved: list[str] = []
    is_over = threading.Event()
    has_begun = threading.Event()

    def write() -> None:
        seen = version
        while not is_over.is_set():
            note = f"note {len(saved)}"
            decision = Decision(version=seen, initials="AB", status="stet", note=note)
            seen = desk.decide(key, number, decision).item.version
            saved.append(note)
            has_begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    has_begun.wait()
    try:
        for count in range(5):
            before = list(saved)
            copy = tmp_path / f"copy-{count}.sqlite"
            back_up(url, copy)
            with sqlite3.connect(copy) as kept:
                lines = kept.execute("select detail from history where what = 'decided'").fetchall()
                (note,) = kept.execute("select note from items where id = ?", [number]).fetchone()
            kept.close()
            assert len(lines) >= len(before)
            assert note.decode() == f"note {len(lines) - 1}"
    finally:
        is_over.set()
        writer.join()


def test_nothing_is_overwritten_unless_told(running: tuple[str, Desk, str], tmp_path: Path) -> None:
    """A file that is there stays, its own database whatever is said, and leftovers are none."""
    url, _, _ = running
    there = tmp_path / "there.txt"
    there.write_text("mine")
    with pytest.raises(OptionError, match="there already: give another name, or say --overwrite"):
        command(str(there), "--database", url)
    assert there.read_text() == "mine"
    assert command(str(there), "--overwrite", "--database", url).exit_code == 0
    assert there.read_bytes().startswith(b"SQLite format 3")
    own = url.removeprefix("sqlite:///")
    link = tmp_path / "link.sqlite"
    link.symlink_to(own)
    for name in (own, f"{own}-wal", str(link)):
        with pytest.raises(OptionError, match="is the database itself"):
            command(name, "--overwrite", "--database", url)
    with pytest.raises(OptionError, match="is a folder"):
        command(str(tmp_path), "--overwrite", "--database", url)
    journal = tmp_path / "used.sqlite-wal"
    journal.write_bytes(b"somebody's")
    with pytest.raises(OptionError, match=r"a desk uses used\.sqlite"):
        command(str(tmp_path / "used.sqlite"), "--database", url)
    with pytest.raises(InputError, match="cannot be written: No such file or directory"):
        command(str(tmp_path / "no" / "folder.sqlite"), "--database", url)
    assert not list(tmp_path.glob(".*partial*"))


def test_only_whole_desks_are_copied(tmp_path: Path) -> None:
    """What is missing, damaged or no desk is named, and leaves no file."""
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as books:
        books.execute("create table books (title text)")
    books.close()
    text = tmp_path / "notes.txt"
    text.write_text("no database at all, only notes\n" * 50)
    cases = ((tmp_path / "none", "no database"), (other, "no desk's"), (text, "cannot be read"))
    for file, words in cases:
        with pytest.raises(InputError, match=words):
            command(str(tmp_path / "copy"), "--database", str(file))
    assert not (tmp_path / "copy").exists()
    assert not (tmp_path / "none").exists()


def test_damage_is_found(sqlite_url: str, tmp_path: Path) -> None:
    """A database whose pages do not hold together is not copied as if it were whole."""
    desk = Desk.open(sqlite_url)
    for _ in range(3):
        desk.runner.wait(desk.add_story(Document(text=DRAFT * 20), [], who="AB"))
    desk.close()
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    pages = bytearray(file.read_bytes())
    half = len(pages) // 8192 * 4096
    pages[half:-4096] = b"\x5a" * (len(pages) - 4096 - half)
    file.write_bytes(pages)
    with pytest.raises(InputError) as refused:
        back_up(sqlite_url, tmp_path / "copy.sqlite")
    assert "\n" not in str(refused.value)
    assert not (tmp_path / "copy.sqlite").exists()


def test_postgresql_has_its_own_way(tmp_path: Path) -> None:
    """The refusal is the command to run, quoted for a shell and without the password."""
    file = tmp_path / "the copy"
    url = "postgresql://desk:s3cret@db.example/desk?sslmode=require&password=s3cret"
    with pytest.raises(OptionError) as refused:
        command(str(file), "--database", url)
    assert "s3cret" not in str(refused.value)
    assert f"pg_dump --format=custom '--file={file}' " in str(refused.value)
    assert "'--dbname=postgresql://desk@db.example/desk?sslmode=require'" in str(refused.value)


@pytest.mark.server
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_command_for_postgresql_gives_a_whole_desk(
    url: str, empty_postgres: str, postgres_programs: Path, tmp_path: Path
) -> None:
    """What pg_dump writes by that command is a desk again in another database, history and all."""
    desk = Desk.open(url)
    key = desk.add_story(Document(text=DRAFT), [], who="AB")
    desk.runner.wait(key)
    ask_and_suggest(desk, key)
    with pytest.raises(OptionError) as refused:
        back_up(url, tmp_path / "copy.dump")
    said = str(refused.value).partition("program: ")[2].partition(" (it asks")[0]
    words = shlex.split(said)
    subprocess.run([str(postgres_programs / words[0]), *words[1:]], check=True)
    restore = [f"--dbname={empty_postgres}", str(tmp_path / "copy.dump")]
    subprocess.run([str(postgres_programs / "pg_restore"), *restore], check=True)
    restored = Desk.open(empty_postgres)
    assert restored.read(key, views.story_page) == desk.read(key, views.story_page)
    restored.add_draft(key, Document(text=DRAFT + "Nobody was hurt."), who="AB")
    for each in (desk, restored):
        each.runner.wait(key)
        each.close()


def test_desk_that_the_environment_names_is_copied(
    running: tuple[str, Desk, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --database the copy is of the desk that `extractor review` would open."""
    monkeypatch.setenv("EXTRACTOR_DESK", running[0])
    assert command(str(tmp_path / "copy.sqlite")).exit_code == 0

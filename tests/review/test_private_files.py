"""Who can read what a desk writes: its owner, and nobody else of the machine."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.errors import InputError, OptionError
from extractor.review.database import Database
from extractor.review.desk import Desk
from extractor.schemas.document import Document
from review.desks import DRAFT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")


@pytest.fixture(params=[0o000, 0o022, 0o077, 0o277])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """A umask for the test."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def rights(path: Path) -> str:
    """The rights of a file in octal."""
    return oct(stat.S_IMODE(path.stat().st_mode))


def test_new_files_are_their_owners_alone(tmp_path: Path, umask: int) -> None:
    """File, journals and the folders made for them are private, whatever the umask."""
    folder = tmp_path / "made" / "for it"
    desk = Desk.open(str(folder / "desk.sqlite"))
    desk.runner.wait(desk.add_story(Document(text=DRAFT), [], who="AB"))
    found = {each.name: rights(each) for each in folder.iterdir()}
    assert found == {
        "desk.sqlite": "0o600",
        "desk.sqlite-wal": "0o600",
        "desk.sqlite-shm": "0o600",
    }
    assert [rights(each) for each in (folder, folder.parent)] == ["0o700", "0o700"]
    assert desk.database.notes == ()
    desk.close()


def test_files_that_others_could_read_are_closed_to_them(sqlite_url: str) -> None:
    """What an earlier version left open is mended, journals and the target of a link too."""
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    first = Desk.open(sqlite_url)
    first.runner.wait(first.add_story(Document(text=DRAFT), [], who="AB"))
    journals = [file.with_name(file.name + end) for end in ("-wal", "-shm")]
    for path in (file, *journals):
        path.chmod(0o666)
    link = file.with_name("link.sqlite")
    link.symlink_to(file)
    second = Database(str(link))
    assert [rights(each) for each in (file, *journals)] == ["0o600"] * 3
    assert len(second.notes) == 3
    assert second.notes[0] == (
        f"{file} was open to other users of this machine (-rw-rw-rw-); now its owner alone can "
        "read it."
    )
    third = Database(str(link))
    assert third.notes == ()
    for each in (first, second, third):
        each.close()


def test_file_that_cannot_be_closed_is_told(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the rights are not ours to change one line says so, and whose they are."""
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    file.chmod(0o644)
    os.chown(file, os.geteuid(), -1)

    def refuse(self: Path, mode: int) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)
    monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)
    database = Database(sqlite_url)
    (note,) = database.notes
    assert "(-rw-r--r--), and that cannot be changed (Operation not permitted); it belongs" in note
    assert "\n" not in note
    database.close()


def test_rights_that_do_not_change_are_told(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file system that keeps no rights takes the change and does nothing."""
    Path(sqlite_url.removeprefix("sqlite:///")).chmod(0o644)
    monkeypatch.setattr(Path, "chmod", lambda self, mode: None)
    database = Database(sqlite_url)
    assert ["cannot be changed" in note for note in database.notes] == [True]
    database.close()


def test_read_only_files_stay_so(tmp_path: Path) -> None:
    """Only what others may is taken away."""
    from extractor.review.private_files import close_to_others

    file = tmp_path / "kept"
    file.write_text("x")
    file.chmod(0o444)
    assert close_to_others(file)
    assert rights(file) == "0o400"
    assert close_to_others(file) is None
    assert close_to_others(tmp_path / "none") is None


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///file:desk.sqlite?uri=true",
        "sqlite:///file:desk.sqlite",
        "sqlite:///desk.sqlite?mode=ro",
        "sqlite://desk.sqlite",
    ],
)
def test_path_of_sqlite_is_a_path(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite's own addresses are refused: they could name a file past what sees to its rights."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OptionError, match="a path and nothing more"):
        Database(url)
    assert list(tmp_path.iterdir()) == []


def test_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A file in the way of the folder is one line."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match=r"the folder of .* cannot be made: Not a directory"):
        Database(str(tmp_path / "file" / "sub" / "desk.sqlite"))

"""Files of the desk that nobody but their owner can read, whatever the umask."""

from __future__ import annotations

import os
import stat
from pathlib import Path

_FILE = 0o600
_FOLDER = 0o700
_OTHERS = stat.S_IRWXG | stat.S_IRWXO

_BESIDE = ("-wal", "-shm", "-journal")


def beside(database: Path) -> tuple[Path, ...]:
    """What SQLite keeps beside a database, there or not; it has the same words in it."""
    return tuple(Path(f"{database}{end}") for end in _BESIDE)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, unless they are there; raises `OSError`."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(_FOLDER, exist_ok=True)
        each.chmod(_FOLDER)  # an odd umask may have taken the owner's rights too


def make_file(path: Path) -> None:
    """Make an empty file, unless there is one.

    Raises:
        FileExistsError: there is one.
        OSError: it cannot be made.
    """
    opened = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _FILE)
    try:
        if os.name == "posix":
            os.fchmod(opened, _FILE)  # the same
    finally:
        os.close(opened)


def close_to_others(path: Path) -> str | None:
    """Take the rights of everybody but the owner away from a file that is there.

    Gives a line for people where others could read it until now or still can; systems other than
    POSIX keep their own rights.
    """
    if os.name != "posix":
        return None
    try:
        before = path.stat()
        if not before.st_mode & _OTHERS:
            return None
        reason = ""
        try:
            path.chmod(stat.S_IMODE(before.st_mode) & ~_OTHERS)
        except OSError as error:
            reason = f" ({error.strerror})"
        after = path.stat()
    except OSError:
        # The journals come and go with other desks; for the rest, whoever opens it next says why.
        return None
    if not after.st_mode & _OTHERS:
        return (
            f"{path} was open to other users of this machine ({stat.filemode(before.st_mode)}); "
            "now its owner alone can read it."
        )
    owner = "" if after.st_uid == os.geteuid() else f"; it belongs to {_user(after.st_uid)}"
    return (
        f"{path} is open to other users of this machine ({stat.filemode(after.st_mode)}), and "
        f"that cannot be changed{reason}{owner}: let its owner run `chmod 600`, or keep the "
        "stories elsewhere with --database"
    )


def _user(number: int) -> str:
    try:
        import pwd

        return pwd.getpwuid(number).pw_name
    except (ImportError, KeyError):
        return f"user {number}"

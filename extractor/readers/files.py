"""The files that are opened: regular ones, never a pipe that nobody writes to, or a device."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from extractor.errors import InputError
from extractor.readers.limits import Limits, check_size

_KINDS = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_HANDED_OVER = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")
"""Where a shell puts what it connects to a command, as `<(...)` does: somebody writes to it."""


def why_no_file(path: str) -> str | None:
    """Why what is at `path` cannot be opened as a file, in a line; none for a file or folder.

    Opening a pipe waits for somebody to write to it, and a device may never end.
    """
    mode = os.stat(path).st_mode
    kind = next((words for is_kind, words in _KINDS if is_kind(mode)), None)
    if kind is None:
        return None
    return f"{path!r} is {kind}, not a file: save it to a file first"


def open_file(path: str | Path) -> BinaryIO:
    """The file, open for reading; also the pipe of a shell's `<(...)`.

    Raises:
        InputError: there is none, or it is something else, such as a folder or a named pipe.
    """
    words = str(path)
    try:
        if not (words.startswith(_HANDED_OVER) and stat.S_ISFIFO(os.stat(words).st_mode)):
            reason = why_no_file(words)
            if reason is not None:
                raise InputError(reason)
        return open(words, "rb")
    except FileNotFoundError:
        raise InputError(f"there is no file {words!r}: check the path") from None
    except IsADirectoryError:
        raise InputError(f"{words!r} is a folder: name a file in it") from None
    except (OSError, ValueError) as error:  # a NUL in the path is a ValueError
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{words!r} cannot be read: {reason}") from None


def read_file(path: str | Path, limits: Limits | None = None) -> bytes:
    """All of a file, or of the pipe of a shell's `<(...)`.

    Raises:
        InputError: as `open_file`, or it is too large.
    """
    with open_file(path) as stream:
        try:
            return read_up_to(stream, Path(path).name, limits or Limits())
        except OSError as error:
            raise InputError(f"{str(path)!r} cannot be read: {error.strerror or error}") from None


def read_up_to(stream: BinaryIO, name: str, limits: Limits) -> bytes:
    """All of a stream that messages call `name`. Raises `InputError` if it is too large."""
    data = stream.read(limits.max_bytes + 1)
    check_size(len(data), name, limits)
    return data

"""What the system may refuse the command, and how the command then ends: in one line."""

from __future__ import annotations

import atexit
import errno
import io
import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn


class _Closed(io.RawIOBase):
    """A standard stream that was closed before the command began."""

    def __init__(self, name: str) -> None:
        self._name = name

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def readinto(self, _: object) -> int:
        raise self._error()

    def write(self, _: object) -> int:
        raise self._error()

    def _error(self) -> OSError:
        return OSError(errno.EBADF, f"{self._name} is closed")


def open_streams() -> None:
    """Give the command three streams that it can use, whatever it was started with.

    Python has none where a stream is closed; and a terminal that cannot show a letter gets its
    number rather than an error.
    """
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BufferedReader(_Closed("standard input")))
    if sys.stdout is None:
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(_Closed("standard output")), "utf-8")
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - until the end
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def trouble_in_words(error: OSError | MemoryError) -> str:
    """What the system said, and of which file."""
    if isinstance(error, MemoryError):
        return "there is not enough memory for this"
    said = error.strerror or str(error)
    if error.filename is None and error.errno == errno.ENOENT and not _has_working_folder():
        return "the working folder is gone or cannot be read: change to another"
    if error.filename is None:
        return f"{said} (error {error.errno})" if error.errno is not None else said
    name = error.filename
    return f"{os.fsdecode(name) if isinstance(name, bytes) else name!r}: {said}"


def fail(message: str, code: int) -> NoReturn:
    """Say it in one line, and end."""
    from extractor.outputs.visible import shown

    print(f"extractor: {shown(message)}", file=sys.stderr)
    leave(code)


def leave(code: int) -> NoReturn:
    """End without another word, even where what is left in stdout can no longer be written."""
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.exit(code)
    # The interpreter tries once more at its end, and would print a traceback.
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - until the end
    sys.exit(code)


def end_undisturbed() -> None:
    """Let Ctrl-C not break into what Python clears away once the command has ended."""
    # What is registered last is done first.
    atexit.register(signal.signal, signal.SIGINT, signal.SIG_IGN)


def _has_working_folder() -> bool:
    try:
        os.getcwd()
    except OSError:
        return False
    return True

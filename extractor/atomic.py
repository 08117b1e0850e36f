"""Files that appear in their place whole, or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from uuid import uuid4

FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""The disk, a quota or a limit on the size of files has no room: nobody named a wrong file."""


class WholeFile:
    """A file that is written beside its place, under a hidden name, and put there at the end."""

    def __init__(self, path: Path) -> None:
        """Nothing is written yet; the folder must exist."""
        self.path = path
        self.partial = path.with_name(f".{path.name}.{uuid4().hex[:8]}.partial")
        """Where it is written, and closed, before it is put in its place."""

    def flush(self) -> None:
        """Have what was written on the disk, under its hidden name."""
        with self.partial.open("rb+") as file:
            os.fsync(file.fileno())

    def put(self) -> None:
        """Put it in its place, once it is safe on the disk."""
        self.flush()
        self.partial.replace(self.path)

    def discard(self) -> None:
        """Leave what stood at its place as it was."""
        self.partial.unlink(missing_ok=True)


@contextmanager
def writing_whole(path: Path) -> Iterator[IO[bytes]]:
    """The file to write into; it takes its place where the block ends without an error."""
    whole = WholeFile(path)
    try:
        with whole.partial.open("xb") as file:
            yield file
        whole.put()
    finally:
        whole.discard()


def partials_of(folder: Path, names: str) -> Iterator[Path]:
    """What is left in a folder, by a process that was killed, of files with such names."""
    return folder.glob(f".{names}.*.partial")

"""What the names on a command line stand for: files, folders, patterns, lists of paths."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from io import BufferedReader
from typing import BinaryIO

from extractor.readers.files import why_no_file
from extractor.readers.formats import FORMATS, ROW_SUFFIXES, TEXT_SUFFIXES, UNREAD, suffix_of

READ_SUFFIXES = (TEXT_SUFFIXES - {""}) | frozenset(FORMATS) | ROW_SUFFIXES
"""What is read in folders and from patterns; a file without an ending must be named itself."""

_OWN_HEADS = (b'{"compared_with":', b"story,compared_with,row,fact,", b"\xef\xbb\xbfstory,compared")
_OWN_SUFFIXES = frozenset({".jsonl", ".csv", ".html"})
_OWN_PAGE = b'name="generator" content="fact-extractor'


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """One file or row that could not be read; the others were."""

    name: str
    """The file or row: "archive/may.pdf", "stories.jsonl#12"."""
    reason: str
    """What happened and what to do, in one line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file to read."""

    path: str
    """Where it is."""
    name: str
    """What to call it: its path inside the folder that was given; no other file has the same."""


def find_files(
    inputs: Iterable[str | os.PathLike[str]], *, skip: Collection[str | os.PathLike[str]] = ()
) -> Iterator[Entry | ReadFailure]:
    """The files that the inputs stand for, in the inputs' order, folders sorted by name.

    A file that several inputs stand for comes once. In folders hidden files, links to folders,
    what this project wrote, what `skip` names and other formats are passed over; a format that may
    hold a story and is not read is a failure. "-" reads paths from standard input: parted by NULs,
    and then of any characters, or else one to a line.
    """
    finder = _Finder({os.path.realpath(path) for path in skip})
    for each in inputs:
        name = os.fspath(each)
        if name == "-":
            for path in _listed():
                yield from finder.files(path)
        else:
            yield from finder.files(name)


class _Finder:
    """Finds files and remembers what was found."""

    def __init__(self, skipped: set[str]) -> None:
        self._skipped = skipped
        # Digests, because an archive has more paths than should stay in memory.
        self._seen: set[bytes] = set()
        self._names: set[bytes] = set()

    def files(self, path: str) -> Iterator[Entry | ReadFailure]:
        """What one input stands for; never nothing, unless all of it came before."""
        try:
            yield from self._files(path)
        except (OSError, ValueError) as error:  # a name with a NUL in it is a ValueError
            reason = getattr(error, "strerror", None) or str(error)
            yield ReadFailure(printable(path), f"{path!r} cannot be read: {reason}")

    def _files(self, path: str) -> Iterator[Entry | ReadFailure]:
        if os.path.isdir(path):
            found = self._in_folder(path, path)
            nothing = f"{path!r} is a folder without a file that is read"
        elif os.path.lexists(path) or not glob.has_magic(path):
            if not os.path.exists(path):
                yield ReadFailure(printable(path), f"there is no file {path!r}: check the path")
            elif (reason := why_no_file(path)) is not None:
                yield ReadFailure(printable(path), reason)
            elif self._is_new(path):
                yield self._entry(path, os.path.basename(path))
            return
        else:
            found = self._matching(path)
            nothing = f"nothing that is read matches {path!r}"
        is_empty = True
        for each in found:
            is_empty = False
            if each is not None:
                yield each
        if is_empty:
            yield ReadFailure(printable(path), f"{nothing}: check the path")

    def _in_folder(self, folder: str, root: str) -> Iterator[Entry | ReadFailure | None]:
        """What is in a folder; None for a file that came before."""
        try:
            names = sorted(os.listdir(folder))
        except OSError as error:
            yield ReadFailure(printable(folder), f"{folder!r} cannot be read: {error.strerror}")
            return
        for name in names:
            path = os.path.join(folder, name)
            if name.startswith("."):
                continue
            if os.path.isfile(path):
                yield from self._in_passing(path, os.path.relpath(path, root))
            elif os.path.isdir(path):
                if not (os.path.islink(path) or self._is_skipped(path)):
                    yield from self._in_folder(path, root)
            elif suffix_of(name) in READ_SUFFIXES:
                yield self._no_file(path, os.path.relpath(path, root))

    def _matching(self, pattern: str) -> Iterator[Entry | ReadFailure | None]:
        root = pattern
        while glob.has_magic(root):
            root = os.path.dirname(root)
        for path in sorted(glob.iglob(pattern, recursive=True)):
            if os.path.isfile(path):
                yield from self._in_passing(path, os.path.relpath(path, root or os.curdir))
            elif os.path.isdir(path):
                if "**" not in pattern:
                    yield from self._in_folder(path, root or os.curdir)
            elif suffix_of(path) in READ_SUFFIXES:
                yield self._no_file(path, os.path.relpath(path, root or os.curdir))

    def _no_file(self, path: str, name: str) -> ReadFailure:
        """What is called like a story and is none: a pipe, a device, a link to nothing."""
        reason = f"{path!r} is a link that leads nowhere: mend it"
        if os.path.exists(path):
            reason = why_no_file(path) or f"{path!r} is no file"
        return ReadFailure(printable(name), reason)

    def _in_passing(self, path: str, name: str) -> Iterator[Entry | ReadFailure | None]:
        """A file that was not named itself."""
        suffix = suffix_of(name)
        if suffix in UNREAD and suffix != ".json":
            if self._is_new(path):
                advice = UNREAD[suffix]
                yield ReadFailure(printable(name), f"files of type {suffix} are not read: {advice}")
        elif suffix in READ_SUFFIXES and not self._is_skipped(path):
            if not self._is_new(path):
                yield None
            elif not (suffix in _OWN_SUFFIXES and _is_own(path)):
                yield self._entry(path, name)

    def _is_skipped(self, path: str) -> bool:
        return bool(self._skipped) and os.path.realpath(path) in self._skipped

    def _is_new(self, path: str) -> bool:
        key = digest(os.path.realpath(path))
        is_new = key not in self._seen
        self._seen.add(key)
        return is_new

    def _entry(self, path: str, name: str) -> Entry:
        """The file under a name of its own: the shortest that is free."""
        unique = next(each for each in _names(path, name) if digest(each) not in self._names)
        self._names.add(digest(unique))
        return Entry(path, unique)


def _names(path: str, name: str) -> Iterator[str]:
    """What a file may be called, the shortest first; the last is no other file's."""
    for way in (name, os.path.normpath(path)):
        yield printable(way.replace(os.sep, "/"))
    yield printable(os.path.realpath(path).replace(os.sep, "/"))


_LONGEST_PATH = 4096
"""Bytes of a path at most, as Linux has it: a list parted by NULs has one sooner than that."""

_BLOCK = 1 << 16


def _listed() -> Iterator[str]:
    """The paths on standard input, as they come."""
    stream = sys.stdin.buffer
    # A name may hold line ends, so the first of them says nothing about what parts the list.
    head = stream.read(_LONGEST_PATH + 1)
    parted = _parted(head, stream, b"\x00") if b"\x00" in head else _lines(head, stream)
    for path in parted:
        if path.strip():
            yield os.fsdecode(path)


def _lines(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    for line in _parted(head, stream, b"\n"):
        yield line.rstrip(b"\r")


def _parted(head: bytes, stream: BinaryIO, by: bytes) -> Iterator[bytes]:
    rest = head
    while True:
        *whole, rest = rest.split(by)
        yield from whole
        # What is there is taken at once: whoever lists may take all day.
        block = stream.read1(_BLOCK) if isinstance(stream, BufferedReader) else stream.read(_BLOCK)
        if not block:
            yield rest.rstrip(b"\r\n")
            return
        rest += block


def _is_own(path: str) -> bool:
    """Whether this project wrote the file: reports are no stories."""
    try:
        with open(path, "rb") as file:
            head = file.read(2048)
    except OSError:
        return False  # reading it will say why
    return head.startswith(_OWN_HEADS) or _OWN_PAGE in head


def digest(name: str) -> bytes:
    """A name in 16 bytes, to know it again."""
    return blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def printable(name: str) -> str:
    """The name as text: on some systems a file's name is any bytes."""
    return name.encode("utf-8", "replace").decode("utf-8")

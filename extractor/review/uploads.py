"""Files that an editor drops on the desk, as documents; nothing in them is trusted."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import PurePosixPath

from extractor.documents import read_untrusted
from extractor.errors import InputError
from extractor.outputs.word import Comment
from extractor.outputs.word_changes import Rewording
from extractor.outputs.word_isolated import commented_docx_isolated
from extractor.outputs.worksheet_back import ReadWorksheet
from extractor.outputs.worksheet_isolated import read_worksheet_isolated
from extractor.readers.formats import FORMATS, TEXT_SUFFIXES, look, suffix_of
from extractor.readers.isolated import IsolatedParser
from extractor.review.refusals import TooLargeError, WrongKindError
from extractor.schemas.document import Document

KINDS = tuple(sorted((TEXT_SUFFIXES | FORMATS.keys()) - {""}))
"""The endings of files that are read."""

LARGEST_FILE = 20_000_000
"""Bytes."""
TIME_LIMIT_S = 30.0
MEMORY_LIMIT_MB = 1_000

_AT_ONCE = threading.BoundedSemaphore(4)
"""So many files are parsed at a time: each may take all of the memory that one is allowed."""

_TEXTS = IsolatedParser(timeout_s=TIME_LIMIT_S, memory_mb=MEMORY_LIMIT_MB)
"""For plain text, which is only decoded: its process serves one upload after the other, as to start
one takes far longer. Every other file has a process to itself."""


def read_upload(data: bytes, name: str) -> Document:
    """The document in an uploaded file.

    Raises:
        WrongKindError: files of that ending are not read.
        TooLargeError: it is too large.
        InputError: it is not what its ending says, or took too long or too much memory to read.
    """
    name = _shown(name, "upload.txt")
    if suffix_of(name) not in TEXT_SUFFIXES | FORMATS.keys():
        raise WrongKindError(f"{name!r} is of a kind that is not read: give {', '.join(KINDS)}")
    _check_size(data, name)
    with _AT_ONCE:
        if suffix_of(name) in TEXT_SUFFIXES:
            parsed = _TEXTS.parse(data, name)
            return Document(text=parsed.text, name=name, marks=parsed.marks)
        return read_untrusted(data, name, timeout_s=TIME_LIMIT_S, memory_mb=MEMORY_LIMIT_MB)


def read_worksheet_upload(data: bytes, name: str) -> ReadWorksheet:
    """The rows of a worksheet in an uploaded file, CSV or XLSX by its content.

    Raises:
        WrongKindError: it is a file of another kind.
        TooLargeError: it is too large.
        InputError: it is no worksheet, or took too long or too much memory to read.
    """
    name = _shown(name, "worksheet.csv")
    _check_size(data, name)
    seen = look(data)
    if seen not in (None, "a zip archive"):
        raise WrongKindError(f"{name!r} is {seen}: give the worksheet as .csv or .xlsx")
    with _AT_ONCE:
        return read_worksheet_isolated(
            data, name, timeout_s=TIME_LIMIT_S, memory_mb=MEMORY_LIMIT_MB
        )


def comment_upload(
    original: bytes,
    name: str,
    text: str,
    comments: Sequence[Comment],
    *,
    rewordings: Sequence[Rewording] = (),
    head: str,
) -> bytes:
    """The Word document that was uploaded as a draft, with comments and tracked changes at the
    words of its `text`.

    Raises:
        InputError: it took too long or too much memory.
    """
    with _AT_ONCE:
        return commented_docx_isolated(
            text,
            comments,
            rewordings=rewordings,
            head=head,
            original=original,
            name=name,
            timeout_s=TIME_LIMIT_S,
            memory_mb=MEMORY_LIMIT_MB,
        )


def _shown(name: str, default: str) -> str:
    """The name of a file, only ever a word to show: no path is made of it."""
    return PurePosixPath(name.replace("\\", "/")).name[:200] or default


def _check_size(data: bytes, name: str) -> None:
    if len(data) > LARGEST_FILE:
        raise TooLargeError(
            f"{name!r} has {len(data):,} bytes, and the desk takes {LARGEST_FILE:,}: split it"
        )
    if not data:
        raise InputError(f"{name!r} is empty: give a file with words in it")

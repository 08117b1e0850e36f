"""A story as it came, and where its parts stood in the file it came from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator

from extractor.schemas.record import Record
from extractor.schemas.span import RECORD

MarkKind = Literal[
    "page",
    "time",
    "cell",
    "chapter",
    "message",
    "attachment",
    "footnote",
    "endnote",
    "comment",
    "encoding",
]
"""What a mark refers to: a place in the original file, or a note that is beside the text there."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where `text[start:end]` stood in the original file, or the note that belongs to it.

    A slotted dataclass as `Span` is, and for the same reason: a workbook has one for each cell.
    """

    __pydantic_config__ = RECORD

    start: int
    """First character in the document's text."""
    end: int
    """One past the last; equal to `start` for a page without text, an attachment, or a note on
    nothing."""
    kind: MarkKind
    """What it refers to."""
    label: str
    """The place in words: "page 3", "00:01:23", "Sheet1!B7", "table 1 B2", "chapter 4",
    "message 1", "footnote 2"."""
    note: str | None = None
    """The text of a note; the formula of a cell; what could not be read of a page; who sent a
    message to whom and when; an attachment's name, type and size."""
    author: str | None = None
    """Who wrote a comment, as the file says."""


class Document(Record):
    """The text of one story, untouched; every offset points into it."""

    text: str
    """The text as it came, byte order mark and line ends included."""
    name: str | None = None
    """What to call it: the file's name; none for a string."""
    published: date | datetime | None = None
    """When it appeared; relative dates ("Friday") are read against it."""
    day_first: bool | None = Field(default=None, exclude_if=lambda order: order is None)
    """Whether "01/02/2026" is in February; none where another date of the text must show it, and an
    order that none shows is noted as open."""
    language: str | None = Field(default=None, exclude_if=lambda code: code is None)
    """The code of the language that it is written in ("en", "es"); none where its words show it."""
    marks: tuple[Mark, ...] = Field(default=(), exclude_if=lambda marks: not marks)
    """Places in the original file and notes beside the text, by start; none for plain text."""

    @field_validator("published", mode="before")
    @classmethod
    def _keep_the_time(cls, value: object) -> object:
        """Midnight is a moment: read from JSON it must not become a mere day."""
        if isinstance(value, str) and "T" in value:
            return datetime.fromisoformat(value)
        return value

    @classmethod
    def read(
        cls,
        path: str | Path,
        *,
        published: date | datetime | None = None,
        day_first: bool | None = None,
        encoding: str | None = None,
        as_table: bool = False,
    ) -> Document:
        """The document in a file, or on standard input for "-".

        A .csv or .tsv is refused, since each of its rows may be a story, unless it is wanted
        `as_table`: as one text of its cells, such as a source.

        It is parsed in this process, with no limit of time or memory but the file's size: right for
        files that you trust, and quick. For others there is `extractor.documents.read_untrusted`.

        Raises:
            InputError: the file is missing, empty, not readable, or a table that is not wanted.
        """
        # The one import upwards: readers know file formats, which a schema must not; the
        # method stands here so that there is one Document, not two.
        from extractor.documents import read_document, why_no_story
        from extractor.errors import InputError

        if not as_table and (told := why_no_story(path, encoding)):
            raise InputError(
                f"{told}: read_documents(path, text_field=...) reads its rows, and "
                "Document.read(path, as_table=True) all of it as one text"
            )
        return read_document(path, published=published, day_first=day_first, encoding=encoding)

    def marks_at(self, start: int, end: int) -> tuple[Mark, ...]:
        """The marks that share a character with `text[start:end]`, in order."""
        first = bisect_right(self._reach, start)
        last = bisect_left(self.marks, end, key=lambda mark: mark.start)
        return tuple(mark for mark in self.marks[first:last] if mark.end > start)

    @cached_property
    def _reach(self) -> list[int]:
        """How far the marks up to each one reach: what ends before a span is skipped at once."""
        return list(accumulate((mark.end for mark in self.marks), max))

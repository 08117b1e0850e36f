"""Files, folders, rows and standard input into documents."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import InputError
from extractor.readers.files import open_file, read_file, read_up_to
from extractor.readers.formats import (
    FORMATS,
    ROW_SUFFIXES,
    TABLE_SUFFIXES,
    check_suffix,
    parse_bytes,
    suffix_of,
)
from extractor.readers.inputs import Entry, ReadFailure, find_files, printable
from extractor.readers.limits import Limits
from extractor.readers.parsed import Parsed
from extractor.schemas.document import Document

if TYPE_CHECKING:
    from extractor.readers.isolated import IsolatedParser
    from extractor.readers.rows import RowNames, StoryFields

__all__ = [
    "Limits",
    "ReadFailure",
    "Story",
    "checked_document",
    "given_document",
    "read_document",
    "read_documents",
    "read_untrusted",
    "whole_text",
    "why_no_story",
]


def read_document(
    path: str | Path,
    *,
    published: date | datetime | None = None,
    day_first: bool | None = None,
    language: str | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
    parser: IsolatedParser | None = None,
) -> Document:
    """The document in a file, or on standard input for "-"; docs/formats.md says what is read.

    Plain text is in the `encoding` named, else as a byte order mark says, else UTF-8, else in an
    old encoding that its signs show, which a mark of the kind "encoding" tells. Nothing in it is
    normalised: a byte order mark stays as U+FEFF and line ends stay as they are, so that offsets
    point into the file's text. Of other formats a text is made, the same on every run, whose
    `marks` say where its parts stood.

    `language` is the code of the language that it is in ("es"); without it its words show one.

    Without a `parser` it is parsed in this process, with no limit of time or memory but the file's
    size: for files that you trust. With one, what is not plain text is parsed in its children.

    Raises:
        InputError: the file is missing, a folder or a pipe, empty, too large, damaged, of a format
            that is not read, or took more time or memory than the `parser` allows.
    """
    name = "standard input" if str(path) == "-" else printable(Path(path).name)
    data = _read_bytes(path, limits or Limits())
    if parser is not None and suffix_of(name) in FORMATS:
        parsed = parser.parse(data, name, encoding=encoding, limits=limits)
    else:
        # Text is decoded and nothing else: that needs no process of its own.
        parsed = parse_bytes(data, name, encoding=encoding, limits=limits)
    return _document(parsed, name, published, day_first, language)


def why_no_story(
    path: str | Path, encoding: str | None = None, limits: Limits | None = None
) -> str | None:
    """Why a file is not one story: it is a table, whose columns are named; none for any other.

    What to do about it is for the caller to add.

    Raises:
        InputError: the table cannot be read.
    """
    name = printable(Path(path).name)
    if str(path) == "-" or suffix_of(name) not in TABLE_SUFFIXES:
        return None
    from extractor.readers.row_files import columns_of

    open_file(path).close()  # a pipe or a missing file is refused in its own words
    try:
        columns = columns_of(str(path), encoding, limits or Limits())
    except InputError as error:
        raise InputError(f"{name}: {error}") from None
    shown = ", ".join(repr(column[:_SHOWN_NAME]) for column in columns[:_SHOWN_COLUMNS])
    more = f" and {len(columns) - _SHOWN_COLUMNS:,} more" * (len(columns) > _SHOWN_COLUMNS)
    return f"{name} is a table of many stories with the columns {shown or 'none'}{more}"


_SHOWN_COLUMNS = 20
_SHOWN_NAME = 60


def read_documents(
    inputs: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
    *,
    text_field: str | None = None,
    id_field: str | None = None,
    date_field: str | None = None,
    published: date | datetime | None = None,
    day_first: bool | None = None,
    language: str | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
    skip: Collection[str | os.PathLike[str]] = (),
    parser: IsolatedParser | None = None,
) -> Iterator[Document | ReadFailure]:
    """Every story in files, folders, patterns, and lists of paths on standard input ("-").

    Of .jsonl, .jsonl.gz, .parquet, .csv and .tsv each row is a story; of .csv and .tsv the
    `text_field` has to be named, and without it the table is one `ReadFailure`. Other fields that
    are not named are looked for under usual names; "" stands for none. A row's
    day is that of the `date_field` that was named, else `published`, else that of a field with a
    usual name. `skip` names files that are no input, such as the one that is being written.

    Only the row or file at hand is in memory. What cannot be read is one `ReadFailure`; nothing is
    raised. Names are unique: a file's path in its folder, a row's id or "stories.jsonl#12".

    Without a `parser` all is parsed in this process, with no limit of time or memory but the sizes
    in `limits`: for files that you trust. With one, what is not plain text is parsed in its
    children, files of many stories too, and what takes too long or too much is one `ReadFailure`.
    """
    from extractor.readers.rows import RowNames, StoryFields

    limits = limits or Limits()
    fields = StoryFields(text_field, id_field, date_field, published)
    names = RowNames()
    if isinstance(inputs, str | os.PathLike):
        inputs = [inputs]  # one input, never its letters
    for entry in find_files(inputs, skip=skip):
        if isinstance(entry, ReadFailure):
            yield entry
        elif _has_rows(entry, text_field):
            yield from _rows(entry, fields, names, encoding, limits, parser, day_first, language)
        else:
            try:
                if told := why_no_story(entry.path, encoding, limits):
                    advice = "name the one with the text as text_field (--text-field)"
                    raise InputError(f"{told}: {advice}")
                document = read_document(
                    entry.path,
                    published=published,
                    day_first=day_first,
                    language=language,
                    encoding=encoding,
                    limits=limits,
                    parser=parser,
                )
                yield document.model_copy(update={"name": entry.name})
            except InputError as error:
                yield ReadFailure(entry.name, str(error))


def read_untrusted(
    data: bytes,
    name: str,
    *,
    timeout_s: float = 30,
    memory_mb: int = 768,
    published: date | datetime | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
) -> Document:
    """The document in `data`, a file called `name` that a stranger may have made.

    It is parsed in a process of its own, which can reach no network and write no file, and which
    is ended when it takes longer or more memory than this. Starting it takes about a second.

    Raises:
        InputError: as `read_document`, or the time or memory did not do.
    """
    from extractor.readers.isolated import parse_isolated

    parsed = parse_isolated(
        data,
        name,
        timeout_s=timeout_s,
        memory_mb=memory_mb,
        encoding=encoding,
        limits=limits,
    )
    return _document(parsed, Path(name).name, published)


def told_guess(document: Document) -> str | None:
    """How a file was read whose encoding had to be guessed, in words; none where it had not."""
    found = next((mark for mark in document.marks if mark.kind == "encoding"), None)
    if found is None:
        return None
    return f"{document.name or 'the text'} was read as {found.label}, which is a guess"


Story = Document | str | os.PathLike[str]
"""What a function takes for a text: a `Document`, the text itself, or the `Path` of a file."""


def given_document(story: Story, label: str = "the text") -> Document:
    """A story as a `Document`; a `str` is text, and a `Path` is read.

    A string that is the name of a file is text too, with a warning.

    Raises:
        InputError: it is neither of the three, or the file cannot be read.
    """
    if isinstance(story, Document):
        return story
    if isinstance(story, str):
        _warn_of_path(story, label)
        return Document(text=story)
    if isinstance(story, os.PathLike):
        return read_document(Path(story))
    raise InputError(
        f"{label} is a {type(story).__name__}: give a Document, a string of text, or a Path"
    )


_LONGEST_PATH = 1_000
"""A string with more characters is not looked for on the disk."""


def _warn_of_path(text: str, label: str) -> None:
    if len(text) > _LONGEST_PATH or "\n" in text or not text.strip() or not os.path.isfile(text):
        return
    warnings.warn(
        f"{label} is {text!r}, which is the name of a file and was taken as the text itself: "
        f"give Path({text!r}) to read the file",
        stacklevel=_level_of_caller(),
    )


def _level_of_caller() -> int:
    """How many frames up, from who calls this, the code outside this package stands."""
    level, frame = 1, sys._getframe(1)
    # A function that blocks runs ours in a loop of its own.
    between = ("extractor.", "asyncio.", "contextvars")
    while frame.f_back and frame.f_globals.get("__name__", "").startswith(between):
        level, frame = level + 1, frame.f_back
    return level


def checked_document(story: Story) -> Document:
    """The same as a `Document`, once it is known to hold text that can be worked on.

    Raises:
        InputError: it is no story, the text is empty, or it holds a lone surrogate, which no file
            or answer can carry.
    """
    document = given_document(story, "the story")
    if not document.text.strip("\ufeff \t\r\n\x00\xa0"):
        label = document.name or "the text"
        raise InputError(f"{label} is empty: use a story with words in it")
    return whole_text(document)


def whole_text(story: Story, label: str = "the text") -> Document:
    """The same as a `Document`, empty or not, once it is known that it can be written to a file.

    Raises:
        InputError: it is no text, or holds a lone surrogate.
    """
    document = given_document(story, label)
    label = document.name or label
    try:
        document.text.encode("utf-8")
    except UnicodeEncodeError as error:
        code = ord(document.text[error.start])
        raise InputError(
            f"{label} has a lone surrogate (U+{code:04X}) at character {error.start}: decode it "
            "again from its bytes",
            option='repair it with text.encode("utf-8", "replace").decode()',
        ) from None
    return document


def _document(
    parsed: Parsed,
    name: str,
    published: date | datetime | None,
    day_first: bool | None = None,
    language: str | None = None,
) -> Document:
    return checked_document(
        Document(
            text=parsed.text,
            name=name,
            published=parsed.published if published is None else published,
            day_first=day_first,
            language=language,
            marks=parsed.marks,
        )
    )


def _has_rows(entry: Entry, text_field: str | None) -> bool:
    suffix = suffix_of(entry.path)
    return suffix in ROW_SUFFIXES or (suffix in TABLE_SUFFIXES and text_field is not None)


def _rows(
    entry: Entry,
    fields: StoryFields,
    names: RowNames,
    encoding: str | None,
    limits: Limits,
    parser: IsolatedParser | None,
    day_first: bool | None,
    language: str | None,
) -> Iterator[Document | ReadFailure]:
    from extractor.readers.row_files import stories_of

    count = 0
    try:
        stories = (
            stories_of(entry.path, encoding, limits, fields)
            if parser is None
            else parser.rows(entry.path, encoding=encoding, limits=limits, fields=fields)
        )
        for story in stories:
            count = story.number
            place = f"{entry.name}#{story.number}"
            if story.text is None:
                yield ReadFailure(place, story.failure or "the row cannot be read")
                continue
            name = names.name(story, entry.name)
            document = Document(
                text=story.text,
                name=name,
                published=story.published,
                day_first=day_first,
                language=language,
            )
            try:
                yield checked_document(document)
            except InputError as error:
                yield ReadFailure(place, str(error))
    except InputError as error:
        name = f"{entry.name}#{count + 1}" if count else entry.name
        yield ReadFailure(name, str(error))
    else:
        if not count:
            yield ReadFailure(entry.name, f"{entry.name} has no rows: check the file")


def _read_bytes(path: str | Path, limits: Limits) -> bytes:
    if str(path) == "-":
        return read_up_to(sys.stdin.buffer, "standard input", limits)
    file = Path(path)
    if not file.is_dir():
        check_suffix(file.name)
    return read_file(path, limits)

"""The rows of files that hold many stories, streamed: never more than a few are in memory."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from extractor.errors import InputError
from extractor.readers.formats import EXTRA, look, suffix_of
from extractor.readers.limits import MB, Limits
from extractor.readers.plain import encoding_of
from extractor.readers.rows import DATE_FIELDS, ID_FIELDS, TEXT_FIELDS, Row, RowStory, StoryFields
from extractor.readers.table_file import delimiter_of, raise_field_limit, records

_BATCH = 16
"""Rows of a Parquet file that are decoded at once: the longest stories fit into little memory."""

_WRONG_BYTE = re.compile("[\udc80-\udcff]")


def stories_of(
    path: str, encoding: str | None, limits: Limits, fields: StoryFields
) -> Iterator[RowStory]:
    """The stories in the rows of a file, in its order; what a row lacks is in its `failure`.

    Of a Parquet file only the columns that `fields` names or would guess are read.

    Raises:
        InputError: the file cannot be read from some place on, or not at all.
    """
    for row in _rows(path, encoding, limits, fields):
        yield fields.story(row, limits)


def _rows(path: str, encoding: str | None, limits: Limits, fields: StoryFields) -> Iterator[Row]:
    """The rows as they are; one that cannot be read is a row without values."""
    suffix = suffix_of(path)
    try:
        if suffix == ".parquet":
            yield from _parquet(path, (fields.text_field, fields.id_field, fields.date_field))
        elif suffix in (".csv", ".tsv"):
            yield from _delimited_rows(path, encoding, limits)
        else:
            yield from _json_lines(path, encoding, limits, is_packed=suffix.endswith(".gz"))
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise InputError(f"the archive is damaged ({error}): the rest is not read") from error
    except UnicodeError as error:
        raise InputError(f"it is not {encoding or 'UTF-8'} ({error}): name its encoding") from error
    except OSError as error:
        raise InputError(f"it cannot be read: {error.strerror or error}") from error


def _json_lines(
    path: str, encoding: str | None, limits: Limits, *, is_packed: bool
) -> Iterator[Row]:
    with _text(path, encoding, is_packed=is_packed, newline="\n") as lines:
        number = 0
        while line := lines.readline(limits.max_bytes):
            number += 1
            if len(line) >= limits.max_bytes and not line.endswith("\n"):
                while (rest := lines.readline(MB)) and not rest.endswith("\n"):
                    pass
                most = f"{limits.max_bytes / MB:g} MB"
                yield Row(number, None, f"the line is longer than {most}: raise max_bytes")
            elif line.strip("\ufeff \t\r\n"):
                yield _json_row(number, line.removeprefix("\ufeff"))


def _json_row(number: int, line: str) -> Row:
    if failure := _wrong_byte(line):
        return Row(number, None, failure)
    try:
        values = json.loads(line)
    except json.JSONDecodeError as error:
        return Row(number, None, f"the line is no JSON: {error.msg} at character {error.colno}")
    except (ValueError, RecursionError) as error:
        return Row(number, None, f"the line is no usable JSON: {error}")
    if not isinstance(values, dict):
        return Row(number, None, "the line is no JSON object with fields")
    return Row(number, values)


def columns_of(path: str, encoding: str | None, limits: Limits) -> tuple[str, ...]:
    """The names of a delimited file's columns; only its beginning is read.

    Raises:
        InputError: the file cannot be read, or its first line is no header.
    """
    try:
        with _delimited(path, encoding, limits) as (header, _):
            return tuple(header)
    except UnicodeError as error:
        raise InputError(f"it is not {encoding or 'UTF-8'} ({error}): name its encoding") from error
    except OSError as error:
        raise InputError(f"it cannot be read: {error.strerror or error}") from error


@contextmanager
def _delimited(
    path: str, encoding: str | None, limits: Limits
) -> Iterator[tuple[list[str], Iterator[list[str]]]]:
    """The header and the records below it."""
    raise_field_limit(limits)
    with _text(path, encoding, is_packed=False, newline="") as lines:
        head = lines.read(MB)
        lines.seek(0)
        found = records(_bounded(lines, limits.max_bytes), delimiter_of(head))
        try:
            header = next(found, [])
        except csv.Error as error:
            raise InputError(f"its first line is no header: {error}") from error
        yield [name.strip("\ufeff \t") for name in header], found


def _delimited_rows(path: str, encoding: str | None, limits: Limits) -> Iterator[Row]:
    with _delimited(path, encoding, limits) as (header, found):
        number = 0
        while True:
            try:
                record = next(found, None)
            except csv.Error as error:
                number += 1
                yield Row(number, None, f"the row is not well quoted: {error}")
                continue
            if record is None:
                return
            if any(record):
                number += 1
                yield _delimited_row(number, header, record)


def _delimited_row(number: int, header: list[str], record: list[str]) -> Row:
    if len(record) > len(header):
        counts = f"{len(record)} cells where the header has {len(header)}"
        return Row(number, None, f"the row has {counts}: put its text in quotes")
    failure = next((said for value in record if (said := _wrong_byte(value))), None)
    if failure:
        return Row(number, None, failure)
    return Row(number, dict(zip(header, record, strict=False)))


def _parquet(path: str, fields: tuple[str | None, ...]) -> Iterator[Row]:
    try:
        import pyarrow
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise InputError(f".parquet files need pyarrow: {EXTRA}") from error
    with open(path, "rb") as file:
        if look(file.read(8)) != "a Parquet file":
            raise InputError("it is not a Parquet file, despite its ending")
        file.seek(0)
        try:
            table = parquet.ParquetFile(file)
            names = list(table.schema_arrow.names)
            # A missing field has to be missed by name, and a row with none still is a row.
            columns = [name for name in names if _is_wanted(name, fields)] or names[:1]
            number = 0
            # Group by group: a batch over a border would wait for a group that is too much.
            for group in range(table.num_row_groups):
                for batch in table.iter_batches(
                    _BATCH, row_groups=[group], columns=columns, use_threads=False
                ):
                    for values in batch.to_pylist():
                        number += 1
                        yield Row(number, cast("dict[str, object]", values))
        except (pyarrow.ArrowException, UnicodeError, OverflowError) as error:
            said = " ".join(str(error).split())[:200]
            raise InputError(f"it is damaged ({said}): the rest is not read") from error


def _is_wanted(name: str, fields: tuple[str | None, ...]) -> bool:
    return name in fields or name.lower() in (*TEXT_FIELDS, *ID_FIELDS, *DATE_FIELDS)


@contextmanager
def _text(
    path: str, encoding: str | None, *, is_packed: bool, newline: str
) -> Iterator[io.TextIOWrapper]:
    """The file as text; a wrong byte becomes a half character, so that only its row is lost."""
    with Path(path).open("rb") as file:
        stream = cast("BinaryIO", gzip.GzipFile(fileobj=file)) if is_packed else file
        chosen = encoding_of(b"" if is_packed else file.read(4), encoding)
        file.seek(0)
        with io.TextIOWrapper(
            stream, encoding=chosen, errors="surrogateescape", newline=newline
        ) as text:
            yield text


def _bounded(lines: io.TextIOWrapper, most: int) -> Iterator[str]:
    """The lines, long ones in parts: a file without line ends is not taken into memory whole."""
    while line := lines.readline(most):
        yield line


def _wrong_byte(text: str) -> str | None:
    found = _WRONG_BYTE.search(text)
    if not found:
        return None
    byte = f"0x{ord(found[0]) - 0xDC00:02x}"
    return f"it holds the byte {byte}, which is wrong in this encoding: name the file's encoding"

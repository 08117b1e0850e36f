"""Delimited files: a table whose cells are evidence, and the records that both uses read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from extractor.errors import InputError
from extractor.readers.formats import Source
from extractor.readers.limits import MB, Limits, too_many_cells
from extractor.readers.parsed import Parsed
from extractor.readers.plain import decode
from extractor.readers.table import TableWriter, cell, column_letters

DELIMITERS = ",;\t|"


def parse(data: bytes, source: Source) -> Parsed:
    """Each record as a line; a cell's place is as a spreadsheet shows it, "B7".

    Raises:
        InputError: the bytes are no text, a quote never ends, or there are too many cells.
    """
    decoded = decode(data, source.name, source.encoding)
    text = decoded.text.removeprefix("\ufeff")
    builder = source.builder()
    builder.marks.extend(decoded.marks)
    writer = TableWriter(builder, "\n")
    cells = 0
    raise_field_limit(source.limits)
    lines = io.StringIO(text, newline="")
    try:
        for row, record in enumerate(records(lines, delimiter_of(text[:MB])), start=1):
            cells += len(record)
            if cells > source.limits.max_cells:
                raise too_many_cells(source.name, source.limits)
            writer.write(
                [
                    cell(value, f"{column_letters(column)}{row}")
                    for column, value in enumerate(record)
                ]
            )
    except csv.Error as error:
        raise InputError(f"{source.name} is no table: {error}") from error
    return builder.finished()


def records(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """The records of a delimited file; raises `csv.Error` where a quote is wrong or never ends."""
    return csv.reader(lines, delimiter=delimiter, strict=True)


def delimiter_of(head: str) -> str:
    """What parts the cells: the mark that stands most evenly in the first lines.

    A semicolon is the usual one where the comma is the decimal sign; `csv.Sniffer` takes letters
    and spaces for delimiters.
    """
    counts: dict[str, list[int]] = {mark: [] for mark in DELIMITERS}
    lines = head.splitlines()
    for line in _records_roughly(lines[:50]):
        for mark in DELIMITERS:
            counts[mark].append(line.count(mark))

    def evenness(mark: str) -> tuple[int, int]:
        seen = [count for count in counts[mark] if count]
        if not seen:
            return (0, 0)
        usual = max(set(seen), key=lambda count: (seen.count(count), count))
        return (seen.count(usual), usual)

    best = max(DELIMITERS, key=evenness)
    return best if evenness(best)[0] else ","


def raise_field_limit(limits: Limits) -> None:
    """Let a cell be as long as a story may be: Python's own limit of 131,072 is for the process."""
    csv.field_size_limit(max(csv.field_size_limit(), limits.max_bytes))


def _records_roughly(lines: list[str]) -> Iterator[str]:
    """What is outside quotes, record by record, so that prose in a cell is not counted."""
    outside = ""
    is_quoted = False
    for line in lines:
        for position, part in enumerate(line.split('"')):
            if position:
                is_quoted = not is_quoted
            if not is_quoted:
                outside += part
        if not is_quoted:
            yield outside
            outside = ""

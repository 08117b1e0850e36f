"""A worksheet that people have filled in, read back from CSV or XLSX."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO

from extractor.errors import InputError
from extractor.outputs.cells import cell_text
from extractor.outputs.extras import import_extra
from extractor.outputs.worksheet import COLUMNS, METHODS, STATUSES, WorksheetRow
from extractor.readers.limits import Limits, check_archive
from extractor.readers.plain import Decoded, decode

_MOST_ROWS = 100_000
_LONGEST_CELL = 100_000
_MOST_COLUMNS = 200
_ZIP = b"PK\x03\x04"
_ALIASES = {"source link": "source_link", "link": "source_link", "compared with": "compared_with"}


@dataclass(frozen=True, slots=True)
class RowError:
    """One row that could not be used, or one of its cells."""

    row: int
    """As the spreadsheet counts it: the header is row 1."""
    message: str
    """What is wrong, with which value, and what to do."""
    torn: str = ""
    """The id, where an earlier row with it, which is among the rows, says something else."""


@dataclass(frozen=True, slots=True)
class ReadWorksheet:
    """What came back."""

    rows: tuple[WorksheetRow, ...]
    errors: tuple[RowError, ...]
    guessed: str | None = None
    """The encoding as people call it, where it had to be guessed: "Windows-1252"."""


def read_worksheet(data: bytes, name: str, *, encoding: str | None = None) -> ReadWorksheet:
    """The rows of the worksheet in a file called `name`, CSV or XLSX by its content.

    Columns may stand in any order; others than ours are left out, missing ones are empty. A row
    with a status, method or id that cannot be used is an error and is not among the rows; nor is
    a second row of one id.

    Raises:
        InputError: the file is no table, or has no column `id`.
        OptionError: it is a workbook and openpyxl is not installed.
    """
    is_workbook = data.startswith(_ZIP)
    decoded = Decoded("") if is_workbook else decode(data, name, encoding)
    cells = _workbook(data, name) if is_workbook else _csv(decoded.text)
    errors: list[RowError] = []
    try:
        numbered = enumerate(cells, 1)
        places = _header(next(numbered, (1, []))[1], name)
        seen: dict[str, tuple[int, WorksheetRow]] = {}
        for number, line in numbered:
            if number > _MOST_ROWS:
                raise InputError(f"{name} has more than {_MOST_ROWS:,} rows: split it")
            if any(len(cell) > _LONGEST_CELL for cell in line):
                raise InputError(
                    f"{name} is not a worksheet: row {number} has a cell of more than "
                    f"{_LONGEST_CELL:,} characters"
                )
            if not any(cell.strip() for cell in line):
                continue
            row = _row(line, places)
            problem = _problem(row)
            if problem:
                errors.append(RowError(number, problem))
            elif row.id not in seen:
                seen[row.id] = number, row
            else:
                first, other = seen[row.id]
                said = f"the id {row.id!r} stands in an earlier row too, row {first}: keep one"
                is_torn = _filled_in(row) != _filled_in(other)
                errors.append(RowError(number, said, row.id if is_torn else ""))
    except csv.Error as error:
        raise InputError(
            f"{name} is not CSV ({error}): save it again from the spreadsheet"
        ) from None
    rows = tuple(row for _, row in seen.values())
    return ReadWorksheet(rows, tuple(errors), decoded.title)


def _header(line: Sequence[str], name: str) -> dict[str, int]:
    places: dict[str, int] = {}
    for number, cell in enumerate(line[:_MOST_COLUMNS]):
        words = re.sub(r"[\s_]+", " ", cell.strip().casefold())
        column = _ALIASES.get(words, words)
        if column in COLUMNS:
            places.setdefault(column, number)
    if "id" not in places:
        raise InputError(
            f"{name} has no column called id in its first row: export the worksheet again, and "
            "keep its header"
        )
    return places


def _row(line: Sequence[str], places: dict[str, int]) -> WorksheetRow:
    def cell(column: str) -> str:
        place = places.get(column, len(line))
        return cell_text(line[place].strip()) if place < len(line) else ""

    values = {column: cell(column) for column in COLUMNS}
    values["status"] = " ".join(values["status"].casefold().split()) or "to check"
    values["method"] = values["method"].casefold().replace("email", "e-mail")
    return WorksheetRow(**values)


def _filled_in(row: WorksheetRow) -> tuple[str, ...]:
    """What a person wrote into a row about the fact."""
    return row.status, row.method, row.source_link, row.note


def _problem(row: WorksheetRow) -> str | None:
    """Why a row cannot be used; none where it can."""
    if not row.id:
        return "the id is empty: copy it from the worksheet as it was exported"
    if row.status not in STATUSES:
        return f"the status {row.status!r} does not exist: use one of {', '.join(STATUSES)}"
    if row.method and row.method not in METHODS:
        return f"the method {row.method!r} does not exist: use one of {', '.join(METHODS)}"
    return None


def _csv(text: str) -> Iterator[list[str]]:
    text = text.removeprefix("\ufeff")
    header = text.partition("\n")[0]
    # Where a comma is the decimal sign, spreadsheets write semicolons.
    delimiter = max(",;\t", key=header.count)
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter)


def _workbook(data: bytes, name: str) -> Iterable[list[str]]:
    openpyxl = import_extra("openpyxl", "A worksheet as .xlsx")
    check_archive(data, name, Limits())
    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
        sheet = book["Worksheet"] if "Worksheet" in book.sheetnames else book.worksheets[0]
        return [
            [_shown(value) for value in line]
            for line in sheet.iter_rows(
                max_row=_MOST_ROWS + 1, max_col=_MOST_COLUMNS, values_only=True
            )
        ]
    except (KeyError, ValueError, IndexError, OSError, SyntaxError) as error:
        # SyntaxError is what malformed XML raises, in both of openpyxl's parsers.
        raise InputError(
            f"{name} is not a workbook that can be read ({error}): save it again as .xlsx"
        ) from None


def _shown(value: object) -> str:
    """A cell's value as people see it: a day without its midnight, a number without its zero."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        is_day = value.time() == datetime.min.time()
        return value.date().isoformat() if is_day else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)

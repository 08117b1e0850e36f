"""Workbooks: every filled cell as evidence, with its place, and the formula that gave it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from extractor.errors import InputError
from extractor.readers.formats import Source
from extractor.readers.limits import check_archive, too_many_cells
from extractor.readers.number_formats import shown
from extractor.readers.parsed import Parsed
from extractor.readers.table import Cell, TableWriter, cell, column_letters

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

NOT_CALCULATED = "not calculated"
"""What stands for a formula whose value the file does not hold."""

_FORMULA = re.compile(rb"<(?:\w{1,30}:)?f[\s/>]|\x00")
"""The element of a formula; a NUL is of an encoding in which it does not look like this."""


def parse(data: bytes, source: Source) -> Parsed:
    """Each row as a line, sheet after sheet, hidden ones too.

    A cell is as its format shows it, but never rounded: `number_formats` says how far that goes.
    Formulas are never calculated.

    Raises:
        InputError: it is no workbook, is damaged or encrypted, or has too many cells.
    """
    if not any(part.startswith("xl/") for part in check_archive(data, source.name, source.limits)):
        raise InputError(f"{source.name} is not a workbook, despite its ending")
    builder = source.builder()
    values = _open(data, as_values=True)
    # To read the cells once more for their formulas takes as long as to read them.
    formulas = _open(data, as_values=False) if _has_formulas(data) else None
    left = source.limits.max_cells
    for sheet in values.worksheets:
        title = " ".join(sheet.title.split())
        if len(values.worksheets) > 1:
            builder.part_with("\n")
            builder.add(title)
        writer = TableWriter(builder, "\n")
        for row, pairs in enumerate(_rows(sheet, formulas and formulas[sheet.title]), start=1):
            left -= len(pairs)
            if left < 0:
                raise too_many_cells(source.name, source.limits)
            writer.write(
                [
                    _cell(held, written, f"{_quoted(title)}!{column_letters(column)}{row}")
                    for column, (held, written) in enumerate(pairs)
                ]
            )
    return builder.finished()


def _cell(held: Any, written: Any, place: str) -> Cell:
    formula = _formula(written)
    text = (
        shown(held.value, held.number_format) if held is not None and held.value is not None else ""
    )
    if formula and not text and held.data_type == "n":
        text = NOT_CALCULATED  # the result "" of a formula is of the type "str"
    return cell(text, place, formula)


def _formula(written: Any) -> str | None:
    if written is None or written.data_type != "f":
        return None
    value = written.value
    # An array formula is an object that has the text.
    return str(getattr(value, "text", None) or value)


def _rows(values: Any, formulas: Any) -> Iterator[list[tuple[Any, Any]]]:
    # What a sheet says of its size may be wrong in both directions; without it rows end where
    # their last cell is.
    values.reset_dimensions()
    if formulas is None:
        yield from ([(each, None) for each in row] for row in values.rows)
        return
    formulas.reset_dimensions()
    for held, written in zip_longest(values.rows, formulas.rows, fillvalue=()):
        yield list(zip_longest(held, written))


def _open(data: bytes, *, as_values: bool) -> Workbook:
    from openpyxl import load_workbook

    # What it cannot keep, such as validations and pictures, it warns of; nothing is written back.
    warnings.filterwarnings("ignore", module="openpyxl")
    return load_workbook(BytesIO(data), read_only=True, data_only=as_values, keep_links=False)


def _has_formulas(data: bytes) -> bool:
    with ZipFile(BytesIO(data)) as archive:
        for part in archive.namelist():
            if not part.endswith(".xml") or not part.startswith("xl/"):
                continue
            tail = b""
            with archive.open(part) as stream:
                while chunk := stream.read(1 << 20):
                    if _FORMULA.search(tail + chunk):
                        return True
                    tail = chunk[-64:]
    return False


def _quoted(title: str) -> str:
    """The sheet's name as it stands in a reference."""
    return title if title.replace("_", "").isalnum() else "'" + title.replace("'", "''") + "'"

"""Workbooks: every filled cell as evidence, with its place, and the formula that gave it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from extractor.errors import InputError
from extractor.readers.formats import Source
from extractor.readers.limits import check_archive
from extractor.readers.number_formats import shown
from extractor.readers.parsed import Builder, Parsed
from extractor.readers.table import Cell, TableWriter, cell, column_letters

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

NOT_CALCULATED = "not calculated"
"""What stands for a formula whose value the file does not hold."""


def parse(data: bytes, source: Source) -> Parsed:
    """Each row as a line, sheet after sheet, hidden ones too.

    A cell is as its format shows it, but never rounded: `number_formats` says how far that goes.
    Formulas are never calculated.

    Raises:
        InputError: it is no workbook, is damaged or encrypted, or has too many cells.
    """
    if not any(part.startswith("xl/") for part in check_archive(data, source.name, source.limits)):
        raise InputError(f"{source.name} is not a workbook, whatever its ending says")
    builder = Builder()
    values, formulas = _open(data, as_values=True), _open(data, as_values=False)
    left = source.limits.max_cells
    for sheet in values.worksheets:
        title = " ".join(sheet.title.split())
        if len(values.worksheets) > 1:
            builder.part_with("\n")
            builder.add(title)
        writer = TableWriter(builder, "\n")
        for row, pairs in enumerate(_rows(sheet, formulas[sheet.title]), start=1):
            left -= len(pairs)
            if left < 0:
                raise InputError(f"{source.name} has more than {source.limits.max_cells} cells")
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
    formulas.reset_dimensions()
    for held, written in zip_longest(values.rows, formulas.rows, fillvalue=()):
        yield list(zip_longest(held, written))


def _open(data: bytes, *, as_values: bool) -> Workbook:
    from openpyxl import load_workbook

    # What it cannot keep, such as validations and pictures, it warns of; nothing is written back.
    warnings.filterwarnings("ignore", module="openpyxl")
    return load_workbook(BytesIO(data), read_only=True, data_only=as_values, keep_links=False)


def _quoted(title: str) -> str:
    """The sheet's name as it stands in a reference."""
    return title if title.replace("_", "").isalnum() else "'" + title.replace("'", "''") + "'"

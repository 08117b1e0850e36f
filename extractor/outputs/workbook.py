"""The worksheet as an XLSX file, with lists to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.outputs.extras import import_extra
from extractor.outputs.sheets import Workbook
from extractor.outputs.visible import shortened
from extractor.outputs.worksheet import METHODS, STATUSES, WorksheetRow, cells_of, columns_of

_WIDTHS = {
    "id": 14,
    "words": 30,
    "sentence": 50,
    "paragraph": 10,
    "verdict": 14,
    "message": 50,
    "evidence": 30,
    "source": 26,
    "status": 16,
    "source_link": 26,
    "note": 30,
    "initials": 9,
    "version": 9,
    "history": 20,
    "queries": 40,
    "suggestion": 30,
    "second": 14,
    "attachments": 40,
}


def worksheet_xlsx(rows: Sequence[WorksheetRow], *, compared_with: str) -> bytes:
    """The worksheet as the bytes of a workbook: the header stays in view, long cells wrap.

    `status` and `method` have drop-down lists. Every cell is text; none is a formula.

    Raises:
        OptionError: openpyxl is not installed.
    """
    what = "A worksheet as .xlsx"
    validation = import_extra("openpyxl.worksheet.datavalidation", what)
    columns = columns_of(rows)
    cells = (cells_of(row, columns) for row in rows)
    book = Workbook("Worksheet", columns, cells, widths=_WIDTHS, what=what)
    sheet = book.sheet
    # "&" begins a field code in a header.
    sheet.oddHeader.left.text = shortened(f"Compared with: {compared_with}", 100).replace("&", "&&")
    for column, words in (("status", STATUSES), ("method", METHODS)):
        choice = validation.DataValidation(
            type="list",
            formula1=f'"{",".join(words)}"',
            allow_blank=True,
            showErrorMessage=True,
            errorTitle=column,
            error=f"One of: {', '.join(words)}",
        )
        choice.add(book.place(column, 2, len(rows) + 1000))
        sheet.add_data_validation(choice)
    return book.saved()

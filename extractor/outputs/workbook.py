"""The worksheet as an XLSX file, with lists to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from extractor.outputs.extras import import_extra
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
_USUAL_WIDTH = 12
_LONGEST = 32_767
"""Characters that a cell of a workbook can hold."""


def worksheet_xlsx(rows: Sequence[WorksheetRow], *, compared_with: str) -> bytes:
    """The worksheet as the bytes of a workbook: the header stays in view, long cells wrap.

    `status` and `method` have drop-down lists. Every cell is text; none is a formula.

    Raises:
        OptionError: openpyxl is not installed.
    """
    openpyxl = import_extra("openpyxl", "A worksheet as .xlsx")
    styles = import_extra("openpyxl.styles", "A worksheet as .xlsx")
    validation = import_extra("openpyxl.worksheet.datavalidation", "A worksheet as .xlsx")
    letter = import_extra("openpyxl.utils", "A worksheet as .xlsx").get_column_letter
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Worksheet"
    columns = columns_of(rows)
    wrapped = styles.Alignment(wrap_text=True, vertical="top")
    for number, column in enumerate(columns, 1):
        cell = sheet.cell(1, number, column)
        cell.font = styles.Font(bold=True)
        cell.alignment = wrapped
        sheet.column_dimensions[letter(number)].width = _WIDTHS.get(column, _USUAL_WIDTH)
    for at, row in enumerate(rows, 2):
        for number, text in enumerate(cells_of(row, columns), 1):
            if not text:
                continue
            cell = sheet.cell(
                at, number, text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
            )
            cell.data_type = "s"  # openpyxl takes "=…" for a formula, and "#N/A" for an error
            cell.alignment = wrapped
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{letter(len(columns))}{max(len(rows), 1) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
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
        place = letter(columns.index(column) + 1)
        choice.add(f"{place}2:{place}{len(rows) + 1000}")
        sheet.add_data_validation(choice)
    file = BytesIO()
    book.save(file)
    return file.getvalue()

"""A table as a workbook: the header stays in view, long cells wrap, and no cell is a formula."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from extractor.outputs.extras import import_extra

_USUAL_WIDTH = 12
_LONGEST = 32_767
"""Characters that a cell of a workbook can hold."""
_EXACT_DIGITS = 15
"""Digits that a number of a workbook keeps; what has more stays text."""


class Workbook:
    """A workbook with one sheet, which is filled when it is made.

    Raises:
        OptionError: openpyxl is not installed; `what` says what wanted it.
    """

    def __init__(
        self,
        title: str,
        columns: Sequence[str],
        rows: Iterable[Sequence[str | int | Decimal]],
        *,
        widths: Mapping[str, int],
        what: str,
    ) -> None:
        self.book: Any = import_extra("openpyxl", what).Workbook()
        styles = import_extra("openpyxl.styles", what)
        self._letter: Any = import_extra("openpyxl.utils", what).get_column_letter
        self.sheet: Any = self.book.active
        self.sheet.title = title
        self.columns = tuple(columns)
        wrapped = styles.Alignment(wrap_text=True, vertical="top")
        for number, column in enumerate(columns, 1):
            cell = self.sheet.cell(1, number, column)
            cell.font = styles.Font(bold=True)
            cell.alignment = wrapped
            self.sheet.column_dimensions[self._letter(number)].width = widths.get(
                column, _USUAL_WIDTH
            )
        at = 1
        for at, row in enumerate(rows, 2):
            for number, value in enumerate(row, 1):
                if value != "":
                    self._fill(self.sheet.cell(at, number), value, wrapped)
        self.sheet.freeze_panes = "A2"
        self.sheet.auto_filter.ref = f"A1:{self._letter(len(columns))}{max(at, 2)}"
        self.sheet.print_title_rows = "1:1"
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True

    def _fill(self, cell: Any, value: str | int | Decimal, alignment: Any) -> None:
        cell.alignment = alignment
        if isinstance(value, str) or not _is_exact(value):
            text = str(value)
            cell.value = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
            cell.data_type = "s"  # openpyxl takes "=…" for a formula, and "#N/A" for an error
        else:
            cell.value = value

    def place(self, column: str, first: int, last: int) -> str:
        """These rows of a column, as a workbook names them."""
        letter = self._letter(self.columns.index(column) + 1)
        return f"{letter}{first}:{letter}{last}"

    def saved(self) -> bytes:
        """The bytes of the file."""
        file = BytesIO()
        self.book.save(file)
        return file.getvalue()


def _is_exact(value: int | Decimal) -> bool:
    number = Decimal(value)
    return number.is_finite() and len(number.as_tuple().digits) <= _EXACT_DIGITS

"""Cells that no spreadsheet runs: one rule for every table, and the way back."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.outputs.visible import visible

_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")  # spreadsheets read the wide ones too
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def safe_cell(text: str) -> str:
    """The text as a cell that no spreadsheet runs and every one can show.

    What would be taken for a formula begins with an apostrophe, plain numbers excepted; control
    characters are shown as signs.
    """
    safe = visible(text)
    if safe.startswith(_FORMULA) and not _PLAIN_NUMBER.fullmatch(safe):
        return "'" + safe
    return safe


def cell_text(cell: str) -> str:
    """What `safe_cell` was given, but for control characters."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def plain_decimal(value: Decimal | None) -> str:
    """The number as a spreadsheet reads it; one with a hundred digits keeps its exponent."""
    if value is None:
        return ""
    return f"{value:f}" if value.is_finite() and abs(value.adjusted()) < 40 else str(value)

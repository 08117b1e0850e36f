"""A date that was read, as the row of a table of cases says it."""

from __future__ import annotations

from typing import Any

from extractor.schemas.figure import DateRef


def date_row(found: DateRef) -> dict[str, Any]:
    """Its words, and every field that says anything."""
    row: dict[str, Any] = {"span": found.span.text}
    if found.iso is not None:
        row["iso"] = found.iso
    if found.precision is not None:
        row["precision"] = found.precision
    if found.is_relative:
        row["relative"] = True
    if found.note is not None:
        row["note"] = found.note
    if found.part is not None:
        row["part"] = found.part
    return row

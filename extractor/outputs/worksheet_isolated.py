"""A worksheet from a stranger, read in a process of its own; run as a module it is that process."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from extractor.errors import InputError
from extractor.outputs.worksheet import WorksheetRow
from extractor.outputs.worksheet_back import ReadWorksheet, RowError, read_worksheet
from extractor.readers import isolated_child
from extractor.readers.isolated import answer_of

_MODULE = "extractor.outputs.worksheet_isolated"

MOST_CHARACTERS = 20_000_000
"""In all rows together: a zip archive of a few kilobytes may hold more than any memory."""


def read_worksheet_isolated(
    data: bytes, name: str, *, timeout_s: float, memory_mb: int
) -> ReadWorksheet:
    """The same as `read_worksheet`, from a child process that is ended when it takes too much.

    Raises:
        InputError: as `read_worksheet`, or it took too long, too much memory, or is too long.
    """
    answer = answer_of(_MODULE, data, name, {}, timeout_s=timeout_s, memory_mb=memory_mb)
    return ReadWorksheet(
        tuple(WorksheetRow(**row) for row in answer["rows"]),
        tuple(RowError(**error) for error in answer["errors"]),
        answer["guessed"],
    )


def _read(order: dict[str, Any], data: bytes) -> dict[str, Any]:
    name = order["name"]
    worksheet = read_worksheet(data, name)
    rows = [asdict(row) for row in worksheet.rows]
    if sum(len(str(cell)) for row in rows for cell in row.values()) > MOST_CHARACTERS:
        raise InputError(f"{name} holds more than {MOST_CHARACTERS:,} characters: split it")
    errors = [asdict(error) for error in worksheet.errors]
    return {"rows": rows, "errors": errors, "guessed": worksheet.guessed}


if __name__ == "__main__":
    isolated_child.main(_read)

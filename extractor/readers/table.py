"""Rows of cells as lines: "Header: value; Header: value", each value with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.readers.parsed import Builder, Parsed

_NUMBER = re.compile(r"[^\w\s]{0,3}\d[\d.,' \u00a0\u202f]*[^\w\s]{0,3}")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row; an empty one stands only for its column."""

    content: Parsed
    """Its text on one line, with marks of its own such as the notes in it."""
    label: str | None = None
    """Where it stands in the file; none where nobody could look it up."""
    note: str | None = None
    """The formula that gave the value."""


def cell(text: str, label: str | None = None, note: str | None = None) -> Cell:
    """A cell of plain text."""
    return Cell(Parsed(" ".join(text.split())), label, note)


class TableWriter:
    """Writes the rows of one table into a text, one line each, as they come.

    The first row with two filled cells gives the headers if none of them is a number; years are no
    numbers there. Rows before it are titles; without such a row the columns' letters stand in.
    """

    def __init__(self, builder: Builder, separator: str) -> None:
        """Rows are parted by `separator`, also from what is before them."""
        self._builder = builder
        self._separator = separator
        self._headers: dict[int, str] | None = None

    def write(self, cells: Sequence[Cell]) -> None:
        """Append one row; a row without a filled cell leaves no trace."""
        filled = [(column, each) for column, each in enumerate(cells) if each.content.text]
        if not filled:
            return
        is_header_or_title = False
        if self._headers is None:
            has_number = any(_is_number(each.content.text) for _, each in filled)
            is_header_or_title = not has_number or len(filled) == 1
            if len(filled) > 1:
                texts = {column: each.content.text for column, each in filled}
                self._headers = {} if has_number else texts
        self._builder.part_with(self._separator)
        for position, (column, each) in enumerate(filled):
            if position:
                self._builder.add("; ")
            if not is_header_or_title:
                self._builder.add(self._header(column) + ": ")
            start = self._builder.add_parsed(each.content)
            if each.label is not None:
                self._builder.mark(start, self._builder.length, "cell", each.label, note=each.note)

    def _header(self, column: int) -> str:
        return (self._headers or {}).get(column, column_letters(column))


def column_letters(column: int) -> str:
    """The name of a column, counted from 0, as spreadsheets show it: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text)) and not _YEAR.fullmatch(text)

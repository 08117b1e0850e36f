"""Paragraphs, tables and notes of a text processor's document, whatever its format."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, Self

from extractor.readers.notes import Event, Notes
from extractor.readers.parsed import Builder, Parsed
from extractor.readers.table import Cell, TableWriter, column_letters
from extractor.schemas.document import Mark

LONGEST_CELL = 300
"""A cell with more text than this holds paragraphs: the table is there for the layout."""
WIDEST = 64
"""So many columns a cell may take; a damaged file may say anything."""

_ON_ONE_LINE = str.maketrans("\n\t", "  ")


class Inline(Protocol):
    """One paragraph: its trimmed text, its events, and what is anchored in it."""

    @property
    def text(self) -> str:
        """Its characters."""

    @property
    def events(self) -> Sequence[Event]:
        """Its notes and the borders of comments, by place."""

    @property
    def boxes(self) -> Sequence[Any]:
        """Parents of blocks that stand beside this one."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a table."""

    content: Any
    """The parent of its blocks."""
    length: int
    """How many characters it has."""
    width: int = 1
    """How many columns it takes."""
    has_table: bool = False


class OfficeWalk(ABC):
    """Goes through a part of a document in reading order and writes what it meets."""

    def __init__(
        self, notes: Notes, separator: str = "\n\n", builder: Builder | None = None
    ) -> None:
        """Paragraphs are parted by `separator`."""
        self._builder = builder or Builder()
        self._notes = notes
        self._separator = separator
        self._tables = 0

    @abstractmethod
    def blocks(self, parent: Any) -> None:
        """Write every paragraph and table inside `parent`."""

    @abstractmethod
    def within(self, notes: Notes) -> Self:
        """A walk of the same kind for a cell, whose paragraphs stand on one line."""

    def finished(self) -> Parsed:
        """What was written, with comments that no end was found for ending here.

        Marks have no white space at their ends: a comment's words begin where a person dragged.
        """
        self._notes.end_all(self._builder)
        parsed = self._builder.finished()
        return replace(parsed, marks=tuple(_trimmed(mark, parsed.text) for mark in parsed.marks))

    def paragraph(self, paragraph: Inline) -> None:
        """Write one paragraph, then what is anchored in it."""
        if paragraph.text:
            self._builder.part_with(self._separator)
        start = self._builder.add(paragraph.text)
        self._notes.take(paragraph.events, paragraph.text, start, self._builder)
        for box in paragraph.boxes:
            self.blocks(box)

    def table(self, rows: Sequence[Sequence[GridCell]]) -> None:
        """Write a line for each row; a table that is there for the layout as what it holds."""
        cells = [each for row in rows for each in row]
        if all(len(row) < 2 for row in rows) or any(
            each.length > LONGEST_CELL or each.has_table for each in cells
        ):
            for each in cells:
                self.blocks(each.content)
            return
        self._tables += 1
        writer = TableWriter(self._builder, self._separator)
        for number, row in enumerate(rows, start=1):
            notes = [self._notes.inner() for _ in row]
            writer.write(self._line(row, notes, number))
            for inner in notes:
                self._notes.end_outer(inner, self._builder)

    def _line(self, row: Sequence[GridCell], notes: Sequence[Notes], number: int) -> list[Cell]:
        line: list[Cell] = []
        for each, inner in zip(row, notes, strict=True):
            walk = self.within(inner)
            walk.blocks(each.content)
            label = f"table {self._tables} {column_letters(len(line))}{number}"
            content = walk.finished()
            line.append(Cell(Parsed(content.text.translate(_ON_ONE_LINE), content.marks), label))
            line += [Cell(Parsed(""))] * (each.width - 1)
        return line


def _trimmed(mark: Mark, text: str) -> Mark:
    words = text[mark.start : mark.end]
    if not words.strip():
        return mark
    start = mark.start + len(words) - len(words.lstrip())
    return replace(mark, start=start, end=start + len(words.strip()))

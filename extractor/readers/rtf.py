"""RTF: paragraphs and tables in reading order, and the notes beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from extractor.errors import InputError
from extractor.readers.formats import Source
from extractor.readers.notes import Notes
from extractor.readers.office import GridCell, OfficeWalk
from extractor.readers.parsed import Parsed
from extractor.readers.rtf_reading import Paragraph, RtfReading, Table


def parse(data: bytes, source: Source) -> Parsed:
    """The text of the body; footnotes, endnotes and comments as marks on the words they belong to.

    Of tracked changes the new text is read. Running heads, pictures, hidden text, the codes of
    fields and the numbers of automatic lists are not read.

    Raises:
        InputError: it has no text.
    """
    reading = RtfReading(data)
    if not reading.blocks:
        raise InputError(
            f"{source.name} has no text: open it in the program that made it, and save it again"
        )
    walk = _Walk(Notes(reading.notes), builder=source.builder())
    walk.blocks(reading.blocks)
    return walk.finished()


class _Walk(OfficeWalk):
    """Goes through what was read."""

    def blocks(self, parent: Sequence[Paragraph | Table]) -> None:
        for block in parent:
            if isinstance(block, Paragraph):
                self.paragraph(block)
            else:
                self.table([[_cell(cell) for cell in row] for row in block.rows])

    def within(self, notes: Notes) -> Self:
        return type(self)(notes, separator=" ")


def _cell(paragraphs: Any) -> GridCell:
    return GridCell(paragraphs, length=sum(len(each.text) for each in paragraphs))

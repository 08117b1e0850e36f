"""Word documents: headings, paragraphs and tables in reading order, and the notes beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from extractor.errors import InputError
from extractor.readers.formats import Source
from extractor.readers.limits import check_archive
from extractor.readers.parsed import Builder, Parsed
from extractor.readers.table import Cell, TableWriter, column_letters
from extractor.readers.word_notes import Note, Notes
from extractor.readers.word_paragraph import CONTAINERS, Paragraph, attribute, local_name
from extractor.schemas.document import Mark

LONGEST_CELL = 300
"""A cell with more text than this holds paragraphs: the table is there for the layout."""

_NOTE_PARTS = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
_ON_ONE_LINE = str.maketrans("\n\t", "  ")


def parse(data: bytes, source: Source) -> Parsed:
    """The text of the body; footnotes, endnotes and comments as marks on the words they belong to.

    A comment belongs to the words it is tied to; a note to its sentence, or to what follows the
    note before it. Of tracked changes the new text is read. Running heads, pictures, hidden text
    and the numbers of automatic lists are not read.

    Raises:
        InputError: it is no Word document, is damaged or encrypted, or unpacks to too much.
    """
    parts = check_archive(data, source.name, source.limits)
    if not any(part.startswith("word/") for part in parts):
        raise InputError(f"{source.name} is not a Word document, whatever its ending says")
    from docx import Document

    document = Document(BytesIO(data))
    walk = _Walk(Notes(_note_texts(document.part)), builder=source.builder())
    walk.blocks(document.element.body)
    parsed = walk.finished()
    return replace(parsed, marks=tuple(_trimmed(mark, parsed.text) for mark in parsed.marks))


class _Walk:
    """Goes through a part of the document in reading order and writes what it meets."""

    def __init__(
        self, notes: Notes, separator: str = "\n\n", builder: Builder | None = None
    ) -> None:
        self._builder = builder or Builder()
        self._notes = notes
        self._separator = separator
        self._tables = 0

    def finished(self) -> Parsed:
        """What was written, with comments that no end was found for ending here."""
        self._notes.end_all(self._builder)
        return self._builder.finished()

    def blocks(self, parent: Any) -> None:
        """Write every paragraph and table inside `parent`."""
        for element in parent:
            kind = local_name(element)
            if kind == "p":
                self._paragraph(Paragraph(element))
            elif kind == "tbl":
                self._table(element)
            elif kind in CONTAINERS:
                self.blocks(element)
            elif kind in ("commentRangeStart", "commentRangeEnd"):
                place = self._builder.length
                self._notes.border(kind, attribute(element, "id"), place, self._builder)

    def _paragraph(self, paragraph: Paragraph) -> None:
        text = paragraph.text
        if text:
            self._builder.part_with(self._separator)
        start = self._builder.add(text)
        self._notes.take(paragraph.events, text, start, self._builder)
        for box in paragraph.boxes:
            self.blocks(box)

    def _table(self, table: Any) -> None:
        rows = [list(_inside(row, "tc")) for row in _inside(table, "tr")]
        cells = [each for row in rows for each in row]
        is_layout = all(len(row) < 2 for row in rows) or any(
            sum(map(len, each.itertext())) > LONGEST_CELL
            or next(_inside(each, "tbl"), None) is not None
            for each in cells
        )
        if is_layout:
            for each in cells:
                self.blocks(each)
            return
        self._tables += 1
        writer = TableWriter(self._builder, self._separator)
        for number, row in enumerate(rows, start=1):
            notes = [self._notes.inner() for _ in row]
            column = 0
            line: list[Cell] = []
            for element, inner in zip(row, notes, strict=True):
                walk = _Walk(inner, separator=" ")
                walk.blocks(element)
                label = f"table {self._tables} {column_letters(column)}{number}"
                content = walk.finished()
                text = content.text.translate(_ON_ONE_LINE)
                line.append(Cell(Parsed(text, content.marks), label))
                for _ in range(_width(element) - 1):
                    line.append(Cell(Parsed("")))
                column = len(line)
            writer.write(line)
            for inner in notes:
                self._notes.end_outer(inner, self._builder)


def _trimmed(mark: Mark, text: str) -> Mark:
    """The mark without white space at its ends: a comment's words begin where a person dragged."""
    words = text[mark.start : mark.end]
    if not words.strip():
        return mark
    start = mark.start + len(words) - len(words.lstrip())
    return replace(mark, start=start, end=start + len(words.strip()))


def _inside(parent: Any, wanted: str) -> Iterator[Any]:
    """The rows of a table, the cells of a row, or the tables of a cell; controls may wrap them."""
    for element in parent:
        kind = local_name(element)
        if kind == wanted:
            yield element
        elif kind in CONTAINERS:
            yield from _inside(element, wanted)


def _width(cell: Any) -> int:
    """How many columns a cell takes; a damaged file may say anything."""
    for properties in _inside(cell, "tcPr"):
        for span in _inside(properties, "gridSpan"):
            said = attribute(span, "val")
            return min(int(said), 64) if said.isdecimal() and said != "0" else 1
    return 1


def _note_texts(part: Any) -> dict[str, dict[str, Note]]:
    """The texts of all notes, by kind and id."""
    from docx.oxml.parser import parse_xml

    texts: dict[str, dict[str, Note]] = {kind: {} for kind in _NOTE_PARTS.values()}
    for relation in part.rels.values():
        kind = _NOTE_PARTS.get(relation.reltype.rsplit("/", 1)[-1])
        if kind is None or relation.is_external:
            continue
        for element in parse_xml(relation.target_part.blob):
            if local_name(element) == kind and not attribute(element, "type").endswith("eparator"):
                walk = _Walk(Notes({}), separator="\n")
                walk.blocks(element)
                note = Note(walk.finished().text, attribute(element, "author") or None)
                texts[kind][attribute(element, "id")] = note
    return texts

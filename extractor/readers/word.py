"""Word documents: headings, paragraphs and tables in reading order, and the notes beside them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Self

from extractor.errors import InputError
from extractor.readers.formats import Source
from extractor.readers.limits import check_archive
from extractor.readers.notes import Note, Notes
from extractor.readers.office import WIDEST, GridCell, OfficeWalk
from extractor.readers.packages import local_name
from extractor.readers.parsed import Parsed
from extractor.readers.word_paragraph import CONTAINERS, Paragraph, attribute

_NOTE_PARTS = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}


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
        raise InputError(f"{source.name} is not a Word document, despite its ending")
    from docx import Document

    document = Document(BytesIO(data))
    walk = _Walk(Notes(_note_texts(document.part)), builder=source.builder())
    walk.blocks(document.element.body)
    return walk.finished()


class _Walk(OfficeWalk):
    """Goes through Word's elements."""

    def blocks(self, parent: Any) -> None:
        for element in parent:
            kind = local_name(element)
            if kind == "p":
                self.paragraph(Paragraph(element))
            elif kind == "tbl":
                self.table([[_cell(each) for each in _inside(row, "tc")] for row in _rows(element)])
            elif kind in CONTAINERS:
                self.blocks(element)
            elif kind in ("commentRangeStart", "commentRangeEnd"):
                place = self._builder.length
                self._notes.border(kind, attribute(element, "id"), place, self._builder)

    def within(self, notes: Notes) -> Self:
        return type(self)(notes, separator=" ")


def _rows(table: Any) -> Iterator[Any]:
    return _inside(table, "tr")


def _cell(element: Any) -> GridCell:
    return GridCell(
        element,
        length=sum(map(len, element.itertext())),
        width=_width(element),
        has_table=next(_inside(element, "tbl"), None) is not None,
    )


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
            return min(int(said), WIDEST) if said.isdecimal() and said != "0" else 1
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

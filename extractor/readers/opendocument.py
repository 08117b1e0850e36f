"""OpenDocument texts (.odt): paragraphs and tables in reading order, and the notes beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

from extractor.errors import InputError
from extractor.readers.formats import Source
from extractor.readers.notes import Note, Notes
from extractor.readers.office import WIDEST, GridCell, OfficeWalk
from extractor.readers.opendocument_text import Paragraph, Styles, set_aside
from extractor.readers.packages import Package, local_attribute, local_name, named
from extractor.readers.parsed import Builder, Parsed

_MANIFEST = "META-INF/manifest.xml"
_CONTENT, _STYLES = "content.xml", "styles.xml"

_CONTAINERS = frozenset(
    {"section", "list", "list-item", "list-header", "numbered-paragraph", "text-box", "note-body"}
    | {"annotation", "frame", "g", "rect", "custom-shape", "a"}
)
"""What only wraps paragraphs, or is a shape that holds some."""

_ROW_GROUPS = frozenset({"table-header-rows", "table-rows", "table-row-group"})


def parse(data: bytes, source: Source) -> Parsed:
    """The text of the body; footnotes, endnotes and comments as marks on the words they belong to.

    Of tracked changes the new text is read. Running heads, pictures, hidden text, tables of
    contents and the numbers of automatic lists are not read.

    Raises:
        InputError: it is no OpenDocument text, is damaged or encrypted, or unpacks to too much.
    """
    with Package(data, source) as package:
        # Not read as XML: old programs give it a document type, and it is looked at for one word.
        if _MANIFEST in package.parts and b"encryption-data" in package.bytes_of(_MANIFEST):
            raise InputError(f"{source.name} is encrypted: save it without a password")
        if _CONTENT not in package.parts:
            raise InputError(
                f"{source.name} is not an OpenDocument text, despite its ending: "
                "rename it with the right ending"
            )
        wanted = [_CONTENT, _STYLES] if _STYLES in package.parts else [_CONTENT]
        roots = package.xml_of(*wanted)
    body = next((each for root in roots[:1] for each in named(root, "body")), None)
    text = next(iter(named(body, "text")), None) if body is not None else None
    if text is None:
        raise InputError(
            f"{source.name} is another kind of OpenDocument, not a text: save it as .odt, or a "
            "table as .xlsx or .csv"
        )
    styles = Styles(roots)
    walk = _Walk(Notes(_note_texts(text, styles)), builder=source.builder(), styles=styles)
    walk.blocks(text)
    return walk.finished()


class _Walk(OfficeWalk):
    """Goes through the elements of OpenDocument."""

    def __init__(
        self,
        notes: Notes,
        separator: str = "\n\n",
        builder: Builder | None = None,
        *,
        styles: Styles,
    ) -> None:
        super().__init__(notes, separator, builder)
        self._styles = styles

    def blocks(self, parent: Any) -> None:
        for element in parent:
            kind = local_name(element)
            if kind in ("p", "h"):
                self.paragraph(Paragraph(element, self._styles))
            elif kind == "table":
                self.table([[*_cells(row)] for row in _rows(element)])
            elif kind in _CONTAINERS:
                self.blocks(element)

    def within(self, notes: Notes) -> Self:
        return type(self)(notes, separator=" ", styles=self._styles)


def _rows(table: Any) -> Iterator[Any]:
    for element in table:
        kind = local_name(element)
        if kind == "table-row":
            # A repeated row is an empty one at the end of a sheet, or one that says the same.
            yield element
        elif kind in _ROW_GROUPS:
            yield from _rows(element)


def _cells(row: Any) -> Iterator[GridCell]:
    # A covered cell stands for a column that the cell before it takes, or one above.
    for element in named(row, "table-cell", "covered-table-cell"):
        repeated = _count(local_attribute(element, "number-columns-repeated"))
        for _ in range(repeated):
            yield GridCell(
                element,
                length=sum(map(len, element.itertext())),
                has_table=bool(named(element, "table")),
            )


def _count(said: str) -> int:
    return min(int(said), WIDEST) if said.isascii() and said.isdigit() and said != "0" else 1


def _note_texts(text: Any, styles: Styles) -> dict[str, dict[str, Note]]:
    """The texts of all notes, by kind and by the number that `set_aside` gave them."""
    texts: dict[str, dict[str, Note]] = {"footnote": {}, "endnote": {}, "comment": {}}
    for kind, id, element, author in set_aside(text):
        walk = _Walk(Notes({}), separator="\n", styles=styles)
        walk.blocks(element)
        texts[kind][id] = Note(walk.finished().text, author)
    return texts

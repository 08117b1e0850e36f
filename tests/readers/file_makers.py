"""Files of each format, made in memory from stories of our own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

DrawnText = tuple[float, float, float, str]
"""Left edge, height above the page's foot, size, and the text."""


def word_file(
    body: str, *, macros: bool = False, extra: Mapping[str, str] | None = None, **notes: str
) -> bytes:
    """A .docx of raw XML: the body's, and those of `footnotes`, `endnotes` and `comments`."""
    kind = "application/vnd.ms-word.document.macroEnabled" if macros else f"{_WORD_TYPE}.document"
    overrides = [("document", f"{kind}.main+xml")]
    overrides += [(name, f"{_WORD_TYPE}.{name}+xml") for name in notes]
    files = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            + "".join(
                f'<Override PartName="/word/{name}.xml" ContentType="{said}"/>'
                for name, said in overrides
            )
            + "</Types>"
        ),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": _relations({name: f"{name}.xml" for name in notes}),
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        **{f"word/{name}.xml": f"<w:{name} {_W}>{text}</w:{name}>" for name, text in notes.items()},
        **(extra or {}),
    }
    return zipped(files)


def paragraph(*runs: str) -> str:
    """A paragraph of runs; text without markup becomes a run."""
    return f"<w:p>{''.join(run if run.startswith('<') else text_run(run) for run in runs)}</w:p>"


def text_run(text: str, properties: str = "") -> str:
    """A run of text with its spaces."""
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def reference(kind: str, id: int) -> str:
    """The reference of a footnote, endnote or comment."""
    return f'<w:r><w:{kind}Reference w:id="{id}"/></w:r>'


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip archive with these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def rezipped(data: bytes, replace: Mapping[str, tuple[str, str]]) -> bytes:
    """The archive with one text of a part replaced by another."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for name, (old, new) in replace.items():
        assert old.encode() in files[name], files[name]
        files[name] = files[name].replace(old.encode(), new.encode())
    return zipped(files)


def pdf_file(pages: Iterable[Sequence[DrawnText]]) -> bytes:
    """A PDF whose pages have these texts, in this order, in Helvetica."""
    contents = [
        "".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(text)}) Tj ET\n"
            for x, y, size, text in page
        )
        for page in pages
    ]
    count = len(contents)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(contents):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        length = len(content.encode("cp1252"))
        objects.append(f"<< /Length {length} >>\nstream\n{content}\nendstream")
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    places = []
    for number, text in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252"))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{place:010} 00000 n \n" for place in places).encode())
    out.write(f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n".encode())
    out.write(f"startxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def column(
    text: str, *, x: float = 60, top: float = 780, size: float = 10, leading: float = 13
) -> list[DrawnText]:
    """The lines of a text one below the other."""
    return [
        (x, top - leading * number, size, line)
        for number, line in enumerate(text.strip().splitlines())
    ]


def workbook_file(sheets: Mapping[str, Sequence[Sequence[Any]]], **formats: str) -> bytes:
    """An .xlsx with these rows; `formats` gives a cell of the first sheet its number format."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    for place, code in formats.items():
        book.worksheets[0][place].number_format = code
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _relations(targets: Mapping[str, str]) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(targets.items())
        )
        + "</Relationships>"
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")

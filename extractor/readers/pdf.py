"""PDF files: the text of the pages as paragraphs, each page marked."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import TYPE_CHECKING, Any

from extractor.errors import InputError
from extractor.readers.formats import Source
from extractor.readers.parsed import Builder, Parsed
from extractor.readers.pdf_lines import LineMaker
from extractor.readers.pdf_paragraphs import Line, without_furniture, write_paragraphs

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\xad": "\u2010", "\x00": "\ufffd"}
)


def parse(data: bytes, source: Source) -> Parsed:
    """The text in the order of the file, lines joined into paragraphs, words without line hyphens.

    Lines that stand at the same place of most pages, page numbers among them, are left out. A page
    without text has a mark that says so.

    Raises:
        InputError: it is damaged, wants a password, or none of its pages has text.
    """
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        reader = _opened(data, source.name)
        pages = [_lines(page, number) for number, page in enumerate(reader.pages, start=1)]
    except DependencyError as error:
        raise InputError(f"{source.name} is encrypted: pip install 'pypdf[crypto]'") from error
    except PyPdfError as error:
        raise InputError(
            f"{source.name} is damaged ({error}): open it and print it to a new PDF"
        ) from error
    if not any(pages):
        raise InputError(
            f"{source.name} has no text on any of its pages, as a scan has none: "
            "recognise the text first (ocrmypdf in.pdf out.pdf)"
        )
    return _written(pages, source.builder())


def _opened(data: bytes, name: str) -> PdfReader:
    from pypdf import PasswordType, PdfReader

    reader = PdfReader(BytesIO(data))
    # Many a PDF is encrypted only against changes: the empty password opens it.
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise InputError(f"{name} needs a password: save it without one")
    return reader


def _lines(page: PageObject, number: int) -> list[Line]:
    maker = LineMaker()

    def visit(text: str, matrix: Any, text_matrix: Any, font: Any, size: float) -> None:
        maker.take(text.translate(_LIGATURES), matrix, text_matrix, size)

    page.extract_text(visitor_text=visit)
    return maker.lines(number)


def _written(pages: list[list[Line]], builder: Builder) -> Parsed:
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    for page, start, end in write_paragraphs(without_furniture(pages), builder):
        starts.setdefault(page, start)
        ends[page] = end
    place = 0
    for number in range(1, len(pages) + 1):
        label = f"page {number}"
        if number in starts:
            builder.mark(starts[number], ends[number], "page", label)
            place = ends[number]
        else:
            builder.mark(place, place, "page", label, note="no text on this page")
    return builder.finished()

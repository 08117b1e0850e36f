"""Files and standard input into documents; the text stays as it came."""

from __future__ import annotations

import codecs
import sys
from datetime import date, datetime
from pathlib import Path

from extractor.errors import InputError
from extractor.schemas.document import Document

TEXT_SUFFIXES = frozenset({"", ".txt", ".md", ".markdown", ".text"})
"""What is read as it is; other formats are refused by name, not read as if they were text."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like UTF-16's, and so comes first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_document(
    path: str | Path,
    *,
    published: date | datetime | None = None,
    encoding: str | None = None,
) -> Document:
    """The document in a file, or on standard input for "-".

    UTF-8 unless a byte order mark or `encoding` says otherwise. Nothing is normalised: a byte order
    mark stays as U+FEFF and line ends stay as they are, so that offsets point into the file's text.

    Raises:
        InputError: the file is missing, a folder, empty, of a format not read here, or no text.
    """
    name = "standard input" if str(path) == "-" else Path(path).name
    text = decode_text(_read_bytes(path), name, encoding)
    return checked_document(Document(text=text, name=name, published=published))


def checked_document(document: Document | str) -> Document:
    """The same as a `Document`, once it is known to hold text that can be worked on.

    Raises:
        InputError: the text is empty, or holds a lone surrogate, which no file or answer can carry.
    """
    if isinstance(document, str):
        document = Document(text=document)
    label = document.name or "the text"
    if not document.text.strip("\ufeff \t\r\n\x00\xa0"):
        raise InputError(f"{label} is empty: give a story with words in it")
    try:
        document.text.encode("utf-8")
    except UnicodeEncodeError as error:
        code = ord(document.text[error.start])
        raise InputError(
            f"{label} has a lone surrogate (U+{code:04X}) at character {error.start}: decode it "
            'again from its bytes, or repair it with text.encode("utf-8", "replace").decode()'
        ) from None
    return document


def decode_text(data: bytes, name: str, encoding: str | None = None) -> str:
    """The characters of `data`, which came from the file called `name`.

    Raises:
        InputError: the bytes are no text in that encoding, or the encoding does not exist.
    """
    if encoding is None:
        encoding = next((found for mark, found in _MARKS if data.startswith(mark)), "utf-8")
    elif not _is_encoding(encoding):
        raise InputError(f"there is no encoding {encoding!r}: try utf-8, cp1252 or utf-16")
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        if b"\x00" in data[:1024]:
            raise InputError(f"{name} is not a text file: give .txt or .md") from None
        at = getattr(error, "start", 0)
        raise InputError(
            f"{name} is not {encoding.upper()} (byte {at} is 0x{data[at]:02x}): "
            "save it as UTF-8, or say --encoding cp1252 or the like"
        ) from None


def _read_bytes(path: str | Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read()
    file = Path(path)
    if file.suffix.lower() not in TEXT_SUFFIXES:
        raise InputError(
            f"{file.name}: files of type {file.suffix} are not read: save it as .txt or .md, "
            "or pass its text on standard input as -"
        )
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise InputError(f"there is no file {str(path)!r}: check the path") from None
    except IsADirectoryError:
        raise InputError(f"{str(path)!r} is a folder: name a file in it") from None
    except OSError as error:
        raise InputError(f"{str(path)!r} cannot be read: {error.strerror or error}") from None


def _is_encoding(name: str) -> bool:
    try:
        "".encode(name)  # a codec that makes no text of bytes, "rot13" for one, is refused here
    except (LookupError, ValueError):
        return False
    return True

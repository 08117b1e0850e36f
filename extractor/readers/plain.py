"""Bytes into characters, nothing normalised."""

from __future__ import annotations

import codecs

from extractor.errors import InputError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like UTF-16's, and so comes first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode_text(data: bytes, name: str, encoding: str | None = None) -> str:
    """The characters of `data`, which came from the file called `name`.

    Raises:
        InputError: the bytes are no text in that encoding, or the encoding does not exist.
    """
    encoding = encoding_of(data, encoding)
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        if b"\x00" in data[:1024]:
            raise InputError(f"{name} is not a text file: give .txt or .md") from None
        at = getattr(error, "start", 0)
        raise InputError(
            f"{name} is not {encoding.upper()} (byte {at} is 0x{data[at]:02x}): "
            f"save it as {_wanted(name)}",
            option="say --encoding cp1252 or the like",
        ) from None


def _wanted(name: str) -> str:
    """The kind of file to save, as the programs that write such files call it."""
    # Of the two kinds of CSV in a spreadsheet's list, the plain one is in the system's old code.
    return "CSV UTF-8" if name.lower().endswith((".csv", ".tsv")) else "UTF-8"


def encoding_of(head: bytes, encoding: str | None) -> str:
    """The encoding named, else that of the byte order mark at the head, else UTF-8.

    Raises:
        InputError: there is no encoding of that name, or it makes no text of bytes.
    """
    if encoding is None:
        return next((found for mark, found in BYTE_ORDER_MARKS if head.startswith(mark)), "utf-8")
    try:
        "".encode(encoding)  # a codec that makes no text of bytes, "rot13" for one, is refused
    except (LookupError, ValueError):
        raise InputError(
            f"there is no encoding {encoding!r}: try utf-8, cp1252 or utf-16"
        ) from None
    return encoding

"""How much of a file is taken in, and what a zip archive may unpack to."""

from __future__ import annotations

import re
import zlib
from collections.abc import Container
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from extractor.errors import InputError

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read; beyond it a file is refused, never cut."""

    max_bytes: int = 50 * MB
    """Of one file, one line of JSON Lines, or one row."""
    max_unpacked: int = 300 * MB
    """Of all that a .docx, .xlsx, .odt or .epub unpacks to: a story with 50 MB of pictures stays
    far below."""
    max_cells: int = 5_000_000
    """Of one workbook or table, empty ones between filled ones included."""
    max_characters: int = 3 * MB
    """Of the text of one story, half a million words: to check so many takes about a minute."""


def check_size(size: int, name: str, limits: Limits) -> None:
    """Refuse what is too large. Raises `InputError`."""
    if size > limits.max_bytes:
        raise InputError(
            f"{name} is larger than the {limits.max_bytes / MB:g} MB that are read of one file: "
            "split it",
            option="raise max_bytes in Python",
        )


def check_length(length: int, name: str, limits: Limits) -> None:
    """Refuse a text that is too long to be worked on. Raises `InputError`."""
    if length > limits.max_characters:
        raise too_long(name, limits)


def too_long(name: str, limits: Limits) -> InputError:
    """What is said of a text that is too long to be worked on."""
    return InputError(
        f"{name} has more than the {limits.max_characters:,} characters that a story may have: "
        "split it",
        option="raise --max-characters",
    )


def too_many_cells(name: str, limits: Limits) -> InputError:
    """What is said of a table that is too large."""
    return InputError(
        f"{name} has more than the {limits.max_cells:,} cells that are read of one table: split it",
        option="raise max_cells in Python",
    )


_DAMAGE = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    zlib.error,
)
_MOST_PARTS = 20_000
_CHUNK = 1 << 20
_DOCTYPE = re.compile(
    b"|".join(re.escape("<!DOCTYPE".encode(code)) for code in ("ascii", "utf-16-le", "utf-16-be"))
)
_XML_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def check_archive(
    data: bytes, name: str, limits: Limits, *, xml: Container[str] | None = None
) -> list[str]:
    """The names of the parts of an Office file, once it is known to be harmless to unpack.

    No part of an Office file has a document type, and none is needed to read one: it is where
    entities are declared, which may stand for other files or for gigabytes. `xml` names the parts
    that will be read as XML; without it they are those with such an ending.

    Raises:
        InputError: it is no whole zip archive, unpacks to too much, or has such a declaration.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS:
                raise InputError(f"{name} is refused: it has {len(parts)} parts")
            # What a part says of its size is binding: no more than that is ever unpacked.
            if sum(part.file_size for part in parts) > limits.max_unpacked:
                raise InputError(
                    f"{name} unpacks to more than {limits.max_unpacked / MB:g} MB: split it",
                    option="raise max_unpacked in Python",
                )
            for part in parts:
                if part.flag_bits & 1:
                    raise InputError(f"{name} is encrypted: save it without a password")
                if _is_xml(part.filename) if xml is None else part.filename in xml:
                    _check_part(archive, part.filename, name)
            return [part.filename for part in parts]
    except _DAMAGE as error:
        raise InputError(
            f"{name} is damaged: {error}; save it again in the program that made it"
        ) from error


def _is_xml(part: str) -> bool:
    return part.lower().endswith((".xml", ".rels", ".vml"))


def _check_part(archive: ZipFile, part: str, name: str) -> None:
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            if not tail and not chunk.lstrip(b" \t\r\n").startswith(_XML_STARTS):
                raise InputError(f"{name} is damaged: {part} in it is not XML")
            if _DOCTYPE.search(tail + chunk):
                raise InputError(f"{name} is refused: {part} in it declares a document type")
            tail = chunk[-32:]

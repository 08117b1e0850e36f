"""Bytes into characters, nothing normalised."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from extractor.errors import InputError
from extractor.readers.guessing import TITLE, Reading, likely_readings, utf_16_of
from extractor.schemas.document import Mark

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like UTF-16's, and so comes first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_NAMED = "say --encoding cp1252 or the like"

_WELL_FORMED = re.compile(
    rb"[\xc2-\xc5\xce-\xd1][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
"""Characters of UTF-8, but for some of two bytes that in Windows-1252 and Mac Roman are a capital
or an apostrophe with a quotation mark or an accented letter behind it."""
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_CUT = re.compile(rb"(?:[\xc2-\xf4]|[\xe0-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{1,2})\Z")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file."""

    text: str
    guessed: str | None = None
    """The encoding, where nothing named it and it is not UTF-8."""

    @property
    def title(self) -> str | None:
        """What people call the encoding that was guessed."""
        return TITLE[self.guessed] if self.guessed else None

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is to be told of a guess, beside the text."""
        if self.title is None:
            return ()
        note = f"Read as {self.title}, which is a guess: the file does not say, and is not UTF-8."
        return (Mark(0, 0, "encoding", self.title, note),)


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """The characters of `data`, which came from the file called `name`.

    They are in the encoding named, else in that of the byte order mark, else UTF-8, and what
    is none of these in an old encoding, if its signs leave no doubt in which.

    Raises:
        InputError: the bytes are no text in that encoding, there is no such encoding, or nothing
            tells which it is.
    """
    if encoding is None and not _is_marked(data) and (wide := utf_16_of(data)):
        return Decoded(_strictly(data, name, wide), wide)
    chosen = encoding_of(data, encoding)
    if encoding is None and chosen == "utf-8":
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            found = _guess(data, name, error.start)
            return Decoded(found.text, found.encoding)
        _need_characters(data, name)
        return Decoded(text)
    return Decoded(_strictly(data, name, chosen))


def decode_text(data: bytes, name: str, encoding: str | None = None) -> str:
    """The text alone of `decode`."""
    return decode(data, name, encoding).text


def _strictly(data: bytes, name: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        if not encoding.startswith(("utf-16", "utf-32")):
            _need_text(data, name)
        at = getattr(error, "start", 0)
        raise InputError(
            f"{name} is not {encoding.upper()} (byte {at} is 0x{data[at]:02x}): "
            f"save it as {_wanted(name)}",
            option=_NAMED,
        ) from None


def _guess(data: bytes, name: str, at: int) -> Reading:
    """The one reading that bytes have which are not UTF-8 from `at` on."""
    _need_text(data, name)
    strays, well_formed = _WELL_FORMED.subn(b"", data)
    stray = len(_HIGH.findall(strays))
    if (cut := _CUT.search(strays)) and len(cut[0]) == stray:
        raise InputError(
            f"{name} ends within a character (byte {at} is 0x{data[at]:02x}), as what is cut off "
            f"does: give it whole, saved as {_wanted(name)}",
            option=_NAMED,
        )
    if well_formed * 3 >= stray:
        raise InputError(
            f"{name} is UTF-8 with a broken character (byte {at} is 0x{data[at]:02x}): save it "
            f"again as {_wanted(name)}",
            option=_NAMED,
        )
    readings = likely_readings(data)
    if len(readings) == 1:
        return readings[0]
    said = f"{name} is not UTF-8 (byte {at} is 0x{data[at]:02x})"
    if readings:
        could = " or ".join(
            f"{TITLE[each.encoding]} (“{_around(each.text, at)}”)" for each in readings
        )
        said = f"{said} and could be {could}"
    raise InputError(f"{said}: save it as {_wanted(name)}", option=_NAMED)


def _around(text: str, at: int) -> str:
    """The word at a place; in these encodings a byte is a character."""
    start, end = max(at - 20, 0), at + 20
    return (re.split(r"\s", text[start:at])[-1] + re.split(r"\s", text[at:end])[0]).strip()


def _need_text(data: bytes, name: str) -> None:
    if b"\x00" in data[:1024]:
        raise _no_text(name)


def _need_characters(data: bytes, name: str) -> None:
    """Refuse what happens to be UTF-8 and is none, such as UTF-16 in Cyrillic letters."""
    head = data[:4_096]
    controls = len(_CONTROL.findall(head))
    if controls >= 8 and controls * 10 > len(head):
        raise _no_text(name)


def _no_text(name: str) -> InputError:
    return InputError(f"{name} is not a text file: give .txt or .md")


def _is_marked(data: bytes) -> bool:
    return any(data.startswith(mark) for mark, _ in BYTE_ORDER_MARKS)


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

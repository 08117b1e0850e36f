"""Which format a file has, and the one way from its bytes to text."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from extractor.errors import InputError
from extractor.readers.limits import Limits, check_length, check_size
from extractor.readers.parsed import Builder, Parsed
from extractor.readers.plain import decode

TEXT_SUFFIXES = frozenset({"", ".txt", ".md", ".markdown", ".text"})
"""What is read as it is, every character kept."""

ROW_SUFFIXES = frozenset({".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".parquet"})
"""Files that hold many stories; `read_documents` reads them row by row."""

TABLE_SUFFIXES = frozenset({".csv", ".tsv"})
"""One document whose cells are evidence, or many stories where a text field is named."""

EXTRA = "pip install 'fact-extractor[documents]'"


@dataclass(frozen=True, slots=True)
class Format:
    """One format that is made into text."""

    title: str
    """What people call it."""
    module: str
    """The module of this package that has its `parse`."""
    content: frozenset[str] = frozenset()
    """What its bytes may look like to `look`; none for formats that are text."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader is given beside the bytes."""

    name: str
    encoding: str | None
    limits: Limits

    def builder(self) -> Builder:
        """An empty text that stops growing at the limit, in the file's name."""
        return Builder(name=self.name, limits=self.limits)


Reader = Callable[[bytes, Source], Parsed]

_HTML = Format("a web page", "html")
_WORD = Format("a Word document", "word", frozenset({"a zip archive"}))
_OPEN_TEXT = Format("an OpenDocument text", "opendocument", frozenset({"a zip archive"}))
_WORKBOOK = Format("a workbook", "workbook", frozenset({"a zip archive"}))
_CUES = Format("a transcript", "transcript")
_TABLE = Format("a table", "table_file")

FORMATS = {
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".pdf": Format("a PDF", "pdf", frozenset({"a PDF"})),
    ".docx": _WORD,
    ".odt": _OPEN_TEXT,
    ".ott": _OPEN_TEXT,
    ".rtf": Format("an RTF document", "rtf", frozenset({"an RTF file"})),
    ".epub": Format("an e-book", "epub", frozenset({"a zip archive"})),
    ".eml": Format("an e-mail", "email_message"),
    ".srt": _CUES,
    ".vtt": _CUES,
    ".csv": _TABLE,
    ".tsv": _TABLE,
    ".xlsx": _WORKBOOK,
    ".xlsm": _WORKBOOK,
}

UNREAD = {
    ".doc": "save it as .docx",
    ".docm": "save it as .docx, which holds no macros",
    ".dotx": "save it as .docx",
    ".fodt": "save it as .odt",
    ".pages": "export it as .docx",
    ".xls": "save it as .xlsx",
    ".xlsb": "save it as .xlsx",
    ".ods": "save it as .xlsx",
    ".numbers": "export it as .xlsx",
    ".mobi": "export it as .epub",
    ".azw3": "export it as .epub",
    ".mhtml": "save it as .html",
    ".msg": "save it as .eml",
    ".emlx": "save it as .eml",
    ".mbox": "save each message as .eml",
    ".json": "give .jsonl, one story to a line",
}
"""Formats that may well hold stories and are not read, with what to do about it."""

_SIGNATURES = (
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or password-protected Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\x00", "a database"),
)
_PDF = re.compile(rb"\A(?:\xef\xbb\xbf)?\s{0,64}%PDF-\d")


def suffix_of(name: str) -> str:
    """The ending that says the format, in small letters, ".jsonl.gz" as one."""
    stem, suffix = os.path.splitext(name.lower())
    double = os.path.splitext(stem)[1] + suffix
    return double if double in ROW_SUFFIXES else suffix


def parse_bytes(
    data: bytes, name: str, *, encoding: str | None = None, limits: Limits | None = None
) -> Parsed:
    """The text of the file called `name`, whose ending says how to read it.

    Raises:
        InputError: the format is not one that is read, or the bytes are not of that format.
    """
    source = Source(name, encoding, limits or Limits())
    check_size(len(data), name, source.limits)
    suffix = suffix_of(name)
    check_suffix(name)
    format = FORMATS.get(suffix)
    _check_content(data, name, suffix, format)
    if format is None:
        decoded = decode(data, name, encoding)
        parsed = Parsed(decoded.text, decoded.marks)
    else:
        parsed = _parsed(data, source, suffix, format)
    check_length(len(parsed.text), name, source.limits)
    return parsed


def _parsed(data: bytes, source: Source, suffix: str, format: Format) -> Parsed:
    name = source.name
    try:
        parse: Reader = import_module(f"extractor.readers.{format.module}").parse
        return parse(data, source)
    except InputError:
        raise
    except ImportError as error:
        missing = error.name or error
        raise InputError(
            f"{name}: {suffix} files need a package that is not installed ({missing}): {EXTRA}"
        ) from error
    # The libraries say "malformed" with whatever happened to fail: KeyError, struct.error,
    # AttributeError, RecursionError. Whatever it was, this file cannot be read and others can.
    except Exception as error:
        said = " ".join(str(error).split())[:200] or "no reason given"
        raise InputError(
            f"{name} cannot be read as {format.title} ({type(error).__name__}: {said}): "
            "open it in the program that made it, and save it again"
        ) from error


def check_suffix(name: str) -> None:
    """Refuse a format that is not read as one document. Raises `InputError`."""
    suffix = suffix_of(name)
    if suffix in TEXT_SUFFIXES or suffix in FORMATS:
        return
    if suffix in ROW_SUFFIXES:
        raise InputError(
            f"{name} holds many stories, not one: use extractor batch or read_documents"
        )
    advice = UNREAD.get(suffix, "save it as .txt or .md, or pass its text on standard input as -")
    raise InputError(f"{name}: files of type {suffix} are not read: {advice}")


def look(data: bytes) -> str | None:
    """What the bytes are by their first ones, in words; none for text and the unknown."""
    if _PDF.match(data[:1024]):
        return "a PDF"
    return next((words for head, words in _SIGNATURES if data.startswith(head)), None)


def _check_content(data: bytes, name: str, suffix: str, format: Format | None) -> None:
    seen = look(data)
    wanted = format.content if format else frozenset()
    if not data.strip(b"\x00 \t\r\n"):
        raise InputError(f"{name} is empty: use a story with words in it")
    if seen in wanted or (seen is None and not wanted):
        return
    if "a PDF" in wanted and b"%PDF-" in data[:1024]:  # readers allow for a few bytes before it
        return
    if seen == "an old or password-protected Office file" and wanted:
        raise InputError(f"{name} is {seen}: save it as {suffix} without a password")
    if seen is None:
        assert format
        raise InputError(
            f"{name} is not {format.title}, despite its ending: rename it with the right ending"
        )
    raise InputError(
        f"{name} is not a text file, it is {seen}: rename it with the right ending"
        if not wanted
        else f"{name} is {seen}, despite its ending: rename it with the right ending"
    )

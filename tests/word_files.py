"""Word documents made and read by tests, by the library that the program does not write with."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from extractor.readers.formats import parse_bytes

docx = pytest.importorskip("docx", reason="needs `pip install 'fact-extractor[documents]'`")

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def bytes_of(document: Any) -> bytes:
    """The document as a file."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def made(build: Callable[[Any], object]) -> bytes:
    """A new document, built by `build`."""
    document = docx.Document()
    build(document)
    return bytes_of(document)


def text_of(data: bytes) -> str:
    """The text as the project's own reader gives it: that of tracked changes which is new."""
    return parse_bytes(data, "draft.docx").text


def runs_of(data: bytes) -> list[tuple[str, str]]:
    """Each character of the document's runs with the properties of its run."""
    body = docx.Document(BytesIO(data)).element.body
    found = []
    for run in body.iter(W + "r"):
        properties = run.find(W + "rPr")
        kept = "" if properties is None else "".join(sorted(e.tag for e in properties))
        for text in run.findall(W + "t"):
            found += [(char, kept) for char in text.text or ""]
    return found

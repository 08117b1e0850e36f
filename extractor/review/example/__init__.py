"""The example that the desk opens for a newcomer: a draft with faults, and its two sources."""

from __future__ import annotations

from importlib.resources import files

from extractor.schemas.document import Document


def example() -> tuple[Document, list[Document]]:
    """The draft and its sources."""
    return _read("draft.txt"), [_read("wire.txt"), _read("statement.txt")]


def second_version() -> Document:
    """The draft as its author sent it back."""
    return _read("draft-2.txt").model_copy(update={"name": "draft.txt"})


def _read(name: str) -> Document:
    return Document(text=(files("extractor.review.example") / name).read_text("utf-8"), name=name)

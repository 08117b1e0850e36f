"""A story as it came."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from pydantic import field_validator

from extractor.schemas.record import Record


class Document(Record):
    """The text of one story, untouched; every offset points into it."""

    text: str
    """The text as it came, byte order mark and line ends included."""
    name: str | None = None
    """What to call it: the file's name; none for a string."""
    published: date | datetime | None = None
    """When it appeared; relative dates ("Friday") are read against it."""

    @field_validator("published", mode="before")
    @classmethod
    def _keep_the_time(cls, value: object) -> object:
        """Midnight is a moment: read from JSON it must not become a mere day."""
        if isinstance(value, str) and "T" in value:
            return datetime.fromisoformat(value)
        return value

    @classmethod
    def read(
        cls,
        path: str | Path,
        *,
        published: date | datetime | None = None,
        encoding: str | None = None,
    ) -> Document:
        """The document in a file, or on standard input for "-".

        Raises `InputError`, in one line, for a file that is missing, empty or no text.
        """
        # The one import upwards: readers know file formats, which a schema must not; the
        # method stands here so that there is one Document, not two.
        from extractor.documents import read_document

        return read_document(path, published=published, encoding=encoding)

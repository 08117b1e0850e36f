"""Rows of JSON Lines, delimited and Parquet files as stories, one at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from extractor.errors import InputError
from extractor.readers.days import read_day
from extractor.readers.inputs import digest
from extractor.schemas.document import Document

TEXT_FIELDS = ("text", "body", "content", "article", "story", "article_text", "maintext")
ID_FIELDS = ("id", "_id", "doc_id", "article_id", "guid", "url", "link")
DATE_FIELDS = ("published", "date", "published_at", "publish_date", "date_published", "pubdate")
"""Names of fields that are tried in this order, whatever their case, where none is given."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as its file gives it, or why it gives none."""

    number: int
    """Counted from 1: the line of JSON Lines, the record behind the header."""
    values: Mapping[str, object] | None
    failure: str | None = None


@dataclass(slots=True)
class RowReader:
    """Makes documents of rows; it remembers the ids, so that no two have the same name."""

    text_field: str | None = None
    id_field: str | None = None
    date_field: str | None = None
    """An empty string for an id or date field stands for none, not even one that is guessed."""
    published: date | datetime | None = None
    _ids: set[bytes] = field(default_factory=set)

    def document(self, row: Row, file: str) -> Document:
        """The story in a row of `file`.

        Its name is its id; where it has none, or another row has the same, the file and number.

        Raises:
            InputError: the row has no text, or its day or id cannot be read.
        """
        if row.values is None:
            raise InputError(row.failure or "the row cannot be read")
        text = self._text(row.values)
        return Document(
            text=text, name=self._name(row, file), published=self._published(row.values)
        )

    def _text(self, values: Mapping[str, object]) -> str:
        name = _named(values, self.text_field, TEXT_FIELDS)
        if name is None:
            wanted = repr(self.text_field) if self.text_field else f"like {TEXT_FIELDS[:4]}"
            raise InputError(
                f"there is no field {wanted} in it, only {_listed(values)}: name the text field"
            )
        text = values[name]
        if not isinstance(text, str):
            raise InputError(f"its field {name!r} holds no text but {type(text).__name__}")
        return text

    def _name(self, row: Row, file: str) -> str:
        assert row.values is not None
        place = f"{file}#{row.number}"
        name = _named(row.values, self.id_field, ID_FIELDS)
        if name is None:
            if self.id_field:
                raise InputError(
                    f"there is no field {self.id_field!r} in it, only {_listed(row.values)}: "
                    "name the id field"
                )
            return place
        value = row.values[name]
        if value is None or isinstance(value, bool | list | dict | float) or not str(value).strip():
            if self.id_field:
                raise InputError(f"its field {name!r} holds no id but {str(value)[:40]!r}")
            return place
        identity = " ".join(str(value).split())
        key = digest(identity)
        if key in self._ids:
            return f"{identity} ({place})"
        self._ids.add(key)
        return identity

    def _published(self, values: Mapping[str, object]) -> date | datetime | None:
        """The day of the field that was named, else the one for all, else a guessed field's."""
        if not self.date_field and self.published is not None:
            return self.published
        name = _named(values, self.date_field, DATE_FIELDS)
        if name is None and self.date_field:
            raise InputError(
                f"there is no field {self.date_field!r} in it, only {_listed(values)}: "
                "name the date field"
            )
        value = values[name] if name is not None else None
        if value is None or value == "":
            return self.published
        day = read_day(value)
        if day is None:
            raise InputError(
                f"its field {name!r} holds no day but {str(value)[:40]!r}: write it as 2025-07-04, "
                "or name another date field"
            )
        return day


def _named(values: Mapping[str, object], given: str | None, guesses: Collection[str]) -> str | None:
    if given is not None:
        return given if given in values else None
    by_small_letters = {name.lower(): name for name in reversed(list(values))}
    return next((by_small_letters[name] for name in guesses if name in by_small_letters), None)


def _listed(values: Mapping[str, object]) -> str:
    names = ", ".join(repr(name[:40]) for name in list(values)[:8])
    return (names + (", …" if len(values) > 8 else "")) or "nothing"

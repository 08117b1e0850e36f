"""Rows of JSON Lines, delimited and Parquet files as stories, one at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from extractor.errors import InputError
from extractor.readers.days import read_day
from extractor.readers.inputs import digest
from extractor.readers.limits import Limits, check_length

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


@dataclass(frozen=True, slots=True)
class RowStory:
    """What a row gives of a story, or why it gives none."""

    number: int
    text: str | None
    identity: str | None = None
    """Its id; none where the file and number have to do."""
    published: date | datetime | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class StoryFields:
    """Which fields of a row make a story."""

    text_field: str | None = None
    id_field: str | None = None
    date_field: str | None = None
    """An empty string for an id or date field stands for none, not even one that is guessed."""
    published: date | datetime | None = None
    """The day of rows that name none."""

    def story(self, row: Row, limits: Limits) -> RowStory:
        """The story in a row; what is wrong with it is said in its `failure`."""
        if row.values is None:
            return RowStory(row.number, None, failure=row.failure or "the row cannot be read")
        try:
            text = self._text(row.values)
            check_length(len(text), "its text", limits)
            identity = self._identity(row.values)
            return RowStory(row.number, text, identity, self._published(row.values))
        except InputError as error:
            return RowStory(row.number, None, failure=str(error))

    def _text(self, values: Mapping[str, object]) -> str:
        name = _named(values, self.text_field, TEXT_FIELDS)
        if name is None:
            wanted = repr(self.text_field) if self.text_field else f"like {TEXT_FIELDS[:4]}"
            raise InputError(
                f"there is no field {wanted} in it, only {_listed(values)}: name the text field"
            )
        text = values[name]
        if not isinstance(text, str):
            raise InputError(f"its field {name!r} holds no text, but {type(text).__name__}")
        return text

    def _identity(self, values: Mapping[str, object]) -> str | None:
        name = _named(values, self.id_field, ID_FIELDS)
        if name is None:
            if self.id_field:
                raise InputError(
                    f"there is no field {self.id_field!r} in it, only {_listed(values)}: "
                    "name the id field"
                )
            return None
        value = values[name]
        if value is None or isinstance(value, bool | list | dict | float) or not str(value).strip():
            if self.id_field:
                raise InputError(f"its field {name!r} holds no id, but {str(value)[:40]!r}")
            return None
        return " ".join(str(value).split())

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
                f"its field {name!r} holds no date, but {str(value)[:40]!r}: "
                "write it as 2025-07-04, or name another date field"
            )
        return day


@dataclass(slots=True)
class RowNames:
    """Gives rows their names; it remembers the ids, so that no two have the same."""

    _ids: set[bytes] = field(default_factory=set)

    def name(self, story: RowStory, file: str) -> str:
        """The story's id; where it has none, or another row has the same, the file and number."""
        place = f"{file}#{story.number}"
        if story.identity is None:
            return place
        key = digest(story.identity)
        if key in self._ids:
            return f"{story.identity} ({place})"
        self._ids.add(key)
        return story.identity


def _named(values: Mapping[str, object], given: str | None, guesses: Collection[str]) -> str | None:
    if given is not None:
        return given if given in values else None
    by_small_letters = {name.lower(): name for name in reversed(list(values))}
    return next((by_small_letters[name] for name in guesses if name in by_small_letters), None)


def _listed(values: Mapping[str, object]) -> str:
    names = ", ".join(repr(name[:40]) for name in list(values)[:8])
    return (names + (", …" if len(values) > 8 else "")) or "nothing"

"""What a call names as text: the text itself, or a file below the folder that is served."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from extractor.documents import checked_document, read_document, why_no_story
from extractor.errors import InputError, OptionError
from extractor.readers.days import read_day
from extractor.readers.isolated import IsolatedParser
from extractor.readers.limits import Limits
from extractor.schemas.document import Document
from extractor.schemas.record import Record


class Text(Record):
    """A text, or a file that holds it."""

    text: str | None = None
    """The text itself; or give `file`."""
    file: str | None = None
    """A file below the folder that this server was given, by its path in there; or give `text`."""
    name: str | None = Field(default=None, max_length=200)
    """What to call the text in findings; a file has its own name."""
    published: str | None = None
    """When it appeared, as 2025-07-04 or with a time; relative dates are read against it."""
    day_first: bool | None = None
    """Whether 01/02/2026 is in February; without it other dates of the text may show it."""

    @model_validator(mode="after")
    def _is_one_of_the_two(self) -> Self:
        if (self.text is None) == (self.file is None):
            raise ValueError("give either text or file")
        return self


@dataclass(frozen=True, slots=True)
class Desk:
    """Reads what calls name, within limits."""

    max_characters: int
    """In one text."""
    folder: Path | None = None
    """Files below it may be named; without it none."""
    parser: IsolatedParser | None = None
    """What parses files that are not plain text."""

    def read(self, given: Text, name: str, *, is_story: bool = False) -> Document:
        """The document, called `name` where it has no name of its own; a table `is_story` never.

        Raises:
            InputError: the text or file cannot be read, or is too long.
            OptionError: the day is none, or no file may be named.
        """
        day = _day(given.published)
        if given.file is not None:
            place, limits = self._place(given.file), Limits(max_characters=self.max_characters)
            if is_story and (told := why_no_story(place, limits=limits)):
                raise InputError(f"{told}: give one of its rows as a text")
            return read_document(
                place,
                published=day,
                day_first=given.day_first,
                limits=limits,
                parser=self.parser,
            )
        text = given.text or ""
        if not text.strip():
            raise InputError(f"{name} is empty: give its text")
        if len(text) > self.max_characters:
            raise InputError(
                f"{name} has {len(text):,} characters, and {self.max_characters:,} are allowed: "
                "give a part of it"
            )
        return checked_document(
            Document(text=text, name=given.name or name, published=day, day_first=given.day_first)
        )

    def _place(self, file: str) -> Path:
        """The file, which lies below the folder also where links are followed."""
        if self.folder is None:
            raise OptionError(
                "this server reads no files: give the text itself, or start it with --folder"
            )
        root = self.folder.resolve()
        try:
            place = (root / file).resolve(strict=True)
        except (OSError, RuntimeError, ValueError):  # missing, a ring of links, a NUL in the name
            place = None
        # One answer to all, so that nothing is learnt about files that are not served.
        if place is None or not place.is_relative_to(root) or _is_hidden(place.relative_to(root)):
            raise InputError(f"there is no file {file!r} below the folder of this server")
        if not place.is_file():
            raise InputError(f"{file!r} is no file: name one below the folder of this server")
        return place


def _is_hidden(path: Path) -> bool:
    """Keys and histories lie in hidden files and folders."""
    return any(part.startswith(".") for part in path.parts)


def _day(words: str | None) -> date | datetime | None:
    day = read_day(words)
    if words is not None and day is None:
        raise OptionError(f"published {words!r} is no date: write it as 2025-07-04")
    return day

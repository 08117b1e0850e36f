"""What a reader gives: text put together from the parts of a file, and where each part stood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from extractor.readers.limits import Limits, too_long
from extractor.schemas.document import Mark, MarkKind

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(frozen=True, slots=True)
class Parsed:
    """The text of one file; every mark points into it."""

    text: str
    """What was made of the file."""
    marks: tuple[Mark, ...] = ()
    """Where its parts stood, and the notes beside it, by start."""
    published: date | None = None
    """The day that the file itself gives as that of its publication."""


@dataclass(slots=True)
class Builder:
    """A text under construction; half characters, which nothing can carry, become U+FFFD."""

    parts: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    length: int = 0
    """How long the text is so far: where the next part begins."""
    name: str = "the file"
    """What messages call the file."""
    limits: Limits = field(default_factory=Limits)
    """A text that grows longer than they allow is given up at once."""

    def add(self, text: str) -> int:
        """Append `text`; gives the place where it begins. Raises `InputError` at the limit."""
        start = self.length
        self.parts.append(_whole(text))
        self.length += len(text)
        if self.length > self.limits.max_characters:
            raise too_long(self.name, self.limits)
        return start

    def part_with(self, separator: str) -> None:
        """Append `separator` unless the text is still empty."""
        if self.length:
            self.add(separator)

    def mark(
        self,
        start: int,
        end: int,
        kind: MarkKind,
        label: str,
        *,
        note: str | None = None,
        author: str | None = None,
    ) -> None:
        """Say where `text[start:end]` stood, or what is noted beside it."""
        self.marks.append(
            Mark(start, end, kind, _whole(label), note and _whole(note), author and _whole(author))
        )

    def add_parsed(self, part: Parsed) -> int:
        """Append a text that has marks of its own; gives the place where it begins."""
        start = self.add(part.text)
        for mark in part.marks:
            self.marks.append(replace(mark, start=mark.start + start, end=mark.end + start))
        return start

    def finished(self, *, published: date | None = None) -> Parsed:
        """What has been put together, the marks in reading order."""
        marks = sorted(self.marks, key=lambda mark: (mark.start, -mark.end))
        return Parsed("".join(self.parts), tuple(marks), published)


def raised(text: str) -> str:
    """The digits of a superscript as superscript characters, other text as it is.

    Else the reference of a footnote behind a number becomes a part of that number.
    """
    return text.translate(_RAISED) if text.strip().isdecimal() else text


def lowered(text: str) -> str:
    """The digits of a subscript as subscript characters, other text as it is."""
    return text.translate(_LOWERED) if text.strip().isdecimal() else text


def one_line(text: str) -> str:
    """The text with every run of white space as one space, as a cell or heading is shown."""
    return " ".join(text.split())


def _whole(text: str) -> str:
    return _HALF_CHARACTER.sub("\ufffd", text)

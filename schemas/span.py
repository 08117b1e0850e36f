"""Where words stand in a text."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ConfigDict

RECORD = ConfigDict(extra="forbid", use_attribute_docstrings=True)
"""How pydantic reads the frozen dataclasses of this package: field docstrings are descriptions."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where the words stand in the text they belong to: `text[start:end]`.

    A slotted dataclass and not a pydantic model: scanning makes thousands of them, and a model
    takes five times as long to build.
    """

    __pydantic_config__ = RECORD

    start: int
    """First character, counted from 0 in Python string offsets."""
    end: int
    """One past the last character."""
    text: str
    """The characters themselves."""

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text[start:end]`."""
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character; both must belong to one text."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside; both must belong to one text."""
        return self.start <= other.start and other.end <= self.end

"""Which words of a document a footnote, endnote or comment belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.readers.parsed import Builder
from extractor.schemas.document import MarkKind

EventKind = Literal["footnote", "endnote", "comment", "commentRangeStart", "commentRangeEnd"]

_SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bNo)(?<!\bMrs)[.!?…][\"'”’»)\]]*\s+(?=\S)"
)
_EDGES = " \t\n,;:.–—-"


@dataclass(frozen=True, slots=True)
class Event:
    """A note's reference, or the border of a comment's words."""

    at: int
    """Before which character of the paragraph's text."""
    kind: EventKind
    id: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note's text, and who wrote it."""

    text: str
    author: str | None = None


def placed(text: str, events: Sequence[Event]) -> tuple[str, list[Event]]:
    """A paragraph without white space at its ends, and its events in what is left."""
    trimmed = text.strip()
    lead = len(text) - len(text.lstrip())
    return trimmed, [
        Event(min(max(event.at - lead, 0), len(trimmed)), event.kind, event.id) for event in events
    ]


class Notes:
    """The notes of one document, set as marks while its text is written.

    A table's cells are written before the row that they stand in, so each has `inner` notes: the
    same texts and numbers, its own open comments.
    """

    def __init__(self, texts: Mapping[str, Mapping[str, Note]]) -> None:
        """Start with the texts by kind ("footnote") and id."""
        self._texts = texts
        self._numbers: dict[str, int] = {}
        self._open: dict[str, int] = {}
        self._ended: set[str] = set()
        self._ended_outside: list[str] = []

    def inner(self) -> Notes:
        """The same for a text that will be a part of this one."""
        inner = Notes(self._texts)
        inner._numbers = self._numbers
        inner._ended = self._ended
        return inner

    def take(self, events: Sequence[Event], text: str, start: int, builder: Builder) -> None:
        """Set the marks of one paragraph, whose `text` begins at `start`."""
        after = 0
        previous = (0, 0)
        for event in events:
            if event.kind == "commentRangeStart" or event.kind == "commentRangeEnd":
                self.border(event.kind, event.id, start + event.at, builder)
                continue
            if event.kind == "comment" and (event.id in self._ended or event.id in self._open):
                continue  # the words it is tied to are known
            words = _words_before(text, after, event.at)
            if words is None:
                words = previous  # right behind another note, which is about the same words
            self._set(event.kind, event.id, start + words[0], start + words[1], builder)
            previous, after = words, event.at

    def border(self, kind: str, id: str, place: int, builder: Builder) -> None:
        """Take note of where the words of a comment begin or end."""
        if kind == "commentRangeStart":
            self._open[id] = place
        elif id in self._open:
            self._set("comment", id, self._open.pop(id), place, builder)
        else:
            self._ended_outside.append(id)

    def end_outer(self, inner: Notes, builder: Builder) -> None:
        """End here the comments that began before the part that `inner` was for."""
        for id in inner._ended_outside:
            self.border("commentRangeEnd", id, builder.length, builder)

    def end_all(self, builder: Builder) -> None:
        """End here every comment that is still open."""
        for id in list(self._open):
            self.border("commentRangeEnd", id, builder.length, builder)

    def _set(self, kind: MarkKind, id: str, start: int, end: int, builder: Builder) -> None:
        note = self._texts.get(kind, {}).get(id)
        if kind == "comment":
            self._ended.add(id)
        self._numbers[kind] = self._numbers.get(kind, 0) + 1
        label = f"{kind} {self._numbers[kind]}"  # numbered in reading order, as Word shows them
        author = note.author if note else None
        builder.mark(start, end, kind, label, note=note.text if note else None, author=author)


def _words_before(text: str, after: int, at: int) -> tuple[int, int] | None:
    """The sentence that ends at `at`, or its part behind `after`; none if there are no words."""
    start = after
    for stop in _SENTENCE_END.finditer(text, after, at):
        if text[stop.end() : at].strip(_EDGES):
            start = stop.end()
    words = text[start:at]
    if not words.strip(_EDGES):
        return None
    start += len(words) - len(words.lstrip(_EDGES))
    return start, start + len(text[start:at].rstrip())

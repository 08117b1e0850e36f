"""What stands on the page and is no part of the story: datelines, bylines, page furniture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractor.languages import DEFAULT, Language, load
from extractor.scanning.layout.bylines import BylineReader
from extractor.scanning.layout.datelines import DatelineReader
from extractor.scanning.layout.page import PageReader
from extractor.scanning.layout.paragraphs import split_paragraphs
from extractor.scanning.layout.rights import RightsReader
from extractor.scanning.layout.stamps import StampPatterns
from extractor.schemas.span import Span

_LONGEST = 400
"""A line of furniture is short; copyright lines are the longest."""
_LONGEST_RIGHTS = 1200
_SHORT = 160
"""Characters of a byline at the head of a text, or of a credit."""
_SHORTEST = 90
"""The same of a byline elsewhere."""
_TOP = 6
"""Lines in which bylines and datelines are looked for."""
_AROUND = "*_#>|[]• \t\ufeff"


@dataclass(frozen=True, slots=True)
class Furniture:
    """One stretch of a text that is set aside."""

    span: Span
    """Where it stands."""
    reason: str
    """Why: "dateline", "byline", "copyright line" or "page furniture"."""


class FurnitureReader:
    """Finds the furniture of one language; made once."""

    def __init__(self, language: Language) -> None:
        """Make the readers of its kinds."""
        self._stamps = StampPatterns(language)
        self._datelines = DatelineReader(language, self._stamps)
        self._bylines = BylineReader(language)
        self._rights = RightsReader(language)
        self._page = PageReader(language)

    def find(self, text: str, paragraphs: Sequence[Span]) -> list[Furniture]:
        """What is set aside, in reading order and without overlaps."""
        found: list[Furniture] = []
        seen = 0
        for paragraph in paragraphs:
            for start, end in _lines(paragraph):
                self._read(found, text, start, end, seen)
                seen += 1
        return found

    def _read(self, found: list[Furniture], text: str, start: int, end: int, index: int) -> None:
        """Add what is set aside of one line."""
        if end - start <= _LONGEST_RIGHTS:
            aside = self._set_aside(text[start:end], index)
            if aside is not None:
                reason, body = aside
                found.append(Furniture(Span.of(text, start + body, end), reason))
                return
        head = text[start : min(end, start + _LONGEST)]
        is_top = index < _TOP
        if is_top:
            stamp = self._stamps.head(head)
            if stamp is not None:
                found.append(Furniture(Span.of(text, start, start + stamp.end(1)), "dateline"))
                head = head[stamp.end() :]
                start += stamp.end()
        length = self._datelines.length(head, is_top)
        if length:
            found.append(Furniture(Span.of(text, start, start + length), "dateline"))

    def _set_aside(self, line: str, index: int) -> tuple[str, int] | None:
        """Why a line is set aside, and how much body text stands before that begins; mostly
        nothing.

        A sentence does not become furniture because a credit or a notice of rights follows on its
        line.
        """
        bare = line.strip(_AROUND)
        low = bare.lower()
        if len(bare) <= _SHORT and self._page.is_whole_line(low):
            return "page furniture", 0
        if len(bare) < 2:
            return None
        if self._rights.speaks_of_rights(bare, low):
            is_notice = self._rights.is_notice(bare, low)
            return ("copyright line", self._rights.begins(line)) if is_notice else None
        if len(bare) > _LONGEST:
            return None
        if self._stamps.is_stamp(line, low):
            return "dateline", 0
        longest = _SHORT if index < _TOP else _SHORTEST
        if len(bare) <= longest and self._bylines.is_byline(line):
            return "byline", 0
        if self._bylines.is_credit(bare):
            return "byline", 0
        begin = self._page.begins(line, bare, low)
        return ("page furniture", begin) if begin is not None else None


def _lines(paragraph: Span) -> list[tuple[int, int]]:
    """Starts and ends of the lines of a paragraph, trimmed."""
    whole = paragraph.text.splitlines(keepends=True)
    if len(whole) == 1:
        return [(paragraph.start, paragraph.end)]
    lines = []
    at = paragraph.start
    for line in whole:
        body = line.strip()
        if body:
            start = at + len(line) - len(line.lstrip())
            lines.append((start, start + len(body)))
        at += len(line)
    return lines


@cache
def furniture_reader(code: str = DEFAULT) -> FurnitureReader:
    """The reader of a language's furniture, made when it is first asked for."""
    return FurnitureReader(load(code))


def find_furniture(
    text: str, paragraphs: Sequence[Span] | None = None, *, code: str = DEFAULT
) -> list[Furniture]:
    """What is set aside, in reading order and without overlaps.

    Only lines and beginnings of lines whose form leaves no doubt: body text stays. `paragraphs`
    are those of the text, where they are known already.
    """
    known = split_paragraphs(text) if paragraphs is None else paragraphs
    return furniture_reader(code).find(text, known)

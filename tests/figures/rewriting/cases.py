"""A row of `cases/`, the places of its figures and dates, and edits of its text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

CASES = Path(__file__).parent.parent / "cases"
STORY_DAY = date(2025, 7, 4)
"""The day of publication of a row that names none, a Friday."""


_SILENT = {"kind": "cardinal", "hedge": "unhedged"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure or a date of a case: where it stands, and its row."""

    is_date: bool
    start: int
    end: int
    phrase_start: int
    phrase_end: int
    row: Mapping[str, Any]
    words_kept: bool = True
    """Whether the words of the span are still those of the table."""
    noun_kept: bool = True
    """Whether the noun counted is still in the words of the table."""

    def get(self, name: str) -> Any:
        """A field of the row, with what a row that is silent means."""
        found = self.row.get(name)
        return _SILENT.get(name) if found is None and not self.is_date else found

    @property
    def kind(self) -> str:
        """The kind of a figure; "date" for a date."""
        return "date" if self.is_date else str(self.get("kind"))

    @property
    def is_range(self) -> bool:
        """Whether the row has two ends."""
        return "low" in self.row and "high" in self.row


@dataclass(frozen=True)
class Case:
    """One row of one table, with every figure or date found in its text."""

    name: str
    text: str
    published: date
    figures: tuple[Mark, ...] | None
    dates: tuple[Mark, ...] | None
    can_be_edited: bool = True
    """Whether the place of every mark is known, which it is not after edits across their ends."""

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Figures and dates in the order of the text."""
        both = (*(self.figures or ()), *(self.dates or ()))
        return tuple(sorted(both, key=lambda mark: (mark.start, mark.is_date)))

    def span(self, mark: Mark) -> str:
        """The words of a mark."""
        return self.text[mark.start : mark.end]

    def before(self, mark: Mark) -> str:
        """The text up to a mark."""
        return self.text[: mark.start]

    def after(self, mark: Mark) -> str:
        """The text behind a mark."""
        return self.text[mark.end :]


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Characters of the case's text, and what stands there instead."""

    start: int
    end: int
    words: str


Edits = tuple[Edit, ...]
T = TypeVar("T")
Operator = Callable[[Case], Iterable[Edits]]


def edited(case: Case, edits: Edits) -> Case:
    """The case with all edits made in its text, and its marks where they now stand."""
    pieces, done = [], 0
    for edit in sorted(edits) if len(edits) > 1 else edits:
        assert edit.start >= done, f"edits overlap in {case.text!r}"
        pieces += [case.text[done : edit.start], edit.words]
        done = edit.end
    ends = [end for mark in case.marks for end in (mark.start, mark.end)]
    across = [edit for edit in edits if any(edit.start < end < edit.end for end in ends)]
    return Case(
        case.name,
        "".join([*pieces, case.text[done:]]),
        case.published,
        _moved(case, case.figures, edits),
        _moved(case, case.dates, edits),
        case.can_be_edited and not across,
    )


def _moved(case: Case, marks: tuple[Mark, ...] | None, edits: Edits) -> tuple[Mark, ...] | None:
    if marks is None:
        return None
    return tuple(
        Mark(
            mark.is_date,
            _moved_start(mark.start, edits),
            _moved_end(mark.end, edits),
            _moved_start(mark.phrase_start, edits),
            _moved_end(mark.phrase_end, edits),
            mark.row,
            mark.words_kept and not _touched(edits, mark.start, mark.end),
            mark.noun_kept and not _noun_touched(case, mark, edits),
        )
        for mark in marks
    )


def _moved_start(at: int, edits: Edits) -> int:
    """What is put in just before a mark does not belong to it."""
    moved = at
    for edit in edits:
        if edit.end <= at:
            moved += len(edit.words) - edit.end + edit.start
    return moved


def _moved_end(at: int, edits: Edits) -> int:
    """Nor does what is put in just behind it."""
    moved = at
    for edit in edits:
        if edit.end <= at > edit.start:
            moved += len(edit.words) - edit.end + edit.start
    return moved


def _touched(edits: Edits, start: int, end: int) -> bool:
    """Whether an edit changes a character from start to end, or puts one between two of them."""
    for edit in edits:
        # an edit of no characters touches what it stands inside of, and not what it adjoins
        if edit.start < end and start < edit.end and (edit.start < edit.end or start < edit.start):
            return True
    return False


def _noun_touched(case: Case, mark: Mark, edits: Edits) -> bool:
    if _touched(edits, mark.end, mark.phrase_end):
        return True
    noun = mark.get("of")
    if noun is None or noun in case.text[mark.end : mark.phrase_end]:
        return False
    # the noun stands in another clause: "12 seats in Ohio and 5 in Iowa"
    at = case.text.find(noun)
    return at < 0 or _touched(edits, at, at + len(noun))


def some(case: Case, choices: Sequence[T], count: int) -> Sequence[T]:
    """A few of many choices, by the text of the case alone."""
    turn = crc32(case.text.encode()) % len(choices)
    return [*choices[turn:], *choices[:turn]][:count]


def capitalised_like(words: str, model: str) -> str:
    """The words with a capital if the model has one at its head."""
    return words[:1].upper() + words[1:] if model[:1].isupper() else words


def replaced(case: Case, mark: Mark, words: str) -> Edits:
    """One edit that puts words in the place of a mark, with a capital where it had one."""
    return (Edit(mark.start, mark.end, capitalised_like(words, case.span(mark))),)


def matches_in(case: Case, mark: Mark, pattern: re.Pattern[str]) -> list[re.Match[str]]:
    """What a pattern finds within the span of a mark, with places in the text of the case."""
    return list(pattern.finditer(case.text, mark.start, mark.end))


def read_cases(folder: Path = CASES) -> Iterator[Case]:
    """All rows of all tables, in the order of their files."""
    for table in sorted(folder.glob("*.toml")):
        for row in tomllib.loads(table.read_text(encoding="utf-8"))["case"]:
            text = row["text"]
            yield Case(
                name=f"{table.stem}: {row['lesson']}",
                text=text,
                published=row.get("published", STORY_DAY),
                figures=_marks(text, row["figures"], is_date=False) if "figures" in row else None,
                dates=_marks(text, row["dates"], is_date=True) if "dates" in row else None,
            )


def _marks(text: str, rows: list[dict[str, Any]], *, is_date: bool) -> tuple[Mark, ...]:
    marks, cursor = [], 0
    for row in rows:
        start = _whole_word(text, row["span"], cursor)
        end = cursor = start + len(row["span"])
        phrase = row.get("phrase", row["span"])
        phrase_start = next(
            at
            for at in range(start, -1, -1)
            if text.startswith(phrase, at) and at + len(phrase) >= end
        )
        marks.append(Mark(is_date, start, end, phrase_start, phrase_start + len(phrase), row))
    return tuple(marks)


def _whole_word(text: str, span: str, cursor: int) -> int:
    """The next place of a span that does not begin or end inside a word or number."""
    at = text.index(span, cursor)
    first = at
    while at >= 0:
        end = at + len(span)
        inside = text[at - 1 : at].isalnum() and span[0].isalnum()
        if not inside and not (text[end : end + 1].isalnum() and span[-1].isalnum()):
            return at
        at = text.find(span, at + 1)
    return first

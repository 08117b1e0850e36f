"""Phrases laid out by their first and their last word, to find them at a place of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

ValueT = TypeVar("ValueT")

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:'[^\W\d_]+)*|[0-9]+| |.")
_GAPS = (" ", "-")


class Phrases(Generic[ValueT]):
    """Phrases of a language, each with what it stands for; a longer one goes before a shorter.

    A space in a phrase stands for a space or a hyphen in the text.
    """

    __slots__ = ("_by_first", "_by_last")

    def __init__(self, entries: Iterable[tuple[str, ValueT]]) -> None:
        """Lay the phrases out; of two alike the first is kept."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], ValueT]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], ValueT]]] = {}
        seen: set[tuple[str, ...]] = set()
        for phrase, value in entries:
            words = tuple(_WORD.findall(phrase))
            if words in seen:
                continue
            seen.add(words)
            self._by_first.setdefault(words[0], []).append((words, value))
            self._by_last.setdefault(words[-1], []).append((words, value))
        for table in (self._by_first, self._by_last):
            for rows in table.values():
                rows.sort(key=lambda row: -len(row[0]))

    def __contains__(self, word: str) -> bool:
        """Whether a phrase begins with a word."""
        return word in self._by_first

    @property
    def firsts(self) -> frozenset[str]:
        """The words with which a phrase begins."""
        return frozenset(self._by_first)

    def ahead(self, words: Sequence[str], at: int) -> tuple[int, ValueT] | None:
        """The end and the value of the longest phrase that begins at a token."""
        for phrase, value in self._by_first.get(words[at], ()):
            end = at + len(phrase)
            if len(phrase) == 1 or _same(phrase, words[at:end]):
                return end, value
        return None

    def back(self, words: Sequence[str], end: int) -> tuple[int, ValueT] | None:
        """The start and the value of the longest phrase that ends before a token."""
        for phrase, value in self._by_last.get(words[end - 1], ()) if end else ():
            start = end - len(phrase)
            if start >= 0 and (len(phrase) == 1 or _same(phrase, words[start:end])):
                return start, value
        return None


def _same(phrase: tuple[str, ...], words: Sequence[str]) -> bool:
    if tuple(words) == phrase:
        return True
    if len(phrase) != len(words) or " " not in phrase:
        return False
    return all(
        one == other or (one == " " and other in _GAPS)
        for one, other in zip(phrase, words, strict=True)
    )

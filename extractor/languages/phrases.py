"""Phrases laid out by their first and their last word, to find them at a place of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

ValueT = TypeVar("ValueT")

_WORD = re.compile(r"(?:L\.){2,}|L+(?:'L+)*|[0-9]+| |.".replace("L", "[^\\W\\d_⁰¹²³⁴⁵⁶⁷⁸⁹]"))


class Phrases(Generic[ValueT]):
    """Phrases of a language, each with what it stands for; a longer one goes before a shorter.

    A space in a phrase stands for a space or a hyphen in the text.
    """

    __slots__ = ("_first", "_firsts", "_last", "_lasts", "_single")

    def __init__(self, entries: Iterable[tuple[str, ValueT]]) -> None:
        """Lay the phrases out; of two alike the first is kept."""
        self._single: dict[str, ValueT] = {}
        # Two ends of a phrase tell it from nearly all others, so that little is compared.
        self._first: dict[tuple[str, str], list[tuple[tuple[str, ...], ValueT]]] = {}
        self._last: dict[tuple[str, str], list[tuple[tuple[str, ...], ValueT]]] = {}
        seen: set[tuple[str, ...]] = set()
        for phrase, value in entries:
            words = tuple(_WORD.findall(phrase))
            if words in seen:
                continue
            seen.add(words)
            if len(words) == 1:
                self._single[words[0]] = value
                continue
            far = min(2, len(words) - 1)
            self._first.setdefault((words[0], words[far]), []).append((words, value))
            self._last.setdefault((words[-1], words[-1 - far]), []).append((words, value))
        for table in (self._first, self._last):
            for rows in table.values():
                rows.sort(key=lambda row: -len(row[0]))
        self._firsts = frozenset(first for first, _ in self._first)
        self._lasts = frozenset(last for last, _ in self._last)

    def __contains__(self, word: str) -> bool:
        """Whether a phrase begins with a word."""
        return word in self._single or word in self._firsts

    def singles(self) -> Iterable[str]:
        """The phrases of one word."""
        return self._single.keys()

    @property
    def firsts(self) -> frozenset[str]:
        """The words with which a phrase begins."""
        return self._firsts | self._single.keys()

    @property
    def lasts(self) -> frozenset[str]:
        """The words with which a phrase ends."""
        return self._lasts | self._single.keys()

    def ahead(self, words: Sequence[str], at: int) -> tuple[int, ValueT] | None:
        """The end and the value of the longest phrase that begins at a token."""
        word = words[at]
        if word in self._firsts:
            for far in (2, 1):
                for phrase, value in self._first.get((word, words[at + far]), ()):
                    end = at + len(phrase)
                    if _same(phrase, words, at):
                        return end, value
        if word in self._single:
            return at + 1, self._single[word]
        return None

    def back(self, words: Sequence[str], end: int) -> tuple[int, ValueT] | None:
        """The start and the value of the longest phrase that ends before a token."""
        if not end:
            return None
        word = words[end - 1]
        if word in self._lasts:
            for far in (3, 2):
                if end < far:
                    continue
                for phrase, value in self._last.get((word, words[end - far]), ()):
                    start = end - len(phrase)
                    if start >= 0 and _same(phrase, words, start):
                        return start, value
        if word in self._single:
            return end - 1, self._single[word]
        return None


def _same(phrase: tuple[str, ...], words: Sequence[str], start: int) -> bool:
    """Whether a phrase stands at a token, a hyphen in place of a space or not."""
    if start + len(phrase) > len(words):
        return False
    for index, one in enumerate(phrase, start):
        other = words[index]
        if one != other and not (one == " " and other == "-"):
            return False
    return True

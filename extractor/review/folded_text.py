"""A text as a search compares it, and the way back: without case, accents and typography."""

from __future__ import annotations

import re
from bisect import bisect_right

from extractor.comparing.typography import Plain
from extractor.review.people import without_accents

_OTHER = re.compile(r"[^\x00-\x7f]")
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d"}
"""Letters that Unicode does not take apart, as a keyboard without them has them."""


class FoldedText:
    """The text folded; built once, asked many times."""

    __slots__ = ("_places", "_plain", "_starts", "text")

    text: str
    """The folded text."""

    def __init__(self, source: str) -> None:
        self._plain = Plain(source)
        pieces: list[str] = []
        # Where the folded text runs on beside the plain one: (folded, plain), and -1 for a
        # letter that became several, or none.
        self._starts: list[int] = [0]
        self._places: list[tuple[int, bool]] = [(0, False)]
        at = length = 0
        for found in _OTHER.finditer(self._plain.text):
            letter = fold_letter(found[0])
            pieces += [self._plain.text[at : found.start()].lower(), letter]
            length += found.start() - at + len(letter)
            at = found.end()
            if len(letter) != 1:
                self._note(length - len(letter), found.start(), is_one=True)
                self._note(length, at, is_one=False)
        pieces.append(self._plain.text[at:].lower())
        self.text = "".join(pieces)

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters `text[start:end]`, one at least, stand in the source."""
        return self._plain.source_range(self._at(start), self._at(end - 1) + 1)

    def _note(self, folded: int, plain: int, *, is_one: bool) -> None:
        if self._starts[-1] == folded:
            self._starts.pop()
            self._places.pop()
        self._starts.append(folded)
        self._places.append((plain, is_one))

    def _at(self, offset: int) -> int:
        number = bisect_right(self._starts, offset) - 1
        plain, is_one = self._places[number]
        return plain if is_one else plain + offset - self._starts[number]


def fold_letter(char: str) -> str:
    """One character without case and accent; empty for a mark that stands alone."""
    return "".join(_LETTERS.get(each, each) for each in without_accents(char.casefold()))

"""Whether a line ends because an editor that wraps found no room for the next word."""

from __future__ import annotations

import re

OPENERS = "“\"'‘«„‹(["
"""What may stand before the first word of a sentence."""
_NARROWEST, _WIDEST = 40, 100
"""How wide an editor makes its lines that wraps them."""
_SIGNS = "$£€"
_FIRST_WORD = re.compile(r"\S+")


def is_full(text: str, line: tuple[int, int], following: int, width: int) -> bool:
    """Whether the first word of the next line, which begins at `following`, found no room on a
    line.

    `width` is that of the widest line around, of those that no blank line parts.
    """
    first = text[following]
    if not _NARROWEST <= width <= _WIDEST or not (first.isalnum() or first in OPENERS + _SIGNS):
        return False
    word = _FIRST_WORD.match(text, following)
    return word is not None and line[1] - line[0] + 1 + len(word.group()) > width


class LineWidths:
    """The width of the widest line between blank lines, for places asked in reading order."""

    __slots__ = ("_end", "_text", "_width")

    def __init__(self, text: str) -> None:
        """Measure nothing yet."""
        self._text = text
        self._end = -1
        self._width = 0

    def at(self, offset: int) -> int:
        """The width around an offset, which is not before the last one asked for."""
        if offset >= self._end:
            text = self._text
            start = text.rfind("\n\n", 0, offset) + 1
            end = text.find("\n\n", offset)
            self._end = len(text) if end < 0 else end
            self._width = max(map(len, text[start : self._end].split("\n")))
        return self._width

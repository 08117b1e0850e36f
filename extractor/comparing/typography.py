"""A text with its typography made plain, and the way back to its own characters."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right

_DROPPED = (
    "\xad\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\u202a\u202b\u202c"
    "\u202d\u202e\ufeff"
)
_SINGLE = "‘’‚‛‹›′`´ʼ＇"
_DOUBLE = "“”„‟«»″＂"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_SPACES = r"[^\S ]\s*| \s+"

_LIGATURES = "\ufb00-\ufb06"
_COMBINING = re.compile("[\u0300-\u036f]")
_ANY = (
    rf"(?P<dash>[^\S\r\n]*(?:--+|[\u2013\u2014\u2015])[^\S\r\n]*|[^\S\r\n]+[-\u2212][^\S\r\n]+)"
    rf"|(?P<space>{_SPACES})"
    rf"|(?P<single>[{_SINGLE}\"{_DOUBLE}]|'')"
    rf"|(?P<hyphen>[{_DASHES}])"
    rf"|(?P<drop>[{_DROPPED}]+)"
    rf"|(?P<ligature>[{_LIGATURES}])"
    r"|(?P<ellipsis>…|\.[ \xa0]\.[ \xa0]\.|\u2025)"
    r"|(?P<entity>&(?:[A-Za-z]{2,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});)"
    r"|(?P<mark>(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|\*\*|~~)"
)
_SPECIAL = re.compile(rf"(?=[\W_{_LIGATURES}])(?:{_ANY})")
"""What is made plain, in a text without combining marks; no letter but a ligature begins any."""
_SPECIAL_TOO = re.compile(rf"{_ANY}|(?P<combining>\w[\u0300-\u036f]+)")


_PLAIN = {"space": " ", "dash": "-", "hyphen": "-", "single": "'", "ellipsis": "..."}
"""What stands for a kind, whichever sign of it was written."""


class Plain:
    """The text with plain quotation marks, dashes and spaces; built once, asked many times.

    Every quotation mark becomes ', every dash a hyphen without spaces around it, every run of
    white space one space; soft hyphens, zero-width characters and Markdown marks are left out;
    HTML entities and ligatures are read. Letters, their case and digits stay as they are.
    """

    __slots__ = ("_ends", "_plain_starts", "_starts", "text")

    text: str
    """The plain text."""

    def __init__(self, source: str) -> None:
        pieces: list[str] = []
        plain_starts: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        position = 0
        plain = 0

        def add(piece: str, start: int, end: int) -> None:
            nonlocal plain
            if piece:
                pieces.append(piece)
                plain_starts.append(plain)
                starts.append(start)
                ends.append(end)
                plain += len(piece)

        special = _SPECIAL_TOO if _COMBINING.search(source) else _SPECIAL
        for match in special.finditer(source):
            start, end = match.span()
            if start > position:
                add(source[position:start], position, start)
            add(_plain_form(match, source), start, -end)
            position = end
        if position < len(source):
            add(source[position:], position, len(source))
        self.text = "".join(pieces)
        self._plain_starts = plain_starts
        self._starts = starts
        self._ends = ends  # negative where a piece was replaced, so that it maps as a whole

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """Where the plain characters `text[start:end]` (one at least) stand in the source."""
        first = bisect_right(self._plain_starts, start) - 1
        last = bisect_right(self._plain_starts, end - 1) - 1
        left = self._starts[first]
        if self._ends[first] > 0:
            left += start - self._plain_starts[first]
        right = -self._ends[last]
        if right < 0:
            right = self._starts[last] + (end - self._plain_starts[last])
        return left, right


def plain(text: str) -> str:
    """The text as `Plain` makes it, without the way back, trimmed."""
    return Plain(text).text.strip()


def _plain_form(match: re.Match[str], source: str) -> str:
    kind = match.lastgroup or ""
    found = match.group()
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind == "ligature":
        return unicodedata.normalize("NFKC", found)
    if kind == "entity":
        read = html.unescape(found)
        return found if read == found else Plain(read).text
    if kind == "combining":
        return unicodedata.normalize("NFC", found)
    if kind == "mark" and "_" in found and _is_inside_word(source, match.start(), match.end()):
        return found
    return ""


def _is_inside_word(source: str, start: int, end: int) -> bool:
    """Whether the underscores join two words, as in a file's name."""
    return start > 0 and end < len(source) and source[start - 1].isalnum() and source[end].isalnum()

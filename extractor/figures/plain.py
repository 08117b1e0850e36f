"""A text made plain for reading: lower-cased, one kind of space, dash and apostrophe.

Every character keeps its place. Only where a text holds soft hyphens, HTML entities or
Markdown marks is it shortened; then `Page.source` leads back to the untouched text.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

# Characters that stand for another one; each pair has equal length, so offsets hold.
_SAME_LENGTH = (
    ("\r\n", " \n"),
    ("\r", "\n"),
    ("\u0130", "I"),  # the one letter whose lower case is longer
    ("\u2019", "'"),
    ("\u2018", "'"),
    ("\u02bc", "'"),
    ("\u00a0", " "),
    ("\u202f", " "),
    ("\u2009", " "),
    ("\u2007", " "),
    ("\u2002", " "),
    ("\u2003", " "),
    ("\u200a", " "),
    ("\u3000", " "),
    ("\u2010", "-"),
    ("\u2011", "-"),
    ("\u2212", "-"),
    ("\u2012", "–"),
    ("\u2015", "—"),
    ("\u2044", "/"),
)

# What may vanish or shrink; tags are the inline ones, so that "x<20" stays.
_ODD = re.compile(
    r"[\u00ad\u200b\u200c\u200d\u2060\ufeff&*_<](?:"
    r"(?<=[\u00ad\u200b\u200c\u200d\u2060\ufeff])"
    r"|(?<=&)(?:[a-z]{2,8}|#[0-9]{1,7}|#x[0-9a-f]{1,6});"
    r"|(?<=\*)\*{0,2}|(?<=_)_{0,2}"
    r"|(?<=<)/?(?:b|i|em|strong|span|a|p|br|sup|sub|u|mark|small|font|abbr|time)"
    r"(?:[ \t][^<>\n]{0,400})?/?>"
    r")",
    re.IGNORECASE,
)
_ODD_SIGNS = ("&", "*", "_", "<", "\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff")

# Digits grouped by a space that does not break; a plain space may part two numbers.
_THIN_GROUP = re.compile(r"[\u202f\u2009\u00a0](?=[0-9]{3}(?![0-9]))(?<=[0-9].)")

# A line that goes on: the next one begins small. Any other line end is a border that no
# figure crosses, so reading by paragraphs gives what reading the whole gives.
_SOFT_BREAK = re.compile(r"\n(?:(?=[a-z])(?<=[^\s.!?:;]\n)|(?=[0-9$£€])(?<=[a-z,]\n))")


@dataclass(frozen=True, slots=True)
class Page:
    """A text made plain."""

    low: str
    """Lower-cased; every pattern reads this."""
    case: str
    """The same with its capitals, as long as `low`."""
    starts: tuple[int, ...] = ()
    """Where each unbroken stretch of `low` begins; empty where nothing was shortened."""
    shifts: tuple[int, ...] = ()
    """What to add to a place in that stretch to get its place in the source."""
    ends: tuple[int, ...] = ()
    """Where that stretch ends in the source; an entity is longer there than here."""

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The place in the source of `low[start:end]`, which must not be empty."""
        if not self.starts:
            return start, end
        first = self.shifts[bisect_right(self.starts, start) - 1] + start
        stretch = bisect_right(self.starts, end - 1)
        border = self.starts[stretch] if stretch < len(self.starts) else len(self.low)
        if border == end:
            return first, self.ends[stretch - 1]
        return first, self.shifts[stretch - 1] + end


_WRAPPED = re.compile(r"\n(?=[A-Z“\"$£€0-9])(?<=[^\s.!?:;\"”]\n)")


def _unwrapped(text: str) -> str:
    """The text without the line ends of an editor that wraps at 55 to 100 characters."""
    pieces: list[str] = []
    done = 0
    for line_end in _WRAPPED.finditer(text):
        place = line_end.start()
        if 55 <= place - text.rfind("\n", 0, place) - 1 <= 100:
            pieces.append(text[done:place])
            done = place + 1
    if not pieces:
        return text
    pieces.append(text[done:])
    return " ".join(pieces)


_BLOCK = 1 << 15
"""Characters read at once, more or less: what is held beside the findings stays this small."""


def blocks(text: str) -> Iterator[tuple[int, str]]:
    """The text in stretches of whole paragraphs, each with its place."""
    start = 0
    while start < len(text):
        end = text.find("\n\n", start + _BLOCK)
        end = end + 2 if end >= 0 else len(text)
        yield start, text[start:end]
        start = end


def plain(text: str) -> Page:
    """The text made plain, with the way back."""
    starts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    case = text
    if any(sign in case for sign in _ODD_SIGNS):
        case, starts, shifts, ends = _shortened(case)
    if "\n" in case or "\r" in case or not case.isascii():
        case = _THIN_GROUP.sub("'", case)
        for old, new in _SAME_LENGTH:
            if old in case:
                case = case.replace(old, new)
        if "\n" in case:
            case = _unwrapped(_SOFT_BREAK.sub(" ", case))
    case = case.replace("\t", " ")
    return Page(case.lower(), case, starts, shifts, ends)


def _shortened(
    text: str,
) -> tuple[str, tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """The text without its odd characters, and the stretches that are left of it."""
    pieces: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    ends: list[int] = []
    length = 0
    position = 0

    def keep(piece: str, start: int, end: int) -> None:
        """Append what stands for `text[start:end]`."""
        nonlocal length
        if piece:
            pieces.append(piece)
            starts.append(length)
            shifts.append(start - length)
            ends.append(end)
            length += len(piece)

    for odd in _ODD.finditer(text):
        mark = odd.group()
        put = html.unescape(mark) if mark[0] == "&" else ""
        if put == mark or (mark[0] in "*_" and not _is_emphasis(text, odd.start(), odd.end())):
            continue
        if put in ("\u00ad", "\u200b"):
            put = ""
        keep(text[position : odd.start()], position, odd.start())
        keep(put, odd.start(), odd.end())
        position = odd.end()
    if position == 0:
        return text, (), (), ()
    keep(text[position:], position, len(text))
    return "".join(pieces), tuple(starts), tuple(shifts), tuple(ends)


def _is_emphasis(text: str, start: int, end: int) -> bool:
    """Whether a run of stars or low lines is a Markdown mark: it touches a word on one side
    only, or "5*3" would become 53."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    opens = not (before.isalnum() or before in "*_") and (after.isalnum() or after in "$£€\"“'‘")
    closes = (before.isalnum() or before in "%.,!?”\"'’)") and not (
        after.isalnum() or after in "*_"
    )
    return opens or closes

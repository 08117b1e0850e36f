"""Where paragraphs begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.scanning.wrapping import is_full
from extractor.schemas.span import Span

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_RARE_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
_LINE_BREAK = re.compile(r"\r\n|[\r\n\x0b\x85\u2028]|[\x0c\u2029]")
_OUTER = frozenset(
    " \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff"
    + "".join(map(chr, range(0x2000, 0x200C)))
)
"""What is trimmed from the ends of a span: white space, byte order mark, zero-width space."""


def split_paragraphs(text: str) -> list[Span]:
    """The blocks between blank lines, trimmed; in a text without blank lines, its lines.

    Such a line goes on in the next one where it breaks off as an editor that wraps does it.
    """
    blocks: list[list[tuple[int, int]]] = []
    has_blank = False
    previous_end = 0
    for start, end in _lines(text):
        start, end = trim(text, start, end)
        if start == end:
            continue
        if not blocks or _is_apart(text, previous_end, start):
            has_blank = has_blank or bool(blocks)
            blocks.append([(start, end)])
        else:
            blocks[-1].append((start, end))
        previous_end = end
    if not has_blank:
        blocks = _unwrapped(text, [line for block in blocks for line in block])
    return [Span.of(text, block[0][0], block[-1][1]) for block in blocks]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Starts and ends of what stands between line breaks."""
    if any(sign in text for sign in _RARE_BREAKS):
        yield from (found.span() for found in _LINE.finditer(text))
        return
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The borders of a stretch without the white space at its ends; alike where all of it is."""
    while start < end and text[start] in _OUTER:
        start += 1
    while end > start and text[end - 1] in _OUTER:
        end -= 1
    return start, end


_BROKEN_OFF = 30
"""A shorter line that ends small is a heading or an entry of a list."""


def _unwrapped(text: str, lines: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The lines, those that go on in the next one together with it."""
    width = max((end - start for start, end in lines), default=0)
    blocks: list[list[tuple[int, int]]] = []
    for line in lines:
        if blocks and _goes_on(text, blocks[-1][-1], line, width):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _goes_on(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Whether a line breaks off inside a sentence: the next begins small, or its first word found
    no room on this one."""
    last, first = text[line[1] - 1], text[following[0]]
    length = line[1] - line[0]
    if length < _BROKEN_OFF or not (last.islower() or last in ",-–—"):
        return False
    if first.islower():
        return True
    return is_full(text, line, following[0], width)


def _is_apart(text: str, end: int, start: int) -> bool:
    """Whether more than one line break, or a page break, lies between."""
    gap = text[end:start]
    if gap == "\n\n":
        return True
    if "\x0c" in gap or "\u2029" in gap:
        return True
    return len(_LINE_BREAK.findall(gap)) > 1

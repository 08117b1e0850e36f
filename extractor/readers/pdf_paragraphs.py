"""Lines of a page joined into paragraphs, and what every page repeats left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractor.readers.parsed import Builder
from extractor.readers.words import BEFORE_HYPHEN, BEHIND_HYPHEN


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; places and sizes in points, from the bottom left corner."""

    text: str
    """Its words; cells of a table are parted by tabs."""
    x: float
    y: float
    size: float
    width: float
    """Estimated from the letters."""
    page: int
    """Counted from 1."""


PARAGRAPH, BREAK, SPACE, NOTHING = "\n\n", "\n", " ", ""

_NARROW = frozenset("iljtfrI.,:;'’‘|!()[]-/ ")
_WIDE = frozenset("mwMW%@—…")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_ITEM = re.compile(r"(?:[•◦▪‣●■–*]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_NUMBER = re.compile(r"\d+")
_CELL = re.compile(r"[^\w\s.]{0,2}\d(?:[\d.,]*\d)?%?")
_HYPHEN = re.compile(r"([^\W_][^\W_'’]*)[-\u2010]$")
_FIRST_WORD = re.compile(r"[^\W\d_][^\W_'’]*")


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of all pages but those that most pages repeat at the same place.

    Only the two topmost and two lowest lines of a page can be running heads; numbers in them count
    as equal, so that page numbers go too. A single page repeats nothing.
    """
    edges: list[dict[Line, tuple[str, int]]] = []
    for lines in pages:
        by_height = sorted(lines, key=lambda line: line.y)
        outer = {*by_height[:2], *by_height[-2:]}
        edges.append({line: (_NUMBER.sub("#", line.text), round(line.y / 4)) for line in outer})
    seen = Counter(key for edge in edges for key in set(edge.values()))
    least = max(2, (sum(map(bool, pages)) + 1) // 2)
    return [
        line
        for lines, edge in zip(pages, edges, strict=True)
        for line in lines
        if line not in edge or seen[edge[line]] < least
    ]


def write_paragraphs(lines: Sequence[Line], builder: Builder) -> Iterator[tuple[int, int, int]]:
    """Write the lines into the text; gives the page, start and end of each."""
    joiner = _Joiner(lines)
    for position, line in enumerate(lines):
        text = line.text
        if position:
            builder.add(joiner.between(lines[position - 1], line))
        if position + 1 < len(lines) and joiner.drops_hyphen(line, lines[position + 1]):
            text = text[:-1]
        start = builder.add(text)
        yield line.page, start, builder.length


def width_of(text: str, size: float) -> float:
    """About how wide a text is: the widths of letters differ little between common typefaces."""
    units = 0.0
    for character in text:
        if character in _NARROW:
            units += 0.29
        elif character in _WIDE:
            units += 0.86
        else:
            units += 0.67 if character.isupper() else 0.51
    return units * size


class _Joiner:
    """What stands between two lines: nothing, a space, a line break, or a new paragraph."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._words = Counter(
            word.lower() for line in lines for word in re.findall(r"[^\W\d_][\w'’-]*", line.text)
        )
        self._edges: dict[tuple[int, int, int], tuple[float, float]] = {}
        for line in lines:
            left, right = self._edges.get(_column(line), (line.x, line.x + line.width))
            self._edges[_column(line)] = (min(left, line.x), max(right, line.x + line.width))
        self._leading = _leadings(lines)
        self._rows = _rows(lines)

    def between(self, a: Line, b: Line) -> str:
        if abs(a.size - b.size) > 0.12 * max(a.size, b.size):
            return PARAGRAPH
        if a in self._rows or b in self._rows or _ITEM.match(b.text):
            return PARAGRAPH
        has_ended = bool(_SENTENCE_END.search(a.text))
        drop = a.y - b.y
        if a.page != b.page or drop < -0.5 * a.size:
            goes_on = not has_ended and (b.text[:1].islower() or not self._has_room(a, b))
            return self._joint(a, b) if goes_on else PARAGRAPH
        if drop > 1.3 * self._leading.get((a.page, round(a.size)), 1.3 * a.size):
            return PARAGRAPH
        if _HYPHEN.search(a.text) and b.text[:1].isalpha():
            return NOTHING
        if self._has_room(a, b):
            return PARAGRAPH if has_ended else BREAK
        left, _ = self._edges[_column(b)]
        if has_ended and b.x - min(left, a.x) > 0.8 * b.size:
            return PARAGRAPH
        return self._joint(a, b)

    def drops_hyphen(self, a: Line, b: Line) -> bool:
        """Whether the hyphen at the end of `a` is there for the line only."""
        return self.between(a, b) == NOTHING and not self._keeps_hyphen(a, b)

    def _joint(self, a: Line, b: Line) -> str:
        return NOTHING if _HYPHEN.search(a.text) and b.text[:1].isalnum() else SPACE

    def _keeps_hyphen(self, a: Line, b: Line) -> bool:
        first, second = _HYPHEN.search(a.text), _FIRST_WORD.match(b.text)
        if not first or not second or not first[1].isalpha() or not second[0][0].islower():
            return True
        if a.text.endswith("\u2010"):
            return False
        head, tail = first[1].lower(), second[0].lower()
        whole, compound = self._words[head + tail], self._words[f"{head}-{tail}"]
        if whole != compound:
            return compound > whole
        return head in BEFORE_HYPHEN or tail in BEHIND_HYPHEN

    def _has_room(self, a: Line, b: Line) -> bool:
        """Whether the next word would have stood on the line: then the break is the author's."""
        left, right = self._edges[_column(a)]
        word = width_of(" " + b.text.split(None, 1)[0], b.size)
        return a.x + a.width + word < left + 0.96 * (right - left)


def _rows(lines: Sequence[Line]) -> frozenset[Line]:
    """The lines that are rows of a table.

    "March 2026" alone may be a line of a narrow column as well as a row: it is one beside others.
    "2024 112" is one anyway.
    """
    found = [_is_row(line.text) for line in lines]
    return frozenset(
        line
        for at, line in enumerate(lines)
        if found[at]
        and (
            "\t" in line.text
            or len(line.text.split()) > 2
            or _CELL.fullmatch(line.text.split()[0])
            or any(found[max(at - 1, 0) : at])
            or any(found[at + 1 : at + 2])
        )
    )


def _is_row(text: str) -> bool:
    """Whether a line may be the row of a table: cells, or numbers behind at most one word."""
    cells = text.split()
    return "\t" in text or (len(cells) > 1 and all(_CELL.fullmatch(cell) for cell in cells[1:]))


def _column(line: Line) -> tuple[int, int, int]:
    """Lines with the same left edge, or nearly, on one page and of one size."""
    return line.page, round(line.size), round(line.x / (4 * max(line.size, 1)))


def _leadings(lines: Sequence[Line]) -> dict[tuple[int, int], float]:
    """How far lines of one size are apart, by page: the usual distance, not that of paragraphs."""
    drops: dict[tuple[int, int], list[float]] = {}
    for a, b in pairwise(lines):
        drop = a.y - b.y
        is_next = a.page == b.page and round(a.size) == round(b.size)
        if is_next and 0.5 * a.size < drop < 4 * a.size:
            drops.setdefault((a.page, round(a.size)), []).append(drop)
    return {key: median(sorted(found)[: (len(found) + 1) // 2]) for key, found in drops.items()}

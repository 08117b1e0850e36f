"""The lines of a PDF page, from the pieces of text and their places that the file gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import hypot

from extractor.readers.parsed import lowered, raised
from extractor.readers.pdf_paragraphs import Line, width_of

_LONGEST_MARKER = 3
"""Letters of "•", "1." or "(a)"."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text drawn in one go."""

    text: str
    x: float
    y: float
    size: float
    """Height of the letters in points, after all scaling."""


@dataclass(slots=True)
class LineMaker:
    """Takes the pieces of one page as they come and gives its lines, in points from bottom left."""

    _rows: list[list[_Piece]] = field(default_factory=lambda: [[]])

    def take(
        self, text: str, matrix: Sequence[float], text_matrix: Sequence[float], size: float
    ) -> None:
        """Take one piece; a line break in it ends the line."""
        a, b, c, d, e, f = (float(value) for value in matrix)
        x, y = float(text_matrix[4]), float(text_matrix[5])
        up = float(text_matrix[2]), float(text_matrix[3])
        scale = hypot(up[0] * a + up[1] * c, up[0] * b + up[1] * d)
        at = (x * a + y * c + e, x * b + y * d + f)
        for position, part in enumerate(text.split("\n")):
            if position:
                self._rows.append([])
            if part:
                self._rows[-1].append(_Piece(part, *at, abs(size) * scale or 1.0))

    def lines(self, page: int) -> list[Line]:
        """The lines in the file's order; cells of a row that were drawn one by one are one line."""
        found: list[Line] = []
        for row in self._rows:
            line = _line(row, page)
            if line is None:
                continue
            before = found[-1] if found else None
            if before and _is_same_row(before, line):
                found[-1] = _merged(before, line)
            else:
                found.append(line)
        return found


def _line(row: list[_Piece], page: int) -> Line | None:
    inked = [piece for piece in row if piece.text.strip()]
    if not inked:
        return None
    main = max(inked, key=lambda piece: (len(piece.text.strip()), piece.size))
    text = ""
    end = inked[0].x
    for piece in row:
        part = piece.text
        is_shifted = False
        if text and not text[-1].isspace():
            rise = (piece.y - main.y) / main.size
            is_shifted = abs(rise) > 0.08
            if rise < -0.08:
                part = lowered(part)
            elif rise > 0.08 or piece.size <= 0.8 * main.size:  # some files keep the rise apart
                part = raised(part)
        # How wide a piece is can only be estimated, and the longer it is the worse. What stands
        # above or below the line, such as the number of a note, belongs to the word before it.
        gap = piece.x - end - 1.5 * main.size - 0.12 * (end - inked[0].x)
        if piece in inked and text and gap > 0 and not is_shifted:
            text = text.rstrip() + "\t"
            part = part.lstrip()
        text += part
        if piece.text.strip():
            end = piece.x + width_of(piece.text, piece.size)
    text = "\t".join(" ".join(cell.split()) for cell in text.split("\t"))
    return Line(text, inked[0].x, main.y, main.size, end - inked[0].x, page)


def _merged(before: Line, line: Line) -> Line:
    if len(before.text) <= _LONGEST_MARKER:  # of a list: the item's text goes on at its own edge
        return replace(line, text=f"{before.text} {line.text}")
    width = line.x - before.x + line.width
    return replace(before, text=f"{before.text}\t{line.text}", width=width)


def _is_same_row(before: Line, line: Line) -> bool:
    is_level = abs(before.y - line.y) < 0.3 * max(before.size, line.size)
    return is_level and line.x > before.x + 0.8 * before.width

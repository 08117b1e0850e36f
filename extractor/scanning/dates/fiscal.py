"""Years and quarters of a firm, a state's books or a school: they begin in a month of their own."""

from __future__ import annotations

from dataclasses import replace

from extractor.scanning.dates.context import Context
from extractor.scanning.dates.piece import Kind, Piece

_OF_BOOKS: frozenset[Kind] = frozenset({"year", "years", "quarter", "half"})
_DASHES = frozenset({"-", "–", "/"})
_FARTHEST = 8


def find_fiscal_code(text: Context, at: int) -> list[Piece]:
    """A year by its code: "FY25", "Q1 FY26", "2HFY24"."""
    words, small = text.words, text.calendar.words
    end = at + 2 if words[at + 1] == " " else at + 1
    end = end + 1 if words[end] == "'" else end
    year = text.integer(end, 4)
    if year is None or len(words[end]) not in (2, 4):
        return []
    end += 1
    if words[end] in _DASHES and text.integer(end + 1, 4) is not None:
        end += 2
    if words[end][:1].isalnum() or (at and words[at - 1][-1].isalnum() and not words[at - 1].isdecimal()):
        return []
    start, unit = at, "year"
    place = at - 2 if at > 1 and words[at - 1] in (" ", "-") else at - 1
    if place > 0 and words[place] in small.of_year and words[place - 1] == " ":
        place -= 2
    number = text.integer(place, 1)
    letters = words[at].removesuffix(small.fiscal_codes[0])
    if number is not None and letters in small.half_codes:
        start = place  # "2HFY24"
    elif letters:
        return []
    elif number is not None and place and words[place - 1] in (*small.quarter_codes, *small.half_codes):
        start = place - 1
        unit = "quarter" if words[start] in small.quarter_codes else "year"
    elif place > 0 and words[place] in (*small.quarter_codes, *small.half_codes):
        if text.integer(place - 1, 1) is not None:
            start = place - 1
            unit = "quarter" if words[place] in small.quarter_codes else "year"
    return [Piece(start, end, "fiscal", unit=unit, year=0)]  # type: ignore[arg-type]


def take_fiscal(text: Context, pieces: list[Piece]) -> list[Piece]:
    """The pieces, with those made fiscal that the words around them say are of the books, and
    with the month that ends such a year."""
    kept: list[Piece] = []
    for piece in pieces:
        if kept and kept[-1].kind == "fiscal" and piece.start < kept[-1].end:
            continue
        if piece.kind in _OF_BOOKS or (piece.kind == "span" and piece.unit in ("year", "quarter")):
            piece = _made(text, piece)
        last = kept[-1] if kept else None
        if last is not None and last.kind == "fiscal" and piece.kind in ("month", "day"):
            between = "".join(text.words[last.end : piece.start]).replace(",", "").strip()
            plain = " ".join(w for w in between.split() if w not in text.calendar.words.the)
            if plain in text.calendar.tables.fiscal["ended"]:
                kept[-1] = replace(last, inner=piece, is_weak=False)
        kept.append(piece)
    return kept


def _made(text: Context, piece: Piece) -> Piece:
    """A year or a quarter made fiscal, where its words or its neighbours say so."""
    words, calendar = text.words, text.calendar
    books = calendar.tables.fillers.books
    start, end = piece.start, piece.end
    found = not books.isdisjoint(words[start:end])
    place = start
    if text.word_before(place) in calendar.words.of_year:
        place -= 2
    unit, _ = calendar.units.get(text.word_before(place), ("day", False))
    if unit == "year":
        place -= 2
    if text.word_before(place) in books:
        found, start = True, place - 2
        head = text.word_before(start)
        if head in calendar.words.the:
            start -= 2
    if text.word_after(end) in books and calendar.units.get(text.word_after(end + 2)) == ("year", False):
        found, end = True, end + 4
    elif piece.kind == "quarter":
        stop = _of_books(text, end)
        if stop is not None:
            found, end = True, stop
    if not found:
        return piece
    is_quarter = "quarter" in (piece.kind, piece.unit)
    return replace(
        piece, start=start, end=end, kind="fiscal", unit="quarter" if is_quarter else "year"
    )


def _of_books(text: Context, end: int) -> int | None:
    """The end of "of the firm's fiscal 2010" behind a quarter."""
    words, calendar = text.words, text.calendar
    if text.word_after(end) not in calendar.words.of_year[:1]:
        return None
    place = end + 3
    while place < end + _FARTHEST + 3 and words[place] not in calendar.tables.fillers.books:
        if not words[place][:1].isalpha() or words[place + 1] != " ":
            return None
        place += 2
    if words[place] not in calendar.tables.fillers.books:
        return None
    stop = place + 1
    if calendar.units.get(text.word_after(stop)) == ("year", False):
        stop += 2
    if len(text.word_after(stop)) == 4 and text.word_after(stop).isdecimal():
        stop += 2
    return stop

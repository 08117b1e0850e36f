"""Years and quarters of a firm, a state's books or a school: they begin in a month of their own."""

from __future__ import annotations

from extractor.scanning.dates.context import Context
from extractor.scanning.dates.gaps import gap_between
from extractor.scanning.dates.piece import Kind, Piece

_OF_BOOKS: frozenset[Kind] = frozenset({"year", "years", "quarter", "half"})
_FARTHEST = 8


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
            gap = gap_between(text, last.end, piece.start)
            if gap is not None and gap.sign in text.calendar.tables.fiscal["ended"]:
                kept[-1] = last._replace(inner=piece, is_weak=False)
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
        start = text.with_the(start)
    if text.word_after(end) in books and calendar.units.get(text.word_after(end + 2)) == (
        "year",
        False,
    ):
        found, end = True, end + 4
    elif piece.kind == "quarter":
        stop = _of_books(text, end)
        if stop is not None:
            found, end = True, stop
    if not found:
        return piece
    is_quarter = "quarter" in (piece.kind, piece.unit)
    return piece._replace(
        start=start, end=end, kind="fiscal", unit="quarter" if is_quarter else "year"
    )


def _of_books(text: Context, end: int) -> int | None:
    """The end of "of the firm's fiscal 2010" behind a quarter."""
    words, calendar = text.words, text.calendar
    if text.word_after(end) != calendar.words.of:
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

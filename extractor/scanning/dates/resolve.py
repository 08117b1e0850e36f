"""From the words of dates to ISO 8601, seen from the day of publication."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from extractor.scanning.dates import reckoning
from extractor.scanning.dates.anchors import FROM_ANCHOR, Anchor
from extractor.scanning.dates.context import Context
from extractor.scanning.dates.own_dates import OWN
from extractor.scanning.dates.piece import NOTHING, Kind, Piece, Resolved
from extractor.scanning.dates.relative import RELATIVE
from extractor.scanning.dates.tense import Clauses
from extractor.scanning.dates.view import View

_ANCHORS: frozenset[Kind] = frozenset(
    {"day", "weekday", "near", "holiday", "month", "quarter", "half", "season", "year", "years",
     "nth", "range", "monthday"}
)  # fmt: skip
_BY_KIND = {**OWN, **RELATIVE}
_LOOKS_BACK = 4
"""How many dates before one may be its anchor."""


def resolve(
    text: Context,
    pieces: Sequence[Piece],
    clauses: Clauses,
    today: date | None,
    *,
    day_first: bool | None,
) -> list[Resolved]:
    """What each of the dates of a text resolves to, in order."""
    view = View(text, pieces, clauses, today, day_first, _BY_KIND)
    found: list[Resolved] = []
    for piece in pieces:
        view.piece = piece
        if piece.kind == "range":
            found.append(_range(view, piece))
        else:
            anchor = _anchor(view, pieces, found) if _may_count_from(piece) else None
            found.append(view.resolve(piece, anchor))
    return found


def _may_count_from(piece: Piece) -> bool:
    """Whether a date may count from the one before it."""
    if piece.kind in ("shift", "beside", "run") or piece.inner is not None:
        return True
    return piece.which == "next" or piece.which in FROM_ANCHOR


def _anchor(view: View, pieces: Sequence[Piece], found: Sequence[Resolved]) -> Anchor | None:
    """What "the next day" and "the previous year" count from: the last date before it in the
    same paragraph."""
    index, words = len(found), view.text.words
    piece = pieces[index]
    if piece.shift in ("before", "after") and view.clauses.goes_on(words, piece.end):
        return None  # "two years after the fire" counts from the fire
    place = piece.start
    for number in range(index - 1, max(-1, index - 1 - _LOOKS_BACK), -1):
        earlier, known = pieces[number], found[number]
        if any("\n" in word for word in words[earlier.end : place]):
            return None
        if earlier.which in FROM_ANCHOR:
            continue
        # "last year" is a year to go back from, and no day
        is_span = earlier.kind == "span" and earlier.unit == piece.unit
        if (earlier.kind in _ANCHORS or is_span) and known.first and known.last:
            return Anchor(known.first, known.last)
    return None


def _range(view: View, piece: Piece) -> Resolved:
    """Two dates as an interval."""
    start, end = piece.inner, piece.right
    assert start is not None
    assert end is not None
    first = view.resolve(start, None)
    if end.kind == start.kind == "monthday" and first.first is not None:
        month = first.first
        end = end._replace(kind="day", year=month.year, month=month.month)
    last = view.resolve(end, None)
    if first.iso is None or last.iso is None:
        return NOTHING if first.note is None else Resolved(None, None, True, first.note)
    left, right = first.iso.split("/")[0], last.iso.split("/")[-1]
    ends, relative = last.last, first.is_relative or last.is_relative
    if right < left and len(left) == len(right) and ends is not None:
        if start.clock is not None and first.first == last.first:
            ends = ends + timedelta(days=1)  # "between 9pm and 3am on Friday"
            right = ends.isoformat() + right[10:]
        elif start.kind == "weekday":
            ends = ends + timedelta(weeks=1)
            right = ends.isoformat() + right[10:]
        elif (
            start.kind in ("day", "month") and end.year is None and start.year is None and end.month
        ):
            ends = reckoning.shifted_month(ends, 12)
            right = f"{int(right[:4]) + 1:04d}{right[4:]}"
    note = first.note or last.note
    return Resolved(f"{left}/{right}", last.precision, relative, note, first.first, ends)

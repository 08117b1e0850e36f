"""What resolving one date needs of all the others: the day they are seen from, and the tense."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from extractor.languages.calendar import Which
from extractor.scanning.dates.anchors import Anchor
from extractor.scanning.dates.context import Context
from extractor.scanning.dates.piece import NOTHING, Kind, Piece, Resolved
from extractor.scanning.dates.tense import Clauses, Tense

PAST_TO: frozenset[Which] = frozenset({"last", "past", "previous"})
"""What looks back where no other date of the text is counted from."""


class View:
    """The dates of one text, seen from a day; `piece` is the one in hand."""

    def __init__(
        self,
        text: Context,
        pieces: Sequence[Piece],
        clauses: Clauses,
        today: date | None,
        day_first: bool | None,
        by_kind: dict[Kind, Resolve],
    ) -> None:
        """Hold the dates and the day that they are seen from."""
        self.text = text
        self.clauses = clauses
        self.today = today
        self.day_first = day_first
        self.piece = pieces[0]
        self._by_kind = by_kind
        self._dated = frozenset(at for piece in pieces for at in range(piece.start, piece.end))
        self._tenses: dict[int, Tense] = {}

    def tense(self) -> Tense:
        """Which way the clause around the date in hand looks."""
        start, end = self.piece.start, self.piece.end
        if start not in self._tenses:
            self._tenses[start] = self.clauses.tense(self.text.tokens, start, end, self._dated)
        return self._tenses[start]

    def resolve(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        """One date that is no range; nothing where it leaves the calendar."""
        by_kind = self._by_kind.get(piece.kind)
        try:
            found = NOTHING if by_kind is None else by_kind(self, piece, anchor)
        except (ValueError, OverflowError):
            return NOTHING
        if found.iso is not None and found.iso.startswith("0000"):
            return NOTHING
        part = piece.portion if piece.clock is not None else piece.part or piece.portion
        return replace(found, part=part) if part is not None else found


Resolve = Callable[[View, Piece, "Anchor | None"], Resolved]

"""What resolving one date needs of all the others: the day they are seen from, and the tense."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from extractor.languages.calendar import Which
from extractor.scanning.dates.anchors import Anchor, Undecided
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
        self._today = today
        self.day_first = day_first
        self.piece = pieces[0]
        self._by_kind = by_kind
        self._dated = frozenset(at for piece in pieces for at in range(piece.start, piece.end))
        self._tenses: dict[int, Tense] = {}

    @property
    def today(self) -> date:
        """The day that the dates are seen from.

        Raises:
            Undecided: none is known.
        """
        if self._today is None:
            raise Undecided
        return self._today

    @property
    def has_day(self) -> bool:
        """Whether the day that the dates are seen from is known."""
        return self._today is not None

    def tense(self) -> Tense:
        """Which way the clause around the date in hand looks."""
        start, end = self.piece.start, self.piece.end
        if start not in self._tenses:
            self._tenses[start] = self.clauses.tense(self.text.tokens, start, end, self._dated)
        return self._tenses[start]

    def resolve(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        """One date that is no range; where it is undecided or leaves the calendar, only the part
        of it that is meant."""
        by_kind = self._by_kind.get(piece.kind)
        try:
            found = NOTHING if by_kind is None else by_kind(self, piece, anchor)
        except (LookupError, ValueError, OverflowError):
            found = NOTHING
        if found.iso is not None and found.iso.startswith("0000"):
            return NOTHING
        part = piece.portion if piece.clock is not None else piece.part or piece.portion
        return found._replace(part=part) if part is not None else found

    def whole(
        self, piece: Piece | None, anchor: Anchor | None = None
    ) -> tuple[date, date, Resolved]:
        """The first and the last day of a date in another one, and all that it resolves to.

        Raises:
            Undecided: it has no days.
        """
        found = NOTHING if piece is None else self.resolve(piece, anchor)
        if found.first is None or found.last is None:
            raise Undecided
        return found.first, found.last, found


Resolve = Callable[[View, Piece, "Anchor | None"], Resolved]

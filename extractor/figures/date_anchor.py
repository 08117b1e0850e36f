"""The date that "the next day", "three days later" and "the previous year" count from."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

STEPS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "this": 0, "upcoming": 1,
         "this past": -1, "this coming": 1, "earlier this": 0, "later this": 0, "late this": 0,
         "early this": 0, "late last": -1, "early last": -1, "early next": 1, "late next": 1,
         "preceding": -1, "following": 1, "current": 0, "earlier in the": 0, "later in the": 0,
         "late in the": 0, "early in the": 0, "the": 0, "same": 0, "that": 0, "earlier that": 0,
         "later that": 0}  # fmt: skip
"""How many stretches a modifier goes on, counted from the publication or the anchor."""

FROM_ANCHOR = frozenset(
    {"previous", "preceding", "following", "same", "that", "earlier that", "later that"}
)
"""Modifiers that count from a date of the text. Of these, "previous" alone may count from the
publication where the text has no date before it."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The last date before a place, from its first day to its last."""

    first: date
    last: date

    def base(self, unit: str) -> date | None:
        """The day to count a unit from; none where the anchor is wider than the unit."""
        one, other = self.first, self.last
        if unit in ("year", "decade", "century"):
            return one if one.year == other.year else None
        if unit == "month":
            return one if (one.year, one.month) == (other.year, other.month) else None
        if unit == "quarter":
            same = (one.year, (one.month - 1) // 3) == (other.year, (other.month - 1) // 3)
            return one if same else None
        if unit in ("week", "weekend", "fortnight"):
            return one if (other - one).days < 7 else None
        return one if one == other else None


def anchor_of(iso: str | None) -> Anchor | None:
    """The anchor that an ISO date or interval gives; none for times without a day."""
    if iso is None or iso.startswith("T"):
        return None
    left, _, right = iso.partition("/")
    try:
        first, last = _ends(left), _ends(right or left)
    except ValueError:
        return None
    return Anchor(first[0], last[1])


def year_meant(modifier: str, today: date, anchor: Anchor | None) -> int | None:
    """The year of "last year", "the previous year" and "the same year"; none where the text does
    not tell."""
    which = modifier.removesuffix(" year")
    step = STEPS.get(which, 0)
    if which not in FROM_ANCHOR:
        return today.year + step
    if anchor is not None:
        base = anchor.base("year")
        return None if base is None else base.year + step
    return today.year + step if which == "previous" else None


def _ends(iso: str) -> tuple[date, date]:
    """The first and the last day of one ISO date."""
    if "W" in iso:
        monday = date.fromisocalendar(int(iso[:4]), int(iso[6:8]), 1)
        return monday, monday + timedelta(days=6)
    if len(iso) >= 10:
        day = date.fromisoformat(iso[:10])
        return day, day
    if len(iso) == 7:
        year, month = int(iso[:4]), int(iso[5:7])
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(int(iso), 1, 1), date(int(iso), 12, 31)

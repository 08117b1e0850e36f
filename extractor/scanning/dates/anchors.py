"""The date that "the next day", "three days later" and "the previous year" count from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extractor.languages.calendar import Unit, Which

STEPS: dict[Which, int] = {
    "last": -1, "past": -1, "next": 1, "coming": 1, "this": 0, "previous": -1, "preceding": -1,
    "following": 1, "same": 0,
}  # fmt: skip
"""How many stretches "last" or "next" goes on, counted from the publication or the anchor."""

FROM_ANCHOR: frozenset[Which] = frozenset({"previous", "preceding", "following", "same"})
"""What counts from a date of the text. Of these, "previous" alone may count from the publication
where the text has no date before it."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The last date before a place, from its first day to its last."""

    first: date
    last: date

    def base(self, unit: Unit) -> date | None:
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


def year_meant(which: Which, today: date, anchor: Anchor | None) -> int | None:
    """The year of "last year", "the previous year" and "the same year"; none where the text does
    not tell."""
    if which not in FROM_ANCHOR:
        return today.year + STEPS[which]
    if anchor is not None:
        base = anchor.base("year")
        return None if base is None else base.year + STEPS[which]
    return today.year + STEPS[which] if which == "previous" else None

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


class Undecided(LookupError):
    """The words of a date, or the text around it, do not fix which day or year is meant."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The last date before a place, from its first day to its last."""

    first: date
    last: date

    def base(self, unit: Unit) -> date:
        """The day to count a unit from.

        Raises:
            Undecided: the anchor is wider than the unit.
        """
        one, other = self.first, self.last
        if unit in _IN_WEEKS:
            is_one = (other - one).days < _IN_WEEKS[unit]
        else:
            length = _IN_MONTHS.get(unit, 12)
            is_one = _stretch(one, length) == _stretch(other, length)
        if not is_one:
            raise Undecided
        return one


_IN_WEEKS: dict[Unit, int] = {
    "second": 1, "minute": 1, "hour": 1, "day": 1, "night": 1, "half": 1, "season": 1,
    "week": 7, "weekend": 7, "fortnight": 7,
}  # fmt: skip
"""How many days an anchor may have for what is counted in days and weeks."""
_IN_MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3}


def _stretch(day: date, months: int) -> int:
    return (12 * day.year + day.month - 1) // months


def year_meant(which: Which, today: date, anchor: Anchor | None) -> int:
    """The year of "last year", "the previous year" and "the same year".

    Raises:
        Undecided: the text does not tell.
    """
    if which in FROM_ANCHOR and anchor is not None:
        return anchor.base("year").year + STEPS[which]
    if which in FROM_ANCHOR and which != "previous":
        raise Undecided
    return today.year + STEPS[which]

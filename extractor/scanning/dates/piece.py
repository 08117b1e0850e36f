"""One piece of a date, as it is found and joined, and what a date resolves to."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from extractor.languages.calendar import Holiday, Portion, Shift, Unit, Which
from extractor.schemas.figure import DatePrecision

Kind = Literal[
    "day", "monthday", "week", "month", "year", "years", "weekday", "near", "holiday", "season",
    "quarter", "half", "decade", "century", "part", "time", "span", "closing", "run", "shift",
    "beside", "set", "nth", "week_of", "fiscal", "range",
]  # fmt: skip
"""What a piece is. `span` is "last week", `run` "the last three weeks", `shift` "three weeks ago",
`beside` "the week before", `closing` "year-end", `set` what comes again, `nth` what a month counts.
"""

SMALL: frozenset[Unit] = frozenset({"second", "minute", "hour"})
"""Units that are shorter than a day."""


class Clock(NamedTuple):
    """A time of day."""

    hour: int
    minute: int = 0
    second: str | None = None
    """With its decimals."""
    zone: str | None = None
    half: str | None = None
    """The half of the day that the words name: am, pm or either; none where they name none."""


class Piece(NamedTuple):
    """One piece of a date; what its kind does not use stays none."""

    start: int
    """The first token."""
    end: int
    """One past the last token."""
    kind: Kind
    year: int | None = None
    year2: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    clock: Clock | None = None
    part: str | None = None
    """A part of the day."""
    unit: Unit | None = None
    number: int | None = None
    which: Which | None = None
    of_year: bool = False
    """Whether `which` says of a day, a month or a quarter which year's it is."""
    of_week: bool = False
    """The same of a weekday and its week."""
    shift: Shift | None = None
    more: tuple[tuple[Unit, int], ...] = ()
    """Greater units that are counted too: "two years and three months ago"."""
    portion: Portion | None = None
    holiday: Holiday | None = None
    inner: Piece | None = None
    """The date that this one counts from, or whose part it is."""
    right: Piece | None = None
    """The end of a range whose beginning is `inner`."""
    has_article: bool = False
    is_weak: bool = False
    """Whether it is a date only when it is joined to another."""
    is_listed: bool = False
    """Whether it is one of several days of a month."""
    is_open: bool = False
    """Whether day and month may change places."""
    into: bool = False
    """Whether an overnight ends on the day that is named."""
    years: tuple[int, ...] = ()
    """The tokens of bare years, which are figures too: "in 2010"."""
    counted: tuple[int, ...] = ()
    """The tokens at which numbers begin that measure a stretch of time, and are figures too:
    "three years ago". Every other number in a date belongs to the date alone."""

    @property
    def is_stretch(self) -> bool:
        """Whether it is a decade or a century, or a range that ends in one: "the 1840s"."""
        last = self.right or self
        return last.kind in ("decade", "century")

    @property
    def of_weekdays(self) -> bool:
        """Whether it is a range of weekdays."""
        return self.inner is not None and self.inner.kind == "weekday" and self.inner.which is None

    @property
    def of_hours(self) -> bool:
        """Whether it is a range of times of the clock."""
        return self.inner is not None and self.inner.kind == "time"


class Resolved(NamedTuple):
    """What a date resolves to."""

    iso: str | None
    precision: DatePrecision | None
    is_relative: bool
    note: str | None = None
    first: date | None = None
    """The first day of it, for what counts from it."""
    last: date | None = None
    """The last day of it."""
    part: str | None = None
    """The part of it that is meant."""


NOTHING = Resolved(None, None, True)

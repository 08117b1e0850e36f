"""One quantity, and one date, as a text gives them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.schemas.span import RECORD, Span

FigureKind = Literal[
    "cardinal",
    "ordinal",
    "percent",
    "percentage_points",
    "basis_points",
    "money",
    "measure",
    "duration",
    "age",
    "fraction",
    "ratio",
    "score",
    "multiple",
    "coordinate",
    "year",
    "identifier",
    "unread",
]
"""What is measured. A range is no kind: it is a figure of one of these with `low` and `high`.

`unread` is a number whose signs are not understood, so it has no value."""

Hedge = Literal[
    "unhedged",
    "at_least",
    "at_most",
    "more_than",
    "less_than",
    "about",
    "nearly",
    "up_to",
    "between",
]
"""How the text qualifies the number. A bare "5,000" is `unhedged`, which is not "exact"."""

DatePrecision = Literal[
    "century", "decade", "year", "half", "season", "quarter", "month", "week", "day",
    "part_of_day", "time", "second", "hundredth",
]  # fmt: skip
"""The smallest unit that the words fix."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity as the text gives it. Values are exact decimals, never floats."""

    __pydantic_config__ = RECORD

    span: Span
    """The number with its scale, unit or currency: "$4.2 billion", "12 per cent", "539"."""
    kind: FigureKind
    """What is measured."""
    value: Decimal | None
    """The number ("$4.2 billion" is 4200000000, "8 %" is 8); none where the text gives a range."""
    low: Decimal | None
    """Lower end of a range; none where that side is open, or where there is a single value."""
    high: Decimal | None
    """Upper end of a range; none where that side is open, or where there is a single value."""
    hedge: Hedge
    """How the text qualifies the number."""
    unit: str | None
    """ISO 4217 code for money, pint's name for a measure or duration, none for plain counts."""
    of: str | None
    """The noun counted, with its modifiers: "gliding bombs"; none where the text names none."""
    precision: tuple[Decimal, Decimal] | None
    """The interval that the digits imply: "4.2 billion" is 4150000000 to 4250000000."""
    phrase: Span
    """The number with its hedge and the noun counted: "at least 23 people"."""


@dataclass(frozen=True, slots=True)
class DateRef:
    """One date or time as the text gives it."""

    __pydantic_config__ = RECORD

    span: Span
    """The words: "overnight into Friday"."""
    iso: str | None
    """ISO 8601 date, time or interval; none where the words fix no day ("hours after")."""
    precision: DatePrecision | None
    """The smallest unit that the words fix, even with no `iso` ("FY25"); none if they fix none."""
    is_relative: bool
    """Whether reading it needed the day of publication ("Friday", "last month")."""
    note: str | None = None
    """What a reader must know: "4 July 2025 is a Friday, not a Monday"."""
    part: str | None = None
    """The part of it that is meant, where the words name one: early, mid or late ("late 2024") or a
    part of the day ("morning"); `iso` then gives the whole."""

"""A figure while it is being read."""

from __future__ import annotations

from decimal import Decimal

from extractor.figures.numerals import Number
from extractor.schemas.figure import FigureKind, Hedge

Unit = tuple[FigureKind, str | None, int, Decimal]
"""Kind, unit, where it ends, and what to multiply the number with."""


class Draft:
    """One figure being put together; mutable, and never seen outside this package."""

    __slots__ = (
        "can_count",
        "digits",
        "end",
        "hedge",
        "high",
        "kind",
        "low",
        "number_end",
        "number_start",
        "of",
        "phrase_end",
        "phrase_start",
        "scale",
        "sign_money",
        "start",
        "step",
        "unit",
        "value",
    )  # fmt: skip

    def __init__(self, number: Number, kind: FigureKind) -> None:
        self.start = number.start
        self.end = number.end
        self.number_start = number.start
        self.number_end = number.end
        self.value: Decimal | None = number.value
        self.low = number.low
        self.high = number.high
        self.step = number.step
        self.scale = number.scale
        self.kind: FigureKind = kind
        self.unit: str | None = None
        self.hedge: Hedge = "unhedged"
        self.phrase_start = number.start
        self.phrase_end = number.end
        self.of: tuple[int, int] | None = None
        self.can_count = kind in ("cardinal", "fraction")
        self.sign_money = False
        self.digits = number.digits
        if number.kind == "vague":
            self.value = None

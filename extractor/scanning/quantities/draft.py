"""A figure while it is being read."""

from __future__ import annotations

from decimal import Decimal

from extractor.scanning.numbers import ONE, Numeral
from extractor.schemas.figure import FigureKind, Hedge


class Draft:
    """One figure being put together; mutable, and never seen outside this package.

    All places are tokens, ends exclusive.
    """

    __slots__ = (
        "can_count",
        "end",
        "hedge",
        "high",
        "kind",
        "low",
        "number_end",
        "number_start",
        "numeral",
        "of",
        "phrase_end",
        "phrase_start",
        "scale",
        "signed",
        "start",
        "step",
        "unit",
        "value",
    )

    def __init__(self, numeral: Numeral, kind: FigureKind = "cardinal") -> None:
        """The figure of a bare numeral."""
        self.numeral = numeral
        self.start = self.number_start = self.phrase_start = numeral.start
        self.end = self.number_end = self.phrase_end = numeral.end
        """The number without its unit ends at `number_end`, with it at `end`."""
        self.value: Decimal | None = numeral.value
        self.low = numeral.low
        self.high = numeral.high
        self.step = numeral.step
        self.scale = numeral.scale
        self.kind: FigureKind = kind
        self.unit: str | None = None
        self.hedge: Hedge = "unhedged"
        self.of: tuple[int, int] | None = None
        self.can_count = kind in ("cardinal", "fraction")
        """Whether a noun may follow that it counts."""
        self.signed = False
        """Whether a currency sign or code stands before it."""

    def measure(self, kind: FigureKind, unit: str | None, end: int, factor: Decimal = ONE) -> None:
        """Give it a unit that ends at a token."""
        self.kind, self.unit, self.end = kind, unit, end
        self.can_count = False
        if factor != 1:
            self.multiply(factor)

    def take_unit(self, other: Draft) -> None:
        """Measure what another measures, though the unit stands there alone."""
        self.kind, self.unit, self.can_count = other.kind, other.unit, False

    def leave_unread(self, end: int) -> Draft:
        """Take its value away: the signs up to a token are not understood, and half a value is
        worse than none."""
        self.kind, self.unit, self.value = "unread", None, None
        self.can_count = False
        self.end = self.number_end = self.phrase_end = end
        return self

    def group_by_points(self) -> None:
        """Read "35.000" as thousands, as countries write it whose money this is."""
        if (
            self.numeral.step == Decimal("0.001")
            and self.scale == 1
            and self.value is not None
            and (self.number_end - self.number_start == 1)
        ):
            self.value, self.step = (self.value * 1000).quantize(ONE), ONE

    def multiply(self, factor: Decimal) -> None:
        """Count it in units so many times as large."""
        if self.value is not None:
            self.value *= factor
        if self.low is not None:
            self.low *= factor
        if self.high is not None:
            self.high *= factor
        self.step *= factor
        self.scale *= factor

    def negate(self) -> None:
        """Turn its sign round."""
        if self.value is not None:
            self.value = -self.value

    @property
    def shared_scale(self) -> Decimal:
        """What an earlier number of a pair may share: "two hundred" as well as "2 million"."""
        is_hundreds = self.step == 100 and not self.numeral.in_digits
        return Decimal(100) if self.scale == 1 and is_hundreds else self.scale

    @property
    def can_name(self) -> bool:
        """Whether it is an ordinal that a noun may follow."""
        return self.kind == "ordinal" and self.unit is None

    @property
    def is_whole(self) -> bool:
        """Whether it is a whole number as written, without scale or decimals."""
        return self.step == 1 and self.scale == 1

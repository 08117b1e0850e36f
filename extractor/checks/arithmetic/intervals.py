"""What figures leave open, and what a sum of theirs comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.findings import make_finding, quoted
from extractor.comparing.hedging import SIDE, last_digit
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding, Verdict

Interval = tuple[Decimal, Decimal]

FAR = 80
"""Characters from which on two figures are not said to belong together."""


def interval(figure: Figure) -> Interval | None:
    """What a figure's digits leave open; none for a range, a bound or an estimate."""
    if figure.value is None or figure.hedge != "unhedged":
        return None
    low, high = figure.precision or (figure.value, figure.value)
    if figure.kind == "cardinal" and high - low == 1:
        # A count to the last one is exact: 12 and 8 and 3 are not 24.
        return figure.value, figure.value
    if not (low.is_finite() and high.is_finite()):
        return None
    return min(low, high), max(low, high)


_ABOUT = Decimal(3)
"""Percentage points by which "a quarter" may miss the share that it stands for."""
_BEYOND = Decimal(10)
"""The same past "more than half", at most."""


def stated_interval(figure: Figure) -> Interval | None:
    """What a stated result leaves open, its hedge and all, a fraction in percent: "about 25
    percent", "more than a quarter"; none for a range."""
    value = figure.value
    if value is None or not value.is_finite():
        return None
    if figure.kind == "fraction":
        value *= 100
    side = SIDE[figure.hedge]
    if figure.kind == "fraction" and side in ("none", "near"):
        return value - _ABOUT, value + _ABOUT
    if side == "none":
        return interval(figure)
    # What is rounded to the step of its last digit, as `is_rounding` lets it.
    step = min(last_digit(value), abs(value) / 4)
    if figure.kind == "fraction":
        step = min(_BEYOND, abs(value) / 5)
    if side == "near":
        return value - step, value + step
    return (value, value + step) if side == "lower" else (value - step, value)


@dataclass(frozen=True, slots=True)
class Result:
    """What a working comes to."""

    value: Decimal
    """Of the numbers as they stand."""
    low: Decimal
    """The least that their last digits leave open."""
    high: Decimal
    """The most."""

    @property
    def size(self) -> Result:
        """Whichever way a difference goes."""
        if self.low <= 0 <= self.high:
            return Result(abs(self.value), Decimal(0), max(-self.low, self.high))
        ends = sorted((abs(self.low), abs(self.high)))
        return Result(abs(self.value), *ends)

    def __sub__(self, other: Result) -> Result:
        return Result(self.value - other.value, self.low - other.high, self.high - other.low)

    def __add__(self, other: Result) -> Result:
        return Result(self.value + other.value, self.low + other.low, self.high + other.high)

    def percent_of(self, other: Result) -> Result | None:
        """The share in percent of another number; none of one that may be nought."""
        if other.low <= 0:
            return None
        ends = sorted(
            each / whole for each in (self.low, self.high) for whole in (other.low, other.high)
        )
        return Result(self.value / other.value * 100, ends[0] * 100, ends[-1] * 100)

    def by(self, other: Result) -> Result | None:
        """The quotient by another number; none of one that may be nought."""
        share = self.percent_of(other)
        return share and Result(share.value / 100, share.low / 100, share.high / 100)

    def __str__(self) -> str:
        """As an editor reads it: of the numbers as they stand, with "about" where more is open."""
        is_whole = self.value == self.value.to_integral_value()
        try:
            shown = self.value.quantize(Decimal(1) if is_whole else Decimal("0.1"))
        except ArithmeticError:
            shown = self.value
        return f"{shown:,f}" if self.low == self.high else f"about {shown:,f}"


def operand(figure: Figure) -> Result | None:
    """A figure to reckon with; none for a range, a bound or an estimate."""
    ends = interval(figure)
    return None if ends is None or figure.value is None else Result(figure.value, *ends)


def fits(result: Result, stated: Interval) -> Verdict:
    """What a result says of one that is stated: it is that, cannot be that, or cannot tell.

    Ends that are rounded so far that half of what is stated would fit, and half as much again,
    prove nothing.
    """
    if stated[0] <= result.value <= stated[1]:
        return "derived"
    if result.high < stated[0] or stated[1] < result.low:
        return "value_mismatch"
    middle = (stated[0] + stated[1]) / 2
    allows_all = result.low <= middle / 2 and middle * Decimal("1.5") <= result.high
    return "ambiguous" if allows_all else "derived"


def result_finding(
    check: str, verdict: Verdict, stated: Figure, operands: Sequence[Figure], working: str
) -> Finding:
    """The verdict on a stated result, with the working."""
    agrees: dict[Verdict, str] = {
        "derived": "which agrees",
        "ambiguous": "they are too rounded to tell",
        "value_mismatch": "the figures do not fit together",
    }
    return make_finding(
        check,
        verdict,
        stated.span,
        f"{quoted(stated.span.text)}: {working}; {agrees[verdict]}.",
        evidence=tuple(operand.span for operand in operands),
        expected=working,
    )

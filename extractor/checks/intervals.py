"""What figures leave open, and what a sum of theirs comes to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.checks.findings import make_finding, quoted
from extractor.checks.reading import Reading
from extractor.comparing.hedging import SIDE, last_digit
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding, Verdict
from extractor.schemas.span import Span

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


def absolute(ends: Interval) -> Interval:
    """The size of a difference, whichever way it goes."""
    low, high = ends
    if low <= 0 <= high:
        return Decimal(0), max(abs(low), abs(high))
    return min(abs(low), abs(high)), max(abs(low), abs(high))


def meet(one: Interval, other: Interval) -> bool:
    """Whether two intervals share a number."""
    return one[0] <= other[1] and other[0] <= one[1]


def show(ends: Interval) -> str:
    """An interval as an editor reads it: its middle, with "about" where it is wide."""
    middle = (ends[0] + ends[1]) / 2
    spread = ends[1] - ends[0]
    places = Decimal(1) if spread >= 1 or middle == middle.to_integral_value() else Decimal("0.1")
    try:
        shown = middle.quantize(places)
    except ArithmeticError:
        shown = middle
    return f"{shown:,f}" if not spread else f"about {shown:,f}"


def words_before(figure: Figure, sentence: Span, story: Reading) -> str:
    """The last words of the sentence before a figure."""
    return story.text[max(sentence.start, figure.span.start - FAR) : figure.span.start]


def result_finding(
    check: str, verdict: Verdict, stated: Figure, operands: Sequence[Figure], working: str
) -> Finding:
    """The verdict on a stated result, with the working."""
    agrees = "which agrees" if verdict == "derived" else "the figures do not fit together"
    return make_finding(
        check,
        verdict,
        stated.span,
        f"{quoted(stated.span.text)}: {working}; {agrees}.",
        evidence=tuple(operand.span for operand in operands),
        expected=working,
    )

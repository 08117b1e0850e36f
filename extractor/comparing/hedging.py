"""What a hedge leaves open: how much a change of it matters, and what it lets a number round."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from extractor.schemas.figure import Hedge
from extractor.schemas.finding import Severity

Side = Literal["none", "lower", "upper", "near", "range"]
"""Which way a hedge leaves the number open."""


SIDE: dict[Hedge, Side] = {
    "unhedged": "none",
    "at_least": "lower",
    "more_than": "lower",
    "at_most": "upper",
    "less_than": "upper",
    "up_to": "upper",
    "about": "near",
    "nearly": "near",
    "between": "range",
}


_SIDE_CHANGE: dict[tuple[Side, Side], Severity] = {
    # (source, claim). A bound that is dropped, added or turned round says another thing; one kind
    # of vagueness for another, or none for some, is for the editor to weigh.
    ("lower", "none"): "error",
    ("none", "lower"): "error",
    ("upper", "none"): "error",
    ("none", "upper"): "error",
    ("lower", "upper"): "error",
    ("upper", "lower"): "error",
    ("lower", "near"): "look",
    ("upper", "near"): "look",
    ("near", "lower"): "error",
    ("near", "upper"): "error",
    ("near", "none"): "error",
    ("none", "near"): "look",
}


def is_rounding(value: Decimal, rounded: Decimal, side: Side) -> bool:
    """Whether `rounded` is an honest round number for `value`, on the side that its hedge says.

    "more than 500" is for 539, "nearly 80" for 78, "about 15" for 14; "about 15" is not for 23.
    """
    if rounded == 0 or (value < 0) != (rounded < 0):
        return value == rounded
    step = last_digit(rounded)
    short = abs(value) - abs(rounded)
    if side == "lower":
        return 0 <= short < step and short <= abs(value) / 4
    if side == "upper":
        return -step < short <= 0 and -short <= abs(value) / 4
    if side == "near":
        # "about 15" is for 14 or 16, "about 55" not for 56.01.
        reach = step if abs(rounded) % (5 * step) == 0 else step / 2
        return abs(short) <= reach and abs(short) <= abs(value) / 10
    return abs(short) <= step / 2


def hedge_change(one: Side, other: Side, claim: Hedge, source: Hedge) -> Severity | None:
    """How much a change of hedge matters; none where there is no change."""
    if claim == source or one == other == "range":
        return None
    if one == other:
        # "at least" for "more than", "up to" for "less than", "nearly" for "about".
        return "info"
    if claim == "nearly" and other == "lower":
        return "error"  # what is nearly reached is not passed
    if (other, one) == ("near", "upper") and source == "nearly":
        return "look"
    return _SIDE_CHANGE.get((other, one), "look")


def last_digit(value: Decimal) -> Decimal:
    """What one step of the last digit that is not nought is worth: 100 for 500, 0.1 for 4.2."""
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(exponent)

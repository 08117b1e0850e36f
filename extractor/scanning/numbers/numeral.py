"""A number with the tokens that say it."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

NumeralKind = Literal["cardinal", "ordinal", "fraction", "vague", "multiple", "code"]

ONE = Decimal(1)

VULGAR: dict[str, Decimal] = {
    sign: Decimal(over) / under
    for sign, over, under in (
        ("½", 1, 2), ("⅓", 1, 3), ("⅔", 2, 3), ("¼", 1, 4), ("¾", 3, 4), ("⅕", 1, 5), ("⅖", 2, 5),
        ("⅗", 3, 5), ("⅘", 4, 5), ("⅙", 1, 6), ("⅚", 5, 6), ("⅐", 1, 7), ("⅛", 1, 8), ("⅜", 3, 8),
        ("⅝", 5, 8), ("⅞", 7, 8), ("⅑", 1, 9), ("⅒", 1, 10),
    )
}  # fmt: skip
"""Fractions that are one character."""


class Numeral(NamedTuple):
    """One number with the tokens that say it."""

    start: int
    """The first token."""
    end: int
    """One past the last token."""
    kind: NumeralKind
    value: Decimal | None
    """None for a vague number, whose ends are `low` and `high`, and for a code like 2.1.3."""
    step: Decimal
    """What one unit of the last digit or word said is worth: a million for "five million"."""
    scale: Decimal = ONE
    """What magnitudes multiply by, which an earlier number of a range may share."""
    low: Decimal | None = None
    high: Decimal | None = None
    in_digits: bool = False


def plus(whole: Numeral, part: Decimal, end: int) -> Numeral | None:
    """The number and a fraction less than one."""
    if not 0 < part < 1 or whole.value is None:
        return None
    return whole._replace(end=end, value=whole.value + part, step=part)

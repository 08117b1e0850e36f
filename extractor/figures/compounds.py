"""Two units that make one quantity, and two numbers that share the unit said once."""

from __future__ import annotations

from decimal import Decimal

from extractor.figures.draft import Draft
from extractor.figures.ratios import counted


def shares_scale(first: Draft, second: Draft) -> bool:
    """Whether the first number takes the scale word of the second ("3 to 5 million")."""
    a, b = first.value, second.value
    return (
        a is not None
        and b is not None
        and second.scale > 1
        and first.scale == 1
        and 0 < a < b / second.scale
        and a < 1000
    )


_SMALLER = {("foot", "inch"): 12, ("pound", "ounce"): 16, ("stone", "pound"): 14,
            ("meter", "centimeter"): 100, ("yard", "foot"): 3}  # fmt: skip


_COINS: dict[str, frozenset[str]] = {
    "cent": frozenset({"USD", "EUR", "AUD", "CAD", "NZD", "SGD", "HKD", "ZAR", "KES", "JMD"}),
    "pence": frozenset({"GBP", "EGP"}),
    "paise": frozenset({"INR", "PKR", "NPR"}),
    "kopek": frozenset({"RUB", "UAH"}),
    "sen": frozenset({"MYR", "IDR"}),
}
"""Hundredths, with the currencies they are hundredths of."""


def coin_share(first: Draft, second: Draft) -> Decimal | None:
    """The first number in the unit of the second, where it gives coins of it: "50p to £2"."""
    if first.value is not None and second.unit in _COINS.get(first.unit or "", ()):
        return first.value / 100
    return first.value


def compound(low: str, first: Draft, second: Draft, gap: str) -> Draft | None:
    """Two units, one quantity: "5 ft 2 in", "10 dollars 30 cents"."""
    if gap not in (" ", " and ", ", "):
        return None
    a, b = first.value, second.value
    assert a is not None
    assert b is not None
    if (
        first.unit == "foot"
        and second.kind == "cardinal"
        and b < 12
        and low.startswith(" in", second.end)
        and not low[second.end + 3 : second.end + 4].isalpha()
    ):
        second.kind, second.unit = "measure", "inch"
        second.end += 3
        second.can_count = False
    parts = _SMALLER.get((first.unit or "", second.unit or ""))
    if parts is not None and b < parts and gap != ", ":
        second.value = a + b / parts
        second.unit = first.unit
    elif first.kind == "money" and second.kind == "money" and second.unit in _COINS and b < 100:
        if first.unit in _COINS or gap == ", ":
            return None
        second.value = a + b / 100
        second.unit = first.unit
        second.step = Decimal("0.01")
    elif (
        first.kind == "money"
        and not first.sign_money
        and second.kind == "cardinal"
        and b < 100
        and second.step == 1
        and gap in (" and ", " ")
        and low[second.end : second.end + 1] in ("", "\n", ".", "?", "!")
        and not low[second.end + 1 : second.end + 2].isdigit()
        and a == a.to_integral_value()
        and first.scale == 1
    ):
        second.value = a + b / 100
        second.unit, second.kind = first.unit, "money"
        second.step = Decimal("0.01")
        second.can_count = False
    else:
        return None
    second.start = first.start
    second.number_start = first.number_start
    return second


def share(low: str, first: Draft, second: Draft, gap: str) -> None:
    """Two alternatives, or two in a list, with one unit or scale said once."""
    if (
        first.kind == "age"
        and first.end == first.number_end
        and second.kind == "cardinal"
        and gap in (" and ", " or ", ", ")
        and not counted(low, second.end)
    ):
        # "aged 9 and 11"
        second.kind, second.unit = "age", first.unit
        second.can_count = False
        return
    if first.kind != "cardinal" or first.unit is not None or first.value is None:
        return
    if gap in (" or ", " and/or ", "/") and shares_scale(first, second):
        first.value *= second.scale
        first.step *= second.scale
        first.scale = second.scale
    if (
        gap == " to "
        and second.unit is not None
        and not second.sign_money
        and second.kind in ("measure", "percent", "duration", "money")
        and low.endswith("from ", 0, first.start)
    ):
        # "from 3 to 5 tonnes": two figures where something rose, both in tonnes
        first.kind, first.unit = second.kind, second.unit
        first.can_count = False
        return
    if (
        second.kind in ("measure", "percent", "duration", "age")
        and second.unit is not None
        and (first.scale == second.scale)
    ):
        if gap in (", ", " to ") or (gap == " and " and first.value == 1):
            return
        first.kind, first.unit = second.kind, second.unit
        first.can_count = False

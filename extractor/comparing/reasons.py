"""Why two figures differ, in an editor's words: our own messages, which read no text."""

from __future__ import annotations

from decimal import Decimal

from extractor.comparing.quantity import Quantity

_HEDGED = {
    "lower": "a minimum",
    "upper": "a maximum",
    "near": "an estimate",
    "range": "a range",
}


def hedge_reason(one: Quantity, other: Quantity) -> str:
    """What the hedges of two numbers make of them; empty where they are of one sort."""
    here, there = _HEDGED.get(one.side), _HEDGED.get(other.side)
    if here == there:
        return ""
    if here is None:
        return f"That is {there}, not the number itself."
    if there is None:
        return f"That is the number itself, not {here}."
    return f"That is {there}, not {here}."


_TIMES = {
    2: "Twice",
    3: "Three times",
    4: "Four times",
    5: "Five times",
    10: "Ten times",
    100: "A hundred times",
    1000: "A thousand times",
    10**6: "A million times",
}
_PARTS = {
    2: "Half",
    3: "A third",
    4: "A quarter",
    5: "A fifth",
    10: "A tenth",
    100: "A hundredth",
    1000: "A thousandth",
    10**6: "A millionth",
}
_LARGEST_RATIO = 10**9


def size_reason(claim: Decimal, source: Decimal) -> str:
    """What the number is of the source's; empty where the two say as much themselves."""
    if not source or not claim or (source < 0) != (claim < 0):
        return ""
    is_larger = abs(claim) > abs(source)
    ratio = claim / source if is_larger else source / claim
    named = (_TIMES if is_larger else _PARTS).get(int(ratio)) if ratio == int(ratio) else None
    if named:
        return f"{named} {'' if is_larger else 'of '}that."
    if ratio > _LARGEST_RATIO:
        return "More than a billion times that." if is_larger else "Less than a billionth of that."
    if ratio < 2:
        return ""
    if is_larger:
        times = ratio.quantize(Decimal(1)) if ratio >= 10 else ratio.quantize(Decimal("0.1"))
        return f"{_plain(times)} times that."
    if ratio > 100:
        return "Less than a hundredth of that."
    return f"About {_plain((100 / ratio).quantize(Decimal(1)))} percent of that."


def kind_in_words(quantity: Quantity) -> str:
    """What is measured, as a message says it."""
    return {
        "count": "a count",
        "share": "a percentage",
        "points": "percentage points",
        "money": "an amount of money",
        "measure": "a measure",
    }[quantity.dimension]


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"

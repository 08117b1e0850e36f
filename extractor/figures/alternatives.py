"""Two neighbouring numbers that leave open which it was: "five or six guys", "20 or 30 miles"."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.figures.codes import NAMES_BEFORE
from extractor.figures.compounds import shares_scale
from extractor.figures.draft import Draft

OR_LINKS = frozenset({" or ", " or even ", " or perhaps ", " or maybe ", " or possibly "})
"""What stands between them."""

_WORD_BEFORE = re.compile(r"(?<![a-z])([a-z]+) $")
_HOUR = re.compile(r" (?:in the (?:morning|afternoon|evening)|at night|o'clock|[ap]\.?m)(?![a-z])")
_BARE = re.compile(r" ?(?:[.,;:!?)\n]|$)")
_KINDS = frozenset({"cardinal", "measure", "duration", "percent", "percentage_points", "money"})
_TEN = Decimal(10)


def is_estimate(low: str, first: Draft, second: Draft) -> bool:
    """Whether "or" joins a number and a slightly greater one to a rough count."""
    if first.kind != "cardinal" or second.kind not in _KINDS or second.sign_money:
        return False
    a, b = first.value, second.value
    if a is None or b is None:
        return False
    if shares_scale(first, second):
        b /= second.scale
    elif first.scale != second.scale and second.scale > 1 and first.scale > 1:
        return False
    if not _is_next(a, b) or _HOUR.match(low, second.end):
        return False
    before = _WORD_BEFORE.search(low, max(0, first.start - 16), first.start)
    word = before.group(1) if before is not None else ""
    if word in ("either", "whether", "aged", "ages", "age"):
        return False
    if word in NAMES_BEFORE or word.removesuffix("s") in NAMES_BEFORE:
        return False
    # "he got a 5 or 6": marks
    return not (word in ("a", "an") and _BARE.match(low, second.end))


def _is_next(a: Decimal, b: Decimal) -> bool:
    """Whether b is the next round number after a: 5 and 6, 10 and 12, 15 and 20, 200 and 300."""
    if not 1 <= a < b or a != a.to_integral_value() or b != b.to_integral_value():
        return False
    if b > 10**15:
        return False
    step = Decimal(1)
    while not a % (step * _TEN) and not b % (step * _TEN):
        step *= _TEN
    gap = (b - a) / step
    return gap == 1 or (gap == 2 and a / step >= 8) or (gap == 5 and not a % (step * 5))

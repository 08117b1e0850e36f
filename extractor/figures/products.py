"""Two numbers joined by a cross: "the 4x100m relay", "3x100ml", "tiles of 30x40cm"."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.figures.draft import Draft
from extractor.figures.numerals import Number
from extractor.figures.units import MEASURES

_CROSS = re.compile(r"( ?[x×]) ?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,7}(?:\.[0-9]{1,3})?)")
_UNIT = re.compile(r" ?([a-zµμ]+[23²³]?)(?![a-z0-9])")
_COUNTED = re.compile(r" [a-z]{2,}s(?![a-z])")
_LENGTHS = frozenset({"meter", "centimeter", "millimeter", "foot", "inch", "kilometer", "pixel"})
_LAPS = 10


def crossed(low: str, number: Number) -> Draft | None:
    """A number before a cross: how often ("4x100m"), or one side of an area ("30x40cm").

    None where neither a unit nor a noun follows the second number: "a 4x4".
    """
    found = _CROSS.match(low, number.end)
    if found is None or number.kind != "cardinal":
        return None
    other = Decimal(found.group(2).replace(",", ""))
    is_many = other >= number.value * _LAPS
    unit = _UNIT.match(low, found.end())
    name = MEASURES.get(unit.group(1)) if unit is not None else None
    draft = Draft(number, "cardinal")
    draft.can_count = False
    if name in _LENGTHS and not (name == "meter" and is_many and number.value <= _LAPS):
        return draft
    if name is None and not (is_many and _COUNTED.match(low, found.end())):
        return None
    draft.kind = "multiple"
    draft.end = found.end(1)
    return draft


def follows_cross(low: str, start: int, before: Number | None) -> bool:
    """Whether the number at `start` is the second of two, and not a name ("x86")."""
    return (
        before is not None
        and low[start - 1] == "x"
        and before.end == start - 1
        and before.kind == "cardinal"
        and before.digits
    )

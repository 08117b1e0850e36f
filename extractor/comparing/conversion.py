"""A value of one unit in another, exactly where the units allow it."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from math import isclose
from typing import Any

_IN_DAYS: dict[str, Decimal] = {
    "second": Decimal(1) / 86400,
    "minute": Decimal(1) / 1440,
    "hour": Decimal(1) / 24,
    "day": Decimal(1),
    "week": Decimal(7),
    "fortnight": Decimal(14),
    "month": Decimal("30.4375"),
    "year": Decimal("365.25"),
    "decade": Decimal("3652.5"),
    "century": Decimal("36525"),
}
"""Durations without pint, whose registry takes a third of a second to build."""


def convert(value: Decimal, unit: str, into: str) -> Decimal | None:
    """`value` of one unit in another; none where they measure different things."""
    if unit == into:
        return value
    if unit in _IN_DAYS and into in _IN_DAYS:
        return value * _IN_DAYS[unit] / _IN_DAYS[into]
    factors = _factors(unit, into)
    return None if factors is None else value * factors[0] + factors[1]


def is_known_unit(unit: str) -> bool:
    """Whether values of a unit can be converted."""
    if unit in _IN_DAYS:
        return True
    from pint.errors import UndefinedUnitError

    try:
        _registry().Quantity(1, unit)
    except UndefinedUnitError:
        return False
    return True


@lru_cache(maxsize=512)
def _factors(unit: str, into: str) -> tuple[Decimal, Decimal] | None:
    """Slope and offset of a conversion; temperatures are why there is an offset."""
    from pint.errors import DimensionalityError, UndefinedUnitError

    def converted(value: int) -> float:
        return float(_registry().Quantity(value, unit).to(into).magnitude)

    try:
        one, two, three = map(converted, (1, 2, 3))
        if not isclose(three - two, two - one):
            # Decibels: equal steps of a ratio are no equal steps of anything else.
            return None
        zero = converted(0)
    except (DimensionalityError, UndefinedUnitError):
        # Two dimensions, or a name that no table of ours has: "cent" of which dollar.
        return None
    return Decimal(repr(one - zero)), Decimal(repr(zero))


_OWN = (
    "part_per_million = 1e-6",
    "part_per_billion = 1e-9",
    "mile_per_gallon = mile / gallon",
    "frame_per_second = 1 / second",
    "revolution_per_minute = revolution / minute",
)
"""Units that pint has under no such name."""


@lru_cache(maxsize=1)
def _registry() -> Any:
    """Pint's units, and a few of our own."""
    import pint

    registry: Any = pint.UnitRegistry()
    for definition in _OWN:
        registry.define(definition)
    return registry

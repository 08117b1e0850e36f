"""A value of one unit in another, exactly where the units allow it."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
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


@lru_cache(maxsize=512)
def _factors(unit: str, into: str) -> tuple[Decimal, Decimal] | None:
    """Slope and offset of a conversion; temperatures are why there is an offset."""
    registry = _registry()
    if registry is None:
        return None
    try:
        zero = registry.Quantity(0, unit).to(into).magnitude
        one = registry.Quantity(1, unit).to(into).magnitude
    except Exception:  # pint raises its own, AttributeError and TypeError for odd unit names
        return None
    return Decimal(repr(float(one) - float(zero))), Decimal(repr(float(zero)))


@lru_cache(maxsize=1)
def _registry() -> Any:
    """Pint's units; none where pint is not installed, and then no unit is converted."""
    try:
        import pint
    except ImportError:
        return None
    return pint.UnitRegistry()

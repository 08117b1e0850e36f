"""Two figures side by side: what a claimed figure says against what the source says.

Numbers are never matched fuzzily. Two figures agree when their values, units, kinds and hedges do,
or when the claim follows from the source by conversion or by honest rounding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from extractor.schemas.figure import Figure, FigureKind, Hedge
from extractor.schemas.finding import Severity, Verdict

Aspect = Literal["value", "scale", "hedge", "unit", "kind"]

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

_DIMENSION: dict[FigureKind, str] = {
    "cardinal": "count",
    "percent": "share",
    "fraction": "share",
    "percentage_points": "points",
    "basis_points": "points",
}

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

_TONS = frozenset({"ton", "tonne", "metric_ton", "long_ton", "short_ton", "UK_ton", "US_ton"})

_SCALES = frozenset(Decimal(10) ** n for n in (1, 2, 3, 6, 9, 12))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one figure says against another."""

    verdict: Verdict
    """One of the verdicts of a figure; `absent` where the two measure different things."""
    severity: Severity
    """How much the difference matters."""
    differs: tuple[Aspect, ...] = ()
    """What is not the same."""
    reason: str = ""
    """The difference in an editor's words; empty where there is none."""

    @property
    def is_support(self) -> bool:
        """Whether the two give one number, however hedged."""
        return self.verdict in ("exact", "equivalent", "rounded", "hedge_changed")

    @property
    def rank(self) -> tuple[int, int]:
        """Smaller is better: what to prefer among several figures of the source."""
        return _RANK[self.verdict], ("info", "look", "warning", "error").index(self.severity)


_ORDER: tuple[Verdict, ...] = (
    "exact",
    "equivalent",
    "rounded",
    "hedge_changed",
    "unit_mismatch",
    "scale_mismatch",
    "value_mismatch",
    "absent",
)
_RANK: dict[Verdict, int] = {verdict: rank for rank, verdict in enumerate(_ORDER)}

_APART = Comparison("absent", "warning", ("kind",))


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A figure made comparable: one dimension, one unit, two ends (equal for a single value)."""

    dimension: str
    unit: str | None
    low: Decimal
    high: Decimal
    hedge: Hedge
    figure: Figure

    @property
    def side(self) -> Side:
        return "range" if self.low != self.high else SIDE[self.hedge]


def compare_figures(claim: Figure, source: Figure) -> Comparison:
    """What `claim` says against `source`; `absent` where they measure different things."""
    if claim.kind == "score" or source.kind == "score":
        return _compare_by_digits(claim, source) if claim.kind == source.kind else _APART
    if {claim.kind, source.kind} & {"identifier", "coordinate", "ordinal"} and (
        claim.kind != source.kind
    ):
        # "number 302" and "302nd" are 302; a small ordinal is no count ("the second" of "two").
        same = claim.value is not None and claim.value == source.value and claim.value > 12
        return Comparison("equivalent", "info") if same else _APART
    if claim.kind in ("identifier", "coordinate"):
        same = _bare(claim) == _bare(source)
        return Comparison("exact", "info") if same else _APART
    if _is_vague(claim) or _is_vague(source):
        return _compare_vague(claim, source)
    one, other = _quantity(claim), _quantity(source)
    if one is None or other is None:
        return _compare_by_digits(claim, source) if claim.kind == source.kind else _APART
    if not _is_one_dimension(one, other):
        return _across_dimensions(one, other)
    if one.unit != other.unit and one.unit and other.unit:
        return _across_units(one, other)
    return _compare_values(one, other)


def best_of(
    claim: Figure, candidates: Iterable[Figure]
) -> tuple[Figure, Comparison] | tuple[None, None]:
    """The candidate that supports the claim best, or differs least; none without candidates."""
    best: tuple[Figure, Comparison] | tuple[None, None] = (None, None)
    best_key: tuple[tuple[int, int], Decimal] | None = None
    for candidate in candidates:
        comparison = compare_figures(claim, candidate)
        key = comparison.rank, distance(claim, candidate)
        if best_key is None or key < best_key:
            best, best_key = (candidate, comparison), key
    return best


def distance(claim: Figure, source: Figure) -> Decimal:
    """How far apart two numbers are, as a share of the larger: 0 for the same, at most 2."""
    one, other = _middle(claim), _middle(source)
    if one is None or other is None:
        return Decimal(2)
    largest = max(abs(one), abs(other))
    return abs(one - other) / largest if largest else Decimal(0)


def is_rounding(value: Decimal, rounded: Decimal, side: Side) -> bool:
    """Whether `rounded` is an honest round number for `value`, on the side that its hedge says.

    "more than 500" is for 539, "nearly 80" for 78, "about 15" for 14; "about 15" is not for 23.
    """
    if rounded == 0 or (value < 0) != (rounded < 0):
        return value == rounded
    step = _last_digit(rounded)
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


def _quantity(figure: Figure) -> _Quantity | None:
    low, high, hedge = figure.low, figure.high, figure.hedge
    if figure.value is not None:
        low = high = figure.value
    elif low is not None and high is None:
        high, hedge = low, "at_least" if hedge in ("between", "unhedged") else hedge
    elif high is not None and low is None:
        low, hedge = high, "at_most" if hedge in ("between", "unhedged") else hedge
    if low is None or high is None:
        return None
    if not (low.is_finite() and high.is_finite()):
        return None
    factor = Decimal(1)
    if figure.kind == "fraction":
        factor = Decimal(100)
    elif figure.kind == "basis_points":
        factor = Decimal("0.01")
    dimension = _DIMENSION.get(figure.kind, figure.kind)
    unit = figure.unit if dimension in ("money", "measure", "duration") else None
    return _Quantity(dimension, unit, low * factor, high * factor, hedge, figure)


def _is_one_dimension(one: _Quantity, other: _Quantity) -> bool:
    if one.dimension == other.dimension:
        return True
    # "Smith, 33," is a bare number in one text and an age in the other.
    return {one.dimension, other.dimension} == {"count", "age"} and not (
        one.figure.of and other.figure.of
    )


def _across_dimensions(one: _Quantity, other: _Quantity) -> Comparison:
    if (one.low, one.high) != (other.low, other.high) or "ordinal" in (
        one.dimension,
        other.dimension,
    ):
        return _APART
    pair = {one.dimension, other.dimension}
    if pair == {"share", "points"}:
        reason = "Percent and percentage points are not the same."
    elif pair <= {"count", "share", "points", "money", "measure"}:
        reason = f"There it is {_what(other)}, not {_what(one)}."
    else:
        return _APART
    return Comparison("unit_mismatch", "error", ("unit",), reason)


def _across_units(one: _Quantity, other: _Quantity) -> Comparison:
    assert one.unit is not None
    assert other.unit is not None
    same_numbers = (one.low, one.high) == (other.low, other.high)
    mismatch = Comparison(
        "unit_mismatch", "error", ("unit",), f"The unit there is {_unit_name(other.unit)}."
    )
    if one.dimension == "money":
        return mismatch if same_numbers else _APART
    if same_numbers and {one.unit, other.unit} <= _TONS:
        return Comparison("unit_mismatch", "look", ("unit",), "Tons and tonnes are not the same.")
    low = convert(other.low, other.unit, one.unit)
    high = convert(other.high, other.unit, one.unit)
    if low is None or high is None:
        return mismatch if same_numbers else _APART
    if _ends_meet(one, other, low, high):
        hedge = _hedge_change(one.side, other.side, one.hedge, other.hedge)
        if hedge == "error":
            # That a converted number is "about" so much goes without saying.
            return Comparison("hedge_changed", hedge, ("hedge",), _hedge_reason(one, other))
        return Comparison("equivalent", "info", (), "The same in another unit.")
    if same_numbers:
        return mismatch
    converted = _Quantity(one.dimension, one.unit, low, high, other.hedge, other.figure)
    return _compare_values(one, converted)


def _ends_meet(one: _Quantity, other: _Quantity, low: Decimal, high: Decimal) -> bool:
    """Whether two converted figures agree within what the digits of both imply."""
    assert one.unit is not None
    assert other.unit is not None
    for mine, theirs, raw in ((one.low, low, other.low), (one.high, high, other.high)):
        slack = _last_digit(mine) / 2
        converted = convert(_last_digit(raw) / 2, other.unit, one.unit)
        other_slack = min(converted or Decimal(0), abs(theirs) / 20)
        if abs(mine - theirs) > max(min(slack, abs(mine) / 20), other_slack):
            return False
    return True


def _compare_values(one: _Quantity, other: _Quantity) -> Comparison:
    if (one.low, one.high) == (other.low, other.high):
        return _same_values(one, other)
    if "range" in (one.side, other.side):
        return _with_a_range(one, other)
    claim, source = one.low, other.low
    if is_rounding(source, claim, one.side) and _may_round(one, other):
        return _rounded(one, other)
    reason = _size_reason(claim, source)
    differs: list[Aspect] = []
    hedge = _hedge_change(one.side, other.side, one.hedge, other.hedge)
    if hedge == "error":
        differs.append("hedge")
        reason = reason.removesuffix(".") + ", and the hedge differs."
    if source and claim and (claim / source in _SCALES or source / claim in _SCALES):
        return Comparison("scale_mismatch", "error", ("scale", *differs), reason)
    return Comparison("value_mismatch", "error", ("value", *differs), reason)


def _same_values(one: _Quantity, other: _Quantity) -> Comparison:
    change = _hedge_change(one.side, other.side, one.hedge, other.hedge)
    if change == "error" and _is_some(other.figure):
        change = "look"
    if change is None or change == "info":
        alike = _bare(one.figure) == _bare(other.figure) and change is None
        return Comparison("exact" if alike else "equivalent", "info")
    return Comparison("hedge_changed", change, ("hedge",), _hedge_reason(one, other))


def _is_some(figure: Figure) -> bool:
    """ "some 5,000": the least of hedges, and "some of the 16" is none."""
    return figure.phrase.text[:5].casefold() == "some "


def _may_round(one: _Quantity, other: _Quantity) -> bool:
    """Whether the claim's hedge leaves room for the source's number."""
    if one.side == "none":
        return other.side in ("none", "near")
    if one.side == "lower":
        return other.side != "upper"
    if one.side == "upper":
        return other.side != "lower"
    # "about 25" for "about 26" is another number: only what is exact, or more exact, is rounded.
    return other.side == "none" or _last_digit(other.low) < _last_digit(one.low)


def _rounded(one: _Quantity, other: _Quantity) -> Comparison:
    if one.side != "none":
        return Comparison("rounded", "info", (), f"Rounded from {_bare(other.figure)}.")
    claim, source = one.low, other.low
    # Digits with a scale word or a decimal point say how far they were rounded ("4.2 billion");
    # a plain "540" for 539 is a wrong number, a plain "5,000" for 4,987 a number without a hedge.
    implied = one.figure.precision
    loss = abs(claim - source) / abs(source) if source else Decimal(1)
    if implied is not None and claim == one.figure.value and loss <= Decimal("0.05"):
        low, high = min(implied), max(implied)
        if low <= source <= high and source not in (low, high):
            return Comparison("rounded", "info", (), f"Rounded from {_bare(other.figure)}.")
    if _last_digit(claim) >= 100 and loss <= Decimal("0.02") and abs(claim - source) > 1:
        return Comparison("rounded", "look", ("value",), "Rounded, and no word says so.")
    return Comparison("value_mismatch", "error", ("value",), _size_reason(claim, source))


def _with_a_range(one: _Quantity, other: _Quantity) -> Comparison:
    mismatch = Comparison("value_mismatch", "error", ("value",), "The range is another.")
    if one.side == "range" and other.side == "range":
        return mismatch
    if other.side == "range":
        if one.side == "upper" and one.low == other.high:
            return Comparison("equivalent", "info", (), "The upper end of the range.")
        if one.side == "lower" and one.low == other.low:
            return Comparison("equivalent", "info", (), "The lower end of the range.")
        if other.low <= one.low <= other.high:
            if one.side == "near":
                return Comparison("rounded", "info", (), "Inside the range.")
            return Comparison(
                "hedge_changed", "error", ("hedge",), "The source gives a range, not one number."
            )
        return Comparison("value_mismatch", "error", ("value",), "Outside the range.")
    if one.low <= other.low <= one.high:
        return Comparison(
            "hedge_changed", "look", ("hedge",), "The source gives one number, not a range."
        )
    return mismatch


def _compare_by_digits(claim: Figure, source: Figure) -> Comparison:
    mine, theirs = re.findall(r"\d+", claim.span.text), re.findall(r"\d+", source.span.text)
    if _bare(claim) == _bare(source):
        return Comparison("exact", "info")
    if mine and mine == theirs:
        return Comparison("equivalent", "info")
    if mine and mine == theirs[::-1]:
        return Comparison("equivalent", "look", (), "The same numbers the other way round.")
    return Comparison("value_mismatch", "error", ("value",), "The numbers are others.")


def _is_vague(figure: Figure) -> bool:
    """ "dozens", "hundreds": an open number that no bound was put to."""
    return figure.value is None and figure.high is None and figure.hedge == "unhedged"


def _compare_vague(claim: Figure, source: Figure) -> Comparison:
    if _DIMENSION.get(claim.kind, claim.kind) != _DIMENSION.get(source.kind, source.kind):
        return _APART
    mine, theirs = _middle(claim), _middle(source)
    if mine is None or theirs is None or mine <= 0 or theirs <= 0:
        return _APART
    if _is_vague(claim) and _is_vague(source):
        if mine == theirs:
            return Comparison("exact" if _bare(claim) == _bare(source) else "equivalent", "info")
        ratio = mine / theirs
        verdict: Verdict = (
            "scale_mismatch" if ratio in _SCALES or 1 / ratio in _SCALES else "value_mismatch"
        )
        return Comparison(verdict, "error", ("scale",), _size_reason(mine, theirs))
    vague, number = (mine, theirs) if _is_vague(claim) else (theirs, mine)
    if vague / 2 <= number <= vague * 10:
        severity: Severity = "info" if _is_vague(claim) else "look"
        return Comparison("rounded", severity, ("value",), "One of the two gives no number.")
    return Comparison("value_mismatch", "error", ("value",), _size_reason(mine, theirs))


def _hedge_change(one: Side, other: Side, claim: Hedge, source: Hedge) -> Severity | None:
    """How much a change of hedge matters; none where there is no change."""
    if claim == source or one == other == "range":
        return None
    if one == other:
        # "at least" for "more than", "up to" for "less than", "nearly" for "about".
        return "info"
    if (other, one) == ("near", "upper") and source == "nearly":
        return "look"
    return _SIDE_CHANGE.get((other, one), "look")


def _hedge_reason(one: _Quantity, other: _Quantity) -> str:
    said = {
        "none": "no hedge",
        "lower": "a lower bound",
        "upper": "an upper bound",
        "near": "an estimate",
        "range": "a range",
    }
    return f"The number agrees; the source has {said[other.side]}, this has {said[one.side]}."


def _size_reason(claim: Decimal, source: Decimal) -> str:
    if not source or not claim or (source < 0) != (claim < 0):
        return "Another number."
    larger, word = (
        (claim / source, "larger")
        if abs(claim) > abs(source)
        else (
            source / claim,
            "smaller",
        )
    )
    names = {10: "Ten", 100: "A hundred", 1000: "A thousand", 10**6: "A million"}
    if larger == larger.to_integral_value() and int(larger) in names:
        return f"{names[int(larger)]} times {word}."
    if larger > 10**9:
        return f"More than a billion times {word}."
    if larger >= 2:
        times = larger.quantize(Decimal(1)) if larger >= 10 else larger.quantize(Decimal("0.1"))
        return f"{_plain(times)} times {word}."
    return "Another number."


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


def _last_digit(value: Decimal) -> Decimal:
    """What one step of the last digit that is not nought is worth: 100 for 500, 0.1 for 4.2."""
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(exponent)


def _middle(figure: Figure) -> Decimal | None:
    if figure.value is not None:
        return figure.value
    ends = [end for end in (figure.low, figure.high) if end is not None]
    return sum(ends, Decimal(0)) / len(ends) if ends else None


def _what(quantity: _Quantity) -> str:
    return {
        "count": "a count",
        "share": "a percentage",
        "points": "percentage points",
        "money": "an amount of money",
        "measure": "a measure",
    }[quantity.dimension]


def _unit_name(unit: str) -> str:
    return unit.replace("_", " ")


def _bare(figure: Figure) -> str:
    return " ".join(figure.span.text.split()).casefold()


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"

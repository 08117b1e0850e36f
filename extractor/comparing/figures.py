"""Two figures side by side: what a claimed figure says against what the source says.

Numbers are never matched fuzzily. Two figures agree when their values, units, kinds and hedges do,
or when the claim follows from the source by conversion or by honest rounding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.comparing.conversion import convert
from extractor.comparing.hedging import hedge_change, is_rounding, last_digit
from extractor.comparing.quantity import (
    DIMENSION,
    Quantity,
    distance,
    is_one_dimension,
    is_vague,
    middle,
    quantity_of,
    reach_of,
)
from extractor.comparing.reasons import hedge_reason, kind_in_words, size_reason
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import either
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Severity, Verdict

Aspect = Literal["value", "scale", "hedge", "unit", "kind"]

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


def compare_figures(claim: Figure, source: Figure) -> Comparison:
    """What `claim` says against `source`; `absent` where they measure different things."""
    if claim.kind == "score" or source.kind == "score":
        return _compare_by_digits(claim, source) if claim.kind == source.kind else _APART
    if {claim.kind, source.kind} & {"identifier", "coordinate", "ordinal", "unread"} and (
        claim.kind != source.kind
    ):
        # "number 302" and "302nd" are 302; a small ordinal is no count ("the second" of "two").
        same = claim.value is not None and claim.value == source.value and claim.value > 12
        return Comparison("equivalent", "info") if same else _APART
    if claim.kind in ("identifier", "coordinate", "unread"):
        same = bare_words(claim) == bare_words(source)
        return Comparison("exact", "info") if same else _APART
    if (
        _is_one_of_them(source)
        and claim.value != 1
        and not _words().part_of.search(claim.phrase.text)
    ):
        return _APART  # "one of the teenagers" counts no teenagers
    if is_vague(claim) or is_vague(source):
        return _compare_vague(claim, source)
    one, other = quantity_of(claim), quantity_of(source)
    if one is None or other is None:
        return _compare_by_digits(claim, source) if claim.kind == source.kind else _APART
    if _are_times(claim, source) or _are_times(source, claim):
        return _compare_values(one, other)
    if not is_one_dimension(one, other):
        return _across_dimensions(one, other)
    if one.unit != other.unit and one.unit and other.unit:
        return _across_units(one, other)
    return _compare_values(one, other)


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.comparing.wholes
        self.part_of = re.compile(rf"\s{either(words.of)}\s{either(words.parts)}\b", re.IGNORECASE)
        times = either(language.comparing.phrasings.times)
        self.occasions = re.compile(rf"(?:[\w’'-]+\s+){{0,2}}{times}", re.IGNORECASE)
        self.some = re.compile(rf"{either(words.some)} ", re.IGNORECASE)


_words = by_language(_Words)


def _is_one_of_them(figure: Figure) -> bool:
    is_one = figure.kind == "cardinal" and figure.value == 1
    return is_one and _is_part(figure)


def _is_part(figure: Figure) -> bool:
    return _words().part_of.search(figure.phrase.text) is not None


def _in_words(claim: Figure, source: Figure) -> Comparison:
    """That two figures say one thing, with the same words or with others."""
    alike = bare_words(claim) == bare_words(source)
    return Comparison("exact" if alike else "equivalent", "info")


def _are_times(one: Figure, other: Figure) -> bool:
    """Whether one says "twice" and the other counts as many times: "on two occasions"."""
    if (one.kind, other.kind) != ("multiple", "cardinal") or one.value != other.value:
        return False
    return one.unit is None and _words().occasions.fullmatch(other.of or "") is not None


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


def _across_dimensions(one: Quantity, other: Quantity) -> Comparison:
    if (one.low, one.high) != (other.low, other.high) or "ordinal" in (
        one.dimension,
        other.dimension,
    ):
        return _APART
    pair = {one.dimension, other.dimension}
    if pair == {"share", "points"}:
        reason = "Percent and percentage points are not the same."
    elif "count" in pair and pair <= {"count", "share", "points", "money", "measure"}:
        reason = f"There it is {kind_in_words(other)}, not {kind_in_words(one)}."
    else:
        return _APART
    return Comparison("unit_mismatch", "error", ("unit",), reason)


def _across_units(one: Quantity, other: Quantity) -> Comparison:
    assert one.unit is not None
    assert other.unit is not None
    same_numbers = (one.low, one.high) == (other.low, other.high)
    mismatch = Comparison("unit_mismatch", "error", ("unit",), "Another unit.")
    if one.dimension == "money":
        return mismatch if same_numbers else _APART
    if same_numbers and {one.unit, other.unit} <= _TONS:
        return Comparison("unit_mismatch", "look", ("unit",), "Tons and tonnes are not the same.")
    if same_numbers and _is_rate_of(one.unit, other.unit):
        return Comparison("unit_mismatch", "look", ("unit",), "Only one of them says per what.")
    low = convert(other.low, other.unit, one.unit)
    high = convert(other.high, other.unit, one.unit)
    if low is None or high is None:
        return mismatch if same_numbers else _APART
    if _ends_meet(one, other, low, high):
        hedge = _hedge_change(one, other)
        if hedge == "error":
            # That a converted number is "about" so much goes without saying.
            return Comparison("hedge_changed", hedge, ("hedge",), hedge_reason(one, other))
        return Comparison("equivalent", "info", (), "The same in another unit.")
    if same_numbers:
        return mismatch
    converted = Quantity(one.dimension, one.unit, low, high, other.hedge, other.figure)
    return _compare_values(one, converted)


def _is_rate_of(one: str, other: str) -> bool:
    """Whether one unit is the other per something: "2m barrels a day", "2m barrels"."""
    return one.startswith(f"{other} per ") or other.startswith(f"{one} per ")


def _ends_meet(one: Quantity, other: Quantity, low: Decimal, high: Decimal) -> bool:
    """Whether two converted figures agree within what the digits of both imply."""
    assert one.unit is not None
    assert other.unit is not None
    for mine, theirs, raw in ((one.low, low, other.low), (one.high, high, other.high)):
        slack = last_digit(mine) / 2
        converted = convert(last_digit(raw) / 2, other.unit, one.unit)
        other_slack = min(converted or Decimal(0), abs(theirs) / 20)
        if abs(mine - theirs) > max(min(slack, abs(mine) / 20), other_slack):
            return False
    return True


def _compare_values(one: Quantity, other: Quantity) -> Comparison:
    if (one.low, one.high) == (other.low, other.high):
        return _same_values(one, other)
    if "range" in (one.side, other.side):
        return _with_a_range(one, other)
    claim, source = one.low, other.low
    if is_rounding(source, claim, one.side) and _may_round(one, other):
        if one.hedge == "nearly" and abs(source) > abs(claim):
            severity: Severity = "look" if other.side == "near" else "error"
            return Comparison("hedge_changed", severity, ("hedge",), "The source has more.")
        return _rounded(one, other)
    reason = (
        "Another place in the order." if one.dimension == "ordinal" else size_reason(claim, source)
    )
    is_finer = last_digit(claim) < last_digit(source)
    if is_finer and is_rounding(claim, source, "none") and _is_close(claim, source):
        reason = "More exact than the source."
    differs: list[Aspect] = []
    if _hedge_change(one, other) == "error":
        differs.append("hedge")
        reason = f"{reason} {hedge_reason(one, other)}".strip()
    if source and claim and (claim / source in _SCALES or source / claim in _SCALES):
        return Comparison("scale_mismatch", "error", ("scale", *differs), reason)
    return Comparison("value_mismatch", "error", ("value", *differs), reason)


def _is_close(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= abs(one) / 20


def _hedge_change(one: Quantity, other: Quantity) -> Severity | None:
    return hedge_change(one.side, other.side, one.hedge, other.hedge)


def _same_values(one: Quantity, other: Quantity) -> Comparison:
    change = _hedge_change(one, other)
    if change == "error" and _is_some(other.figure):
        change = "look"
    if change is None:
        return _in_words(one.figure, other.figure)
    if change == "info":
        return Comparison("equivalent", "info")
    return Comparison("hedge_changed", change, ("hedge",), hedge_reason(one, other))


def _is_some(figure: Figure) -> bool:
    """ "some 5,000": the least of hedges, and "some of the 16" is none."""
    return _words().some.match(figure.phrase.text) is not None


def _may_round(one: Quantity, other: Quantity) -> bool:
    """Whether the claim's hedge leaves room for the source's number."""
    if one.side == "none":
        return other.side in ("none", "near")
    if one.side == "lower":
        return other.side != "upper"
    if one.side == "upper":
        return other.side != "lower"
    # "about 25" for "about 26" is another number: only what is exact, or more exact, is rounded.
    return other.side == "none" or last_digit(other.low) < last_digit(one.low)


def _rounded(one: Quantity, other: Quantity) -> Comparison:
    if one.side != "none":
        return Comparison("rounded", "info", (), f"Rounded from {bare_words(other.figure)}.")
    claim, source = one.low, other.low
    # Digits with a scale word or a decimal point say how far they were rounded ("4.2 billion");
    # a plain "540" for 539 is a wrong number, a plain "5,000" for 4,987 a number without a hedge.
    implied = one.figure.precision
    loss = abs(claim - source) / abs(source) if source else Decimal(1)
    if implied is not None and claim == one.figure.value and loss <= Decimal("0.05"):
        low, high = min(implied), max(implied)
        if low <= source <= high and source not in (low, high):
            return Comparison("rounded", "info", (), f"Rounded from {bare_words(other.figure)}.")
    if last_digit(claim) >= 100 and loss <= Decimal("0.02") and abs(claim - source) > 1:
        return Comparison("rounded", "look", ("value",), "Rounded, and no word says so.")
    return Comparison("value_mismatch", "error", ("value",), size_reason(claim, source))


def _with_a_range(one: Quantity, other: Quantity) -> Comparison:
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
    mine, theirs = digits_of(claim), digits_of(source)
    if bare_words(claim) == bare_words(source):
        return Comparison("exact", "info")
    if mine and mine == theirs:
        return Comparison("equivalent", "info")
    if mine and mine == theirs[::-1]:
        return Comparison("equivalent", "look", (), "The same numbers the other way round.")
    return Comparison("value_mismatch", "error", ("value",), "The numbers are others.")


def digits_of(figure: Figure) -> list[str]:
    """The numbers of a score or the like, as they are written: "3", "1"."""
    return re.findall(r"\d+", figure.span.text)


def _compare_vague(claim: Figure, source: Figure) -> Comparison:
    if DIMENSION.get(claim.kind, claim.kind) != DIMENSION.get(source.kind, source.kind):
        return _APART
    mine, theirs = middle(claim), middle(source)
    if mine is None or theirs is None or mine <= 0 or theirs <= 0:
        return _APART
    if claim.kind == "money" and claim.unit and source.unit and claim.unit != source.unit:
        return _APART
    if is_vague(claim) and is_vague(source):
        if bare_words(claim) == bare_words(source) or reach_of(claim) == reach_of(source):
            return _in_words(claim, source)
        if _may_mean_same(claim, source):
            return Comparison("rounded", "info", ("value",), "Neither of the two gives a number.")
        ratio = mine / theirs
        verdict: Verdict = (
            "scale_mismatch" if ratio in _SCALES or 1 / ratio in _SCALES else "value_mismatch"
        )
        return Comparison(verdict, "error", ("scale",), size_reason(mine, theirs))
    vague, number = (claim, theirs) if is_vague(claim) else (source, mine)
    low, high = reach_of(vague)
    if low <= number <= high:
        severity: Severity = "info" if is_vague(claim) else "look"
        return Comparison("rounded", severity, ("value",), "One of the two gives no number.")
    is_more = (number > high) == is_vague(claim)
    reason = "Far more there." if is_more else "Far fewer there."
    return Comparison("value_mismatch", "error", ("value",), reason)


def _may_mean_same(one: Figure, other: Figure) -> bool:
    """Whether "hundreds" and "several hundred" may stand for one number.

    Of two that are open upwards the words decide: "dozens" is not "hundreds".
    """
    if one.high is None and other.high is None:
        return False
    (low, high), (other_low, other_high) = reach_of(one), reach_of(other)
    return max(low, other_low) <= min(high, other_high)


def bare_words(figure: Figure) -> str:
    """The words of a number in small letters and with single spaces."""
    return " ".join(figure.span.text.split()).casefold()

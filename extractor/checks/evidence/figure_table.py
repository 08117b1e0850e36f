"""The figures of a text by what they measure and how large they are.

Most of two texts' figures have nothing to do with each other. Only those that could be one number
are worth a full comparison.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from operator import itemgetter

from extractor.comparing.conversion import convert
from extractor.comparing.figures import bare_words, digits_of
from extractor.comparing.hedging import last_digit
from extractor.comparing.quantity import FACTORS, is_one_in
from extractor.schemas.figure import Figure

_GROUPS = {
    "age": "cardinal",
    "fraction": "percent",
    "basis_points": "percentage_points",
}
"""Kinds that may give one number: "Smith, 33," is a bare number in one text, an age in another."""

_OF_THE_CALENDAR = frozenset(
    ("second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "century")
)

_MEASURED = ("money", "measure", "duration")
"""Kinds whose unit tells two numbers apart."""

_BY_DIGITS = ("score", "identifier", "coordinate", "unread")
"""Kinds that agree by how they are written, not by how large they are."""

_REACH = Decimal("0.7"), Decimal("1.5")
_REACH_OF_BARE = Decimal("0.94"), Decimal("1.06")
"""How far from a claimed number its source's may lie, as a share of it, with room to spare: no
rounding that `compare_figures` lets pass is off by more than a quarter, or by more than a twentieth
where no hedge says so."""

_Unit = tuple[str, str | None]


class FigureTable:
    """The figures of one text, asked which of them could bear out a claimed one."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        """Sort them by kind, unit and size."""
        self.by_value: dict[Decimal, list[Figure]] = {}
        """The figures by each number that they give."""
        self._all = tuple(figures)
        self._by_digits: defaultdict[tuple[str, ...], list[Figure]] = defaultdict(list)
        self._open: defaultdict[str, list[Figure]] = defaultdict(list)
        sized: defaultdict[_Unit, list[tuple[Decimal, int]]] = defaultdict(list)
        for index, figure in enumerate(self._all):
            for number in numbers_of(figure):
                self.by_value.setdefault(number, []).append(figure)
            size = _size(figure)
            if figure.kind in _BY_DIGITS:
                self._by_digits[_digits(figure)].append(figure)
            elif size is None:
                self._open[_unit(figure)[0]].append(figure)
            else:
                sized[_unit(figure)].append((size, index))
        self._sized = {unit: sorted(pairs) for unit, pairs in sized.items()}

    def of_value(self, claim: Figure) -> list[Figure]:
        """The figures that give one of its numbers, whatever they measure."""
        return [f for n in numbers_of(claim) for f in self.by_value.get(n, ())]

    def may_support(self, claim: Figure) -> list[Figure]:
        """Every figure that `compare_figures` could find to give the claimed number."""
        if claim.kind in _BY_DIGITS:
            return [*self._by_digits.get(_digits(claim), ()), *self.of_value(claim)]
        group = _unit(claim)[0]
        found = [*self._open.get(group, ()), *self.of_value(claim)]
        for unit, pairs in self._sized.items():
            reach = _reach(claim, unit) if unit[0] == group else None
            if reach is not None:
                first = bisect_left(pairs, reach[0], key=itemgetter(0))
                last = bisect_right(pairs, reach[1], key=itemgetter(0))
                found += [self._all[index] for _, index in pairs[first:last]]
        return found


_Ends = tuple[Decimal, Decimal]

_ANY_SIZE = Decimal(0), Decimal("Infinity")


def _reach(claim: Figure, unit: _Unit) -> _Ends | None:
    """From where to where a number of this unit may be the claimed one; none where none may."""
    size, mine = _size(claim), _unit(claim)
    is_other_unit = bool(unit != mine and unit[1] and mine[1])
    if is_other_unit and unit[0] == "money":
        return None  # no rate turns pounds into euros
    if size is None:
        return _ANY_SIZE
    if is_other_unit:
        return _converted(claim, unit)
    return _near(size, claim) if mine[1] == "day" else _rounded(size, claim)


def _near(size: Decimal, claim: Figure) -> _Ends:
    """How far from a claimed number its source's may lie."""
    least, most = _REACH_OF_BARE if claim.hedge == "unhedged" else _REACH
    return size * least, size * most


def _rounded(size: Decimal, claim: Figure) -> _Ends:
    """The same in the claim's own unit, where a number stands for what its last digit leaves open:
    what is rounded to "12,345" is not 12,400."""
    step = last_digit(size) / 2 if claim.hedge == "unhedged" else last_digit(size)
    least, most = _near(size, claim)
    return max(least, size - step), min(most, size + step)


def _converted(claim: Figure, unit: _Unit) -> _Ends | None:
    """The same in another unit; none where no conversion leads there."""
    assert claim.value is not None
    assert claim.unit is not None
    assert unit[1] is not None
    # Each end by itself: the noughts of two scales of temperature are not one.
    one, other = (convert(end, claim.unit, unit[1]) for end in _near(claim.value, claim))
    if one is None or other is None:
        return None
    return _sizes(min(one, other), max(one, other))


def _sizes(low: Decimal, high: Decimal) -> _Ends:
    """What the numbers between two others are without their sign."""
    if low <= 0 <= high:
        return Decimal(0), max(-low, high)
    return min(abs(low), abs(high)), max(abs(low), abs(high))


def numbers_of(figure: Figure) -> set[Decimal]:
    """The numbers that a figure gives: one, or the ends of its range."""
    return {n for n in (figure.value, figure.low, figure.high) if n is not None}


def telling_digits(value: Decimal) -> int:
    """How many digits a number has without the zeros at its end."""
    return len("".join(map(str, value.as_tuple().digits)).strip("0"))


def shares_a_number(one: Figure, other: Figure) -> bool:
    """Whether one of the numbers that a figure gives is one of the other's."""
    return not numbers_of(one).isdisjoint(numbers_of(other))


def _digits(figure: Figure) -> tuple[str, ...]:
    """What figures that agree by their digits share; a score may be told from either side."""
    digits = digits_of(figure) if figure.kind == "score" else []
    return figure.kind, *(min(digits, digits[::-1]) or [bare_words(figure)])


def _unit(figure: Figure) -> _Unit:
    unit = "day" if figure.unit in _OF_THE_CALENDAR else figure.unit
    kind = "fraction" if is_one_in(figure) else figure.kind
    group = _GROUPS.get(kind, kind)
    return group, unit if group in _MEASURED else None


def _size(figure: Figure) -> Decimal | None:
    """The number without its sign, in the measure of its group; none for a range and the like."""
    if figure.value is None or not figure.value.is_finite():
        return None
    size = abs(figure.value) * FACTORS.get("fraction" if is_one_in(figure) else figure.kind, 1)
    if figure.kind not in _MEASURED or figure.unit not in _OF_THE_CALENDAR:
        return size
    in_days = convert(size, figure.unit, "day")
    return size if in_days is None else in_days

"""Whole numbers and decimals in a run of number words: "two hundred and five", "one point two"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor.figures.number_words import NumberKind


@dataclass(frozen=True, slots=True)
class Reading:
    """One number in a run of words; `start` and `end` count from the run's first character."""

    start: int
    end: int
    value: Decimal
    step: Decimal
    """What one unit of the last word said is worth: a million for "five million"."""
    kind: NumberKind
    scale: Decimal = Decimal(1)
    """The last scale word's worth, which an earlier number of a range may share."""
    low: Decimal | None = None
    high: Decimal | None = None


_ONE = Decimal(1)


class WholeNumbers:
    """A run of number words being read."""

    def __init__(self, run: str, tokens: list[tuple[int, int, str, int]]) -> None:
        self.run = run
        self.tokens = tokens

    def kind(self, at: int) -> str:
        """The class of the token at a place, empty past the end."""
        return self.tokens[at][2] if at < len(self.tokens) else ""

    def gap(self, at: int) -> str:
        """What stands before the token at a place."""
        if at == 0 or at >= len(self.tokens):
            return ""
        return self.run[self.tokens[at - 1][1] : self.tokens[at][0]]

    def word(self, at: int) -> str:
        """The token itself."""
        start, end, _, _ = self.tokens[at]
        return self.run[start:end]

    def made(
        self,
        first: int,
        after: int,
        value: Decimal,
        step: Decimal,
        kind: NumberKind,
        scale: Decimal = _ONE,
    ) -> tuple[Reading, int]:
        """The reading of the tokens from `first` up to `after`."""
        reading = Reading(
            self.tokens[first][0], self.tokens[after - 1][1], value, step, kind, scale
        )
        return reading, after

    def integer(self, at: int) -> tuple[Decimal, int, bool, Decimal, Decimal]:
        """A whole number in words: value, where it ends, whether ordinal, step, last scale."""
        total = 0
        current = 0
        last = ""
        least = 10**30
        step = 1
        scale = 1
        place = at
        while place < len(self.tokens):
            kind = self.kind(place)
            value = self.tokens[place][3]
            base = kind.upper()
            if len(kind) != 1 or base in "APNQ":
                break
            if place > at and not self._joined(place, last, base):
                break
            if base == "Z":
                if place > at:
                    break
                place += 1
                last = "Z"
                break
            if base == "U":
                if current % 10 or current % 100 == 10 or last in ("U", "T"):
                    break
                current += value
                step = 1
            elif base in "TX":
                if current % 100:
                    break
                current += value
                step = 1 if base == "T" else 10
            elif base == "H":
                if current == 0 and last in ("", "S"):
                    current = 100
                elif 0 < current < 100 and last != "H":
                    current *= 100
                else:
                    break
                step = 100
            elif base == "S":
                power = 10**value
                if power < least:
                    total += (current or 1) * power if current or not total else 0
                    if not current and last == "S":
                        break
                else:
                    if last == "S" and power == least:
                        break
                    total = (total + current) * power
                current = 0
                least = power
                step = scale = power
            elif base == "D":
                if last in ("", "U", "T", "X", "H") and kind == "D":
                    dozens = (current or 1) * value
                    place += 1
                    return Decimal(total + dozens), place, False, Decimal(value), _ONE
                break
            last = base
            place += 1
            if kind.islower():
                return Decimal(total + current), place, True, _ONE, _ONE
        if step < 100 and (total or current):
            step = 1
        return Decimal(total + current), place, False, Decimal(step), Decimal(scale)

    def integer_until(self, at: int, stop: int) -> tuple[Decimal, int, bool, Decimal, Decimal]:
        """`_integer` as if the run ended at `stop`."""
        return type(self)(self.run, self.tokens[:stop]).integer(at)

    def _joined(self, place: int, last: str, base: str) -> bool:
        """Whether the token goes on with the number before it."""
        gap = self.gap(place)
        if gap in (" ", "-", "–", "—", " - "):
            return True
        if gap in (" and ", " & ", "-and-"):
            if last == "X" and base == "U":
                # "twenty and three and a half": only with a fraction behind it
                return (
                    self.gap(place + 1) == " and "
                    and self.and_part(place, place + 1, Decimal(self.tokens[place][3]), _ONE, _ONE)
                    is not None
                )
            return last in ("H", "S") and base in "UTX"
        if gap in (", ", ","):
            # "three million, two hundred": only where a scale goes before and a smaller
            # group follows, or every list would become a number
            follower = self.kind(place + 1).upper()
            return last == "S" and (follower in ("H", "S") or (follower in ("U",) and base == "X"))
        return False

    def decimals(self, first: int, at: int, whole: Decimal) -> tuple[Reading | None, int]:
        """Digits said after "point", with a scale word if one follows."""
        digits = ""
        place = at + 1
        while self.kind(place) in ("Z", "U", "T", "X") and self.gap(place) in (" ", "-"):
            kind = self.kind(place)
            if kind == "X" and self.kind(place + 1) == "U" and self.gap(place + 1) in ("-", " "):
                digits += str(self.tokens[place][3] + self.tokens[place + 1][3])
                place += 2
                continue
            digits += str(self.tokens[place][3])
            place += 1
        if not digits:
            return None, at
        value = whole + Decimal(int(digits)).scaleb(-len(digits))
        step = _ONE.scaleb(-len(digits))
        scale = _ONE
        if self.kind(place) == "S" and self.gap(place) in (" ", "-"):
            scale = Decimal(10 ** self.tokens[place][3])
            place += 1
        return self.made(first, place, value * scale, step * scale, "cardinal", scale)

    def and_part(
        self, first: int, after: int, value: Decimal, step: Decimal, scale: Decimal
    ) -> tuple[Reading, int] | None:
        """What follows "and" and is a part, where fractions are read."""
        return None

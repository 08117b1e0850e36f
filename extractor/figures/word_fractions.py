"""Fractions in a run of number words: "two thirds", "five and a half million", "a quarter of"."""

from __future__ import annotations

from decimal import Decimal

from extractor.figures.number_words import NumberKind
from extractor.figures.word_integers import Reading, WholeNumbers

_ONE = Decimal(1)


class Fractions(WholeNumbers):
    """A run of number words, read with its fractions."""

    def part(self, first: int, at: int, part: Decimal) -> tuple[Reading | None, int]:
        """Half or a quarter, of a scale if one follows ("half a million", "a quarter million")."""
        after = at + 1
        place = after
        if self.kind(place) == "A" and self.gap(place) in (" ", " of "):
            place += 1
        base = self.kind(place)
        if base in ("S", "D", "H") and self.gap(place) in (" ", "-", " of "):
            plural = self.word(place).endswith("s")
            if not plural:
                worth = Decimal(
                    10 ** self.tokens[place][3] if base != "D" else self.tokens[place][3]
                )
                return self.made(first, place + 1, part * worth, part * worth, "cardinal", worth)
        if self.word(at) in ("halves", "quarters"):
            return None, at
        return self.made(first, after, part, part / 2, "fraction")

    def _denominator(self, at: int) -> tuple[Decimal, int] | None:
        """What a fraction divides by: a plural ordinal, or one after its tens or hundred."""
        kind = self.kind(at)
        if self.gap(at) not in (" ", "-", " - ", "–"):
            return None
        if kind in ("fu", "ft", "fx"):
            if self.word(at) in ("seconds", "firsts"):
                return None
            return Decimal(self.tokens[at][3]), at + 1
        if kind == "X" and self.kind(at + 1) == "fu" and self.gap(at + 1) in (" ", "-"):
            # "three twenty-firsts"
            return Decimal(self.tokens[at][3] + self.tokens[at + 1][3]), at + 2
        if kind in ("fs", "fh"):
            return Decimal(10 ** self.tokens[at][3]), at + 1
        if kind == "Q" and self.word(at) == "quarters":
            return Decimal(4), at + 1
        if kind == "N" and self.word(at) == "halves":
            return Decimal(2), at + 1
        return None

    def with_fraction(
        self, first: int, at: int, after: int, value: Decimal, step: Decimal, scale: Decimal
    ) -> tuple[Reading | None, int]:
        """A whole number, with what makes it a fraction or a mixed number."""
        divided = self._denominator(after)
        if (
            divided is not None
            and self.word(divided[1] - 1) == "quarters"
            and value > 3
            and (self.gap(after - 1) not in (" and ", " & "))
        ):
            # "seven quarters" are a stretch of time
            divided = None
        if divided is not None:
            by, end = divided
            if (
                after - at > 1
                and self.kind(after - 1) == "X"
                and self.kind(after) == "fu"
                and self.gap(after - 1) == self.gap(after) == " "
            ):
                # "one hundred thirty fifths" are a hundred of 35
                numerator, stop, _, _, _ = self.integer_until(at, after - 1)
                part = numerator / (self.tokens[after - 1][3] + by)
                return self.made(first, end, part, part / 4, "fraction")
            if (
                after - at > 2
                and self.kind(after - 1) == "U"
                and self.gap(after - 1) in (" and ", " & ")
                and self.word(end - 1) == "quarters"
            ):
                # "one hundred and three quarters": the whole, then the part
                whole, stop, _, worth, power = self.integer_until(at, after - 1)
                if stop == after - 1:
                    joined = self.and_part(first, stop, whole, worth, power)
                    if joined is not None:
                        return joined
            part = value / by
            return self._of_scale(first, end, part, "fraction")
        if value == 1 and self.kind(at) == "U" and self.gap(after) in (" ", "-", "–"):
            # "one third", "one twenty-fifth"
            by, end, ordinal, _, _ = self.integer(after)
            if ordinal and not (end == after + 1 and self.word(after) in ("second", "first")):
                part = _ONE / by
                return self.made(first, end, part, part / 2, "fraction")
        if self.kind(after) in ("Q", "N") and value == 1 and self.gap(after) in (" ", "-"):
            # "one half", "one quarter"
            reading, end = self.part(after, after, _ONE / self.tokens[after][3])
            if reading is not None:
                return self.made(
                    first, end, reading.value, reading.step, reading.kind, reading.scale
                )
        joined = self.and_part(first, after, value, step, scale)
        if joined is not None:
            return joined
        return self.made(first, after, value, step, "cardinal", scale)

    def _of_scale(
        self, first: int, at: int, part: Decimal, kind: NumberKind
    ) -> tuple[Reading, int]:
        """A fraction, taken of a scale if one follows ("two thirds of a million")."""
        place = at
        if self.kind(place) == "A" and self.gap(place) in (" of ", " "):
            place += 1
        if self.kind(place) == "S" and self.gap(place) in (" ", " of "):
            worth = Decimal(10 ** self.tokens[place][3])
            return self.made(first, place + 1, part * worth, part * worth / 4, "cardinal", worth)
        return self.made(first, at, part, part / 4, kind)

    def and_part(
        self, first: int, after: int, value: Decimal, step: Decimal, scale: Decimal
    ) -> tuple[Reading, int] | None:
        """What follows "and": a half, three quarters, a third, a half million."""
        if self.gap(after) not in (" and ", "-and-", " & "):
            return None
        place = after
        numerator = _ONE
        if self.kind(place) == "A":
            place += 1
        elif self.kind(place) in ("U", "T", "X"):
            numerator, end, ordinal, _, _ = self.integer(place)
            if ordinal:
                return None
            if numerator == 1 and end == place + 1 and self.kind(end) in ("u", "t", "x"):
                # "three and one fourth": the ordinal is a part of one
                part = _ONE / self.tokens[end][3]
                return self.made(first, end + 1, value + part, part, "cardinal", _ONE)
            divided = self._denominator(end)
            if divided is None:
                return None
            by, end = divided
            part = numerator / by
            if self.kind(end) == "S" and self.gap(end) == " ":
                worth = Decimal(10 ** self.tokens[end][3])
                return self.made(
                    first, end + 1, value + part * worth, part * worth, "cardinal", scale
                )
            return self.made(first, end, value + part, part, "cardinal", _ONE)
        else:
            return None
        kind = self.kind(place)
        if (kind in ("N", "Q") and self.word(place) in ("half", "quarter")) or (
            kind in ("u", "t", "x") and self.word(place) not in ("first", "second")
        ):
            part = _ONE / self.tokens[place][3]
        elif kind in ("s", "h"):
            part = _ONE / 10 ** self.tokens[place][3]
        else:
            return None
        end = place + 1
        if self.kind(end) == "S" and self.gap(end) == " " and not self.word(end).endswith("s"):
            worth = Decimal(10 ** self.tokens[end][3])
            if scale == 1:
                # "five and a half million"
                return self.made(
                    first, end + 1, (value + part) * worth, part * worth, "cardinal", worth
                )
            return self.made(first, end + 1, value + part * worth, part * worth, "cardinal", scale)
        # "one million and a half" is a half of the million
        return self.made(first, end, value + part * scale, part * scale, "cardinal", scale)

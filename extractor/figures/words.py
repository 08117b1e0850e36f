"""Number words as data, and the reading of a run of them ("two hundred and five")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from extractor.figures.tables import word_list

NumberKind = Literal["cardinal", "ordinal", "fraction", "vague"]

_UNITS = word_list("one two three four five six seven eight nine")
_TEENS = word_list(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = word_list("twenty thirty forty fifty sixty seventy eighty ninety")
_UNIT_ORDINALS = word_list("first second third fourth fifth sixth seventh eighth ninth")
_TEEN_ORDINALS = word_list(
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth"
    " nineteenth"
)
_TEN_ORDINALS = word_list(
    "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
)

SCALES: dict[str, int] = {
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
    "quadrillion": 15,
    "quintillion": 18,
    "sextillion": 21,
    "septillion": 24,
    "lakh": 5,
    "lac": 5,
    "crore": 7,
}
"""Scale words and their powers of ten."""

SHORT_SCALES: dict[str, int] = {
    "k": 3,
    "mn": 6,
    "mln": 6,
    "mio": 6,
    "mm": 6,
    "m": 6,
    "bn": 9,
    "bln": 9,
    "b": 9,
    "tn": 12,
    "trn": 12,
    "t": 12,
    "cr": 7,
    "lkh": 5,
}
"""Short forms; which of them may stand without a currency is decided where they are read."""

# Token classes: Z zero, U 1-9, T 10-19, X 20-90, H hundred, S scale, D dozen and score; the
# same in lower case for an ordinal, and "f" for a plural ordinal, which only a fraction has;
# P "point", N "half", Q "quarter", A the article.
_TOKENS: dict[str, tuple[str, int]] = {}
for _i, _w in enumerate(_UNITS):
    _TOKENS[_w] = ("U", _i + 1)
for _i, _w in enumerate(_TEENS):
    _TOKENS[_w] = ("T", _i + 10)
for _i, _w in enumerate(_TENS):
    _TOKENS[_w] = ("X", 20 + 10 * _i)
for _i, _w in enumerate(_UNIT_ORDINALS):
    _TOKENS[_w] = ("u", _i + 1)
for _i, _w in enumerate(_TEEN_ORDINALS):
    _TOKENS[_w] = ("t", _i + 10)
for _i, _w in enumerate(_TEN_ORDINALS):
    _TOKENS[_w] = ("x", 20 + 10 * _i)
for _w, _p in SCALES.items():
    _TOKENS[_w] = ("S", _p)
    _TOKENS[_w + "s"] = ("S", _p)
    _TOKENS[_w + "th"] = ("s", _p)
    _TOKENS[_w + "ths"] = ("fs", _p)
_TOKENS |= {
    "zero": ("Z", 0),
    "nought": ("Z", 0),
    "naught": ("Z", 0),
    "nil": ("Z", 0),
    "fourty": ("X", 40),
    "nineth": ("u", 9),
    "hundred": ("H", 2),
    "hundreds": ("H", 2),
    "hundredth": ("h", 2),
    "hundredths": ("fh", 2),
    "dozen": ("D", 12),
    "dozens": ("D", 12),
    "score": ("D", 20),
    "scores": ("D", 20),
    "point": ("P", 0),
    "half": ("N", 2),
    "halves": ("N", 2),
    "quarter": ("Q", 4),
    "quarters": ("Q", 4),
    "koti": ("S", 7),
    "krores": ("S", 7),
    "a": ("A", 1),
    "an": ("A", 1),
}
for _w in (*_UNIT_ORDINALS[2:], *_TEEN_ORDINALS, *_TEN_ORDINALS, "first", "second"):
    _class, _value = _TOKENS[_w]
    _TOKENS[_w + "s"] = ("f" + _class, _value)
for _i, _w in enumerate(_TENS):
    # "twentyfifth", "twentyone": run together by hurried hands
    for _j, _v in enumerate(_UNITS):
        _TOKENS[_w + _v] = ("T", 20 + 10 * _i + _j + 1)
    for _j, _v in enumerate(_UNIT_ORDINALS):
        _TOKENS[_w + _v] = ("t", 20 + 10 * _i + _j + 1)

MULTIPLES: dict[str, str] = {
    "twice": "2", "thrice": "3", "double": "2", "doubled": "2", "doubling": "2", "doubles": "2",
    "triple": "3", "tripled": "3", "tripling": "3", "triples": "3", "treble": "3", "trebled": "3",
    "trebling": "3", "quadruple": "4", "quadrupled": "4", "quadrupling": "4", "halved": "0.5",
    "halving": "0.5", "halve": "0.5", "twofold": "2", "threefold": "3", "fourfold": "4",
    "fivefold": "5", "sixfold": "6", "sevenfold": "7", "eightfold": "8", "ninefold": "9",
    "tenfold": "10", "twentyfold": "20", "hundredfold": "100", "thousandfold": "1000",
}  # fmt: skip
"""Words that multiply."""

VAGUE: dict[str, tuple[int, int | None]] = {
    "dozens": (24, None),
    "scores": (40, None),
    "hundreds": (200, None),
    "thousands": (2000, None),
    "millions": (2 * 10**6, None),
    "billions": (2 * 10**9, None),
    "trillions": (2 * 10**12, None),
    "lakhs": (2 * 10**5, None),
    "crores": (2 * 10**7, None),
}
"""Plural scale words that count by themselves: the least that they can mean."""


def _is_run_together(word: str) -> bool:
    """Whether a word is tens and units written as one."""
    return any(word.startswith(tens) and len(word) > len(tens) + 1 for tens in _TENS)


NUMBER_WORDS: tuple[str, ...] = tuple(
    word
    for word, (kind, _) in _TOKENS.items()
    if kind not in ("A", "P") and word not in ("score", "couple") and not _is_run_together(word)
)
"""What a run of number words may begin with, but for words that are run together."""

TENS_TAIL: str = "(?:" + "|".join((*_UNITS, *_UNIT_ORDINALS)) + ")?"
"""What may be run together with a word for tens, as a pattern: 144 words said in one."""

TENS: frozenset[str] = frozenset(_TENS)
"""The words for tens."""


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
_TOKEN = re.compile(r"[a-z]+")


_LONG = 120
"""Runs longer than this are not remembered: the memory of them would be as long as the text."""


def read_words(run: str) -> tuple[Reading, ...]:
    """The numbers in a run of number words, in order."""
    return _remembered(run) if len(run) < _LONG else _read(run)


def _read(run: str) -> tuple[Reading, ...]:
    """`read_words`, worked out."""
    tokens = [
        (m.start(), m.end(), *_TOKENS[m.group()])
        for m in _TOKEN.finditer(run)
        if m.group() in _TOKENS
    ]
    words = _Run(run, tokens)
    found: list[Reading] = []
    at = 0
    while at < len(tokens):
        reading, after = words.number(at)
        if reading is not None:
            found.append(reading)
            at = after
        else:
            at += 1
    return tuple(found)


_remembered = lru_cache(maxsize=8192)(_read)


class _Run:
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

    def number(self, at: int) -> tuple[Reading | None, int]:
        """The longest number that begins at a place."""
        first = at
        kind = self.kind(at)
        if kind == "A":
            follower = self.kind(at + 1)
            if follower not in ("H", "S", "D", "N", "Q") and not (
                follower and follower in "utxsh" and self.word(at + 1) != "second"
            ):
                return None, at
            at += 1
            kind = follower
        if kind in ("N", "Q"):
            return self._part(first, at, _ONE / self.tokens[at][3])
        if kind == "":
            return None, at
        if kind == "P":
            return self._decimals(first, at, Decimal(0))
        if kind in ("fu", "ft", "fx", "fs", "fh"):
            return None, at
        vague = VAGUE.get(self.word(at)) if at == first else None
        if vague is not None:
            return self._vague(first, at, vague)
        value, after, ordinal, step, scale = self._integer(at)
        if after == at:
            return None, at
        if ordinal:
            if first < at and after == at + 1:
                # "a fifth": a part, unless the caller finds a noun behind it
                part = _ONE / value
                return self.made(first, after, part, part / 2, "fraction")
            return self.made(first, after, value, _ONE, "ordinal")
        if self.kind(after) == "P" and self.kind(after + 1) in ("Z", "U", "T", "X"):
            return self._decimals(first, after, Decimal(value))
        return self._with_fraction(first, at, after, value, step, scale)

    def _integer(self, at: int) -> tuple[Decimal, int, bool, Decimal, Decimal]:
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
                    and self._and_part(place, place + 1, Decimal(self.tokens[place][3]), _ONE, _ONE)
                    is not None
                )
            return last in ("H", "S") and base in "UTX"
        if gap in (", ", ","):
            # "three million, two hundred": only where a scale goes before and a smaller
            # group follows, or every list would become a number
            follower = self.kind(place + 1).upper()
            return last == "S" and (follower in ("H", "S") or (follower in ("U",) and base == "X"))
        return False

    def _decimals(self, first: int, at: int, whole: Decimal) -> tuple[Reading | None, int]:
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

    def _part(self, first: int, at: int, part: Decimal) -> tuple[Reading | None, int]:
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

    def _with_fraction(
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
                numerator, stop, _, _, _ = self._integer_until(at, after - 1)
                part = numerator / (self.tokens[after - 1][3] + by)
                return self.made(first, end, part, part / 4, "fraction")
            if (
                after - at > 2
                and self.kind(after - 1) == "U"
                and self.gap(after - 1) in (" and ", " & ")
                and self.word(end - 1) == "quarters"
            ):
                # "one hundred and three quarters": the whole, then the part
                whole, stop, _, worth, power = self._integer_until(at, after - 1)
                if stop == after - 1:
                    joined = self._and_part(first, stop, whole, worth, power)
                    if joined is not None:
                        return joined
            part = value / by
            return self._of_scale(first, end, part, "fraction")
        if value == 1 and self.kind(at) == "U" and self.gap(after) in (" ", "-", "–"):
            # "one third", "one twenty-fifth"
            by, end, ordinal, _, _ = self._integer(after)
            if ordinal and not (end == after + 1 and self.word(after) in ("second", "first")):
                part = _ONE / by
                return self.made(first, end, part, part / 2, "fraction")
        if self.kind(after) in ("Q", "N") and value == 1 and self.gap(after) in (" ", "-"):
            # "one half", "one quarter"
            reading, end = self._part(after, after, _ONE / self.tokens[after][3])
            if reading is not None:
                return self.made(
                    first, end, reading.value, reading.step, reading.kind, reading.scale
                )
        joined = self._and_part(first, after, value, step, scale)
        if joined is not None:
            return joined
        return self.made(first, after, value, step, "cardinal", scale)

    def _integer_until(self, at: int, stop: int) -> tuple[Decimal, int, bool, Decimal, Decimal]:
        """`_integer` as if the run ended at `stop`."""
        return _Run(self.run, self.tokens[:stop])._integer(at)

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

    def _and_part(
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
            numerator, end, ordinal, _, _ = self._integer(place)
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

    def _vague(
        self, first: int, at: int, interval: tuple[int, int | None]
    ) -> tuple[Reading | None, int]:
        """Dozens, hundreds of thousands: at least two of them."""
        low: Decimal = Decimal(interval[0])
        end = at + 1
        while (
            self.kind(end) in ("S", "H")
            and self.gap(end) == " of "
            and self.word(end).endswith("s")
        ):
            low *= 10 ** self.tokens[end][3]
            end += 1
        reading = Reading(
            self.tokens[first][0], self.tokens[end - 1][1], low, _ONE, "vague", _ONE, low, None
        )
        return reading, end

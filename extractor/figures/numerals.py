"""Every number of a text, in digits and in words, before anything is known of its meaning."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.figures.digit_tokens import digit_pieces
from extractor.figures.number_words import (
    MULTIPLES,
    NUMBER_WORDS,
    SCALES,
    TENS,
    TENS_TAILS,
    NumberKind,
)
from extractor.figures.word_search import find_words, word_finder, words_pattern
from extractor.figures.words import read_words

VULGAR: dict[str, tuple[int, int]] = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8),
    "⅝": (5, 8), "⅞": (7, 8), "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
"""Fractions that are one character."""

_ONE = Decimal(1)
_VULGAR_CLASS = "".join(VULGAR)


_RUN_TOGETHER = [tens + tail for tens in TENS for tail in TENS_TAILS]
_ANY_WORD = words_pattern((*NUMBER_WORDS, *_RUN_TOGETHER, "point", "score"))
_JOIN = r"(?: - |, | and an? | and | & | of an? | of | an? |-and-|[ \-–—])"
_FIRST_WORD = words_pattern((*NUMBER_WORDS, *_RUN_TOGETHER, *MULTIPLES, "couple"))
_WORDS = word_finder(rf"{_FIRST_WORD}(?![a-z])(?:{_JOIN}{_ANY_WORD}(?![a-z]))*")
# Written so that the search skips by its first character: four times as fast as alternatives.
_DIGITS = re.compile(rf"[0-9{_VULGAR_CLASS}](?:(?<=[0-9])[0-9]*(?:[.,'][0-9]+)*)?")

_SPACED_GROUPS = re.compile(r"(?: [0-9]{3})+(?:\.[0-9]+)?(?![0-9,])")
_SLASH = re.compile(r"/([0-9]{1,4})(?![0-9/]|[.,][0-9])")
_MIXED = re.compile(rf" {{1,2}}([0-9]{{1,2}})/([0-9]{{1,3}})(?![0-9/])|[ -]?([{_VULGAR_CLASS}])")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWERED = str.maketrans(_RAISED + "⁺⁻", "0123456789+-")
# Without a sign for it the digits are no exponent: "the 4x100 relay".
_POWER = re.compile(
    r"(?:[x×*]| x | × )10(?:\^([+-]?(?:[1-9][0-9]{0,2}|0))|([+-][1-9][0-9]{0,2})"
    rf"|([⁺⁻]?[{_RAISED}]{{1,3}}))(?![0-9]|\.[0-9])|e([+-]?[0-9]{{1,3}})(?![0-9a-z.])"
    r"|\^([+-]?[0-9]{1,2}(?:\.[0-9]{1,2})?)(?![0-9.])"
)
_SCALE_AFTER = re.compile(
    r"((?:[ -](?:hundred|" + "|".join(sorted(SCALES, key=len, reverse=True)) + r")s?(?![a-z]))+)"
    r"((?:,? (?:and )?(?:[0-9]{1,3})(?![0-9,.'/])(?! (?:hundred|thousand|million|billion)))?)"
)
_DOZENS_AFTER = re.compile(r"[ -](dozens?|score)(?![a-z])")
_HALF_AFTER = re.compile(r"( and (?:an? (half|quarter|third)))(?![a-z])")


class Number:
    """One number with its place; mutable because what follows it may still extend it."""

    __slots__ = ("digits", "end", "high", "kind", "low", "scale", "start", "step", "value")

    def __init__(
        self,
        start: int,
        end: int,
        value: Decimal,
        step: Decimal,
        kind: NumberKind | str,
        scale: Decimal = _ONE,
        low: Decimal | None = None,
        high: Decimal | None = None,
        digits: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.value = value
        self.step = step
        self.kind = kind
        self.scale = scale
        self.low = low
        self.high = high
        self.digits = digits


def find_numbers(low: str) -> list[Number]:
    """The numbers of a lower-cased text in reading order; they do not overlap."""
    triggers = [(*digits.span(), digits.group()) for digits in _DIGITS.finditer(low)]
    words = list(find_words(_WORDS, low))
    if words:
        triggers = sorted([*triggers, *words])
    found: list[Number] = []
    done = 0
    for start, end, run in triggers:
        if start < done:
            continue
        first = run[0]
        if "0" <= first <= "9":
            done = _read_digits(low, start, run, found)
        elif first in VULGAR:
            numerator, denominator = VULGAR[first]
            value = Decimal(numerator) / denominator
            number = Number(start, start + 1, value, value / 4, "fraction", digits=True)
            _extend(low, number)
            found.append(number)
            done = number.end
        else:
            done = end
            _read_run(low, start, end, run, found)
    return found


def _read_run(low: str, start: int, end: int, run: str, found: list[Number]) -> None:
    """Append the numbers of a run of number words."""
    if run in MULTIPLES:
        value = Decimal(MULTIPLES[run])
        found.append(Number(start, end, value, value / 2, "multiple"))
        return
    if run == "couple":
        if low[start - 2 : start] == "a " and low.startswith(" of ", end):
            found.append(
                Number(start - 2, end, Decimal(2), _ONE, "vague", _ONE, Decimal(2), Decimal(3))
            )
        return
    if low[start - 2 : start] == "a " and (start == 2 or not low[start - 3].isalnum()):
        start -= 2
        run = "a " + run
    for reading in read_words(run):
        found.append(
            Number(
                start + reading.start,
                start + reading.end,
                reading.value,
                reading.step,
                reading.kind,
                reading.scale,
                reading.low,
                reading.high,
            )
        )


def _read_digits(low: str, start: int, token: str, found: list[Number]) -> int:
    """Append the numbers of a run of digits; return where reading goes on."""
    if token.endswith("'"):
        token = token[:-1]
    pieces = digit_pieces(token)
    if len(pieces) == 1:
        offset, end, value, step, kind = pieces[0]
        number = Number(start, start + end, value, step, kind, digits=True)
        if start and low[start - 1] == "." and (start == 1 or not low[start - 2].isalnum()):
            # ".5": the point belongs to the number
            number.start = start - 1
            number.value = value.scaleb(-len(token)) if token.isdigit() else value
            number.step = _ONE.scaleb(-len(token))
        if number.end < len(low):
            _extend(low, number)
        found.append(number)
        return number.end
    for offset, end, value, step, kind in pieces:
        number = Number(start + offset, start + end, value, step, kind, digits=True)
        found.append(number)
    _extend(low, found[-1])
    return found[-1].end


def _extend(low: str, number: Number) -> None:
    """Take in what follows the digits: groups, fractions, powers and scale words."""
    end = number.end
    after = low[end] if end < len(low) else ""
    if after == " ":
        follower = low[end + 1 : end + 2]
        if "0" <= follower <= "9" and number.value < 1000 and number.step == 1:
            groups = _SPACED_GROUPS.match(low, end)
            if (
                groups
                and end - number.start <= 3
                and (groups.end() - end > 4 or groups.group() == " 000")
            ):
                digits = groups.group().replace(" ", "")
                number.value = Decimal(low[number.start : end] + digits)
                number.end = end = groups.end()
                after = low[end : end + 1]
        if after == " " and (("0" <= follower <= "9") or follower == " " or follower in VULGAR):
            _mixed(low, number)
            end = number.end
    elif after == "/":
        slash = _SLASH.match(low, end)
        if slash and number.step == 1 and int(slash.group(1)) and number.value < 1000:
            previous = low[number.start - 1 : number.start]
            if previous != "/":
                number.value = number.value / int(slash.group(1))
                number.step = number.value / 4
                number.kind = "fraction"
                number.end = end = slash.end()
    elif after and after in "x×*e^":
        _power(low, number)
        end = number.end
    elif after in VULGAR or after == "-":
        _mixed(low, number)
        end = number.end
    after = low[end : end + 1]
    if after == " " or after == "-":
        power = _power_spaced(low, number) if low[end + 1 : end + 2] in ("x", "×") else False
        if not power:
            _scale(low, number)


def _mixed(low: str, number: Number) -> None:
    """A fraction that goes with the whole number before it ("2 1/4", "2½")."""
    mixed = _MIXED.match(low, number.end)
    if mixed is None or number.step != 1 or number.kind != "cardinal":
        return
    if mixed.group(3):
        above, below = VULGAR[mixed.group(3)]
    else:
        above, below = int(mixed.group(1)), int(mixed.group(2))
        if not 0 < above < below:
            return
    part = Decimal(above) / below
    number.value += part
    number.step = part
    number.end = mixed.end()


def _power(low: str, number: Number) -> None:
    """Scientific notation, and small powers."""
    power = _POWER.match(low, number.end)
    if power is None:
        return
    exponent = power.group(1) or power.group(2) or power.group(3) or power.group(4)
    if exponent is not None:
        shift = int(exponent.translate(_LOWERED))
        number.value = number.value.scaleb(shift)
        number.step = number.step.scaleb(shift)
    elif number.value:
        sign = -1 if low[number.start - 1 : number.start] == "-" else 1
        exponent_value = Decimal(power.group(5))
        if sign < 0 and exponent_value != exponent_value.to_integral_value():
            # no real number
            return
        raised = (number.value * sign) ** exponent_value if _small(number) else None
        if raised is None or not raised.is_finite():
            return
        number.value = raised * sign
        number.step = _ONE
    number.end = power.end()


def _small(number: Number) -> bool:
    """Whether a power of it stays a number that a text can mean."""
    return number.value < 10**6


def _power_spaced(low: str, number: Number) -> bool:
    """Whether a power follows after a space: "2.5 × 10^6"."""
    before = number.end
    _power(low, number)
    return number.end > before


def _scale(low: str, number: Number) -> None:
    """A scale word after digits: "4.2 billion", "3 hundred and 21", "2 dozen"."""
    scale = _SCALE_AFTER.match(low, number.end)
    if scale is None:
        dozens = _DOZENS_AFTER.match(low, number.end)
        if dozens and number.step == 1:
            worth = 20 if dozens.group(1) == "score" else 12
            number.value *= worth
            number.step = number.scale = Decimal(worth)
            number.end = dozens.end()
        else:
            half = _HALF_AFTER.match(low, number.end)
            if half and number.value < 100 and number.step == 1:
                part = _ONE / {"half": 2, "quarter": 4, "third": 3}[half.group(2)]
                number.value += part
                number.step = part
                number.end = half.end()
                _scale(low, number)
        return
    power = 0
    for word in re.findall("[a-z]+", scale.group(1)):
        word = word.removesuffix("s") if word not in SCALES else word
        power += 2 if word == "hundred" else SCALES[word]
    number.scale = Decimal(10**power)
    number.value *= number.scale
    number.step *= number.scale
    number.end = scale.end(1)
    rest = scale.group(2)
    if rest and number.value == number.value.to_integral_value():
        small = Decimal(re.sub("[^0-9]", "", rest))
        if small < number.scale and " and " in rest and power == 2:
            number.value += small
            number.step = _ONE
            number.end = scale.end(2)
            return
    half = _HALF_AFTER.match(low, number.end)
    if half:
        part = number.scale / {"half": 2, "quarter": 4, "third": 3}[half.group(2)]
        number.value += part
        number.step = part
        number.end = half.end()

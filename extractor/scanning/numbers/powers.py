"""Scientific notation and powers behind a number in digits."""

from __future__ import annotations

from decimal import Decimal

from extractor.scanning.numbers.numeral import ONE, Numeral
from extractor.scanning.tokens import Tokens

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SUPERSCRIPT = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LARGEST_BASE = 10**6
"""A power of it stays a number that a text can mean."""


def read_power(tokens: Tokens, whole: Numeral) -> Numeral | None:
    """Scientific notation: "2.5 x 10^6", "6.02e23", "5x10²¹", "3x10-7"; and powers: "2^10"."""
    assert whole.value is not None
    words = tokens.words
    end = whole.end
    if words[end] == "e":
        sign, place = _signed(words, end + 1)
        return _shifted(whole, sign, words[place], place + 1)
    if words[end] == "^":
        return _raised(words, whole)
    if whole.value == 10 and end - whole.start == 1 and words[end][:1] in _SUPERSCRIPT:
        return _shifted(whole._replace(value=ONE), *_superscript(words, end))
    if words[end] == " ":
        end += 1
    if words[end] not in ("x", "×", "*"):
        return None
    end += 1
    if words[end] == " ":
        end += 1
    base = words[end]
    if base != "10":
        return _times_power(words, whole, end)
    end += 1
    if words[end] == "^":
        sign, place = _signed(words, end + 1)
        return _shifted(whole, sign, words[place], place + 1)
    if words[end] in ("+", "-") and words[end + 1].isdecimal():
        return _shifted(whole, words[end], words[end + 1], end + 2)
    return _shifted(whole, *_superscript(words, end))


def _superscript(words: list[str], end: int) -> tuple[str, str, int]:
    """The sign and the digits of an exponent written above the line, and its end."""
    raised = ""
    while words[end] and _SUPERSCRIPT.issuperset(words[end]):
        raised += words[end].translate(_RAISED)
        end += 1
    return raised[:1] if raised[:1] in "+-" else "", raised.strip("+-"), end


def _raised(words: list[str], whole: Numeral) -> Numeral | None:
    """The number to the power behind "^"; the sign is taken in later and stays outside."""
    sign, place = _signed(words, whole.end + 1)
    exponent = words[place]
    if not exponent.isdecimal() or len(exponent) > 2 or whole.value is None:
        return None
    if not 0 < whole.value < _LARGEST_BASE or (
        words[place + 1] == "." and words[place + 2][:1].isdecimal()
    ):
        return None
    power = whole.value ** (-int(exponent) if sign == "-" else int(exponent))
    return whole._replace(end=place + 1, value=power, step=ONE)


def _times_power(words: list[str], whole: Numeral, at: int) -> Numeral | None:
    """The number times a power of another base: "8x2^10"."""
    if not words[at].isdecimal() or len(words[at]) > 3 or words[at + 1] != "^":
        return None
    raised = _raised(words, Numeral(at, at + 1, "cardinal", Decimal(words[at]), ONE))
    if raised is None or raised.value is None or whole.value is None:
        return None
    return whole._replace(end=raised.end, value=whole.value * raised.value)


def _signed(words: list[str], at: int) -> tuple[str, int]:
    return (words[at], at + 1) if words[at] in ("+", "-") else ("", at)


def _shifted(whole: Numeral, sign: str, exponent: str, end: int) -> Numeral | None:
    if not exponent.isdecimal() or len(exponent) > 3 or whole.value is None:
        return None
    shift = -int(exponent) if sign == "-" else int(exponent)
    return whole._replace(end=end, value=whole.value.scaleb(shift), step=whole.step.scaleb(shift))

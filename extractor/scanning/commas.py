"""Numbers with a decimal comma, written with a decimal point: "1.234,5" is "1,234.5".

The text keeps its length, so that every offset holds, and all that reads numbers afterwards knows
one way of writing them. Where a language has the comma, countries that speak it may have the point;
the text itself shows which, by the numbers that can be read in one way only.
"""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"(?:(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+)|(?<![\w.,]),\d+)(?!\d|[.,]\d)"
)
_SHOWS_COMMA = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+,\d|\d{1,3}(?:\.\d{3}){2,}|\d+,\d{1,2})(?![\d])"
)
_SHOWS_POINT = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+\.\d|\d{1,3}(?:,\d{3}){2,}|0\.\d)")
_THOUSANDS = re.compile(r"\d{1,3}[.,]\d{3}")
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0]\d{3})+(?![\d]|,\d{3})")
_TURNED = str.maketrans(",.", ".,")


def with_points(text: str) -> str:
    """The text, of equal length, with its decimal commas as points and its points as commas.

    Digits that only a point can make a number ("2.5"), dates and times ("4.7.2025", "10.30") stay
    as they are, and "6 400" is grouped by its space. "1,234" and "1.234" are read as the other
    numbers of the text are, and where none shows it, with the comma before decimals.
    """
    has_points = _SHOWS_POINT.search(text) is not None and _SHOWS_COMMA.search(text) is None

    def turned(number: re.Match[str]) -> str:
        digits = number.group()
        if has_points and _THOUSANDS.fullmatch(digits):
            return digits
        return digits.translate(_TURNED)

    text = _NUMBER.sub(turned, text)
    return _SPACED.sub(lambda number: re.sub(r"\s", ",", number.group()), text)

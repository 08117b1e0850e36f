"""Roman numerals, where the word before takes a number: "World War II", "Super Bowl LIX".

Behind the name of a person they are part of that name ("Louis XIV") and are not read.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.figures.numerals import Number
from extractor.figures.tables import word_set

_TRIGGER = re.compile(r" ([IVXL]{2,7})(?![A-Za-z0-9])")
_PLAIN = re.compile(r"(XL|L?X{0,3})(IX|IV|V?I{0,3})")
_WORD_BEFORE = re.compile(r"([a-z]+) $")
_TAKES_A_NUMBER = word_set(
    """war bowl part chapter title type phase stage act article section volume vol book level grade
    class group mark category tier vatican apollo schedule annex appendix division league protocol
    basel region figure table wrestlemania page canto olympiad"""
)
_FIRST_WAR = "world war i"  # the one name in which a single letter is a number
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


def find_numerals(low: str, case: str) -> list[Number]:
    """The Roman numerals that name something; those of one letter come last."""
    found: list[Number] = []
    for trigger in _TRIGGER.finditer(case):
        start, end = trigger.span(1)
        before = _WORD_BEFORE.search(low, max(0, start - 16), start)
        if before is None or before.group(1) not in _TAKES_A_NUMBER:
            continue
        letters = trigger.group(1)
        if _PLAIN.fullmatch(letters) is None:
            continue
        found.append(Number(start, end, Decimal(roman_value(letters)), Decimal(1), "roman"))
    place = low.find(_FIRST_WAR)
    while place >= 0:
        end = place + len(_FIRST_WAR)
        if case[end - 1] == "I" and not low[end : end + 1].isalnum() and low[end : end + 1] != "'":
            found.append(Number(end - 1, end, Decimal(1), Decimal(1), "roman"))
        place = low.find(_FIRST_WAR, end)
    return found


def roman_value(letters: str) -> int:
    """What a Roman numeral of the letters I, V, X and L is worth."""
    worths = [_VALUES[letter] for letter in letters]
    return sum(
        -worth if worth < after else worth
        for worth, after in zip(worths, [*worths[1:], 0], strict=True)
    )

"""Numbers written in digits: their points, commas and groups."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from extractor.scanning.numbers.numeral import ONE, Numeral
from extractor.scanning.tokens import Tokens

DIGITS = frozenset("0123456789")
_LONGEST_DIGITS = 48
"""No quantity has so many digits, and exact arithmetic on a megabyte of them has no end."""


def read_digits(tokens: Tokens, at: int) -> Numeral:
    """The number in digits that begins at a token, with groups that spaces part."""
    words = tokens.words
    word = words[at]
    read = digit_value(word)
    if read is None:
        return Numeral(at, at + 1, "code", None, ONE, in_digits=True)
    value, step = read
    end = at + 1
    if (
        at
        and words[at - 1] == "."
        and (at < 2 or not (words[at - 2][-1:].isalnum() or words[at - 2] == "."))
    ):
        # ".5": the point belongs to the number
        if word.isdecimal():
            return Numeral(
                at - 1, end, "cardinal", value.scaleb(-len(word)), ONE.scaleb(-len(word)),
                in_digits=True,
            )  # fmt: skip
    elif len(word) <= 3 and word.isdecimal() and words[end] == " " and word[0] != "0":
        grouped = word
        place = end
        while words[place] == " " and _is_group(words[place + 1]):
            grouped += words[place + 1]
            place += 2
            if "." in words[place - 1] or "," in words[place - 1]:
                break
        if (
            place > end
            and (len(grouped) > len(word) + 3 or words[end + 1] == "000")
            and (words[place] not in ("-", "/") or words[place + 1][:1].isalpha())
        ):
            found = digit_value(grouped.replace(",", "."))
            if found is not None:
                return Numeral(at, place, "cardinal", *found, in_digits=True)
    return Numeral(at, end, "cardinal", value, step, in_digits=True)


def _is_group(word: str) -> bool:
    """Whether a token is three digits, with decimals at most."""
    return (
        word[:3].isdecimal()
        and len(word[:3]) == 3
        and (len(word) == 3 or (word[3] in ".," and 4 < len(word) < 7))
    )


def read_over(words: list[str], at: int) -> tuple[Decimal, int] | None:
    """A fraction in digits less than one and its end: "1/2"."""
    over, under = words[at], words[at + 2]
    if words[at + 1] != "/" or not (over.isdecimal() and under.isdecimal()):
        return None
    if len(over) > 3 or len(under) > 4 or words[at + 3] == "/" or not int(under) or not int(over):
        return None
    return Decimal(over) / int(under), at + 3


@lru_cache(maxsize=8192)
def digit_value(token: str) -> tuple[Decimal, Decimal] | None:
    """A number's value and the worth of its last digit; none where the digits are a code."""
    if len(token) > _LONGEST_DIGITS:
        return None
    plain = token.replace("'", "")
    points, commas = plain.count("."), plain.count(",")
    if points and commas and plain.rindex(",") > plain.rindex("."):
        plain = plain.replace(".", "").replace(",", ".")  # 1.234,56
    elif points > 1:
        head, *groups = plain.split(".")
        if len(head) > 3 or any(len(group) != 3 for group in groups):
            return None  # 2.1.3 is a version
        plain = plain.replace(".", "")
    elif commas and len(plain) - plain.rindex(",") < 4:
        plain = plain.replace(",", ".")  # 1,5
    else:
        plain = plain.replace(",", "")
    decimals = len(plain) - plain.index(".") - 1 if "." in plain else 0
    return Decimal(plain), ONE.scaleb(-decimals)

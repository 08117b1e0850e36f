"""Signs glued to digits that are no part of how a number is written: "1,234,56", "3/4/5", "5^x"."""

from __future__ import annotations

import re

from extractor.scanning.numbers import Numeral
from extractor.scanning.tokens import Tokens

_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_SIGNS = frozenset("^/_,.:") | _RAISED
_NOT_READ = re.compile(
    r"""(?:
        \^[-+]*[0-9]               # a power that is none
      | [⁰¹²³⁴⁵⁶⁷⁸⁹]               # a power or the number of a note: which, nothing says
      | _[0-9]
      | (?:/[0-9]+){2} | /0(?![0-9.,])
      | [.:][0-9]+[.:][0-9]        # what looks like a time and is none
    )[0-9^+\-./:_"⁰¹²³⁴⁵⁶⁷⁸⁹]*(?<![.:/\-])""",
    re.VERBOSE,
)


def unread_end(tokens: Tokens, numeral: Numeral, *, is_sum: bool) -> int | None:
    """One past the signs glued to a number in digits that leave open what it is; none where
    there are no such signs."""
    words, at, end = tokens.words, numeral.start, numeral.end
    if words[end][:1] not in _SIGNS:
        return None
    if words[end][0] in _RAISED and ("," in words[at] or words[end] == "¹"):
        return None  # the number of a note: nobody writes 1,340², or the first power
    if words[end] == ",":
        return _cluster_end(words, at, end, is_sum=is_sum)
    found = _NOT_READ.match(tokens.low, tokens.starts[end])
    return None if found is None else tokens.past(end, found.end())


def spaced_end(words: list[str], numeral: Numeral) -> int | None:
    """One past a number where a space may group it or part it in two: "sold 1 234 hats".

    "5 300-seat halls" and "3 500ml jars" are two; so are the numbers in the row of a table.
    """
    at = numeral.start
    first, second, after = words[at], words[at + 2], words[at + 3]
    if numeral.end - at > 1 or words[at + 1] != " " or len(second) != 3:
        return None
    if len(first) > 3 or first[0] == "0" or not (first.isdecimal() and second.isdecimal()):
        return None
    if after[:1].isalpha() or after in ("-", "%", "/", ":", "'", '"'):
        return None
    is_row = (after == " " and words[at + 4][:1].isdecimal()) or (
        at > 1 and words[at - 1] == " " and words[at - 2][-1:].isdecimal()
    )
    return None if is_row else at + 3


def _cluster_end(words: list[str], at: int, end: int, *, is_sum: bool) -> int | None:
    """One past digits that commas glue together as no number is written: "1,234,56".

    Short ones are a list, where they are no sum of money: "22,24,26,31".
    """
    if end - at > 1 or not "0" <= words[end + 1] < ":":
        return None
    if at > 1 and words[at - 1] == "," and "0" <= words[at - 2] < ":":
        return None  # looked at from its first number already
    longest = len(words[at])
    while words[end] == "," and "0" <= words[end + 1] < ":":
        longest = max(longest, len(words[end + 1]))
        end += 2
    return end if longest > 2 or is_sum else None

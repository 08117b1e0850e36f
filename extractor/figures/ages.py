"""Which numbers are ages though nothing calls them years."""

from __future__ import annotations

import re

from extractor.figures.numerals import Number
from extractor.figures.tables import word_set


def says_age(words: list[str]) -> bool:
    """Whether the words before say that the number is an age."""
    return bool(words) and (
        words[-1] in ("aged", "age") or (words[-1] == "of" and words[-2:-1] in (["age"], ["ages"]))
    )


def turns_age(low: str, end: int, words: list[str]) -> bool:
    """Whether the number is the age that somebody reaches ("she turned 90 on Saturday")."""
    return bool(words) and words[-1] in _TURNS and _AFTER_AGE.match(low, end) is not None


_TURNS = ("turned", "turns", "turning", "turn")


_AFTER_AGE = re.compile(
    r"$|[.,;)\n](?![0-9])| (?:on|in|this|last|next|today|yesterday|tomorrow|when|while|before|after"
    r"|earlier|later|and|at)(?![a-z])"
)


def is_stated_age(low: str, case: str, number: Number) -> bool:
    """Whether the number is an age set off by commas ("Maria Lopez, 34, said")."""
    start, end = number.start, number.end
    if low[start - 2 : start] != ", " or not 1 <= number.value <= 115 or number.step != 1:
        return False
    if _PERSON.search(low, max(0, start - 18), start - 2) and _AFTER_STATED.match(low, end):
        return True
    after = low[end : end + 2]
    if after not in (".", ". ", ".\n") and (after[:1] != "," or after[1:2].isdigit()):
        return False
    begin = start - 2
    while begin and (case[begin - 1].isalpha() or case[begin - 1] in "-'"):
        begin -= 1
    word = case[begin : start - 2]
    if len(word) < 2 or not word[0].isupper() or low[begin : start - 2] in _NO_PERSON:
        return False
    return after[:1] == "," or (
        case[begin - 1 : begin] == " " and case[begin - 2 : begin - 1].isalpha()
    )


# "a woman, 29, was"; "two men, 34 and 36,"
_PERSON = re.compile(
    r"(?<![a-z])(?:m[ae]n|wom[ae]n|(?:boy|girl|son|daughter|brother|sister|mother|father|husband"
    r"|wife|teenager|driver|suspect|student|teacher|pedestrian|cyclist|motorcyclist|resident)s?)$"
)


_AFTER_STATED = re.compile(r",(?= [a-z])|\.(?![0-9])|(?:, [0-9]{1,3})* and [0-9]{1,3}(?=[,.])")


_NO_PERSON = word_set(
    """january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept
    oct nov dec however meanwhile flight yes no"""
)

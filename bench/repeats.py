"""Texts that say one thing over and over: every kind of token, alone and in pairs."""

from __future__ import annotations

import random
from itertools import product

_NUMBERS = ["1", "1,", "1-", "1.", "1/", "1:", "1–", "1 to ", "$1", "1%", "£1m", "½", "1½ ", "1x"]
_NUMBER_WORDS = ["one ", "one-", "twenty ", "hundred ", "first ", "half ", "half-", "dozens of "]
_RUNS = ["1, ", "1 - ", "(1) ", "[1]", "1 men ", "1 and ", "1 million ", "1 of ", "between 1 and "]
_DATES = ["May ", "May 1, ", "1 May ", "Monday ", "Monday, ", "2024 ", "2024-", "2024-05-01 "]
_TIMES = ["10:30 ", "last year ", "today ", "1 days ago ", "the day after ", "in ", "week "]
_QUOTES = ["“", "”", '"', "'", "‘", "’", "«", "»", "“a” ", '"a" ', "“a” said Ann "]
_BRACKETS = ["(", ")", "[", "]", "{", "}", "<"]
_NAMES = ["Ann ", "Ann, ", "Ann and ", "Ann of ", "Mr. ", "A. ", "Ann-", "mayor Ann Lee ", "U.S. "]
_PEOPLE = ["Ann, 1, ", "aged 1 ", "Ann was accused of ", "he ", "who ", "largest ", "killed "]
_SPEECH = ["said ", "he said, ", "Ann said. ", "said Ann. ", "not ", "never ", "rose to 1 "]
_MARKS = ["—", "–", "-", "- ", "…", ".", ". ", ",", ";", ":", "?", "! ", "/", "\\", "*", "_", "#"]
_LINES = ["\n", "\r", "\t", " ", "a\n", "1\n", "- 1\n", "• a\n", "a\t1\n", "| 1 ", "Ann\n\n"]
_ADDRESSES = ["http://a.example/b?c=1 ", "http://a.example/", "www.a.example ", "a@b.example "]
_SCRIPTS = ["中文", "中文。", "三", "e\u0301", "\u0301", "😀", "א ", "\u200b", "\xa0"]
_LETTERS = ["a ", "and ", "word ", "word", "W", "XIV ", "1 km ", "1 per ", "one in ", "more than "]

TOKENS: tuple[str, ...] = (
    *(_NUMBERS + _NUMBER_WORDS + _RUNS + _DATES + _TIMES + _QUOTES + _BRACKETS + _NAMES),
    *(_PEOPLE + _SPEECH + _MARKS + _LINES + _ADDRESSES + _SCRIPTS + _LETTERS),
)
"""What is repeated; none carries words of a real text."""


def pairs(count: int, seed: int) -> list[str]:
    """Two tokens that take turns, drawn from all such pairs."""
    every = [one + other for one, other in product(TOKENS, TOKENS) if one != other]
    return random.Random(seed).sample(every, count)


def repeated(token: str, size: int) -> str:
    """The token over and over, cut at `size` characters."""
    return (token * (size // len(token) + 1))[:size]

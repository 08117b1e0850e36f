"""Looking left and right in a token stream: the words beside a place, and the line around it."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.scanning.tokens import Tokens

GAPS = frozenset({" ", "-"})
"""What may stand between a number's words, and between it and its unit."""


def word_before(words: list[str], at: int) -> str:
    """The word before a token, with one space between; empty where there is none."""
    if at >= 2 and words[at - 1] == " ":
        return words[at - 2]
    return ""


def word_after(words: list[str], end: int) -> str:
    """The word that begins behind one space at a token; empty where there is none."""
    return words[end + 1] if words[end] == " " and words[end + 1][:1].isalpha() else ""


def ends_clause(words: list[str], end: int) -> bool:
    """Whether nothing, a line end, a dash, a bracket or a stop that is no decimal point stands at
    a token."""
    word = words[end]
    if word == " " and words[end + 1] in _PARTED:
        return not words[end + 2][:1].isdecimal()
    if not word or word[0] == "\n":
        return True
    return word in _STOPS and not words[end + 1][:1].isdecimal()


_PARTED = frozenset({"–", "—", "("})
_STOPS = frozenset(".,;:!?)…—")


def is_running_text(tokens: Tokens, start: int, end: int, stop: frozenset[str]) -> bool:
    """Whether words in small letters stand around a place, so that capitals say something."""
    for index in line_around(tokens, start, end, _NEAR):
        word = tokens.words[index]
        is_plain = len(word) > 3 and word not in stop and word.isalpha()
        if is_plain and tokens.written(index).islower():
            return True
    return False


_NEAR = 26
"""How many tokens to each side of a place show that it stands in running text."""


def line_around(tokens: Tokens, start: int, end: int, reach: int) -> Iterator[int]:
    """The tokens of the line before `start` and from `end` on, the nearest first, so many each."""
    for step, begin in ((-1, start - 1), (1, end)):
        for index in range(begin, begin + reach * step, step):
            if not 0 <= index < len(tokens) or tokens.words[index][0] == "\n":
                break
            yield index

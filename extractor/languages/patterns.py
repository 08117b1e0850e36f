"""Pieces of regular expressions that are made of words."""

from __future__ import annotations

import re
from collections.abc import Iterable

UPPER = "".join(
    chr(code) for code in [*range(0x41, 0x530), *range(0x1E00, 0x1F00)] if chr(code).isupper()
)
"""Capital letters, Latin, Greek and Cyrillic, for a character class: `re` has none."""

SPACE = r"\s+"
"""What stands between the words of a phrase, where a line may end there."""
NOTHING = "(?!)"
"""A pattern that matches nowhere."""


def either(phrases: Iterable[str], space: str = " ") -> str:
    """A pattern of any of some phrases, the longest first.

    In a phrase `*` stands for any one word, and `/` stands between words any one of which may stand
    there: "share this on/via". `space` is what may stand between two words. Of no phrases the
    pattern matches nothing.
    """
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    if not ordered:
        return NOTHING
    return f"(?:{'|'.join(_phrase(phrase, space) for phrase in ordered)})"


def maybe(phrases: Iterable[str], space: str = SPACE) -> str:
    """A pattern of any of some phrases and the space behind it, or of nothing."""
    return f"(?:{either(phrases, space)}{space})?"


def _phrase(phrase: str, space: str) -> str:
    return space.join(_choice(word) for word in phrase.split())


def _choice(word: str) -> str:
    choices = [re.escape(one).replace(r"\*", r"\w+") for one in word.split("/")]
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"

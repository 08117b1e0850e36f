"""Whether words stand in a text, whatever parts them."""

from __future__ import annotations

import re

_WORDS = re.compile(r"[$€£¥]?\w+(?:[.,:'’/-]\w+)*%?")


def has_words(text: str, words: str) -> bool:
    """Whether the words stand in a text, one after the other, whatever parts them."""
    return f" {_bare(words)} " in f" {_bare(text)} "


def _bare(words: str) -> str:
    """The words and numbers in lower case, with single spaces between."""
    return " ".join(_WORDS.findall(words.casefold()))
